//! The kinds of database trouble, each with a few words for operators: never a value, a path or an address.

use crate::store::Error;

/// Why nothing can be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The disk is full.
    Full,
    /// The database is read-only.
    ReadOnly,
    /// The data is damaged.
    Damaged,
    /// The disk, or the storage in its place, reports a failure.
    Disk,
    /// Another program holds a lock.
    Locked,
    /// It does not answer in time.
    Silent,
    /// It cannot be reached, or accepts no connections.
    Away,
    /// No standby confirms commits.
    Unconfirmed,
    /// It was removed, moved or replaced.
    Gone,
    /// Something else; the log has the error.
    Other,
}

/// The codes of SQLite's results, without their details (<https://sqlite.org/rescode.html>).
const SQLITE: [(i64, Trouble); 11] = [
    (5, Trouble::Locked),
    (6, Trouble::Locked),
    (7, Trouble::Other),
    (8, Trouble::ReadOnly),
    (10, Trouble::Disk),
    (11, Trouble::Damaged),
    (13, Trouble::Full),
    (14, Trouble::Away),
    (22, Trouble::Disk),
    (23, Trouble::ReadOnly),
    (26, Trouble::Damaged),
];

/// How the codes of PostgreSQL's errors begin (its manual, appendix A).
const POSTGRES: [(&str, Trouble); 13] = [
    ("53100", Trouble::Full),
    ("25006", Trouble::ReadOnly),
    ("XX001", Trouble::Damaged),
    ("XX002", Trouble::Damaged),
    ("58", Trouble::Disk),
    ("55P03", Trouble::Locked),
    ("57014", Trouble::Silent),
    ("25P", Trouble::Silent),
    ("57P", Trouble::Away),
    ("53", Trouble::Away),
    ("08", Trouble::Away),
    ("28", Trouble::Away),
    ("3D", Trouble::Gone),
];

impl Trouble {
    /// In words, after "not ready: ".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Full => "no room is left where the database lies",
            Self::ReadOnly => "the database can only be read",
            Self::Damaged => "the database is damaged",
            Self::Disk => "the disk of the database reports failures",
            Self::Locked => "the database is locked by somebody else",
            Self::Silent => "the database does not answer in time",
            Self::Away => "the database cannot be reached",
            Self::Unconfirmed => "no standby confirms what the database keeps",
            Self::Gone => "the database was removed, moved or replaced",
            Self::Other => "nothing can be kept; the log says why",
        }
    }

    /// The kind of trouble that an error means.
    pub(in crate::store) fn of(error: &Error) -> Self {
        match error {
            Error::Gone | Error::Missing => Self::Gone,
            Error::Busy => Self::Locked,
            Error::Slow { .. } => Self::Silent,
            Error::Unconfirmed => Self::Unconfirmed,
            Error::Unsure(cause) => Self::of(cause),
            Error::Database { source, .. } => Self::of_source(source),
            Error::Address
            | Error::Migrate(_)
            | Error::Newer
            | Error::Foreign
            | Error::WrongKey
            | Error::WrongPepper
            | Error::Column { .. }
            | Error::Sealed { .. }
            | Error::UnknownCode { .. }
            | Error::Conflict
            | Error::LeaseLost
            | Error::File(_)
            | Error::Stopped
            | Error::Killed => Self::Other,
        }
    }

    fn of_source(source: &sqlx::Error) -> Self {
        let Some(error) = source.as_database_error() else {
            let is_silent = if let sqlx::Error::Io(error) = source {
                error.kind() == std::io::ErrorKind::TimedOut
            } else {
                matches!(source, sqlx::Error::PoolTimedOut)
            };
            return if is_silent { Self::Silent } else { Self::Away };
        };
        let code = error.code().unwrap_or_default();
        // SQLite's numbers have the primary code in the last eight bits; PostgreSQL's codes have five
        // characters.
        let number = code.parse::<i64>().ok().filter(|_| code.len() != 5);
        let found = match number {
            Some(number) => SQLITE
                .iter()
                .find(|(result, _)| *result == number & 0xff)
                .map(|(_, trouble)| *trouble),
            None => POSTGRES
                .iter()
                .find(|(begin, _)| code.starts_with(begin))
                .map(|(_, trouble)| *trouble),
        };
        found.unwrap_or(Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn s5_what_is_wrong_is_told_in_words_that_name_nobody_and_nothing_of_ours() {
        let io = |kind: std::io::ErrorKind| Error::database("X", sqlx::Error::Io(kind.into()));
        for (error, expected) in [
            (Error::Gone, Trouble::Gone),
            (Error::Slow { statement: "X" }, Trouble::Silent),
            (
                Error::Unsure(Arc::new(Error::Unconfirmed)),
                Trouble::Unconfirmed,
            ),
            (
                Error::database("X", sqlx::Error::PoolTimedOut),
                Trouble::Silent,
            ),
            (io(std::io::ErrorKind::TimedOut), Trouble::Silent),
            (io(std::io::ErrorKind::ConnectionRefused), Trouble::Away),
            (Error::WrongKey, Trouble::Other),
        ] {
            assert_eq!(Trouble::of(&error), expected, "{error:?}");
        }
        for trouble in SQLITE
            .iter()
            .map(|(_, one)| one)
            .chain(POSTGRES.iter().map(|(_, one)| one))
        {
            let words = trouble.words();
            assert!(!words.contains(['/', ':', '=']), "{words}");
        }
    }
}
