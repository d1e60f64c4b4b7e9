//! Errors of the database, and what follows from each.

use crate::seal::CannotOpen;
use crate::store::db::word_columns::{self, WordColumn};
use std::sync::Arc;

/// An error of the database. None holds a value of a row.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The database refused a statement, or cannot be reached.
    #[error("running the statement {statement}")]
    Database {
        /// The statement's name in `store`.
        statement: &'static str,
        /// What the database said.
        #[source]
        source: Arc<sqlx::Error>,
    },
    /// The address of the database is neither `sqlite:PATH` nor `postgres://…`.
    #[error("a database address begins with sqlite: or postgres:")]
    Address,
    /// The migrations did not run.
    #[error("migrating the database")]
    Migrate(#[source] Arc<sqlx::migrate::MigrateError>),
    /// The database was migrated by a newer release.
    #[error("the database is of a newer release than this program")]
    Newer,
    /// There is no database at the address.
    #[error("there is no database at this address; `sahkar migrate` makes one")]
    Missing,
    /// The database at the address is not one of ours.
    #[error(
        "the database at this address holds nothing of ours; `sahkar migrate` prepares an empty one"
    )]
    Foreign,
    /// The database was removed, moved or replaced while it was open.
    #[error("the database was removed, moved or replaced while it was open")]
    Gone,
    /// The database was sealed with another key.
    #[error(
        "SAHKAR_KEY is not the key that this database is sealed with; nothing was changed. While keys \
         rotate, SAHKAR_KEY_OLD holds the one before it"
    )]
    WrongKey,
    /// The PINs were hashed with another pepper.
    #[error(
        "SAHKAR_PEPPER is not the one that the PINs of this database are made with; nothing was changed"
    )]
    WrongPepper,
    /// A column holds a value that this release cannot read. The source names the column, and nothing of
    /// its value.
    #[error("reading a row of {statement}")]
    Column {
        /// The statement's name in `store`.
        statement: &'static str,
        /// Which column, and why.
        #[source]
        source: Arc<sqlx::Error>,
    },
    /// A sealed column cannot be opened with the keys of this process.
    #[error("opening {table}.{column}")]
    Sealed {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// Why.
        #[source]
        source: CannotOpen,
    },
    /// A word of a column is unknown: either a row holds one that this release does not know, or one was
    /// written that this database's word table does not have. A repetition does not help.
    #[error("an unknown word in {table}.{column}")]
    UnknownCode {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A row was in the way: another step was faster.
    #[error("a row is in the way")]
    Conflict,
    /// A job's run was held up until its lease ended, and another run has taken the lease.
    #[error("another run has taken this job over")]
    LeaseLost,
    /// A file could not be written.
    #[error("writing the file of a backup")]
    File(#[source] Arc<std::io::Error>),
    /// A reader blocked the work for too long.
    #[error("a reader is in the way; it is tried again")]
    Busy,
    /// The time limit was reached, and the connection was given up.
    #[error("waiting too long for {statement}")]
    Slow {
        /// The name of the statement, or `ACQUIRE` for the wait for a connection.
        statement: &'static str,
    },
    /// The database has committed on this server and warns that no standby has confirmed it.
    #[error("no standby has confirmed it")]
    Unconfirmed,
    /// A commit was sent and its result is unknown: it may be stored, now or later.
    #[error("nobody knows yet whether it is kept")]
    Unsure(#[source] Arc<Error>),
    /// The task that writes batches has stopped.
    #[error("the store has stopped")]
    Stopped,
    /// A test killed the program here.
    #[error("killed between two statements")]
    Killed,
}

impl Error {
    pub(in crate::store) fn database(statement: &'static str, source: sqlx::Error) -> Self {
        let is_of_a_row = matches!(source, sqlx::Error::ColumnDecode { .. });
        if let Some(WordColumn { table, column, .. }) = word_column(&source) {
            return Self::UnknownCode { table, column };
        }
        let source = Arc::new(source);
        if is_of_a_row {
            Self::Column { statement, source }
        } else {
            Self::Database { statement, source }
        }
    }

    /// Whether a row was refused because of a foreign key.
    pub(in crate::store) fn points_nowhere(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        let error = source.as_database_error();
        error.is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation)
    }

    /// Whether the write may be stored in spite of the error, so that it must be read before anything is
    /// reported (decision 18).
    pub fn may_be_kept(&self) -> bool {
        matches!(self, Self::Unsure(_))
    }

    /// Whether the database itself cannot be used, so that trying the next row makes no sense.
    pub(in crate::store) fn is_outage(&self) -> bool {
        match self {
            // Without a connection nothing else works either.
            Self::Database {
                statement: "ACQUIRE",
                ..
            }
            | Self::Gone
            | Self::Slow { .. }
            | Self::Unconfirmed
            | Self::Unsure(_)
            | Self::Killed
            | Self::Stopped => true,
            Self::Database { source, .. } => {
                self.breaks_connection() || is_one_of(source, &[], &SQLITE_BUSY)
            }
            Self::Address
            | Self::Migrate(_)
            | Self::Newer
            | Self::Missing
            | Self::Foreign
            | Self::WrongKey
            | Self::WrongPepper
            | Self::Column { .. }
            | Self::Sealed { .. }
            | Self::UnknownCode { .. }
            | Self::Conflict
            | Self::LeaseLost
            | Self::Busy
            | Self::File(_) => false,
        }
    }

    /// Whether the settings and the database do not fit each other, so that an operator must correct one of
    /// them.
    pub fn is_unfit(&self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Newer
                | Self::Missing
                | Self::Foreign
                | Self::WrongKey
                | Self::WrongPepper
        )
    }

    /// Whether the error is a missing table.
    pub(in crate::store) fn is_missing_table(&self) -> bool {
        matches!(self, Self::Database { source, .. } if is_missing_table(source))
    }

    /// Whether the connection must not be used again: it is closed, the database is in trouble, or SQLite
    /// may have rolled back the transaction by itself.
    pub(in crate::store) fn breaks_connection(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        self.breaks_connections() || is_one_of(source, &OUT_OF_SERVICE, &SQLITE_BROKEN)
    }

    /// Whether the idle connections of the pool are probably broken too.
    pub(in crate::store) fn breaks_connections(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        source.as_database_error().is_none() || is_one_of(source, &GONE, &[])
    }

    /// Whether another step was faster, so that the turn must be taken again.
    pub fn is_conflict(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return matches!(self, Self::Conflict);
        };
        source.as_database_error().is_some_and(|error| {
            error.is_unique_violation()
                || error.is_foreign_key_violation()
                || error.code().is_some_and(|code| CONFLICT.contains(&&*code))
        })
    }
}

