//! After the close nothing connects a member with her choice: not ids, not the physical position of rows,
//! not any order. Every order in which the database can return the voters is compared with every order in
//! which it can return the choices.

use crate::support::{Kind, MINUTE_MS, START, World, pin_of};
use sahkar::core::domain::By;
use sahkar::store::Backup;
use sqlx::{Connection as _, Executor as _, PgConnection};

const BALLOT: &str = "(select id from ballot where no = 17)";

/// What each of these members chooses, in an order that repeats nothing.
fn choices() -> Vec<(i64, i64)> {
    let options = [1, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2, 1, 1, 2, 3, 2, 1, 2];
    (1006..1025).zip(options).collect()
}

async fn everybody_votes(world: &World) {
    for (no, option) in choices() {
        let mut phone = world.phone_of(no);
        let said = phone
            .goes(
                world,
                &["vote", "17", pin_of(no), &option.to_string(), "confirm"],
            )
            .await;
        assert!(said.starts_with("END "), "{said}");
        world.clock.turn_by_ms(7 * MINUTE_MS / 3);
    }
}

/// Closes the ballot while somebody else has a transaction open that began before: a report, or an
/// analysing autovacuum. What it could still see must not stay on the disk for its sake.
async fn close(world: &World) {
    let bystander = match world.kind {
        Kind::Sqlite => None,
        Kind::Postgres => {
            let mut open = PgConnection::connect(world.url()).await.unwrap();
            open.execute("begin isolation level repeatable read")
                .await
                .unwrap();
            open.execute("select count(*) from coop").await.unwrap();
            Some(open)
        }
    };
    world.clock.turn_by_ms(20 * 24 * 60 * MINUTE_MS);
    world.run_job("close-ballots").await;
    if let Some(open) = bystander {
        open.close().await.unwrap();
    }
}

/// Member numbers in every order that a query can give the voters in.
async fn voters(world: &World, orders: &[&str]) -> Vec<(String, Vec<i64>)> {
    let mut found = Vec::new();
    for order in orders {
        let rows = world
            .rows(&format!(
                "select cast(m.no as text) from ballot_mark k
                 join member m on m.coop_id = k.coop_id and m.id = k.member_id
                 where k.ballot_id = {BALLOT} order by {order}"
            ))
            .await;
        found.push(((*order).to_owned(), numbers(&rows)));
    }
    found
}

async fn chosen(world: &World, orders: &[&str]) -> Vec<(String, Vec<i64>)> {
    let mut found = Vec::new();
    for order in orders {
        let rows = world
            .rows(&format!(
                "select cast(option_no as text) from ballot_choice
                 where ballot_id = {BALLOT} order by {order}"
            ))
            .await;
        found.push(((*order).to_owned(), numbers(&rows)));
    }
    found
}

fn numbers(rows: &[Vec<String>]) -> Vec<i64> {
    rows.iter().map(|row| row[0].parse().unwrap()).collect()
}

/// The transcript of a call in which she voted holds her PIN and her choice, and its hash could be
/// guessed by whoever has the key; and what was freed is overwritten.
async fn nothing_is_left_over(world: &World) {
    for (what, query) in [
        ("keys", "select count(*) from ballot_key"),
        ("sealed votes", "select count(*) from ballot_sealed_vote"),
        (
            "transcripts",
            "select count(*) from session where text_hash is not null or reply is not null",
        ),
        ("freed pages", "select count(*) from overwrite_due"),
    ] {
        assert_eq!(world.number(query).await, 0, "{what} are left");
    }
}

