//! How the databases go about each statement when the tables that grow have a hundred thousand rows:
//! none of those is read from end to end, but for the statements that are named here with a reason.
//!
//! PostgreSQL is asked with the settings of the program's connections, which avoid full scans where there
//! is another way: what is still read from end to end has none.

use super::bed::*;
use sahkar::store::statement_texts;
use sqlx::{Connection as _, Executor as _, Row as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Rows of each table that grows; of twenty cooperatives.
const ROWS: i64 = 100_000;
/// Where their numbers begin: behind those that every test has.
const FIRST: i64 = 1_000_000;

/// Tables that grow with members, calls and texts, and what is not to be simply the row's number in
/// them. Members, phones and what hangs on them are of the same cooperative, since its number is the
/// remainder of theirs.
const GROWING: [(&str, &[(&str, &str)]); 32] = [
    ("member", &[("state", "'active'"), ("lang", "'gu'")]),
    ("member_key", &[]),
    ("phone", &[("locked_until", "null")]),
    ("member_phone", &[("to_at", "null")]),
    ("credential", &[]),
    (
        "session",
        &[
            ("phone_id", "i % 20000"),
            ("member_id", "i % 20000"),
            ("draft", "null"),
        ],
    ),
    ("stranger_tries", &[]),
    ("pin_code", &[]),
    (
        "entry",
        &[
            ("member_id", "i % 20000"),
            ("kind", "'income'"),
            ("category", "null"),
            ("replaces_id", "null"),
            ("state", "'ok'"),
        ],
    ),
    ("entry_event", &[("state", "'ok'")]),
    ("loan", &[("member_id", "i % 20000")]),
    (
        "statement",
        &[("ended_at", "i"), ("member_id", "i % 20000")],
    ),
    ("rights_case", &[]),
    ("call_ask", &[]),
    ("ballot_roll", &[("ballot_id", "i % 20")]),
    ("ballot_mark", &[("ballot_id", "i % 20")]),
    ("ballot_sealed_vote", &[("ballot_id", "i % 20")]),
    ("ballot_choice", &[("ballot_id", "i % 20")]),
    ("ballot_code", &[("ballot_id", "i % 20")]),
    (
        "consent",
        &[("member_id", "i % 20000"), ("state", "'given'")],
    ),
    ("consent_event", &[]),
    ("disclosure", &[("member_id", "i % 20000")]),
    ("refused_read", &[("member_id", "i % 20000")]),
    ("rsvp", &[("meeting_id", "i % 20")]),
    (
        "topic_ask",
        &[("meeting_id", "i % 20"), ("topic", "'prices'")],
    ),
    ("ledger", &[]),
    ("ledger_seal", &[]),
    (
        "outbox",
        &[
            ("member_id", "i % 20000"),
            ("phone_id", "i % 20000"),
            ("announcement_id", "case when i % 2 = 0 then i % 200 end"),
            ("lang", "case when i % 2 = 0 then 'l' || i end"),
            ("purpose", "'announcement'"),
            ("turn", "3"),
            ("body", "case when i % 10 = 0 then 'b' end"),
            (
                "state",
                "case when i % 500 < 20 then 'waiting' when i % 500 < 40 then 'unsure' else 'delivered' end",
            ),
            ("gateway", "'kannel'"),
            ("counts_on", "case when i % 2 = 0 then i % 60 end"),
            ("earlier_id", "case when i % 10 = 0 then 'e' || i end"),
            ("earlier_gateway", "case when i % 10 = 0 then 'kannel' end"),
        ],
    ),
    (
        "early_receipt",
        &[
            ("gateway", "'kannel'"),
            ("lookup", "case when i % 2 = 0 then 'x' || i else '' end"),
        ],
    ),
    ("phone_texts", &[("set_aside_at", "null")]),
    ("texter", &[]),
    (
        "inbox",
        &[("gateway", "'kannel'"), ("phone_id", "i % 20000")],
    ),
];

/// Statements that may read a table that grows from end to end.
const FIRST_START: &str = "read once, where a database has no check value of its keys yet";
const FEW: &str = "a job reads it, and what is older than a few days is dropped from it";
const ALLOWED: [(&str, &str, &str); 7] = [
    ("FIRST_PHONE", "phone", FIRST_START),
    ("LAST_PHONE", "phone", FIRST_START),
    ("FIRST_MEMBER_KEY", "member_key", FIRST_START),
    ("LAST_MEMBER_KEY", "member_key", FIRST_START),
    ("SOME_PEPPER", "credential", FIRST_START),
    ("LIST_LATE", "early_receipt", FEW),
    ("DROP_OLD_EARLY", "early_receipt", FEW),
];

/// The columns of each table: name and type.
type Columns = BTreeMap<String, Vec<(String, String)>>;

/// What fills one table. SQLite and PostgreSQL take the same text.
fn filling(table: &str, own: &[(&str, &str)], columns: &[(String, String)]) -> String {
    let value = |(name, of): &(String, String)| {
        let own = own.iter().find(|(column, _)| column == name);
        match (own, name.as_str(), of.as_str()) {
            (Some((_, value)), ..) => (*value).to_owned(),
            (None, "coop_id", _) => "1 + i % 20".to_owned(),
            (None, _, "text") => "'x' || i".to_owned(),
            (None, _, "boolean") => "i % 2 = 0".to_owned(),
            (None, ..) => "i".to_owned(),
        }
    };
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let values: Vec<String> = columns.iter().map(value).collect();
    format!(
        "with recursive n (i) as (select {FIRST} union all select i + 1 from n where i < {FIRST} + {ROWS} - 1)
         insert into {table} ({}) select {} from n",
        names.join(", "),
        values.join(", ")
    )
}

/// The tables that a statement names, by the names that it gives them.
fn aliases(text: &str) -> BTreeMap<String, String> {
    let flat = text.replace(['(', ')', ','], " ");
    let words: Vec<&str> = flat.split_whitespace().collect();
    let mut known = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if !["from", "join", "update", "into"].contains(word) {
            continue;
        }
        let Some(table) = words.get(at + 1) else {
            continue;
        };
        known.insert((*table).to_owned(), (*table).to_owned());
        if let Some(alias) = words.get(at + 2) {
            known.insert((*alias).to_owned(), (*table).to_owned());
        }
    }
    known
}

