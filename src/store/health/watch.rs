//! Whether the database is still the one that was opened.
//!
//! A file can be removed, moved or replaced while it is open, and SQLite goes on writing to a file that
//! nobody will find again. A server's address can lead to another server, or its database can be dropped
//! and created anew. What is written there is lost when the program restarts. So no write is confirmed, and
//! callers hear an apology, until the right database is back.
//!
//! **Invariant:** the file is only examined with `stat`, never opened: closing it would release SQLite's
//! locks on it in this process.

use crate::store::Error;
use crate::store::error::is_missing_table;
use sqlx::PgConnection;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Asked on every new connection to a server: which installation is it? It does not go through `Link`,
/// because the connection is not in the pool yet.
pub(in crate::store) const INSTALLATION_ID: &str =
    "select id, pepper_id from installation where only_row = 1";

/// Identifies the database that was opened.
#[derive(Debug, Default)]
pub(in crate::store) struct DatabaseWatch {
    file: Option<File>,
    /// The id of the installation, once it is known.
    installation: OnceLock<String>,
}

/// A database file of SQLite.
#[derive(Debug)]
struct File {
    path: PathBuf,
    /// The log, which holds the newest writes until they are copied to the file.
    log: PathBuf,
    device: u64,
    inode: u64,
}

impl DatabaseWatch {
    /// For an open file of SQLite. A database in memory has none.
    pub(in crate::store) fn of_file(path: &Path) -> Self {
        let file = fs::metadata(path).ok().map(|found| {
            let mut log = OsString::from(path);
            log.push("-wal");
            File {
                path: path.to_owned(),
                log: log.into(),
                device: found.dev(),
                inode: found.ino(),
            }
        });
        Self {
            file,
            ..Self::default()
        }
    }

    /// From now on every new connection to a server must lead to this installation.
    pub(in crate::store) fn belongs_to(&self, installation: String) {
        // Only the first value is kept: the installation of an open database does not change.
        let _ = self.installation.set(installation);
    }

    /// Fails where the file was removed or replaced.
    pub(in crate::store) fn check(&self) -> Result<(), Error> {
        let is_there = self.file.as_ref().is_none_or(File::is_there);
        if is_there { Ok(()) } else { Err(Error::Gone) }
    }

    /// The same after a commit, while the connection is open: the log must exist too.
    pub(in crate::store) fn check_kept(&self) -> Result<(), Error> {
        self.check()?;
        let log_is_there = self.file.as_ref().is_none_or(|file| file.log.exists());
        if log_is_there {
            Ok(())
        } else {
            Err(Error::Gone)
        }
    }

    /// Whether a new connection to a server leads to the database that was opened.
    pub(in crate::store) async fn is_ours(
        &self,
        connection: &mut PgConnection,
    ) -> Result<bool, sqlx::Error> {
        let Some(ours) = self.installation.get() else {
            return Ok(true);
        };
        let found: Result<Option<(String, String)>, sqlx::Error> = sqlx::query_as(INSTALLATION_ID)
            .fetch_optional(connection)
            .await;
        match found {
            Ok(row) => Ok(row.is_some_and(|(id, _)| id == *ours)),
            Err(error) if is_missing_table(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

impl File {
    fn is_there(&self) -> bool {
        fs::metadata(&self.path)
            .is_ok_and(|found| (found.dev(), found.ino()) == (self.device, self.inode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_a_file_that_is_gone_or_another_is_not_ours_and_one_that_is_back_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        fs::write(&path, "a").unwrap();
        fs::write(folder.path().join("a.db-wal"), "").unwrap();
        let watch = DatabaseWatch::of_file(&path);
        let away = folder.path().join("away.db");
        assert!(watch.check_kept().is_ok());
        fs::rename(&path, &away).unwrap();
        assert!(matches!(watch.check(), Err(Error::Gone)));
        fs::write(&path, "a").unwrap();
        assert!(matches!(watch.check(), Err(Error::Gone)));
        fs::rename(&away, &path).unwrap();
        assert!(watch.check_kept().is_ok());
        fs::remove_file(folder.path().join("a.db-wal")).unwrap();
        assert!(watch.check().is_ok());
        assert!(matches!(watch.check_kept(), Err(Error::Gone)));
    }
}
