//! The program as an operator runs it: what each command prints, and its exit code.
//!
//! `readme` runs every command of the README and the manual; here is what the commands refuse, and how.

mod announce;
mod check;
mod database;
mod officers;
mod operate;
mod signed_imports;

use crate::readme::Machine;
use crate::support::{Kind, Running, World};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// No wait of a test is longer.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(20);

/// How long the program may take to end when it is told to.
const ENDS_WITHIN: Duration = Duration::from_secs(10);

pub(super) fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(super) fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs to its end, with this exit code.
#[track_caller]
pub(super) fn ends(command: &mut Command, code: i32) -> Output {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    output
}

async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "{what}: not in {PATIENCE:?}");
        tokio::time::sleep(PAUSE).await;
    }
}

// --- serve: the settings and the database ---

#[test]
fn serve_lists_all_that_is_wrong_with_the_settings() {
    let machine = Machine::new();
    let mut command = machine.command(&["serve"]);
    command
        .env("SAHKAR_LISTEN", "here")
        .env("SAHKAR_DATABASE_URL", "mysql://somebody:sesame@there/db")
        .env("SAHKAR_KEY", "sesame")
        .env_remove("SAHKAR_PEPPER")
        .env_remove("SAHKAR_GATEWAY_AFRICASTALKING_SECRET")
        .env("SAHKAR_PHONE", "perhaps")
        .env("SAHKAR_PEPER", "sesame")
        .env("SAHKAR_SMS_ROUTE", "nobody");
    let told = complained(&ends(&mut command, 2));
    let settings: BTreeSet<&str> = told
        .lines()
        .skip(1)
        .map(|line| line.trim().split_once(": ").unwrap().0)
        .collect();
    let expected = BTreeSet::from([
        "SAHKAR_LISTEN",
        "SAHKAR_DATABASE_URL",
        "SAHKAR_KEY",
        "SAHKAR_PEPPER",
        "SAHKAR_GATEWAY_AFRICASTALKING_SECRET",
        "SAHKAR_PHONE",
        "SAHKAR_PEPER",
        "SAHKAR_SMS_ROUTE",
    ]);
    assert_eq!(settings, expected, "{told}");
    assert!(!told.contains("sesame"), "{told}");
    let file = machine.folder.path().join("sahkar.db");
    assert!(!file.exists(), "no database is made before all is right");
}