/// The word column that PostgreSQL refused a value for.
fn word_column(source: &sqlx::Error) -> Option<WordColumn> {
    let error = source.as_database_error()?;
    if !error.is_check_violation() {
        return None;
    }
    word_columns::of_check(error.table()?, error.constraint()?)
}

/// Whether the error has one of these codes: prefixes of PostgreSQL's codes, or SQLite's codes, whose
/// lowest byte is the primary one.
fn is_one_of(error: &sqlx::Error, postgres: &[&str], sqlite: &[u32]) -> bool {
    let code = error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code);
    code.is_some_and(|code| match code.parse::<u32>() {
        Ok(number) if code.len() < POSTGRES_CODE_LEN => sqlite.contains(&(number & 0xff)),
        _ => postgres.iter().any(|class| code.starts_with(class)),
    })
}

const POSTGRES_CODE_LEN: usize = 5;

/// PostgreSQL's codes while it ends connections or accepts none: it shuts down, has crashed or is starting
/// (57P), or the connection failed (08). Whether a caller gets one of these or finds the connection closed
/// depends on timing. A server that was read-only keeps its connections read-only (25006) after it accepts
/// writes again.
const GONE: [&str; 3] = ["57P", "08", "25006"];

/// PostgreSQL's codes where the next row would fail too: a statement timed out (57014), a lock was not
/// released in time (55P03), no disk, memory or connections are left (53), system or internal errors (58,
/// XX).
const OUT_OF_SERVICE: [&str; 5] = ["57014", "55P03", "53", "58", "XX"];

/// SQLite's codes: no memory, read-only, I/O error, corrupt, full, cannot open, not a database.
const SQLITE_BROKEN: [u32; 7] = [7, 8, 10, 11, 13, 14, 26];

/// SQLite's code for another program that is writing.
const SQLITE_BUSY: [u32; 1] = [5];

/// PostgreSQL's codes for two conflicting transactions: serialization failure, deadlock.
const CONFLICT: [&str; 2] = ["40001", "40P01"];

/// Whether the error is a missing table. SQLite has no code of its own for that.
pub(in crate::store) fn is_missing_table(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| {
        error.code().is_some_and(|code| code == "42P01")
            || error.message().starts_with("no such table")
    })
}
