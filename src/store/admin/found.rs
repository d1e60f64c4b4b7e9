//! What stands at the address of a database, before anything is opened for good: a command that has no
//! business making one must not make one, nor change somebody else's.

use crate::clock::Chance;
use crate::seal::Keys;
use crate::store::db::connect::{MIGRATIONS, postgres_options, sqlite_options};
use crate::store::error::is_missing_table;
use crate::store::{Error, Store};
use sqlx::{ConnectOptions as _, Connection as _};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How old the database is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Age {
    /// Of an older release, which `migrate` brings to this one.
    Older,
    /// Of this release.
    Current,
}

/// The migrations that have run. What is not ours is left as it is: nothing is set, nothing is written.
const APPLIED: &str = "select version from _sqlx_migrations where success order by version";

impl Store {
    /// Opens a database that is there already and is ours; says how old it is. Keys that it was not made
    /// with are refused.
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
            // "There is no database of this name."
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
