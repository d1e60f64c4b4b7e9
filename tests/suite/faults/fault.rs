//! The faults of a database that are tested, and what the program must report for each.

use crate::support::Kind;

/// What is done to the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    SqliteFull,
    SqliteMoved,
    SqliteLocked,
    SqliteDamaged,
    PostgresFrozen,
    PostgresForgotten,
    PostgresSwallowed,
    PostgresLocked,
    PostgresReadOnly,
    PostgresAnother,
}

impl Fault {
    pub(super) const ALL: [Self; 10] = [
        Self::SqliteFull,
        Self::SqliteMoved,
        Self::SqliteLocked,
        Self::SqliteDamaged,
        Self::PostgresFrozen,
        Self::PostgresForgotten,
        Self::PostgresSwallowed,
        Self::PostgresLocked,
        Self::PostgresReadOnly,
        Self::PostgresAnother,
    ];

    /// As the table names it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::SqliteFull => "SQLite, disk full",
            Self::SqliteMoved => "SQLite, database file removed",
            Self::SqliteLocked => "SQLite, locked by another program",
            Self::SqliteDamaged => "SQLite, pages overwritten",
            Self::PostgresFrozen => "PostgreSQL, frozen",
            Self::PostgresForgotten => "PostgreSQL, open connections swallowed",
            Self::PostgresSwallowed => "PostgreSQL, all connections swallowed",
            Self::PostgresLocked => "PostgreSQL, a table locked",
            Self::PostgresReadOnly => "PostgreSQL, read-only",
            Self::PostgresAnother => "PostgreSQL, another database at the address",
        }
    }

    /// What readiness says while it lasts; empty where it heals by itself.
    pub(super) const fn said(self) -> &'static str {
        match self {
            Self::SqliteFull => "no room is left",
            Self::SqliteMoved | Self::PostgresAnother => "removed, moved or replaced",
            Self::SqliteLocked | Self::PostgresLocked => "locked by somebody else",
            Self::SqliteDamaged => "is damaged",
            Self::PostgresForgotten => "",
            Self::PostgresFrozen | Self::PostgresSwallowed => "in time",
            Self::PostgresReadOnly => "can only be read",
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::SqliteFull | Self::SqliteMoved | Self::SqliteLocked | Self::SqliteDamaged => {
                Kind::Sqlite
            }
            Self::PostgresFrozen
            | Self::PostgresForgotten
            | Self::PostgresSwallowed
            | Self::PostgresLocked
            | Self::PostgresReadOnly
            | Self::PostgresAnother => Kind::Postgres,
        }
    }
}
