//! The commands that open the database, do one thing, and print what they did.

use super::sums;
use super::{
    CommandResult, Failed, SettingsArgs, counted, database_config, existing, make, open, tell,
};
use crate::clock::Clock;
use crate::store::Backup;
use std::path::Path;

pub(super) async fn migrate(settings: &SettingsArgs) -> CommandResult {
    let store = make(&database_config(settings)?).await?;
    store.close().await;
    tell("The database is of this release.");
    Ok(())
}

pub(super) async fn backup(settings: &SettingsArgs, file: &Path) -> CommandResult {
    // An older database is copied before `migrate` changes it.
    let (store, _) = existing(&database_config(settings)?).await?;
    let done = store.backup(file).await?;
    store.close().await;
    match done {
        Backup::Written => {
            tell(format!("Written to {}.", file.display()));
            Ok(())
        }
        Backup::UsePgDump { options } => Err(Failed::Refused(format!(
            "PostgreSQL is copied by its own program: pg_dump {options} --file={} DATABASE",
            file.display()
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
        "Looked at {} of the ledger, {} of permissions and {}.",
        counted(verified.lines, "line", "lines"),
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
