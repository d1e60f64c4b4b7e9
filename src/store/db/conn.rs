//! One connection to either database: binding, running, reading.
//!
//! Every statement of the program goes through this file. So one SQL text serves both databases, an error
//! names its statement, every statement has a time limit, and a test can kill the program between any two.
//!
//! **Invariant:** a statement's parameters are `bigint`, `text` or `boolean`, typed by `Arg`, so that one
//! text is always bound in the same way.
//! **Invariant:** a connection whose begin, commit or rollback failed is never used again. A commit without
//! an answer is reported as `Unsure`, never as failed.

pub(in crate::store) use crate::store::db::sql::{Arg, BatchSql, Sql, args, statements};

use crate::store::Error;
use crate::store::db::batches::{BatchRow, RowsSql};
use crate::store::db::dialect::{
    all_postgres, all_sqlite, as_arrays, as_json, postgres_args, run_postgres, run_sqlite,
    sqlite_args,
};
use crate::store::db::faults::Faults;
use crate::store::db::pool::{Notes, PooledConn};
use crate::store::db::raw::RawConn;
use crate::store::db::row::DbRow;
use crate::store::db::warnings::{Listened, listening};
use crate::store::db::word_columns::{self, WordColumn};
use sqlx::postgres::Postgres;
use sqlx::sqlite::{Sqlite, SqliteArguments};
use sqlx::{Database, Executor, SqlSafeStr};
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

/// The time limit of the work on a connection.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) enum Limit {
    /// For all of it, from the wait for the connection to the commit.
    Whole(Instant),
    /// For each statement.
    Each(Duration),
}

impl Limit {
    fn until(self) -> Instant {
        match self {
            Self::Whole(until) => until,
            Self::Each(time_max) => Instant::now() + time_max,
        }
    }
}

/// The role of a statement in its transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StatementRole {
    /// One of several statements of a transaction, or one that only reads.
    Middle,
    /// It begins or rolls back the transaction: where it fails, the connection's state is unknown and it is
    /// closed.
    Edge,
    /// It commits the transaction.
    Commit,
}

/// A connection taken from a pool, for reading or inside a transaction. When it is dropped it goes back to
/// the pool, after a rollback if a transaction is still open. One on which a statement failed or is still
/// running is not used again (`pool::PooledConn`). So no code has to give a connection back by hand.
pub(in crate::store) struct Link {
    lent: PooledConn,
    faults: Faults,
    limit: Limit,
    /// Each statement writes and is a transaction of its own.
    alone: bool,
    #[expect(
        dead_code,
        reason = "whoever is not a caller has the writer's turn until this is dropped"
    )]
    turn: Option<OwnedSemaphorePermit>,
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link")
    }
}

/// Runs one body for the type of database that this connection has.
macro_rules! on {
    ($raw:expr, $db:ident, $connection:ident => $body:expr) => {
        match $raw {
            RawConn::Sqlite($connection) => {
                type $db = Sqlite;
                $body
            }
            RawConn::Postgres($connection) => {
                type $db = Postgres;
                $body
            }
        }
    };
}

/// Waits for a statement, and records in what state it left the connection.
struct WatchedStatement<'a> {
    name: &'static str,
    part: StatementRole,
    until: Instant,
    notes: Notes<'a>,
}

