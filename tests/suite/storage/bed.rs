//! A store to try promises on: SQLite in a temporary folder always, PostgreSQL in a schema of its own
//! where `TEST_POSTGRES_URL` is set.

use super::samples::{fill, step};
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
use std::sync::atomic::{AtomicU32, Ordering};

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
    schema: Option<String>,
    _folder: tempfile::TempDir,
}

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
#[expect(
    clippy::disallowed_methods,
    reason = "a test may ask where the other database is"
)]
pub(super) async fn on_each(promise: impl AsyncFn(Bed)) {
    promise(Bed::sqlite().await).await;
    if let Ok(url) = std::env::var("TEST_POSTGRES_URL") {
        let bed = Bed::postgres(&url).await;
        let (url, schema) = (url.clone(), bed.schema.clone());
        promise(bed).await;
        if let Some(schema) = schema {
            let mut server = sqlx::PgConnection::connect(&url).await.unwrap();
            let drop = sqlx::AssertSqlSafe(format!("drop schema {schema} cascade"));
            server.execute(drop).await.unwrap();
        }
    }
}

impl Bed {
    pub(super) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        Self::at(url, None, folder).await
    }

    pub(super) async fn postgres(server_url: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        let schema = format!("storage_{}_{n}", std::process::id());
        let mut server = sqlx::PgConnection::connect(server_url).await.unwrap();
        let make = sqlx::AssertSqlSafe(format!("create schema {schema}"));
        server.execute(make).await.unwrap();
        let join = if server_url.contains('?') { '&' } else { '?' };
        let url = format!("{server_url}{join}options=-csearch_path%3D{schema}");
        Self::at(url, Some(schema), tempfile::tempdir().unwrap()).await
    }

    pub(super) async fn at(url: String, schema: Option<String>, folder: tempfile::TempDir) -> Self {
        let chance = Arc::new(Chance::seeded(1));
        let store = Store::connect(&url, keys(), chance).await.unwrap();
        store.migrate().await.unwrap();
        fill(&store).await;
        Self {
            store,
            url,
            schema,
            _folder: folder,
        }
    }

    pub(super) fn is_sqlite(&self) -> bool {
        self.schema.is_none()
    }

    /// A second way in, for looking at rows that the store does not show.
    pub(super) async fn peek(&self, sql: &str) -> Vec<Vec<String>> {
        let sql = format!("select * from ({sql}) as peeked");
        let sql = sqlx::AssertSqlSafe(sql);
        if self.is_sqlite() {
            let mut way = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut way).await.unwrap();
            rows.iter().map(cells).collect()
        } else {
            let mut way = sqlx::PgConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(sql).fetch_all(&mut way).await.unwrap();
            rows.iter().map(cells).collect()
        }
    }

    /// Alters rows behind the store's back.
    pub(super) async fn tamper(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.is_sqlite() {
            let mut way = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            way.execute(sql).await.unwrap();
        } else {
            let mut way = sqlx::PgConnection::connect(&self.url).await.unwrap();
            way.execute(sql).await.unwrap();
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
