//! A store for a test: always SQLite in a temporary folder, and PostgreSQL in a database of its own where
//! `TEST_POSTGRES_URL` is set.

use super::samples::{fill, step};
use crate::support::{Database, Kind, Model};
use sahkar::clock::Chance;
use sahkar::core::dialogue::facts::Facts;
use sahkar::core::dialogue::state::Caller;
use sahkar::core::domain::change::phone;
use sahkar::core::domain::*;
use sahkar::core::script::words::{Need, Needs};
use sahkar::seal::{Keys, SecretBytes};
use sahkar::store::*;
use sqlx::{Connection, Executor};
use std::sync::Arc;
use tokio::sync::{Mutex, MutexGuard};

/// 24 November 2026, 10:30 in Gujarat.
pub(super) const NOW: Instant = Instant(1_795_496_400_000);
pub(super) const COOP: CoopId = CoopId(1);
pub(super) const OTHER_COOP: CoopId = CoopId(2);
pub(super) const RAMILA: MemberId = MemberId(101);
pub(super) const SAVITA: MemberId = MemberId(102);
pub(super) const KANTA: MemberId = MemberId(103);
pub(super) const REQUEST: RequestId = RequestId(12);
pub(super) const BALLOT: BallotId = BallotId(17);
pub(super) const MEETING: MeetingId = MeetingId(5);

/// One database with two small cooperatives in it.
pub(super) struct Bed {
    pub(super) store: Store,
    pub(super) url: String,
    kind: Kind,
    database: Database,
    /// The test's own way in, which is kept: on PostgreSQL it is a process, and on SQLite all tables are read.
    beside: Mutex<Option<Beside>>,
}

enum Beside {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

/// The two small cooperatives, made once.
static SMALL: Model = Model::new();

pub(super) fn keys() -> Arc<Keys> {
    Arc::new(Keys::new(&secret(1), None, secret(9)))
}

pub(super) fn secret(byte: u8) -> SecretBytes {
    SecretBytes::from_slice(&[byte; 32]).unwrap()
}

pub(super) fn phone(last: u8) -> Phone {
    Phone::parse(&format!("+9198000000{last:02}")).unwrap()
}

/// Runs one promise on every database at hand.
pub(super) async fn on_each(promise: impl AsyncFn(Bed)) {
    for kind in Kind::all() {
        let bed = Bed::on(kind).await;
        // The promise takes the bed with it, and its connections.
        let left = Database::of_server(&bed.database);
        promise(bed).await;
        left.remove().await;
    }
}

impl Bed {
    pub(super) async fn on(kind: Kind) -> Self {
        let database = SMALL.copy(kind, make).await;
        let store = connect(&database.url, 1).await;
        Self::of(store, kind, database)
    }

    /// One in an empty database that somebody else has made.
    pub(super) async fn at(url: String, kind: Kind) -> Self {
        make(&url).await;
        let store = connect(&url, 1).await;
        Self::of(store, kind, Database::of_others(url))
    }

    fn of(store: Store, kind: Kind, database: Database) -> Self {
        Self {
            store,
            url: database.url.clone(),
            kind,
            database,
            beside: Mutex::new(None),
        }
    }

    /// Removes it from its server, whoever is still connected.
    pub(super) async fn remove(&self) {
        self.database.remove().await;
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.kind == Kind::Sqlite
    }

    /// A second way in, beside the store.
    async fn beside(&self) -> MutexGuard<'_, Option<Beside>> {
        let mut beside = self.beside.lock().await;
        let lives = match beside.as_mut() {
            Some(Beside::Sqlite(way)) => way.ping().await.is_ok(),
            Some(Beside::Postgres(way)) => way.ping().await.is_ok(),
            None => false,
        };
        if !lives {
            *beside = Some(if self.is_sqlite() {
                Beside::Sqlite(sqlx::SqliteConnection::connect(&self.url).await.unwrap())
            } else {
                Beside::Postgres(sqlx::PgConnection::connect(&self.url).await.unwrap())
            });
        }
        beside
    }

    /// Rows that the store does not show.
    pub(super) async fn peek(&self, sql: &str) -> Vec<Vec<String>> {
        let sql = sqlx::AssertSqlSafe(format!("select * from ({sql}) as peeked"));
        match self.beside().await.as_mut().expect("it is open") {
            Beside::Sqlite(way) => {
                let rows = sqlx::query(sql).persistent(false).fetch_all(way).await;
                rows.unwrap().iter().map(cells).collect()
            }
            Beside::Postgres(way) => {
                // Prepared for this time only: a test may alter a table between two looks at it.
                let rows = sqlx::query(sql).persistent(false).fetch_all(way).await;
                rows.unwrap().iter().map(cells).collect()
            }
        }
    }