fn grows(table: &str) -> bool {
    GROWING.iter().any(|(name, _)| *name == table)
}

/// The tables that a plan of SQLite reads from end to end.
fn scanned_by_sqlite(text: &str, plan: &[String]) -> BTreeSet<String> {
    let names = aliases(text);
    plan.iter()
        .filter_map(|line| line.strip_prefix("SCAN "))
        .filter_map(|rest| names.get(rest.split(' ').next()?).cloned())
        .collect()
}

/// The same of PostgreSQL: tables without an index, and indexes without a condition.
fn scanned_by_postgres(plan: &[String]) -> BTreeSet<String> {
    let mut scanned = BTreeSet::new();
    for (at, line) in plan.iter().enumerate() {
        let table = |after: &str| {
            let rest = line.split(after).nth(1)?;
            Some(rest.split_whitespace().next()?.to_owned())
        };
        if line.contains("Seq Scan on ") {
            scanned.extend(table("Seq Scan on "));
        } else if line.contains("Index Scan using ") || line.contains("Index Only Scan using ") {
            let has_condition = plan
                .get(at + 1)
                .is_some_and(|next| next.contains("Index Cond"));
            if !has_condition {
                scanned.extend(table(" on "));
            }
        }
    }
    scanned
}

fn is_planned(text: &str) -> bool {
    ["select", "insert", "update", "delete", "with"]
        .iter()
        .any(|verb| text.trim_start().starts_with(verb))
}

fn parameters_n(text: &str) -> usize {
    (1..40)
        .take_while(|n| {
            text.match_indices(&format!("${n}")).any(|(at, found)| {
                !text[at + found.len()..].starts_with(|c: char| c.is_ascii_digit())
            })
        })
        .count()
}

async fn fill_sqlite(way: &mut sqlx::SqliteConnection) {
    let tables: Vec<(String, String, String)> = sqlx::query_as(
        "select m.name, c.name, lower(c.type) from sqlite_master m, pragma_table_info(m.name) c
         where m.type = 'table' order by m.name, c.cid",
    )
    .fetch_all(&mut *way)
    .await
    .unwrap();
    way.execute("pragma foreign_keys = off; pragma synchronous = off; begin")
        .await
        .unwrap();
    let columns = by_table(tables);
    for (table, own) in GROWING {
        let text = sqlx::AssertSqlSafe(filling(table, own, &columns[table]));
        way.execute(text).await.unwrap();
    }
    way.execute("commit; analyze").await.unwrap();
}

async fn fill_postgres(way: &mut sqlx::PgConnection) {
    let tables: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text
         from information_schema.columns where table_schema = current_schema()
         order by table_name, ordinal_position",
    )
    .fetch_all(&mut *way)
    .await
    .unwrap();
    // The rows lean on none of other tables: only their number is of interest.
    way.execute(
        "do $$ declare one record; begin
            for one in select conrelid::regclass as of, conname from pg_constraint
                where contype = 'f' and connamespace = current_schema()::regnamespace
            loop execute format('alter table %s drop constraint %I', one.of, one.conname); end loop;
        end $$",
    )
    .await
    .unwrap();
    let columns = by_table(tables);
    for (table, own) in GROWING {
        let text = sqlx::AssertSqlSafe(filling(table, own, &columns[table]));
        way.execute(text).await.unwrap();
        let analyze = sqlx::AssertSqlSafe(format!("analyze {table}"));
        way.execute(analyze).await.unwrap();
    }
    way.execute(
        "set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
         set enable_hashjoin = off; set enable_mergejoin = off",
    )
    .await
    .unwrap();
}

