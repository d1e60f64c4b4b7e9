//! Binding and running on either database. Many rows in one statement go as JSON to SQLite, and as one array
//! for each column to PostgreSQL.

use crate::store::db::batches::BatchRow;
use crate::store::db::row::DbRow;
use crate::store::db::sql::Arg;
use serde::{Serialize, Serializer as _};
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgConnection, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection};
use sqlx::{Arguments, Encode, Type};
use std::borrow::Borrow;

/// About the length of a row as JSON; most of it is a sealed state.
const ROW_LEN: usize = 256;

fn bound<A: Arguments>(args: Vec<Arg>) -> Result<A, BoxDynError>
where
    Option<i64>: for<'t> Encode<'t, A::Database> + Type<A::Database>,
    Option<String>: for<'t> Encode<'t, A::Database> + Type<A::Database>,
    bool: for<'t> Encode<'t, A::Database> + Type<A::Database>,
{
    let mut bound = A::default();
    for arg in args {
        match arg {
            Arg::Int(n) => bound.add(n)?,
            Arg::Text(text) => bound.add(text)?,
            Arg::Bool(is) => bound.add(is)?,
        }
    }
    Ok(bound)
}

/// Binds for SQLite. Clones share the texts.
pub(in crate::store) fn sqlite_args(args: Vec<Arg>) -> SqliteArguments {
    bound(args).expect("SQLite takes every number and text")
}

/// Binds for PostgreSQL.
pub(in crate::store) fn postgres_args(args: Vec<Arg>) -> Result<PgArguments, sqlx::Error> {
    bound(args).map_err(sqlx::Error::Encode)
}

/// The rows as a JSON array of arrays, for `json_each`.
pub(in crate::store) fn as_json<R: Serialize>(rows: &[impl Borrow<R>]) -> String {
    let mut json = Vec::with_capacity(rows.len() * ROW_LEN);
    let rows = rows.iter().map(Borrow::borrow);
    serde_json::Serializer::new(&mut json)
        .collect_seq(rows)
        .expect("numbers and texts are JSON");
    String::from_utf8(json).expect("JSON is a text")
}

/// The rows as one array for each column, for `unnest`.
pub(in crate::store) fn as_arrays<R: BatchRow>(
    rows: &[impl Borrow<R>],
) -> Result<PgArguments, sqlx::Error> {
    let rows: Vec<&R> = rows.iter().map(Borrow::borrow).collect();
    let mut args = PgArguments::default();
    R::bind(&rows, &mut args).map_err(sqlx::Error::Encode)?;
    Ok(args)
}

pub(in crate::store) async fn run_sqlite(
    open: &mut SqliteConnection,
    text: &'static str,
    args: SqliteArguments,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with::<Sqlite, _>(text, args)
        .execute(open)
        .await;
    done.map(|done| done.rows_affected())
}

pub(in crate::store) async fn run_postgres(
    open: &mut PgConnection,
    text: &'static str,
    args: Result<PgArguments, sqlx::Error>,
) -> Result<u64, sqlx::Error> {
    let done = sqlx::query_with::<Postgres, _>(text, args?)
        .execute(open)
        .await;
    done.map(|done| done.rows_affected())
}

pub(in crate::store) async fn all_sqlite<T: DbRow>(
    open: &mut SqliteConnection,
    text: &'static str,
    args: SqliteArguments,
) -> Result<Vec<T>, sqlx::Error> {
    sqlx::query_as_with::<Sqlite, T, _>(text, args)
        .fetch_all(open)
        .await
}

pub(in crate::store) async fn all_postgres<T: DbRow>(
    open: &mut PgConnection,
    text: &'static str,
    args: Result<PgArguments, sqlx::Error>,
) -> Result<Vec<T>, sqlx::Error> {
    sqlx::query_as_with::<Postgres, T, _>(text, args?)
        .fetch_all(open)
        .await
}
