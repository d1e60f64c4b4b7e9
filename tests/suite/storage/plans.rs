//! The plans of all statements on tables that grow, with a hundred thousand rows each: no such table is
//! read as a whole, except by the statements that are listed here with a reason.
//!
//! Both are asked twice: when nobody has counted the rows yet, as in the first minute after a storm of texts, or
//! for good on SQLite; and when they are counted. PostgreSQL is asked with the settings of the phone line's
//! connections and with those of all others, since some statements are said on both. Of the phone line it is
//! asked while the tables are small too, since the line keeps its plans while they grow. Tables that stay small
//! are never counted, as on a server that runs.

use super::bed::*;
use super::growing::{FIRST, GROWING, ROWS, fill_postgres, fill_sqlite, grows, prepare_postgres};
use crate::support::Kind;
use sahkar::store::{POSTGRES_LINE_PLANS, POSTGRES_REST_PLANS, StatementText, statement_texts};
use sqlx::{Connection as _, Executor as _, Row as _};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

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

/// The settings of the connections of either pool.
const POOLS: [(&str, &[(&str, &str)]); 2] = [
    ("line", &POSTGRES_LINE_PLANS),
    ("rest", &POSTGRES_REST_PLANS),
];
/// Rows of each table that grows, on the days after the first start: nothing but the two cooperatives of these
/// tests, a demo, a few hundred calls, a register that was brought in.
const SMALL: [i64; 7] = [0, 5, 30, 100, 300, 1000, 3000];
/// A server counts the rows of a table by itself when over fifty of them are new.
const COUNTED_FROM: i64 = 100;
/// What the line does not say, and may read whole while it is small: those who do plan it anew each time.
const NOT_OF_THE_LINE: [&str; 2] = ["LIST_LATE", "SETTLE_TEXTS"];
/// Rows of a batch.
const BATCH: i64 = 100;

/// Example arguments of a prepared statement, by their types: the first is mostly a cooperative, others lie
/// near the beginning of what the tables hold.
async fn example_args(way: &mut sqlx::PgConnection, n: usize, text: &str) -> String {
    let types: Vec<String> = sqlx::query_scalar(
        "select unnest(parameter_types)::text from pg_prepared_statements where name = $1",
    )
    .bind(format!("p{n}"))
    .fetch_all(way)
    .await
    .unwrap();
    let arg = |(at, of): (usize, &String)| {
        let is_limit = text.contains(&format!("limit ${}", at + 1));
        let int = if at == 0 { 7 } else { FIRST + 7 };
        let array = |cell: &dyn Fn(i64) -> String| {
            let cells: Vec<String> = (0..BATCH).map(cell).collect();
            format!("array[{}]::{of}", cells.join(", "))
        };
        match of.as_str() {
            "bigint" | "integer" if is_limit => BATCH.to_string(),
            "bigint" | "integer" => int.to_string(),
            "text" => format!("'x{int}'"),
            "boolean" => "true".to_owned(),
            "bigint[]" => array(&|i| (int + i * 20).to_string()),
            "text[]" => array(&|i| format!("'x{}'", int + i)),
            "boolean[]" => array(&|_| "true".to_owned()),
            other => panic!("no example of {other}"),
        }
    };
    let args: Vec<String> = types.iter().enumerate().map(arg).collect();
    if args.is_empty() {
        String::new()
    } else {
        format!("({})", args.join(", "))
    }
}

/// A plan of one statement.
struct Plan {
    name: &'static str,
    /// With which settings it was made.
    made: String,
    lines: Vec<String>,
    scanned: BTreeSet<String>,
}

async fn sqlite_plans(url: &str) -> Vec<Plan> {
    let mut way = sqlx::SqliteConnection::connect(url).await.unwrap();
    fill_sqlite(&mut way).await;
    let mut plans = Vec::new();
    for is_counted in [false, true] {
        if is_counted {
            way.execute("analyze").await.unwrap();
        }
        for (name, text) in planned(|one| one.sqlite) {
            let explain = sqlx::AssertSqlSafe(format!("explain query plan {text}"));
            let rows = sqlx::raw_sql(explain).fetch_all(&mut way).await.unwrap();
            let lines: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            plans.push(Plan {
                name,
                made: format!("SQLite, counted {is_counted}"),
                scanned: scanned_by_sqlite(text, &lines),
                lines,
            });
        }
    }
    plans
}

/// The settings of one pool alone, and no plan that was made before.
async fn set_pool(way: &mut sqlx::PgConnection, settings: &[(&str, &str)]) {
    for text in ["reset all", "discard plans"] {
        way.execute(text).await.unwrap();
    }
    for (name, value) in settings {
        let set = sqlx::AssertSqlSafe(format!("set {name} = {value}"));
        way.execute(set).await.unwrap();
    }
}

/// Prepares the statements, and does not plan them yet.
async fn prepare(way: &mut sqlx::PgConnection) -> Vec<(&'static str, &'static str)> {
    let planned = planned(|one| one.postgres);
    for (n, (_, text)) in planned.iter().enumerate() {
        let prepare = sqlx::AssertSqlSafe(format!("prepare p{n} as {text}"));
        way.execute(prepare).await.unwrap();
    }
    planned
}

