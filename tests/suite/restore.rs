//! What the manual says of backups: that one can be restored, and what a PostgreSQL server still holds
//! after a close. The commands are the manual's own, run as an operator types them.

use crate::commands::{ends, said};
use crate::readme::{Machine, commands_of, is_for_postgres};
use crate::support::{self, Cluster, Kind, START, World, number_of, pin_of};
use sahkar::answer;
use sahkar::app::Service;
use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::By;
use sahkar::core::domain::Phone;
use sahkar::demo;
use sahkar::gateways::sandbox::ussd::Handset;
use sahkar::store::Store;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Longer than any ballot of the demo is open.
const A_MONTH_MS: i64 = 30 * 24 * 3_600_000;

/// The manual's lines for PostgreSQL: those of `psql`, or the others.
fn lines(of_psql: bool) -> Vec<String> {
    let all = commands_of("docs/manual.md").into_iter();
    let ours = |line: &String| {
        let program = line.split(' ').next().unwrap_or_default();
        is_for_postgres(program) && (program == "psql") == of_psql
    };
    all.filter(ours).collect()
}

async fn query(url: &str, text: &str) -> Vec<String> {
    let mut server = sqlx::PgConnection::connect(url).await.unwrap();
    let text = AssertSqlSafe(text.to_owned());
    let found = sqlx::query_scalar(text)
        .fetch_all(&mut server)
        .await
        .unwrap();
    server.close().await.unwrap();
    found
}

/// A new database on this server, with nothing in it.
async fn fresh(cluster: &Cluster, name: &str) -> String {
    let mut server = sqlx::PgConnection::connect(&cluster.url()).await.unwrap();
    let make = AssertSqlSafe(format!("create database {name}"));
    server.execute(make).await.unwrap();
    server.close().await.unwrap();
    cluster.database(name)
}

async fn filled(url: &str) -> Store {
    let store = Store::connect(url, support::keys(), Arc::new(Chance::seeded(81)));
    let store = store.await.unwrap();
    store.migrate().await.unwrap();
    demo::fill(&store, START).await.unwrap();
    store
}

/// Some of them vote on ballot 17, each from her own phone.
async fn vote(store: &Store) {
    let service = Service::new(store.clone(), support::script(), Clock::standing_at(START));
    for no in 1006..1012 {
        let phone = Phone::parse(&number_of(no)).unwrap();
        let mut handset = Handset::new(phone, support::CODE);
        let mut inbound = handset.dial(&no.to_string());
        for key in ["4", "17", pin_of(no), "1", "1"] {
            Box::pin(answer::ussd(&service, &inbound)).await;
            inbound = handset.reply(key).unwrap();
        }
        let said = Box::pin(answer::ussd(&service, &inbound)).await.body;
        let said = String::from_utf8(said).unwrap();
        assert!(said.starts_with("END "), "{said}");
    }
}

#[test]
fn r11_a_copy_of_sqlite_is_put_back_as_the_manual_says() {
    let machine = Machine::new();
    machine.fill();
    ends(&mut machine.command(&["backup", "sahkar-backup.db"]), 0);
    // Something happens after the copy, and the log of it must not be played into the copy.
    fs::write(
        machine.folder.path().join("more.csv"),
        "member_no,name,phone\n2001,Champa,9811100001\n",
    )
    .unwrap();
    ends(&mut machine.command(&["import", "members", "more.csv"]), 0);
    let all = commands_of("docs/manual.md");
    let from = all
        .iter()
        .position(|line| line.starts_with("rm -f"))
        .unwrap();
    for line in &all[from..from + 3] {
        ends(&mut machine.shell(line), 0);
    }
    assert!(all[from + 2].contains("verify"), "{all:?}");
    // She is gone, and everybody else is there.
    let told = said(&ends(
        &mut machine.command(&["import", "members", "--dry-run", "more.csv"]),
        0,
    ));
    assert!(told.starts_with("1 new, 0 changed"), "{told}");
    drop(machine.started());
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_a_copy_of_postgresql_is_put_back_as_the_manual_says() {
    let Some(cluster) = Cluster::start().await else {
        return;
    };
    let (old, new) = (fresh(&cluster, "old").await, fresh(&cluster, "new").await);
    let store = filled(&old).await;
    vote(&store).await;
    let before = store.register(demo_coop(&store).await).await.unwrap();
    store.close().await;
    let world = World::open(Kind::Sqlite, 81).await;
    let machine = Machine::of(&world);
    let lines = lines(false);
    assert_eq!(lines.len(), 3, "a copy, a restore and a look: {lines:?}");
    for line in lines {
        let mut shell = machine.shell(&line);
        shell
            .env("SAHKAR_DATABASE_URL", &old)
            .env("NEW_DATABASE_URL", &new);
        ends(&mut shell, 0);
    }
    let store = Store::connect(&new, support::keys(), Arc::new(Chance::seeded(82)));
    let store = store.await.unwrap();
    assert_eq!(
        store.register(demo_coop(&store).await).await.unwrap(),
        before
    );
    // No key of an open ballot came along, nor what only it opens.
    for table in ["ballot_key", "ballot_sealed_vote"] {
        let kept = format!("select cast(count(*) as text) from {table}");
        assert_ne!(query(&old, &kept).await, ["0"], "{table}");
        assert_eq!(query(&new, &kept).await, ["0"], "{table}");
    }
    store.close().await;
    world.close().await;
}

async fn demo_coop(store: &Store) -> sahkar::core::domain::CoopId {
    store.coop_ids().await.unwrap()[0]
}

/// The files below a folder that hold one of these texts.
fn holding(folder: &Path, texts: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, texts));
        } else if let Ok(bytes) = fs::read(&path) {
            // Rows are written with others around them, so the middle of a text is looked for.
            let has = |text: &String| {
                let middle = &text.as_bytes()[8..40];
                bytes.windows(middle.len()).any(|window| window == middle)
            };
            if texts.iter().any(has) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn s10_after_a_close_the_manuals_commands_leave_nothing_of_it_on_the_server() {
    let Some(cluster) = Cluster::start().await else {
        return;
    };
    let url = fresh(&cluster, "coop").await;
    let world = World::open(Kind::Sqlite, 83).await;
    let machine = Machine::of(&world);
    let lines = lines(true);
    let [once, after] = &lines[..] else {
        panic!("one line for once, one for after each close: {lines:?}");
    };
    let run = |line: &str| {
        ends(machine.shell(line).env("SAHKAR_DATABASE_URL", &url), 0);
    };
    run(once);
    let store = filled(&url).await;
    vote(&store).await;
    let votes = query(&url, "select choice from ballot_sealed_vote").await;
    let keys = query(&url, "select private_key from ballot_key").await;
    assert!(votes.len() > 1 && keys.len() > 1);
    let data = query(
        &url,
        "select setting from pg_settings where name = 'data_directory'",
    )
    .await;
    let data = Path::new(&data[0]);
    let counted = store
        .close_ballots(&By::OPERATOR, START.plus_ms(A_MONTH_MS))
        .await
        .unwrap();
    assert!(!counted.is_empty());
    let secrets = [&votes[..1], &votes[votes.len() - 1..], &keys[..]].concat();
    // That is why the manual has these commands.
    let still = holding(&data.join("pg_wal"), &secrets);
    assert!(
        !still.is_empty(),
        "the log holds nothing of a close any more"
    );
    run(after);
    let left = holding(data, &secrets);
    assert!(left.is_empty(), "{left:?}");
    store.close().await;
    world.close().await;
}