fn by_table(columns: Vec<(String, String, String)>) -> Columns {
    let mut tables = Columns::new();
    for (table, column, of) in columns {
        tables.entry(table).or_default().push((column, of));
    }
    tables
}

/// What a plan says that it should not, for each statement; and which exceptions were met.
fn judged(
    found: impl Iterator<Item = (&'static str, BTreeSet<String>, Vec<String>)>,
    wrong: &mut String,
) -> BTreeSet<(&'static str, String)> {
    let mut met = BTreeSet::new();
    for (name, scanned, plan) in found {
        for table in scanned.into_iter().filter(|table| grows(table)) {
            if ALLOWED
                .iter()
                .any(|(of, on, _)| *of == name && *on == table)
            {
                met.insert((name, table));
            } else {
                let _ = writeln!(
                    wrong,
                    "{name} reads all of {table}:\n  {}",
                    plan.join("\n  ")
                );
            }
        }
    }
    met
}

#[tokio::test]
async fn no_statement_reads_a_table_that_grows_from_end_to_end() {
    let judgement = std::sync::Mutex::new((BTreeSet::new(), String::new()));
    on_each(async |bed| {
        let mut found = Vec::new();
        let texts = statement_texts().into_iter();
        if bed.is_sqlite() {
            let mut way = sqlx::SqliteConnection::connect(&bed.url).await.unwrap();
            fill_sqlite(&mut way).await;
            for (name, text) in texts.filter_map(|one| Some((one.name, one.sqlite?))) {
                if is_planned(text) {
                    let explain = sqlx::AssertSqlSafe(format!("explain query plan {text}"));
                    let rows = sqlx::raw_sql(explain).fetch_all(&mut way).await.unwrap();
                    let plan: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
                    found.push((name, scanned_by_sqlite(text, &plan), plan));
                }
            }
        } else {
            let mut way = sqlx::PgConnection::connect(&bed.url).await.unwrap();
            fill_postgres(&mut way).await;
            let planned = texts.filter_map(|one| Some((one.name, one.postgres?)));
            for (n, (name, text)) in planned.filter(|(_, text)| is_planned(text)).enumerate() {
                let prepare = sqlx::AssertSqlSafe(format!("prepare p{n} as {text}"));
                way.execute(prepare).await.unwrap();
                let nulls = vec!["null"; parameters_n(text)].join(", ");
                let args = if nulls.is_empty() {
                    nulls
                } else {
                    format!("({nulls})")
                };
                let explain =
                    sqlx::AssertSqlSafe(format!("explain (costs off) execute p{n}{args}"));
                let rows = sqlx::raw_sql(explain).fetch_all(&mut way).await.unwrap();
                let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
                found.push((name, scanned_by_postgres(&plan), plan));
            }
        }
        assert!(found.len() > 80, "{}", found.len());
        let (met, wrong) = &mut *judgement.lock().unwrap();
        met.extend(judged(found.into_iter(), wrong));
    })
    .await;
    let (met, wrong) = judgement.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
    // An exception that no plan needs any more is none.
    for (name, table, _) in ALLOWED {
        assert!(met.contains(&(name, table.to_owned())), "{name} {table}");
    }
}

#[test]
fn a_full_scan_is_recognised() {
    let plan = [
        "SCAN e",
        "SEARCH m USING INDEX sqlite_autoindex_member_1 (coop_id=? AND id=?)",
    ];
    let plan: Vec<String> = plan.iter().map(|line| (*line).to_owned()).collect();
    let text = "select 1 from entry e join member m on m.id = e.member_id";
    assert_eq!(
        scanned_by_sqlite(text, &plan),
        BTreeSet::from(["entry".to_owned()])
    );
    let plan = [
        "Nested Loop",
        "  ->  Seq Scan on entry e",
        "  ->  Index Scan using member_pkey on member m",
        "        Index Cond: (id = e.member_id)",
        "  ->  Index Only Scan using phone_pkey on phone p",
    ];
    let plan: Vec<String> = plan.iter().map(|line| (*line).to_owned()).collect();
    let scanned = BTreeSet::from(["entry".to_owned(), "phone".to_owned()]);
    assert_eq!(scanned_by_postgres(&plan), scanned);
}