/// The plans that the statements have as the tables are now, with the settings that are set.
async fn explained(
    way: &mut sqlx::PgConnection,
    planned: &[(&'static str, &'static str)],
    made: &str,
) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (n, (name, text)) in planned.iter().enumerate() {
        let args = example_args(way, n, text).await;
        let explain = sqlx::AssertSqlSafe(format!("explain (costs off) execute p{n}{args}"));
        let rows = sqlx::raw_sql(explain).fetch_all(&mut *way).await.unwrap();
        let lines: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        plans.push(Plan {
            name,
            made: format!("PostgreSQL, {made}"),
            scanned: scanned_by_postgres(&lines),
            lines,
        });
    }
    plans
}

async fn count(way: &mut sqlx::PgConnection) {
    for (table, _) in GROWING {
        let count = sqlx::AssertSqlSafe(format!("vacuum analyze {table}"));
        way.execute(count).await.unwrap();
    }
}

async fn postgres_plans(url: &str) -> Vec<Plan> {
    let mut way = sqlx::PgConnection::connect(url).await.unwrap();
    let columns = prepare_postgres(&mut way).await;
    fill_postgres(&mut way, &columns, 0..ROWS).await;
    let planned = prepare(&mut way).await;
    let mut plans = Vec::new();
    for is_counted in [false, true] {
        if is_counted {
            count(&mut way).await;
        }
        for (pool, settings) in POOLS {
            set_pool(&mut way, settings).await;
            let made = format!("{pool}, counted {is_counted}");
            plans.extend(explained(&mut way, &planned, &made).await);
        }
    }
    plans
}

/// The plans of the phone line while the tables are small, before and after somebody has counted them.
async fn first_plans(url: &str) -> Vec<Plan> {
    let mut way = sqlx::PgConnection::connect(url).await.unwrap();
    let columns = prepare_postgres(&mut way).await;
    let planned = prepare(&mut way).await;
    let (mut plans, mut filled) = (Vec::new(), 0);
    for rows in SMALL {
        if rows > filled {
            fill_postgres(&mut way, &columns, filled..rows).await;
            filled = rows;
        }
        for is_counted in [false, true] {
            if is_counted && rows < COUNTED_FROM {
                continue;
            }
            if is_counted {
                count(&mut way).await;
            }
            set_pool(&mut way, &POSTGRES_LINE_PLANS).await;
            let made = format!("line, {rows} rows, counted {is_counted}");
            plans.extend(explained(&mut way, &planned, &made).await);
        }
    }
    plans.retain(|plan| !NOT_OF_THE_LINE.contains(&plan.name));
    plans
}

/// Statements that have no plan: they begin, keep and undo.
const UNPLANNED: [&str; 3] = ["RELEASE", "ROLL_BACK", "SAVEPOINT"];

/// Every statement of the program that this database is told.
fn planned(
    told: impl Fn(&StatementText) -> Option<&'static str>,
) -> Vec<(&'static str, &'static str)> {
    let (planned, others): (Vec<_>, Vec<_>) = statement_texts()
        .iter()
        .filter_map(|one| Some((one.name, told(one)?)))
        .partition(|(_, text)| is_planned(text));
    let others: BTreeSet<&str> = others.into_iter().map(|(name, _)| name).collect();
    assert_eq!(others, BTreeSet::from(UNPLANNED));
    planned
}

/// What a plan says that it should not, for each statement; and which exceptions were met.
fn judged(plans: Vec<Plan>, wrong: &mut String) -> BTreeSet<(&'static str, String)> {
    let mut met = BTreeSet::new();
    for plan in plans {
        let Plan {
            name, made, lines, ..
        } = plan;
        for table in plan.scanned.into_iter().filter(|table| grows(table)) {
            if ALLOWED
                .iter()
                .any(|(of, on, _)| *of == name && *on == table)
            {
                met.insert((name, table));
            } else {
                let lines = lines.join("\n  ");
                let _ = writeln!(wrong, "{name} reads all of {table} ({made}):\n  {lines}");
            }
        }
    }
    met
}

#[tokio::test]
async fn no_statement_reads_a_table_that_grows_from_end_to_end() {
    let judgement = std::sync::Mutex::new((BTreeSet::new(), String::new()));
    on_each(async |bed| {
        let plans = if bed.is_sqlite() {
            sqlite_plans(&bed.url).await
        } else {
            postgres_plans(&bed.url).await
        };
        let (met, wrong) = &mut *judgement.lock().unwrap();
        met.extend(judged(plans, wrong));
    })
    .await;
    let (met, wrong) = judgement.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong}");
    // An exception that no plan needs any more is none.
    for (name, table, _) in ALLOWED {
        assert!(met.contains(&(name, table.to_owned())), "{name} {table}");
    }
}

/// The phone line keeps each plan that it has made until the server counts the rows anew, a minute after they
/// came perhaps. So a plan that is made on the first day, or just before a register comes in, must be by key
/// already: a scan of ten rows costs nothing, and the same plan reads a hundred thousand.
#[tokio::test]
async fn the_phone_line_reads_by_key_from_the_first_day_on() {
    let mut wrong = String::new();
    for kind in Kind::all() {
        if kind == Kind::Sqlite {
            // Its plans do not hang on how large the tables are: nobody counts its rows.
            continue;
        }
        let bed = Bed::on(kind).await;
        judged(first_plans(&bed.url).await, &mut wrong);
        bed.remove().await;
    }
    assert!(wrong.is_empty(), "{wrong}");
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
