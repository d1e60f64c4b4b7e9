//! A consistent copy of a live database that opens no ballot.
//!
//! The keys of open ballots are left out, and with them the votes that only they open: nobody can find out
//! from the copy how a woman votes. A copy of the disk itself that is taken while a ballot is open does
//! contain them.

use crate::core::domain::Instant;
use crate::store::admin::private_file;
use crate::store::db::conn::{Sql, args, statements};
use crate::store::db::pools::Work;
use crate::store::{Error, Store};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use std::path::Path;
use std::sync::Arc;

/// How a backup is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Backup {
    /// The file is written.
    Written,
    /// On PostgreSQL the operator runs `pg_dump` with these options.
    UsePgDump {
        /// The options that leave the keys and the sealed votes out.
        options: &'static str,
    },
}

const PG_DUMP_OPTIONS: &str =
    "--format=custom --exclude-table-data=ballot_key --exclude-table-data=ballot_sealed_vote";
const COPY: Sql = Sql {
    name: "BACKUP",
    text: "vacuum into $1",
};
/// The sealed votes are deleted with their keys; the last statement overwrites the freed pages.
const LEAVE_OUT: [&str; 3] = [
    "delete from ballot_sealed_vote",
    "delete from ballot_key",
    "vacuum",
];

statements! {
    NOTE_BACKUP = "insert into backup_made (only_row, at) values (1, $1)
        on conflict (only_row) do update set at = excluded.at";
    FIND_BACKUP = "select at from backup_made";
}

impl Store {
    /// Notes that a copy has been made.
    pub async fn note_backup(&self, now: Instant) -> Result<(), Error> {
        self.core.write_one(NOTE_BACKUP, args![now.0]).await?;
        Ok(())
    }

    /// When a copy was last made, as far as it was noted.
    pub async fn last_backup(&self) -> Result<Option<Instant>, Error> {
        let found: Option<(i64,)> = self.core.read_one(FIND_BACKUP, args![]).await?;
        Ok(found.map(|(at,)| Instant(at)))
    }

    /// Copies the database into a new file.
    pub async fn backup(&self, file: &Path) -> Result<Backup, Error> {
        if !self.core.db.is_sqlite() {
            return Ok(Backup::UsePgDump {
                options: PG_DUMP_OPTIONS,
            });
        }
        let draft = file.with_extension("part");
        let failed = |source| Error::database("BACKUP", source);
        let of_file = |error| Error::File(Arc::new(error));
        if file.exists() {
            return Err(of_file(std::io::ErrorKind::AlreadyExists.into()));
        }
        if draft.exists() {
            std::fs::remove_file(&draft).map_err(of_file)?;
        }
        // SQLite also writes into an empty file, and this one only its owner can read.
        private_file::make(&draft).map_err(of_file)?;
        let target = draft.to_string_lossy().into_owned();
        let mut link = self.core.link(Work::Long).await?;
        link.run(COPY, args![target]).await?;
        drop(link);
        leave_keys_out(&draft).await.map_err(failed)?;
        // The file gets its final name only after the keys were removed.
        std::fs::rename(&draft, file).map_err(of_file)?;
        Ok(Backup::Written)
    }
}

async fn leave_keys_out(file: &Path) -> Result<(), sqlx::Error> {
    use sqlx::Connection as _;
    let mut copy = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Memory)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .connect()
        .await?;
    for text in LEAVE_OUT {
        sqlx::query(text).execute(&mut copy).await?;
    }
    copy.close().await
}
