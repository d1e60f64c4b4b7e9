//! What only operators may see, and on which listener.

use super::{PATIENCE, first_line, is_served, until};
use crate::readme::Machine;
use crate::support::Running;
use crate::support::free_address;
use sqlx::{Connection as _, Executor as _};
use std::fs::{self, File};
use std::process::Stdio;
use std::time::Instant;

/// Starts it; what it logs goes to this file.
fn start(machine: &Machine, args: &[&str], set: &[(&str, &str)], log: &str) -> Running {
    let log = File::create(machine.folder.path().join(log)).unwrap();
    let mut command = machine.command(args);
    command.envs(set.iter().copied());
    let started = command.stdout(Stdio::null()).stderr(log).spawn();
    Running(started.unwrap())
}

fn logged(machine: &Machine, log: &str) -> String {
    fs::read_to_string(machine.folder.path().join(log)).unwrap()
}

fn answers(listen: &str, path: &str, status: &str) -> bool {
    first_line(listen, path).is_some_and(|line| line.contains(status))
}

#[tokio::test(flavor = "multi_thread")]
async fn r12_metrics_are_shown_to_operators_and_to_nobody_who_calls() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let operate = free_address();
    let set = [("SAHKAR_OPERATE_LISTEN", operate.as_str())];
    let program = start(&machine, &["serve"], &set, "log");
    is_served(&machine.listen).await;
    assert!(answers(&machine.listen, "/metrics", " 404"));
    for path in ["/metrics", "/health/live", "/health/ready"] {
        assert!(answers(&operate, path, " 200"), "{path}");
    }
    let hook = "/hooks/africastalking/a-secret-of-this-test/ussd";
    assert!(answers(&operate, hook, " 404"), "callers come elsewhere");
    assert!(!logged(&machine, "log").contains("firewall"));
    // A second node that was given the same address does not start without a word.
    let other = free_address();
    let taken = [set[0], ("SAHKAR_LISTEN", other.as_str())];
    let output = machine.command(&["serve"]).envs(taken).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(program.stop().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn r12_two_nodes_of_one_machine_start_with_the_usual_settings() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let other = free_address();
    let one = start(&machine, &["serve", "--only", "web"], &[], "one");
    is_served(&machine.listen).await;
    let set = [("SAHKAR_LISTEN", other.as_str())];
    let two = start(&machine, &["serve", "--only", "web"], &set, "two");
    is_served(&other).await;
    // Another test's program may have had the usual port when the first began, and not any more.
    let warned = |name| logged(&machine, name).contains("SAHKAR_OPERATE_LISTEN");
    assert!(warned("one") || warned("two"));
    assert_eq!(two.stop().code(), Some(0));
    assert_eq!(one.stop().code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn r12_whoever_can_be_reached_from_elsewhere_is_warned() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let open = |address: &str| address.replace("127.0.0.1", "0.0.0.0");
    let operate = open(&free_address());
    let set = [("SAHKAR_OPERATE_LISTEN", operate.as_str())];
    let program = start(&machine, &["serve"], &set, "served");
    is_served(&machine.listen).await;
    assert!(logged(&machine, "served").contains("firewall"));
    assert_eq!(program.stop().code(), Some(0));

    let listen = free_address();
    let at = open(&listen);
    let demo = start(&machine, &["demo", "--listen", &at], &[], "demo");
    let begun = Instant::now();
    is_served(&listen).await;
    assert!(logged(&machine, "demo").contains("can play every member"));
    assert!(answers(&listen, "/metrics", " 404"));
    assert!(begun.elapsed() < PATIENCE);
    assert_eq!(demo.stop().code(), Some(0));
    until("it is gone", async || first_line(&listen, "/").is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_that_the_database_does_not_understand_is_found_at_the_start() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let mut way = sqlx::SqliteConnection::connect(machine.database())
        .await
        .unwrap();
    way.execute("alter table member rename column village to hamlet")
        .await
        .unwrap();
    way.close().await.unwrap();
    let output = machine.command(&["serve"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("FIND_REGISTERED"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_sees_when_each_job_ran_last() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let listed = || {
        let output = machine.command(&["jobs"]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let before = listed();
    for job in sahkar::jobs::JOBS {
        let line = format!("{:<16}  has not run yet", job.name);
        assert!(before.contains(&line), "{before}");
    }
    let program = start(&machine, &["serve"], &[], "log");
    let ran = "seal-ledger       ran for ";
    until("it has run", async || listed().contains(ran)).await;
    assert_eq!(program.stop().code(), Some(0));
}