async fn nothing_joins(kind: Kind) {
    let world = World::open(kind, 31).await;
    everybody_votes(&world).await;
    let sealed = world
        .rows("select pseudonym, choice from ballot_sealed_vote")
        .await
        .concat();
    assert_eq!(sealed.len(), 2 * choices().len());
    let keys = world
        .rows("select pseudonym_key, private_key from ballot_key")
        .await
        .concat();
    close(&world).await;

    nothing_is_left_over(&world).await;
    let (lies, by_place): (&str, &[&str]) = match kind {
        Kind::Sqlite => ("rowid", &["rowid"]),
        Kind::Postgres => (
            "ctid",
            &["ctid", "cast(cast(xmin as text) as bigint), ctid"],
        ),
    };
    let of_mark = format!("k.{lies}");
    let of_member = format!("m.{lies}");
    let mut orders = vec![
        "m.no",
        "m.id",
        "k.voted_on, k.member_id",
        &of_mark,
        &of_member,
    ];
    // The order in which she last called, as her sessions still tell it.
    let sessions = "(select max(s.touched_at) from session s where s.member_id = k.member_id)";
    orders.push(sessions);
    let voters = voters(&world, &orders).await;
    let chosen = chosen(&world, &[&["id", "option_no, id"], by_place].concat()).await;
    let truth: std::collections::BTreeMap<i64, i64> = choices().into_iter().collect();
    for (order, who) in &voters {
        assert_eq!(who.len(), truth.len());
        for (way, what) in chosen
            .iter()
            .filter(|(way, _)| !way.starts_with("option_no"))
        {
            for (turned, what) in [
                ("", what.clone()),
                ("reversed ", what.iter().rev().copied().collect()),
            ] {
                let hits = who
                    .iter()
                    .zip(&what)
                    .filter(|(no, option)| truth[no] == **option)
                    .count();
                // By chance about two in five are right; nearly all would be a leak.
                assert!(
                    hits < 15,
                    "{kind:?}: {order} beside {turned}{way}: {hits} of {}",
                    who.len()
                );
            }
        }
    }
    no_time_in_ids(&world).await;
    nothing_on_the_disk(&world, &sealed, &keys).await;
    world.close().await;
}

/// An id of a choice is drawn at random: read as a time it lies anywhere, not around the vote. A
/// vote's line in the ledger names no woman, and its time is no finer than the day.
async fn no_time_in_ids(world: &World) {
    let ids = world
        .rows(&format!(
            "select cast(id as text) from ballot_choice where ballot_id = {BALLOT}"
        ))
        .await;
    let month_ms = 30 * 24 * 60 * MINUTE_MS;
    let near = numbers(&ids)
        .into_iter()
        .filter(|id| ((id >> 21) - START.0).abs() < month_ms)
        .count();
    assert_eq!(near, 0, "ids that tell a time");
    let lines = world
        .rows(
            "select cast(member_id as text), cast(at as text) from ledger where kind = 'vote cast'",
        )
        .await;
    assert_eq!(lines.len(), choices().len());
    let times: std::collections::BTreeSet<&String> = lines.iter().map(|line| &line[1]).collect();
    assert!(lines.iter().all(|line| line[0].is_empty()), "{lines:?}");
    assert_eq!(times.len(), 1, "all of one day");
    if world.kind == Kind::Postgres {
        let xmins = world
            .number(&format!(
                "select count(distinct cast(xmin as text)) from ballot_choice where ballot_id = {BALLOT}"
            ))
            .await;
        assert_eq!(xmins, 1, "written in one statement");
    }
}

