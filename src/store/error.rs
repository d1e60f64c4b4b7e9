//! What went wrong with the database, and what follows from it.

use crate::seal::CannotOpen;
use crate::store::db::word_columns::{self, WordColumn};
use std::sync::Arc;

/// What went wrong with the database. None of these holds a value of a row.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The database refused a statement, or is not there.
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
    /// What stands at the address is no database of ours.
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
    /// A row was read, and one of its columns holds what this release cannot read. The source names the
    /// column and nothing of what stands there.
    #[error("reading a row of {statement}")]
    Column {
        /// The statement's name in `store`.
        statement: &'static str,
        /// Which column, and why.
        #[source]
        source: Arc<sqlx::Error>,
    },
    /// A sealed column does not open with the keys of this process.
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
    /// A word of a column is unknown: a row holds one that this release cannot read, or was to be given one
    /// that this database has not in its table. Doing it again does not help.
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
    /// A run of a job was held up until its lease ended, and another run has taken it over.
    #[error("another run has taken this job over")]
    LeaseLost,
    /// A file could not be written.
    #[error("writing the file of a backup")]
    File(#[source] Arc<std::io::Error>),
    /// A reader was in the way for too long.
    #[error("a reader is in the way; it is tried again")]
    Busy,
    /// It took longer than it may, and its connection was given up.
    #[error("waiting too long for {statement}")]
    Slow {
        /// What was waited for: the statement's name, or `ACQUIRE` for a connection.
        statement: &'static str,
    },
    /// The database keeps it on this server, and says that no standby has confirmed it.
    #[error("no standby has confirmed it")]
    Unconfirmed,
    /// A commit was sent and no certain answer came: it may be there, or come to be there.
    #[error("nobody knows yet whether it is kept")]
    Unsure(#[source] Arc<Error>),
    /// The task that writes has stopped.
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

    /// Whether a row was refused because something that it points to is not there.
    pub(in crate::store) fn points_nowhere(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        let error = source.as_database_error();
        error.is_some_and(sqlx::error::DatabaseError::is_foreign_key_violation)
    }

    /// Whether what was to be kept may be there all the same, or come to be there: it is read before
    /// anything is said of it (decision 18).
    pub fn may_be_kept(&self) -> bool {
        matches!(self, Self::Unsure(_))
    }

    /// Whether the database itself was out of reach, so that trying the next row is of no use.
    pub(in crate::store) fn is_outage(&self) -> bool {
        match self {
            // Whoever gets no connection gets nothing else either.
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

    /// Whether the settings and the database do not fit each other, so that nothing can be done before
    /// one of them is mended.
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

    /// Whether a statement found its table missing.
    pub(in crate::store) fn is_missing_table(&self) -> bool {
        matches!(self, Self::Database { source, .. } if is_missing_table(source))
    }

    /// Whether a connection is not used again after that: it is gone, the database is in trouble, or
    /// SQLite may have rolled back by itself and knows no transaction any more.
    pub(in crate::store) fn breaks_connection(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        self.breaks_connections() || is_one_of(source, &OUT_OF_SERVICE, &SQLITE_BROKEN)
    }

    /// Whether the pool's idle connections are likely broken too.
    pub(in crate::store) fn breaks_connections(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        source.as_database_error().is_none() || is_one_of(source, &GONE, &[])
    }

    /// Whether a row stood in the way: another step was faster, and the turn is to be taken again.
    pub fn is_conflict(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return matches!(self, Self::Conflict);
        };
        source.as_database_error().is_some_and(|error| {
            error.is_unique_violation()
                || error.is_foreign_key_violation()
                || error.code().is_some_and(|code| RIVALRY.contains(&&*code))
        })
    }
}

/// The column of words that PostgreSQL refused a value for.
fn word_column(source: &sqlx::Error) -> Option<WordColumn> {
    let error = source.as_database_error()?;
    if !error.is_check_violation() {
        return None;
    }
    word_columns::of_check(error.table()?, error.constraint()?)
}

/// Whether a database says one of these: the beginnings of PostgreSQL's codes, or SQLite's codes, whose
/// lowest byte says the kind.
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

/// What PostgreSQL says while it breaks connections, or takes none: it shuts down, has crashed or begins
/// (57P), or the connection is at fault (08). Whether a caller hears that or finds the connection
/// closed is a matter of moments. A server that only read keeps its connections so (25006) after it
/// writes again.
const GONE: [&str; 3] = ["57P", "08", "25006"];

/// What PostgreSQL says where the next row would fare no better: a statement ran out of time (57014),
/// something is locked for long (55P03), it has no disk, memory or connections left (53), its files
/// fail it (58, XX).
const OUT_OF_SERVICE: [&str; 5] = ["57014", "55P03", "53", "58", "XX"];

/// SQLite: no memory, only reads, a disk error, damaged, full, cannot be opened, no database.
const SQLITE_BROKEN: [u32; 7] = [7, 8, 10, 11, 13, 14, 26];

/// SQLite: another program is writing.
const SQLITE_BUSY: [u32; 1] = [5];

/// PostgreSQL's words for two transactions in each other's way: a serialization failure, a deadlock.
const RIVALRY: [&str; 2] = ["40001", "40P01"];

/// Whether a statement found its table missing. SQLite has no code of its own for that.
pub(in crate::store) fn is_missing_table(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| {
        error.code().is_some_and(|code| code == "42P01")
            || error.message().starts_with("no such table")
    })
}