    /// Alters rows behind the store's back.
    pub(super) async fn tamper(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        match self.beside().await.as_mut().expect("it is open") {
            Beside::Sqlite(way) => way.execute(sql).await.map(|_| ()).unwrap(),
            Beside::Postgres(way) => way.execute(sql).await.map(|_| ()).unwrap(),
        }
    }

    /// How many rows a table has.
    pub(super) async fn count(&self, table: &str) -> i64 {
        let rows = self
            .peek(&format!("select count(*) as n from {table}"))
            .await;
        rows[0][0].parse().unwrap()
    }

    /// How many rows each table that a step may write has.
    pub(super) async fn counts(&self) -> Vec<(&'static str, i64)> {
        let mut counts = Vec::new();
        for table in STEP_TABLES {
            counts.push((table, self.count(table).await));
        }
        counts
    }

    pub(super) async fn known(&self, session: i64, last: u8) -> Known {
        self.store
            .known(COOP, SessionId(session), &phone(last), NOW)
            .await
            .unwrap()
    }

    /// The facts of a member, read for these needs.
    pub(super) async fn facts(&self, member: MemberId, needs: Needs) -> Facts {
        self.facts_at(member, needs, None, NOW).await
    }

    pub(super) async fn facts_at(
        &self,
        member: MemberId,
        needs: Needs,
        entry_no: Option<i64>,
        now: Instant,
    ) -> Facts {
        let last = if member == RAMILA { 1 } else { 2 };
        let caller = Caller::Member(member);
        self.facts_of((caller, last), needs, entry_no, now).await
    }

    /// What is known of the PIN of a number that is not linked to the first phone.
    pub(super) async fn stranger_facts(&self, no: i64) -> Facts {
        let caller = (Caller::Stranger(no), 1);
        self.facts_of(caller, Needs::of(&[Need::Pin]), None, NOW)
            .await
    }

    async fn facts_of(
        &self,
        (caller, last): (Caller, u8),
        needs: Needs,
        entry_no: Option<i64>,
        now: Instant,
    ) -> Facts {
        let known = self
            .store
            .known(COOP, SessionId(999), &phone(last), now)
            .await
            .unwrap();
        let coops = self.store.coops().await.unwrap();
        let coop = Arc::new(coops[0].coop.clone());
        let mut facts = Facts::new(now, coop, Arc::new(coops[0].categories.clone()));
        facts.phone = known.phone.clone();
        facts.caller = caller;
        self.store
            .load(&known, &mut facts, needs, entry_no)
            .await
            .unwrap();
        facts
    }

    /// A phone says STOP or START.
    pub(super) async fn announcements(&self, phone: PhoneId, on: bool, now: Instant) {
        let change = Change::Phone(phone::Change::AnnouncementsSet(phone::AnnouncementsSet {
            phone,
            on,
        }));
        self.store
            .commit(&By::OPERATOR, (COOP, now), &[change], &[])
            .await
            .unwrap();
    }

    /// Takes one step of a fresh session with these changes.
    pub(super) async fn change(&self, session: i64, changes: Vec<Change>) -> StepWritten {
        self.store.keep(step(session, 1), changes).await.unwrap()
    }
}

async fn connect(url: &str, seed: u64) -> Store {
    let chance = Arc::new(Chance::seeded(seed));
    Store::connect(url, keys(), chance).await.unwrap()
}

/// Makes the two cooperatives in an empty database.
async fn make(url: &str) {
    let store = connect(url, 77).await;
    store.migrate().await.unwrap();
    fill(&store).await;
    store.close().await;
}

pub(super) const STEP_TABLES: [&str; 14] = [
    "session",
    "entry",
    "entry_event",
    "rights_case",
    "consent",
    "consent_event",
    "consent_text",
    "erasure",
    "ballot_mark",
    "ballot_sealed_vote",
    "rsvp",
    "statement",
    "call_ask",
    "ledger",
];

fn cells<R: sqlx::Row>(row: &R) -> Vec<String>
where
    usize: sqlx::ColumnIndex<R>,
    for<'a> i64: sqlx::Decode<'a, R::Database> + sqlx::Type<R::Database>,
    for<'a> bool: sqlx::Decode<'a, R::Database> + sqlx::Type<R::Database>,
    for<'a> String: sqlx::Decode<'a, R::Database> + sqlx::Type<R::Database>,
{
    (0..row.len())
        .map(|at| {
            let number = row.try_get::<Option<i64>, _>(at);
            let number = number.map(|n| n.map_or("-".into(), |n| n.to_string()));
            let is = || {
                row.try_get::<Option<bool>, _>(at)
                    .map(|is| format!("{is:?}"))
            };
            let text = || row.try_get::<Option<String>, _>(at);
            number
                .or_else(|_| text().map(|text| text.unwrap_or("-".into())))
                .or_else(|_| is())
                .unwrap()
        })
        .collect()
}
