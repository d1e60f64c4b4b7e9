//! A store to try promises on: SQLite in a temporary folder always, PostgreSQL in a schema of its own
//! where `TEST_POSTGRES_URL` is set.

use sahkar::clock::Chance;
use sahkar::dialogue::facts::Facts;
use sahkar::dialogue::state::{Caller, State};
use sahkar::domain::ballot::{Pass, Rule};
use sahkar::domain::*;
use sahkar::script::words::Needs;
use sahkar::seal::{Keys, Secret};
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

pub(super) fn secret(byte: u8) -> Secret {
    Secret::from_slice(&[byte; 32]).unwrap()
}

pub(super) fn phone(last: u8) -> Phone {
    Phone::parse(&format!("+9198000000{last:02}")).unwrap()
}

/// Runs one promise on every database at hand.
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

    async fn postgres(server_url: &str) -> Self {
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

    async fn at(url: String, schema: Option<String>, folder: tempfile::TempDir) -> Self {
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
        let known = self
            .store
            .known(COOP, SessionId(999), &phone(last), now)
            .await
            .unwrap();
        let coops = self.store.coops().await.unwrap();
        let coop = Arc::new(coops[0].coop.clone());
        let mut facts = Facts::new(now, coop, Arc::new(coops[0].categories.clone()));
        facts.phone = known.phone.clone();
        facts.caller = Caller::Member(member);
        self.store
            .load(&known, &mut facts, needs, entry_no)
            .await
            .unwrap();
        facts
    }

    /// Takes one step of a fresh session with these changes.
    pub(super) async fn change(&self, session: i64, changes: Vec<Change>) -> Kept {
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

pub(super) fn step(session: i64, turn: i64) -> Step {
    Step {
        coop: COOP,
        session: SessionId(session),
        phone: None,
        member: Some(RAMILA),
        turn,
        text_len: turn,
        text_hash: vec![7; 32],
        reply: format!("CON reply {turn}").into_bytes(),
        state: Some(State {
            at: "home/main".into(),
            ..State::default()
        }),
        draft: None,
        now: NOW,
    }
}

pub(super) fn entry(no: i64) -> Entry {
    let today = NOW.day();
    Entry {
        id: EntryId(no),
        no,
        kind: EntryKind::Income,
        category: Some(21),
        amount: Paise::rupees(850),
        period: Period::Today,
        from_on: today,
        to_on: today,
        proof: Proof::Own,
        state: EntryState::Good,
        replaces: None,
        at: NOW,
    }
}

pub(super) fn added(no: i64) -> Change {
    Change::EntryAdded {
        member: RAMILA,
        entry: entry(no),
        event: RowId(no),
    }
}

pub(super) fn given(consent: i64) -> Change {
    Change::ConsentGiven {
        member: RAMILA,
        consent: ConsentId(consent),
        no: consent::with_check_digit(consent),
        request: REQUEST,
        ends_on: NOW.day().plus(30),
        shown: shown(),
        event: RowId(consent * 10),
    }
}

pub(super) fn shown() -> Shown {
    Shown {
        text_version: "v1".into(),
        lang: Lang::Gu,
        screens: vec!["one".into(), "two".into()],
    }
}

pub(super) fn stopped(consent: i64, erase: bool) -> Change {
    Change::ConsentStopped {
        member: RAMILA,
        consent: ConsentId(consent),
        erase,
        event: RowId(consent * 10 + 1),
        erasure: RowId(consent * 10 + 2),
    }
}

pub(super) fn voted(member: MemberId, option_no: i64) -> Change {
    Change::VoteCast {
        member,
        ballot: BALLOT,
        option_no,
    }
}

pub(super) fn words(text: &str) -> Words {
    Words::new(text, text, text)
}

fn member(id: MemberId, last: u8) -> NewMember {
    NewMember {
        id,
        no: id.0 + 900,
        name: "Ramila".into(),
        lang: Some(Lang::Gu),
        private_sms: last == 2,
        phone: phone(last),
        pin: Some(("$argon2id$hash".into(), false)),
    }
}

pub(super) fn ballot(id: BallotId, no: i64, roll: Vec<MemberId>) -> NewBallot {
    let option = |no, label: &str, none| BallotOption {
        no,
        label: words(label),
        none,
    };
    NewBallot {
        id,
        no,
        title: words("Milk totals"),
        text: words("Give milk totals to the dairy?"),
        more: words("Only totals of ten women or more."),
        options: vec![
            option(1, "Yes", false),
            option(2, "No", false),
            option(3, "None", true),
        ],
        yes_no: true,
        sms_allowed: false,
        rule: Rule {
            quorum_pct: 40,
            pass: Pass::More,
        },
        opens_at: NOW.plus_days(-1),
        closes_at: NOW.plus_days(2),
        roll,
    }
}

async fn fill(store: &Store) {
    for id in [COOP, OTHER_COOP] {
        let entry = CoopEntry {
            coop: Coop {
                id,
                name: "Asha Mandli".into(),
                code: format!("*384*{}#", id.0),
                lang: Lang::Gu,
            },
            categories: vec![Category {
                code: 21,
                parent: None,
                kind: EntryKind::Income,
                key: 1,
                name: words("Milk"),
            }],
            addresses: vec![Address {
                gateway: "sandbox".into(),
                kind: AddressKind::Ussd,
                value: format!("*384*{}#", id.0),
            }],
        };
        store.add_coop(&entry, NOW).await.unwrap();
        let members = [member(RAMILA, 1), member(SAVITA, 2), member(KANTA, 2)];
        store.add_members(id, &members, NOW).await.unwrap();
        fill_votes(store, id).await;
    }
}

async fn fill_votes(store: &Store, coop: CoopId) {
    let roll = vec![RAMILA, SAVITA, KANTA];
    let open = ballot(BALLOT, 17, roll.clone());
    store.open_ballot(coop, &open, NOW).await.unwrap();
    let old = NewBallot {
        closes_at: NOW.plus_ms(-1),
        ..ballot(BallotId(16), 16, roll)
    };
    let counts = old.options.iter().cloned().zip([2, 1, 0]).collect();
    let result = BallotResult {
        id: old.id,
        no: old.no,
        title: old.title.clone(),
        counts,
        yes_no: true,
        roll_n: 3,
        voted_n: 3,
        quorum_n: 2,
        outcome: Outcome::Passed,
    };
    let counted = CountedBallot {
        ballot: old,
        result,
        counted_at: NOW.plus_ms(-1),
    };
    store.add_counted_ballot(coop, &counted, NOW).await.unwrap();
    let ask = Ask {
        request: REQUEST,
        request_no: 12,
        requester: words("District Bank"),
        title: words("Bank loan"),
        what: words("your income"),
        why: words("your loan form"),
        months: 12,
        keep_days: 90,
        lasts_days: 30,
    };
    let request = NewRequest {
        ask,
        requester: RowId(7),
        ballot: BallotId(16),
    };
    store.add_request(coop, &request, NOW).await.unwrap();
    let meeting = Meeting {
        id: MEETING,
        at: NOW.plus_days(3),
        place: words("Hall"),
        agenda: vec![words("Accounts"), words("Prices")],
        coming: None,
        topic_needed_n: 1,
    };
    store.add_meeting(coop, &meeting, NOW).await.unwrap();
    let notice = NoticeLine {
        words: words("Meeting on Friday"),
        at: NOW,
    };
    store
        .add_notice(coop, RowId(8), &notice, NOW)
        .await
        .unwrap();
}