impl WatchedStatement<'_> {
    async fn over<T>(self, work: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, Error> {
        let Self {
            name,
            part,
            until,
            notes,
        } = self;
        *notes.is_busy = true;
        let commits = part == StatementRole::Commit;
        let waited = if commits {
            timeout_at(until, listening(&notes.shared.listener, work)).await
        } else {
            let unwatched = async {
                Listened {
                    result: work.await,
                    was_warned: false,
                }
            };
            timeout_at(until, unwatched).await
        };
        let Ok(Listened { result, was_warned }) = waited else {
            // The statement was given up while it was running. The idle connections may be just as dead, so
            // they are closed.
            notes.shared.close_idle();
            return Err(unsure_if(commits, Error::Slow { statement: name }));
        };
        *notes.is_busy = false;
        match result {
            Ok(_) if was_warned => Err(unsure_if(true, Error::Unconfirmed)),
            Ok(value) => {
                if commits {
                    // If the database's file was removed or replaced, what was committed to it is lost.
                    notes.shared.watch.check_kept()?;
                    notes.shared.commit_succeeded();
                }
                Ok(value)
            }
            Err(source) => {
                let error = Error::database(name, source);
                *notes.is_broken |= part != StatementRole::Middle || error.breaks_connection();
                if error.breaks_connections() {
                    notes.shared.close_idle();
                }
                let is_unsure = commits && error.breaks_connections();
                Err(unsure_if(is_unsure, error))
            }
        }
    }
}

fn unsure_if(is_unsure: bool, error: Error) -> Error {
    if is_unsure {
        Error::Unsure(Arc::new(error))
    } else {
        error
    }
}

impl Link {
    pub(in crate::store) fn new(
        lent: PooledConn,
        faults: Faults,
        limit: Limit,
        turn: Option<OwnedSemaphorePermit>,
    ) -> Self {
        Self {
            lent,
            faults,
            limit,
            alone: false,
            turn,
        }
    }

    /// The same connection, for statements that each write and are their own transaction.
    pub(in crate::store) fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// Whether this is SQLite, where everything is written through one connection.
    pub(in crate::store) fn is_sqlite(&self) -> bool {
        self.lent.is_sqlite()
    }

    fn watched(
        &mut self,
        name: &'static str,
        part: StatementRole,
    ) -> (&mut RawConn, WatchedStatement<'_>) {
        let part = if self.alone {
            StatementRole::Commit
        } else {
            part
        };
        let (raw, notes) = self.lent.parts();
        let watch = WatchedStatement {
            name,
            part,
            until: self.limit.until(),
            notes,
        };
        (raw, watch)
    }

    /// Begins a transaction; on SQLite that of the one writer.
    pub(in crate::store) async fn begin(&mut self) -> Result<(), Error> {
        let text = if self.is_sqlite() {
            if let Some(text) = self.faults.disk() {
                self.edge("DISK", StatementRole::Edge, text).await?;
            }
            "begin immediate"
        } else {
            "begin"
        };
        self.edge("BEGIN", StatementRole::Edge, text).await?;
        self.lent.in_transaction = true;
        Ok(())
    }

    /// A statement that begins or rolls back a transaction.
    async fn edge(
        &mut self,
        name: &'static str,
        part: StatementRole,
        text: &'static str,
    ) -> Result<(), Error> {
        let (raw, watch) = self.watched(name, part);
        watch.over(raw.plain(text)).await
    }

    /// Runs a statement; returns how many rows it changed.
    pub(in crate::store) async fn run(&mut self, sql: Sql, args: Vec<Arg>) -> Result<u64, Error> {
        self.faults.pass()?;
        let (raw, watch) = self.watched(sql.name, StatementRole::Middle);
        match raw {
            RawConn::Sqlite(open) => {
                let args = sqlite_args(args);
                let done = watch.over(run_sqlite(open, sql.text, args.clone())).await;
                self.explained(done, sql.text, args).await
            }
            RawConn::Postgres(open) => {
                watch
                    .over(run_postgres(open, sql.text, postgres_args(args)))
                    .await
            }
        }
    }

