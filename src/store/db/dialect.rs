//! Many rows in one statement: as JSON on SQLite, as one array for each column on PostgreSQL.

use crate::store::db::conn::{Arg, BatchSql, DbRow};
use sqlx::postgres::Postgres;
use sqlx::sqlite::Sqlite;

const MISSING: &str = "a batch runs only on a database it has a text for";

pub(in crate::store) async fn json_batch<T: DbRow>(
    connection: &mut sqlx::SqliteConnection,
    sql: BatchSql,
    rows: &[Vec<Arg>],
) -> Result<Vec<T>, sqlx::Error> {
    sqlx::query_as::<Sqlite, T>(sql.sqlite.expect(MISSING))
        .bind(as_json(rows))
        .fetch_all(connection)
        .await
}

/// The rows as a JSON array of arrays, for `json_each`.
fn as_json(rows: &[Vec<Arg>]) -> String {
    let mut json = String::with_capacity(rows.len() * 256);
    json.push('[');
    for (at, row) in rows.iter().enumerate() {
        json.push_str(if at == 0 { "[" } else { ",[" });
        for (at, arg) in row.iter().enumerate() {
            if at > 0 {
                json.push(',');
            }
            match arg {
                Arg::Int(Some(n)) => json.push_str(&n.to_string()),
                Arg::Bool(is) => json.push(if *is { '1' } else { '0' }),
                Arg::Text(Some(text)) => {
                    json.push_str(&serde_json::to_string(text).expect("a text is JSON"));
                }
                Arg::Int(None) | Arg::Text(None) => json.push_str("null"),
            }
        }
        json.push(']');
    }
    json.push(']');
    json
}

pub(in crate::store) async fn array_batch<T: DbRow>(
    connection: &mut sqlx::PgConnection,
    sql: BatchSql,
    rows: &[Vec<Arg>],
) -> Result<Vec<T>, sqlx::Error> {
    let mut query = sqlx::query_as::<Postgres, T>(sql.postgres.expect(MISSING));
    let width = rows.first().map_or(0, Vec::len);
    for column in 0..width {
        let cells = || rows.iter().map(|row| &row[column]);
        query = match &rows[0][column] {
            Arg::Int(_) => query.bind(cells().map(as_int).collect::<Vec<_>>()),
            Arg::Text(_) => query.bind(cells().map(as_text).collect::<Vec<_>>()),
            Arg::Bool(_) => query.bind(
                cells()
                    .map(|arg| matches!(arg, Arg::Bool(true)))
                    .collect::<Vec<_>>(),
            ),
        };
    }
    query.fetch_all(connection).await
}

fn as_int(arg: &Arg) -> Option<i64> {
    match arg {
        Arg::Int(n) => *n,
        Arg::Text(_) | Arg::Bool(_) => None,
    }
}

fn as_text(arg: &Arg) -> Option<String> {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Int(_) | Arg::Bool(_) => None,
    }
}
