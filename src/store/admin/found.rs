//! What is at a database's address, before it is opened: a command that must not create a database must not
//! create one by opening it, nor change a database that is not ours.

use crate::clock::Chance;
use crate::seal::Keys;
use crate::store::db::connect::{MIGRATIONS, postgres_options, sqlite_options};
use crate::store::error::is_missing_table;
use crate::store::{Error, Store};
use sqlx::{ConnectOptions as _, Connection as _};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The age of the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Of an older release; `migrate` brings it to this one.
    Older,
    /// Of this release.
    Current,
}

/// The migrations that have run. It only reads, because the database may not be ours.
const APPLIED: &str = "select version from _sqlx_migrations where success order by version";

impl Store {
    /// Opens an existing database of ours, and says how old it is. Refuses keys that it was not made with.
    pub async fn connect_existing(
        url: &str,
        keys: Arc<Keys>,
        chance: Arc<Chance>,
    ) -> Result<(Self, Age), Error> {
        let age = age(&applied(url).await?)?;
        let store = Self::connect_to(url, keys, chance, false).await?;
        store.check_keys().await?;
        Ok((store, age))
    }
}

async fn applied(url: &str) -> Result<Vec<(i64,)>, Error> {
    let failed = |source| Error::database("CONNECT", source);
    let found = if url.starts_with("sqlite:") {
        let options = sqlite_options(url)?;
        if !options.get_filename().exists() {
            return Err(Error::Missing);
        }
        let mut connection = options.connect().await.map_err(failed)?;
        let found = sqlx::query_as(APPLIED).fetch_all(&mut connection).await;
        connection.close().await.map_err(failed)?;
        found
    } else {
        let connection = postgres_options(url)?.connect().await;
        let mut connection = connection.map_err(|source| {
            // PostgreSQL's error for a database name that does not exist.
            let is_missing = |error: &dyn sqlx::error::DatabaseError| {
                error.code().is_some_and(|code| code == "3D000")
            };
            if source.as_database_error().is_some_and(is_missing) {
                Error::Missing
            } else {
                failed(source)
            }
        })?;
        let found = sqlx::query_as(APPLIED).fetch_all(&mut connection).await;
        connection.close().await.map_err(failed)?;
        found
    };
    found.map_err(|error| {
        if is_missing_table(&error) {
            Error::Foreign
        } else {
            Error::database("APPLIED", error)
        }
    })
}

fn age(applied: &[(i64,)]) -> Result<Age, Error> {
    let applied: BTreeSet<i64> = applied.iter().map(|(version,)| *version).collect();
    let ours: BTreeSet<i64> = MIGRATIONS.iter().map(|one| one.version).collect();
    if applied.is_empty() {
        Err(Error::Foreign)
    } else if !applied.is_subset(&ours) {
        Err(Error::Newer)
    } else if applied == ours {
        Ok(Age::Current)
    } else {
        Ok(Age::Older)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_older_current_newer_or_not_ours() {
        let all: Vec<(i64,)> = MIGRATIONS.iter().map(|one| (one.version,)).collect();
        let newer: Vec<(i64,)> = all.iter().copied().chain([(9999,)]).collect();
        assert_eq!(age(&all).unwrap(), Age::Current);
        assert_eq!(age(&all[..3]).unwrap(), Age::Older);
        assert!(matches!(age(&newer), Err(Error::Newer)));
        assert!(matches!(age(&[]), Err(Error::Foreign)));
    }
}
