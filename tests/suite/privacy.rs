//! What must not be found out: from logs, from the database, from a backup, from response times.

mod hooks;
mod logs;
mod strangers;
mod texts;
mod traced;
mod unlinked;

use crate::support::{Kind, MINUTE_MS, World};
use logs::Logs;

/// Two runs of the same calls, each with its own private part: the logs and the dump of each.
async fn run(kind: Kind, replies: &[&[&str]], run_jobs: &[&str]) -> (Vec<String>, Vec<String>) {
    let logs = Logs::capture();
    let world = World::open(kind, 21).await;
    logs.clear();
    for call in replies {
        let mut phone = world.phone_of(1005);
        phone.go(&world, call).await;
        phone.hang_up(&world).await;
        world.clock.turn_by_ms(MINUTE_MS);
    }
    // Sessions are over and wiped.
    world.clock.turn_by_ms(11 * MINUTE_MS);
    for job in run_jobs {
        world.run_job(job).await;
    }
    let dump = world.dump().await;
    let lines = dump
        .into_iter()
        .flat_map(|(table, rows)| rows.into_iter().map(move |row| format!("{table}: {row}")))
        .collect();
    let said = logs.lines();
    world.close().await;
    (said, lines)
}

/// The lines of one that the other does not have.
fn only_in<'a>(one: &'a [String], other: &[String]) -> Vec<&'a str> {
    one.iter()
        .filter(|line| !other.contains(line))
        .map(String::as_str)
        .collect()
}

/// What two rows of one table differ in, by column.
fn columns_that_differ(a: &str, b: &str) -> Vec<String> {
    a.split(' ')
        .zip(b.split(' '))
        .filter(|(a, b)| a != b)
        .map(|(a, _)| a.split('=').next().unwrap_or_default().to_owned())
        .collect()
}

/// Runs that differ in one private reply differ in these columns of one row, and in no log line.
async fn differ_only_in(kind: Kind, a: &[&[&str]], b: &[&[&str]], table: &str, columns: &[&str]) {
    let (logs_a, dump_a) = run(kind, a, &["forget-sessions"]).await;
    let (logs_b, dump_b) = run(kind, b, &["forget-sessions"]).await;
    assert!(!logs_a.is_empty(), "something is logged");
    assert_eq!(logs_a, logs_b, "{kind:?}: the logs tell them apart");
    let (a, b) = (only_in(&dump_a, &dump_b), only_in(&dump_b, &dump_a));
    assert_eq!((a.len(), b.len()), (1, 1), "{kind:?}: {a:?} {b:?}");
    assert!(a[0].starts_with(&format!("{table}: ")), "{kind:?}: {a:?}");
    assert_eq!(
        columns_that_differ(a[0], b[0]),
        columns,
        "{kind:?}: {a:?} {b:?}"
    );
}

#[tokio::test]
async fn runs_that_differ_in_a_pin_differ_only_in_its_hash() {
    for kind in Kind::all() {
        let set = |pin: &'static str| vec!["6", "2", "3344", pin, pin];
        let (a, b) = (set("9753"), set("8642"));
        differ_only_in(kind, &[&a], &[&b], "credential", &["pin_hash"]).await;
    }
}

#[tokio::test]
async fn runs_that_differ_in_a_vote_differ_only_in_the_sealed_vote() {
    for kind in Kind::all() {
        let vote = |option: &'static str| vec!["4", "17", "3344", option, "1"];
        let (a, b) = (vote("1"), vote("2"));
        differ_only_in(kind, &[&a], &[&b], "ballot_sealed_vote", &["choice"]).await;
    }
}

#[tokio::test]
async fn a_wrong_pin_leaves_no_trace_of_what_was_typed() {
    for kind in Kind::all() {
        let (logs_a, dump_a) = run(kind, &[&["1", "9999"]], &["forget-sessions"]).await;
        let (logs_b, dump_b) = run(kind, &[&["1", "7777"]], &["forget-sessions"]).await;
        assert_eq!(logs_a, logs_b);
        assert_eq!(only_in(&dump_a, &dump_b), Vec::<&str>::new());
    }
}

/// What tells who somebody is, and then what she said.
const PERSONAL: [&str; 14] = [
    "9800000001",
    "9800000002",
    "9800000005",
    "9876543210",
    "Ramila",
    "Savita",
    "Kanta",
    "Grace",
    "રમીલા",
    "2468",
    "3344",
    "48151",
    "Milk",
    "દૂધ",
];
/// So many of them are names and numbers, which stand clear nowhere.
const NAMES_N: usize = 9;

#[tokio::test]
async fn no_number_name_or_reply_stands_in_a_log_or_clear_in_the_database() {
    for kind in Kind::all() {
        let logs = Logs::capture();
        let world = World::open(kind, 22).await;
        let calls: [(i64, &[&str]); 7] = [
            (1005, &["2", "1", "2", "48151", "1", "1", "1"]),
            (1005, &["1", "3344", "1", "9"]),
            (1005, &["4", "17", "3344", "1", "1"]),
            (1005, &["6", "1", "3", "98765 43210"]),
            (1001, &["3", "1", "1", "1", "1", "2468", "1"]),
            (1002, &["1002", "1", "1111"]),
            (1001, &["2", "1", "2", "850"]),
        ];
        for (member, replies) in calls {
            let mut phone = world.phone_of(member);
            phone.go(&world, replies).await;
        }
        let said = logs.lines().join("\n");
        for word in PERSONAL {
            assert!(
                !said.contains(word),
                "{kind:?}: a log line says {word}:\n{said}"
            );
        }
        for (table, rows) in world.dump().await {
            for row in rows {
                let who = PERSONAL
                    .iter()
                    .take(NAMES_N)
                    .find(|word| row.contains(**word));
                assert_eq!(who, None, "{kind:?}: {table}: {row}");
            }
        }
        world.close().await;
    }
}

/// A wrong number and a wrong PIN sound alike and take alike.
#[tokio::test]
async fn neither_words_nor_time_tell_a_wrong_number_from_a_wrong_pin() {
    let world = World::open(Kind::Sqlite, 23).await;
    // One language is in use on the phone, so all are answered in it.
    world
        .sql("update member set lang = 'gu' where no = 1003")
        .await;
    let mut said = Vec::new();
    let mut fastest = Vec::new();
    for number in ["1002", "1001", "5555"] {
        let mut best = std::time::Duration::MAX;
        // The fastest of several, so that a busy machine tells nothing either.
        for _ in 0..8 {
            let mut phone = world.phone_of(1002);
            phone.goes(&world, &[number, "record"]).await;
            let begun = std::time::Instant::now();
            let answer = phone.say(&world, "9999").await;
            best = best.min(begun.elapsed());
            said.push(answer);
            // Each try is a first one again.
            world
                .sql("update credential set fails = 0, locked_until = null, slow_n = 0")
                .await;
            world.sql("delete from stranger_tries").await;
        }
        fastest.push(best);
    }
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
    let (least, most) = (fastest.iter().min().unwrap(), fastest.iter().max().unwrap());
    assert!(*most < *least * 3, "{fastest:?}");
    world.close().await;
}
