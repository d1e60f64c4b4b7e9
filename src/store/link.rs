//! One connection on either database: binding, running, reading.
//!
//! Every statement of the program goes through this file, so that one SQL text serves both
//! databases, a failure names its statement, and a test may kill the program between any two.
//!
//! **Invariant:** a statement's parameters are `bigint`, `text` or `boolean`, typed by `Arg`, so that
//! one text is never bound in two ways.

use super::Error;
use super::watch::Watch;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Database, Executor, FromRow, SqlSafeStr, Transaction};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::OwnedSemaphorePermit;

/// A statement and its name, which errors show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sql {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
}

/// A statement over many rows at once: the only kind that has one text for each dialect. A text is
/// missing where that database says it otherwise.
#[derive(Clone, Copy, Debug)]
pub(super) struct BatchSql {
    pub(super) name: &'static str,
    pub(super) sqlite: Option<&'static str>,
    pub(super) postgres: Option<&'static str>,
}

const MISSING: &str = "a batch runs only on a database it has a text for";

/// Names statements, and lists them so that a test can prepare each on both databases.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* const $name: crate::store::link::Sql =
            crate::store::link::Sql { name: stringify!($name), text: $text };)*
        pub(in crate::store) const STATEMENTS: &[crate::store::link::Sql] = &[$($name),*];
    };
}
pub(super) use statements;

/// A parameter.
#[derive(Clone, Debug)]
pub(super) enum Arg {
    Int(Option<i64>),
    Text(Option<String>),
    Bool(bool),
}

macro_rules! arg_from {
    ($($from:ty => $value:ident => $arg:expr),* $(,)?) => {
        $(impl From<$from> for Arg { fn from($value: $from) -> Self { $arg } })*
    };
}
arg_from! {
    i64 => n => Self::Int(Some(n)),
    Option<i64> => n => Self::Int(n),
    String => text => Self::Text(Some(text)),
    &String => text => Self::Text(Some(text.clone())),
    &str => text => Self::Text(Some(text.into())),
    Option<String> => text => Self::Text(text),
    bool => is => Self::Bool(is),
}

/// A statement's parameters, in order.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$(crate::store::link::Arg::from($value)),*] };
}
pub(super) use args;

/// A row that reads alike on both databases.
pub(super) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// For tests: kills the program between two statements. Inert unless it is set.
///
/// What has been killed is rolled back as a crash would; the next step finds a working store, as
/// after a restart.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    passed: AtomicI64,
    left: AtomicI64,
}

impl Faults {
    /// Kills before the `n`-th statement from now, counted from 1, or before or after a commit.
    pub fn kill_before(&self, n: i64) {
        self.0.left.store(n, Ordering::SeqCst);
    }

    /// Kills nothing any more.
    pub fn spare(&self) {
        self.kill_before(0);
    }

    /// How many statements and commits have passed.
    pub fn passed(&self) -> i64 {
        self.0.passed.load(Ordering::SeqCst)
    }

    /// Stands before every statement, and before and after every commit.
    pub(super) fn pass(&self) -> Result<(), Error> {
        self.0.passed.fetch_add(1, Ordering::Relaxed);
        if self.0.left.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        if self.0.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            return Err(Error::Killed);
        }
        Ok(())
    }
}

/// A connection: for reading, or inside a transaction, which rolls back when it is dropped.
pub(super) enum Link {
    SqliteRead(PoolConnection<Sqlite>, Faults),
    SqliteWrite(
        Transaction<'static, Sqlite>,
        Faults,
        #[expect(
            dead_code,
            reason = "whoever is not a caller has the writer's turn until this is dropped"
        )]
        Option<OwnedSemaphorePermit>,
        Arc<Watch>,
    ),
    PostgresRead(PoolConnection<Postgres>, Faults),
    PostgresWrite(Transaction<'static, Postgres>, Faults),
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link")
    }
}

/// Runs one body on whichever database this connection is of.
macro_rules! on {
    ($link:expr, $db:ident, $connection:ident => $body:expr) => {
        match $link {
            Link::SqliteRead(open, _) => {
                type $db = Sqlite;
                let $connection = &mut **open;
                $body
            }
            Link::SqliteWrite(open, ..) => {
                type $db = Sqlite;
                let $connection = &mut **open;
                $body
            }
            Link::PostgresRead(open, _) => {
                type $db = Postgres;
                let $connection = &mut **open;
                $body
            }
            Link::PostgresWrite(open, _) => {
                type $db = Postgres;
                let $connection = &mut **open;
                $body
            }
        }
    };
}

macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Int(n) => query.bind(n),
                Arg::Text(text) => query.bind(text),
                Arg::Bool(is) => query.bind(is),
            };
        }
        query
    }};
}

impl Link {
    fn faults(&self) -> &Faults {
        match self {
            Self::SqliteRead(_, faults)
            | Self::SqliteWrite(_, faults, ..)
            | Self::PostgresRead(_, faults)
            | Self::PostgresWrite(_, faults) => faults,
        }
    }

    /// Whether this is SQLite, where all that is written goes through one connection.
    pub(super) fn is_sqlite(&self) -> bool {
        matches!(self, Self::SqliteRead(..) | Self::SqliteWrite(..))
    }

    /// Runs a statement; how many rows it touched.
    pub(super) async fn run(&mut self, sql: Sql, args: Vec<Arg>) -> Result<u64, Error> {
        self.faults().pass()?;
        on!(self, Db, connection => {
            bound!(sqlx::query::<Db>(sql.text), args)
                .execute(connection)
                .await
                .map(|done| done.rows_affected())
        })
        .map_err(|source| Error::database(sql.name, source))
    }

    /// Reads all rows.
    pub(super) async fn all<T: Row>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<Vec<T>, Error> {
        self.faults().pass()?;
        on!(self, Db, connection => {
            bound!(sqlx::query_as::<Db, T>(sql.text), args).fetch_all(connection).await
        })
        .map_err(|source| Error::database(sql.name, source))
    }

    /// Reads one row, where there is one.
    pub(super) async fn find<T: Row>(
        &mut self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// Runs a statement over many rows at once: as JSON on SQLite, as arrays on PostgreSQL.
    pub(super) async fn batch<T: Row>(
        &mut self,
        sql: BatchSql,
        rows: &[Vec<Arg>],
    ) -> Result<Vec<T>, Error> {
        self.faults().pass()?;
        let done = match self {
            Self::SqliteRead(open, _) => json_batch(open, sql, rows).await,
            Self::SqliteWrite(open, ..) => json_batch(open, sql, rows).await,
            Self::PostgresRead(open, _) => array_batch(open, sql, rows).await,
            Self::PostgresWrite(open, _) => array_batch(open, sql, rows).await,
        };
        done.map_err(|source| Error::database(sql.name, source))
    }

    /// Has the database read a statement without running it.
    pub(super) async fn prepare(
        &mut self,
        name: &'static str,
        text: &'static str,
    ) -> Result<(), Error> {
        on!(self, Db, connection => {
            <&mut <Db as Database>::Connection as Executor<'_>>::prepare(
                connection,
                text.into_sql_str(),
            )
            .await
            .map(|_| ())
        })
        .map_err(|source| Error::database(name, source))
    }

    /// Makes what was written stay.
    pub(super) async fn commit(self) -> Result<(), Error> {
        let faults = self.faults().clone();
        faults.pass()?;
        let watch = match &self {
            Self::SqliteWrite(.., watch) => Some(Arc::clone(watch)),
            Self::SqliteRead(..) | Self::PostgresRead(..) | Self::PostgresWrite(..) => None,
        };
        let done = match self {
            Self::SqliteWrite(open, ..) => open.commit().await,
            Self::PostgresWrite(open, _) => open.commit().await,
            Self::SqliteRead(..) | Self::PostgresRead(..) => Ok(()),
        };
        done.map_err(|source| Error::database("COMMIT", source))?;
        // What went into a file that nobody will find again was not kept.
        watch.map_or(Ok(()), |watch| watch.check_kept())?;
        faults.pass()
    }

    /// Undoes what was written.
    pub(super) async fn roll_back(self) -> Result<(), Error> {
        let done = match self {
            Self::SqliteWrite(open, ..) => open.rollback().await,
            Self::PostgresWrite(open, _) => open.rollback().await,
            Self::SqliteRead(..) | Self::PostgresRead(..) => Ok(()),
        };
        done.map_err(|source| Error::database("ROLLBACK", source))
    }
}

async fn json_batch<T: Row>(
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

async fn array_batch<T: Row>(
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