    /// Reads all rows.
    pub(in crate::store) async fn all<T: DbRow>(
        &mut self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Vec<T>, Error> {
        self.faults.pass()?;
        let (raw, watch) = self.watched(sql.name, StatementRole::Middle);
        match raw {
            RawConn::Sqlite(open) => {
                let args = sqlite_args(args);
                let done = watch.over(all_sqlite(open, sql.text, args.clone())).await;
                self.explained(done, sql.text, args).await
            }
            RawConn::Postgres(open) => {
                watch
                    .over(all_postgres(open, sql.text, postgres_args(args)))
                    .await
            }
        }
    }

    /// Reads at most one row.
    pub(in crate::store) async fn find<T: DbRow>(
        &mut self,
        sql: Sql,
        args: Vec<Arg>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// Runs a statement over many rows at once: as JSON on SQLite, as arrays on PostgreSQL.
    pub(in crate::store) async fn batch<R: BatchRow, T: DbRow>(
        &mut self,
        RowsSql { sql, .. }: RowsSql<R>,
        rows: &[impl Borrow<R>],
    ) -> Result<Vec<T>, Error> {
        self.faults.pass()?;
        let (raw, watch) = self.watched(sql.name, StatementRole::Middle);
        match raw {
            RawConn::Sqlite(open) => {
                let args = sqlite_args(args![as_json(rows)]);
                let done = watch.over(all_sqlite(open, sql.sqlite, args.clone())).await;
                self.explained(done, sql.sqlite, args).await
            }
            RawConn::Postgres(open) => {
                let args = as_arrays(rows);
                watch.over(all_postgres(open, sql.postgres, args)).await
            }
        }
    }

    /// SQLite does not say which foreign key a row violates. If it is that of a word table, the error is
    /// changed to name the column, as PostgreSQL's error does.
    async fn explained<T>(
        &mut self,
        done: Result<T, Error>,
        text: &'static str,
        args: SqliteArguments,
    ) -> Result<T, Error> {
        let columns = match &done {
            Err(error) if error.points_nowhere() => word_columns::written_by(text),
            _ => return done,
        };
        let (raw, watch) = self.watched("EXPLAIN", StatementRole::Edge);
        match raw {
            RawConn::Sqlite(open) if !columns.is_empty() => {
                let found = watch.over(word_columns::find_unknown(open, &columns, text, args));
                let unknown =
                    |WordColumn { table, column, .. }| Err(Error::UnknownCode { table, column });
                found.await?.map_or(done, unknown)
            }
            RawConn::Sqlite(_) | RawConn::Postgres(_) => done,
        }
    }

    /// Runs a statement that has no parameters and whose transaction is its own.
    pub(in crate::store) async fn plain(
        &mut self,
        name: &'static str,
        text: &'static str,
    ) -> Result<(), Error> {
        self.edge(name, StatementRole::Middle, text).await
    }

    /// Has the database read a statement without running it.
    pub(in crate::store) async fn prepare(
        &mut self,
        name: &'static str,
        text: &'static str,
    ) -> Result<(), Error> {
        let (raw, watch) = self.watched(name, StatementRole::Middle);
        on!(raw, Db, connection => {
            let prepared = <&mut <Db as Database>::Connection as Executor<'_>>::prepare(
                connection,
                text.into_sql_str(),
            );
            watch.over(async { prepared.await.map(|_| ()) }).await
        })
    }

    /// Brings the database to this release.
    pub(in crate::store) async fn migrate(
        &mut self,
        migrator: &sqlx::migrate::Migrator,
    ) -> Result<(), sqlx::migrate::MigrateError> {
        // If it fails half way, locks may remain, so the connection is not used again.
        self.lent.is_broken = true;
        let (raw, _) = self.lent.parts();
        let time_max = self.limit.until();
        let done = on!(raw, Db, connection => {
            timeout_at(time_max, migrator.run::<&mut <Db as Database>::Connection>(connection)).await
        });
        done.unwrap_or(Err(sqlx::Error::PoolTimedOut.into()))?;
        self.lent.is_broken = false;
        Ok(())
    }

    /// Commits the transaction.
    pub(in crate::store) async fn commit(mut self) -> Result<(), Error> {
        self.faults.pass()?;
        self.edge("COMMIT", StatementRole::Commit, "commit").await?;
        self.lent.in_transaction = false;
        self.faults.pass()
    }

    /// Rolls the transaction back.
    pub(in crate::store) async fn roll_back(mut self) -> Result<(), Error> {
        self.edge("ROLLBACK", StatementRole::Edge, "rollback")
            .await?;
        self.lent.in_transaction = false;
        Ok(())
    }
}
