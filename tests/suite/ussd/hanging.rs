//! A database that takes requests and does not answer. The caller hears the short apology before her
//! gateway gives up, and what she asked for is then done once, or not at all.

use super::{ENTRIES, Line, open, sorry};
use crate::support::{Kind, World, number_of};
use sahkar::core::domain::Lang;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// The gateways give up after ten seconds; a little is left for the way back.
const HEARD_WITHIN: Duration = Duration::from_millis(9500);

/// As long as one part of a request may take, nearly.
const NEARLY_TOO_LONG: Duration = Duration::from_millis(3600);

/// Who is held up: at a table of PostgreSQL. In SQLite it is whoever writes at all.
#[derive(Clone, Copy, Debug)]
enum Lock {
    Writing(&'static str),
    Reading(&'static str),
}

impl Lock {
    async fn take(self, world: &World) -> Held {
        if world.kind == Kind::Sqlite {
            let mut open = SqliteConnection::connect(world.url()).await.unwrap();
            open.execute("begin immediate").await.unwrap();
            return Held::Sqlite(open);
        }
        let (table, mode) = match self {
            Self::Writing(table) => (table, "share"),
            Self::Reading(table) => (table, "access exclusive"),
        };
        let mut open = PgConnection::connect(world.url()).await.unwrap();
        let lock = format!("begin; lock table {table} in {mode} mode");
        open.execute(AssertSqlSafe(lock)).await.unwrap();
        Held::Postgres(open)
    }
}

/// A lock that somebody holds.
enum Held {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Held {
    async fn release(self) {
        match self {
            Self::Sqlite(mut open) => open.execute("rollback").await.map(|_| ()).unwrap(),
            Self::Postgres(mut open) => open.execute("rollback").await.map(|_| ()).unwrap(),
        }
    }
}

/// Whatever it ends with: the apology.
fn is_sorry(body: &str) -> bool {
    let sorry = sorry(Lang::En);
    body[4..] == sorry[4..]
}

/// What Grace is about to do when the database hangs.
struct Doing {
    before: &'static [&'static str],
    key: &'static str,
    /// How many entries it adds.
    adds_n: i64,
}

const SAVING: Doing = Doing {
    before: &["2", "1", "2", "850", "1"],
    key: "1",
    adds_n: 1,
};
const READING: Doing = Doing {
    before: &["1"],
    key: "3344",
    adds_n: 0,
};

/// She is told of the trouble in time, while these locks are held, each but the last for a while
/// after the other; then her gateway asks again, and it is done once.
async fn apologises(kind: Kind, doing: &Doing, locks: &[Lock]) {
    let (world, server) = open(kind, 76).await;
    let mut line = Line {
        server: &server,
        hook: "africastalking/demo/ussd".to_owned(),
        session: "hanging".to_owned(),
        phone: number_of(1005),
        typed: Vec::new(),
    };
    line.send().await;
    line.type_all(doing.before).await;
    let entries_n = world.number(ENTRIES).await;
    let mut held = Vec::new();
    for lock in locks {
        held.push(lock.take(&world).await);
    }
    let last = held.pop().unwrap();

    let begun = Instant::now();
    let answered = async {
        let body = line.type_all(&[doing.key]).await;
        (body, begun.elapsed())
    };
    let released = async {
        for held in held {
            sleep(NEARLY_TOO_LONG).await;
            held.release().await;
        }
    };
    let ((body, waited), ()) = tokio::join!(answered, released);
    assert!(is_sorry(&body), "{kind:?} {locks:?}: {body}");
    assert!(waited < HEARD_WITHIN, "{kind:?} {locks:?}: {waited:?}");
    last.release().await;

    let done = line.send().await;
    assert!(done.starts_with("CON "), "{kind:?} {locks:?}: {done}");
    assert!(!is_sorry(&done), "{kind:?} {locks:?}");
    assert_eq!(line.send().await, done, "{kind:?} {locks:?}");
    let more_n = world.number(ENTRIES).await - entries_n;
    assert_eq!(more_n, doing.adds_n, "{kind:?} {locks:?}");
    let verified = world.service.store.verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{kind:?} {locks:?}");
    drop(server);
    world.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_written_she_hears_so_in_time_and_it_is_done_once() {
    for kind in Kind::all() {
        tokio::join!(
            apologises(kind, &SAVING, &[Lock::Writing("entry")]),
            apologises(kind, &SAVING, &[Lock::Writing("ledger")]),
            apologises(kind, &SAVING, &[Lock::Writing("session")]),
        );
    }
}

/// Only PostgreSQL has locks that make a reader wait.
#[tokio::test(flavor = "multi_thread")]
async fn where_reading_is_slow_she_hears_so_in_time() {
    if !Kind::all().contains(&Kind::Postgres) {
        return;
    }
    let kind = Kind::Postgres;
    tokio::join!(
        apologises(kind, &SAVING, &[Lock::Reading("session")]),
        apologises(kind, &READING, &[Lock::Reading("entry")]),
        // No part of it is too slow by itself, but the whole is.
        apologises(
            kind,
            &READING,
            &[
                Lock::Reading("session"),
                Lock::Reading("entry"),
                Lock::Writing("credential"),
            ],
        ),
    );
}