/// What was deleted does not lie on in the files.
async fn nothing_on_the_disk(world: &World, sealed: &[String], keys: &[String]) {
    let mut files = Vec::new();
    match world.kind {
        Kind::Sqlite => {
            let file = world.url().strip_prefix("sqlite:").unwrap();
            for end in ["", "-wal"] {
                files.extend(std::fs::read(format!("{file}{end}")).unwrap_or_default());
            }
        }
        Kind::Postgres => {
            for table in ["ballot_sealed_vote", "ballot_key", "ballot_mark"] {
                let hex = world
                    .rows(&format!(
                        "select encode(pg_read_binary_file(pg_relation_filepath('{table}')), 'hex')"
                    ))
                    .await;
                let hex = hex[0][0].as_bytes();
                files.extend(hex.chunks(2).map(|pair| {
                    u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
                }));
            }
        }
    }
    for secret in sealed.iter().chain(keys) {
        let lies_there = files
            .windows(secret.len())
            .any(|bytes| bytes == secret.as_bytes());
        assert!(
            !lies_there,
            "{:?}: a sealed vote or key still lies on the disk",
            world.kind
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_close_nothing_joins_a_woman_to_her_choice() {
    for kind in Kind::all() {
        nothing_joins(kind).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_ballot_is_open_no_counts_show_and_no_choice_is_clear() {
    for kind in Kind::all() {
        let world = World::open(kind, 32).await;
        everybody_votes(&world).await;
        for table in ["ballot_choice", "ballot_result", "ballot_outcome"] {
            let n = world
                .number(&format!(
                    "select count(*) from {table} where ballot_id = {BALLOT}"
                ))
                .await;
            assert_eq!(n, 0, "{kind:?}: {table}");
        }
        // A woman who votes again replaces her row; no history of it is kept.
        let mut phone = world.phone_of(1006);
        phone
            .goes(&world, &["vote", "17", "4321", "go-on", "2", "confirm"])
            .await;
        let rows = world
            .number("select count(*) from ballot_sealed_vote")
            .await;
        assert_eq!(rows, i64::try_from(choices().len()).unwrap(), "{kind:?}");
        world.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_an_open_ballot_holds_no_key() {
    let world = World::open(Kind::Sqlite, 33).await;
    everybody_votes(&world).await;
    let keys = world
        .rows("select pseudonym_key, private_key from ballot_key")
        .await
        .concat();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.db");
    assert!(matches!(
        world.service.store.backup(&file).await.unwrap(),
        Backup::Written
    ));
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.len() > 50_000, "it holds the record");
    for key in &keys {
        assert!(!bytes.windows(key.len()).any(|part| part == key.as_bytes()));
    }
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_postgres_names_what_to_leave_out() {
    if !Kind::all().contains(&Kind::Postgres) {
        return;
    }
    let world = World::open(Kind::Postgres, 34).await;
    let answer = world
        .service
        .store
        .backup(std::path::Path::new("unused"))
        .await
        .unwrap();
    let Backup::UsePgDump { options } = answer else {
        panic!("PostgreSQL has a program of its own");
    };
    assert!(
        include_str!("../../../docs/manual.md").contains(&format!("pg_dump {options}")),
        "{options}"
    );
    world.close().await;
}

/// A report that reads the sessions when a ballot closes makes no caller wait behind the close: what
/// could not be overwritten then is overwritten by a later round.
#[tokio::test]
async fn what_could_not_be_overwritten_is_made_up() {
    let owed = "select count(*) from overwrite_due";
    for kind in Kind::all() {
        let world = World::open(kind, 32).await;
        everybody_votes(&world).await;
        world.clock.turn_by_ms(20 * 24 * 60 * MINUTE_MS);
        let now = world.clock.now();
        if kind == Kind::Postgres {
            let mut open = PgConnection::connect(world.url()).await.unwrap();
            open.execute("begin").await.unwrap();
            open.execute("select count(*) from session").await.unwrap();
            let closed = world.service.store.close_ballots(&By::OPERATOR, now).await;
            assert!(closed.is_err(), "the report is in the way");
            assert!(world.number(owed).await > 0);
            open.close().await.unwrap();
        } else {
            // Here the process died after the close: all that is left is that it has to be done.
            world
                .service
                .store
                .close_ballots(&By::OPERATOR, now)
                .await
                .unwrap();
            world
                .sql("insert into overwrite_due select coop_id, id from ballot where no = 17")
                .await;
        }
        let counted = world
            .number("select count(*) from ballot_outcome o join ballot b on b.id = o.ballot_id where b.no = 17")
            .await;
        assert_eq!(counted, 1, "{kind:?}: it is counted all the same");
        world.run_job("close-ballots").await;
        assert_eq!(world.number(owed).await, 0, "{kind:?}");
        world.close().await;
    }
}