#[test]
fn a_part_that_does_not_exist_is_wrong_usage() {
    let machine = Machine::new();
    for only in ["kitchen", "web,kitchen", ""] {
        let told = complained(&ends(&mut machine.command(&["serve", "--only", only]), 2));
        for part in ["web", "deliver", "jobs"] {
            assert!(told.contains(part), "{only}: {told}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_release_is_refused_and_left_alone() {
    for kind in Kind::all() {
        let world = World::open(kind, 1).await;
        // The last migration that this release has, under a number that it has not.
        world
            .sql(
                "insert into _sqlx_migrations
                select 99999999, description, installed_on, success, checksum, execution_time
                from _sqlx_migrations order by version desc limit 1",
            )
            .await;
        let before = world.dump().await;
        for command in ["serve", "migrate"] {
            let machine = Machine::of(&world);
            let mut command = machine.command(&[command]);
            let told = complained(&ends(command.env("SAHKAR_LOG", "off"), 2));
            let clear = "the database is of a newer release than this program\n";
            assert_eq!(told, clear, "{kind:?}");
        }
        assert!(before == world.dump().await, "{kind:?}: it was changed");
        world.close().await;
    }
}

// --- serve: its parts, and its end ---

/// `serve` with these arguments.
fn serve(machine: &Machine, args: &[&str]) -> Running {
    let started = machine
        .command(&["serve"])
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    Running(started.unwrap())
}

/// The first line that it answers, where it listens.
fn first_line(listen: &str, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(listen).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.lines().next().map(str::to_owned)
}

const RUNS: &str = "select count(*) from job_run where done_for_at > 0";

async fn is_served(listen: &str) {
    until("it answers", async || {
        first_line(listen, "/health/ready").is_some_and(|line| line.contains(" 200"))
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_parts_that_are_asked_for_run() {
    for kind in Kind::all() {
        let world = World::open(kind, 3).await;
        let machine = Machine::of(&world);
        assert_eq!(world.number(RUNS).await, 0);

        let web = serve(&machine, &["--only", "web"]);
        is_served(&machine.listen).await;
        let live = first_line(&machine.listen, "/health/live").unwrap();
        assert!(live.contains(" 200"), "{live}");
        // Where jobs run, the first does at once.
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!(world.number(RUNS).await, 0, "{kind:?}: a job ran");
        assert_eq!(web.stop().code(), Some(0), "{kind:?}");

        let jobs = serve(&machine, &["--only", "jobs"]);
        let ran = async || world.number(RUNS).await > 0;
        until("a job runs", ran).await;
        assert!(TcpStream::connect(&machine.listen).is_err(), "it listens");
        assert_eq!(jobs.stop().code(), Some(0), "{kind:?}");

        let both = serve(&machine, &["--only", "web,deliver"]);
        is_served(&machine.listen).await;
        assert_eq!(both.stop().code(), Some(0), "{kind:?}");
        world.close().await;
    }
}

/// Within this a request is begun to be read, on a busy machine too.
const BEGUN_WITHIN: Duration = Duration::from_secs(1);

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_it_takes_nobody_new_and_ends_though_a_caller_never_finishes() {
    let machine = Machine::new();
    machine.run(&["migrate"]);
    let program = serve(&machine, &[]);
    is_served(&machine.listen).await;
    let mut unfinished = TcpStream::connect(&machine.listen).unwrap();
    unfinished
        .write_all(b"POST /hooks/africastalking/a-secret-of-this-test/ussd HTTP/1.1\r\nHost: h\r\n")
        .unwrap();
    // Only what it has begun to read is under way; a busy machine takes a moment for that.
    tokio::time::sleep(BEGUN_WITHIN).await;
    let idle = TcpStream::connect(&machine.listen).unwrap();
    let begun = Instant::now();
    let listen = machine.listen.clone();
    let ended = tokio::task::spawn_blocking(move || program.stop());
    until("nobody new is let in", async || {
        TcpStream::connect(&listen).is_err()
    })
    .await;
    assert!(!ended.is_finished(), "it waits for whoever is under way");
    assert_eq!(ended.await.unwrap().code(), Some(0));
    assert!(begun.elapsed() < ENDS_WITHIN, "{:?}", begun.elapsed());
    drop((unfinished, idle));
}

// --- the register, and whether all adds up ---

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_line_of_the_register_is_named_and_nobody_is_let_in() {
    let good = "3001,Champa,+919811100001,gu\n";
    for kind in Kind::all() {
        let world = World::open(kind, 4).await;
        let before = world.dump().await;
        let machine = Machine::of(&world);
        for (bad, why) in [
            ("3002,Jaya,12,gu\n", "2 digits are no mobile number"),
            ("3001,Jaya,+919811100002,gu\n", "member number 3001"),
            // A member of the demo cooperative.
            ("1001,Jaya,+919811100002,gu\n", "member number 1001"),
            ("3002,Jaya,,,gu\n", "5 cells stand here"),
        ] {
            let register = format!("member_no,name,phone,language\n{good}{bad}");
            fs::write(machine.folder.path().join("bad.csv"), register).unwrap();
            let mut import = machine.command(&["import", "members", "bad.csv"]);
            let told = complained(&ends(import.env("SAHKAR_LOG", "off"), 1));
            assert!(told.starts_with("bad.csv:3: "), "{kind:?}: {told}");
            assert!(told.contains(why), "{kind:?}: {told}");
            for hers in ["Champa", "Jaya", "98111"] {
                assert!(!told.contains(hers), "{kind:?}: {told}");
            }
            assert!(before == world.dump().await, "{kind:?} {bad}: it changed");
        }
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_is_shown_first_and_queued_when_that_is_asked() {
    for kind in Kind::all() {
        let world = World::open(kind, 4).await;
        let machine = Machine::of(&world);
        let texts = async || world.number("select count(*) from outbox").await;
        let said_of = |args: &[&str], code| {
            let mut announce = machine.command(&[&["announce"], args].concat());
            ends(announce.env("SAHKAR_LOG", "off"), code)
        };
        let seeds = ["seeds", "when=2027-01-10T15:00", "place=વ્યારા/व्यारा/Vyara"];
        let shown = said_of(&seeds, 0);
        for words in [
            "gu (",
            "hi (",
            "en (1 SMS): Asha Mandli: ",
            "Vyara",
            "વ્યારા",
        ] {
            assert!(said(&shown).contains(words), "{kind:?} {words}: {shown:?}");
        }
        assert!(complained(&shown).contains("Nothing is sent"), "{shown:?}");
        assert_eq!(texts().await, 0, "{kind:?}");
        let queued = said_of(&[&seeds[..], &["--send"]].concat(), 0);
        let n = texts().await;
        // Two of the twenty-four share a phone, and one text is enough for it where they share a
        // language too; they do not.
        assert_eq!(n, 24, "{kind:?}");
        let told = format!("{n} texts are queued.");
        assert!(complained(&queued).contains(&told), "{queued:?}");
        // All that is wrong is told at once, and a text of the program's own is nobody's to announce.
        let wrong = complained(&said_of(&["seeds", "when=soon", "who=me"], 1));
        for why in [
            "no place `who`",
            "`when` is not right",
            "`place` is missing",
        ] {
            assert!(wrong.contains(why), "{kind:?} {why}: {wrong}");
        }
        let refused = complained(&said_of(&["vote-code"], 1));
        assert!(
            refused.contains("no text `vote-code` to announce"),
            "{refused}"
        );
        assert_eq!(texts().await, n, "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_says_what_does_not_add_up_and_ends_with_1() {
    for kind in Kind::all() {
        let world = World::open(kind, 5).await;
        world.run_job("seal-ledger").await;
        let machine = Machine::of(&world);
        let said_so = said(&ends(&mut machine.command(&["verify"]), 0));
        assert!(said_so.starts_with("Looked at "), "{kind:?}: {said_so}");
        world.sql("update ledger set at = at + 1").await;
        let output = ends(&mut machine.command(&["verify"]), 1);
        assert!(said(&output).lines().count() > 1, "{kind:?}: {output:?}");
        assert!(
            complained(&output).contains("1 thing does not add up"),
            "{kind:?}"
        );
        world.close().await;
    }
}
