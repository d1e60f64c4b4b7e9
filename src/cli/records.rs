//! The commands that open the database, do one thing, and print what they did.

use super::sums;
use super::{
    CommandResult, Failed, SettingsArgs, counted, database_config, existing, make, open, tell,
};
use crate::clock::Clock;
use crate::store::{Age, Backup};
use std::path::{Path, PathBuf};

pub(super) async fn migrate(settings: &SettingsArgs) -> CommandResult {
    let store = make(&database_config(settings)?).await?;
    store.close().await;
    tell("The database is of this release.");
    Ok(())
}

#[derive(clap::Args, Debug)]
pub(super) struct BackupArgs {
    #[command(flatten)]
    settings: SettingsArgs,
    /// Make none, and note that another program, such as `pg_dump`, has just made one
    #[arg(long)]
    noted: bool,
    /// The file to write; it must not exist
    #[arg(required_unless_present = "noted", conflicts_with = "noted")]
    file: Option<PathBuf>,
}

/// Copies the database to a file, or notes that another program has done so.
pub(super) async fn backup(what: &BackupArgs) -> CommandResult {
    // Which of the two it is, the parser has seen to.
    let file = what.file.as_deref().filter(|_| !what.noted);
    // An older database is copied before `migrate` changes it; the note is of this release.
    let (store, age) = existing(&database_config(&what.settings)?).await?;
    let done = match file {
        Some(file) => store.backup(file).await?,
        None => Backup::Written,
    };
    if done == Backup::Written && age == Age::Current {
        store.note_backup(Clock::system().now()).await?;
    }
    store.close().await;
    match (done, file) {
        (Backup::Written, Some(file)) => {
            tell(format!("Written to {}.", file.display()));
            Ok(())
        }
        (Backup::Written, None) => {
            tell("It is noted that a copy has been made.");
            Ok(())
        }
        (Backup::UsePgDump { options }, file) => Err(Failed::Refused(format!(
            "PostgreSQL is copied by its own program: pg_dump {options} --file={} DATABASE, and then \
             sahkar backup --noted",
            file.unwrap_or(Path::new("FILE")).display()
        ))),
    }
}

pub(super) async fn verify(settings: &SettingsArgs) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let verified = store.verify().await?;
    store.close().await;
    for finding in &verified.findings {
        tell(finding);
    }
    tell(format!(
        "Looked at {} of the ledger, {} of looks, {} of permissions and {}.",
        counted(verified.lines, "line", "lines"),
        counted(verified.look_days, "day", "days"),
        counted(verified.events, "event", "events"),
        counted(verified.ballots, "counted ballot", "counted ballots")
    ));
    sums::tell_texts(&verified, Clock::system().now());
    if verified.findings.is_empty() {
        Ok(())
    } else {
        let n = verified.findings.len();
        let wrong = counted(n, "thing does not add up.", "things do not add up.");
        Err(Failed::Refused(wrong))
    }
}

pub(super) async fn rekey(settings: &SettingsArgs) -> CommandResult {
    let config = database_config(settings)?;
    if config.key_old.is_none() {
        let why = "there is nothing to rotate: SAHKAR_KEY_OLD is not set";
        return Err(Failed::Refused(why.to_owned()));
    }
    let store = open(&config).await?;
    let resealed_n = store.rekey().await?;
    store.close().await;
    tell(format!(
        "Sealed {} again. SAHKAR_KEY_OLD is no longer needed.",
        counted(resealed_n, "column", "columns")
    ));
    Ok(())
}
