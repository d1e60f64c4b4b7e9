//! The tables that grow with members, calls and texts, filled with as many rows as a test asks for.

use sqlx::Executor as _;
use std::collections::BTreeMap;
use std::ops::Range;

/// Rows of each table that has grown; of twenty cooperatives.
pub(super) const ROWS: i64 = 100_000;
/// Where their numbers begin: behind those that every test has.
pub(super) const FIRST: i64 = 1_000_000;

/// Tables that grow with members, calls and texts, and what is not to be simply the row's number in
/// them. Members, phones and what hangs on them are of the same cooperative, since its number is the
/// remainder of theirs.
pub(super) const GROWING: [(&str, &[(&str, &str)]); 35] = [
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
    ("rights_case", &[("closed_at", "i")]),
    ("call_ask", &[("done_at", "i")]),
    (
        "case_event",
        &[
            ("state", "'escalated'"),
            ("due_at", "null"),
            ("officer_id", "null"),
            ("outcome", "null"),
        ],
    ),
    (
        "call_event",
        &[("officer_id", "null"), ("result", "'not reached'")],
    ),
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
    (
        "look",
        &[
            ("looked_at", "'member'"),
            ("member_id", "i % 20000"),
            ("officer_id", "i % 20"),
            ("reason", "null"),
        ],
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

pub(super) fn grows(table: &str) -> bool {
    GROWING.iter().any(|(name, _)| *name == table)
}

/// The columns of each table: name and type.
pub(super) type Columns = BTreeMap<String, Vec<(String, String)>>;

/// What puts these rows into one table. SQLite and PostgreSQL take the same text.
fn filling(
    (table, own): (&str, &[(&str, &str)]),
    columns: &[(String, String)],
    rows: &Range<i64>,
) -> String {
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
    let (first, last) = (FIRST + rows.start, FIRST + rows.end - 1);
    format!(
        "with recursive n (i) as (select {first} union all select i + 1 from n where i < {last})
         insert into {table} ({}) select {} from n",
        names.join(", "),
        values.join(", ")
    )
}

pub(super) async fn fill_sqlite(way: &mut sqlx::SqliteConnection) {
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
        let text = filling((table, own), &columns[table], &(0..ROWS));
        way.execute(sqlx::AssertSqlSafe(text)).await.unwrap();
    }
    way.execute("commit").await.unwrap();
}

/// Makes the tables ready to be filled with rows that lean on nothing; what columns they have.
pub(super) async fn prepare_postgres(way: &mut sqlx::PgConnection) -> Columns {
    let tables: Vec<(String, String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text, data_type::text
         from information_schema.columns where table_schema = current_schema()
         order by table_name, ordinal_position",
    )
    .fetch_all(&mut *way)
    .await
    .unwrap();
    // The rows point to none of other tables, and their words are none: only their number is of interest.
    way.execute(
        "do $$ declare one record; begin
            for one in select conrelid::regclass as of, conname from pg_constraint
                where (contype = 'f' or conname like '%\\_word')
                    and connamespace = current_schema()::regnamespace
            loop execute format('alter table %s drop constraint %I', one.of, one.conname); end loop;
        end $$",
    )
    .await
    .unwrap();
    for (table, _) in GROWING {
        // The server does not count them by itself meanwhile.
        let uncounted = format!("alter table {table} set (autovacuum_enabled = false)");
        way.execute(sqlx::AssertSqlSafe(uncounted)).await.unwrap();
    }
    by_table(tables)
}

/// Puts these rows into each of the tables that grow.
pub(super) async fn fill_postgres(
    way: &mut sqlx::PgConnection,
    columns: &Columns,
    rows: Range<i64>,
) {
    for (table, own) in GROWING {
        let text = filling((table, own), &columns[table], &rows);
        way.execute(sqlx::AssertSqlSafe(text)).await.unwrap();
    }
}

fn by_table(columns: Vec<(String, String, String)>) -> Columns {
    let mut tables = Columns::new();
    for (table, column, of) in columns {
        tables.entry(table).or_default().push((column, of));
    }
    tables
}
