//! `templates`: exports the table of texts that the operators must approve, and imports their answers.
//!
//! The table has one line for each cooperative, text and language. The person who registers them copies the
//! bodies to the operators' site, fills in header, entity, template id and state, and imports the table. A
//! line whose body differs from ours in one letter is refused, because the operators' scrubbing would
//! refuse its texts (rules T-2).

mod ids;
mod table;

use super::whose::{Whose, permit};
use super::{
    CommandResult, Failed, SettingsArgs, Templates, counted, database_config, files, open, script,
    tell,
};
use crate::clock::Clock;
use crate::core::acts::template::register;
use crate::core::acts::terms::Act;
use crate::core::authz::Principal;
use crate::core::domain::{By, CoopId, RegistrationState};
use crate::core::script::Script;
use crate::store::{NewRegistration, Store};
use std::path::Path;
use table::{TemplateRow, read_rows, rows_of, write_rows};

pub(super) async fn run(what: Templates) -> CommandResult {
    match what {
        Templates::Export {
            settings,
            from,
            coop,
            force,
            file,
        } => {
            let script = script(from.as_deref())?;
            let to = file.as_deref().map(|file| ExportFile { file, force });
            export(&settings, &script, coop.as_deref(), to).await
        }
        Templates::Import {
            settings,
            whose,
            from,
            file,
        } => {
            let script = script(from.as_deref())?;
            import(&settings, &script, &file, &whose).await
        }
    }
}

/// Where a table is written.
#[derive(Clone, Copy)]
struct ExportFile<'a> {
    file: &'a Path,
    /// Also over a file that exists.
    force: bool,
}

async fn export(
    settings: &SettingsArgs,
    script: &Script,
    coop: Option<&str>,
    to: Option<ExportFile<'_>>,
) -> CommandResult {
    // What an operator has filled in over days must not be overwritten.
    if let Some(ExportFile { file, force: false }) = to
        && file.exists()
    {
        return Err(Failed::Refused(format!(
            "{}: it is there already, perhaps half filled in: bring it in first, or write over it with --force",
            file.display()
        )));
    }
    let store = open(&database_config(settings)?).await?;
    let mut coops = store.coops().await?;
    store.close().await;
    if let Some(code) = coop {
        coops.retain(|entry| entry.coop.code == code);
        if coops.is_empty() {
            return Err(Failed::Refused(format!(
                "no cooperative has the code {code}"
            )));
        }
    }
    let rows: Vec<TemplateRow> = coops
        .iter()
        .flat_map(|coop| rows_of(coop, script))
        .collect();
    let Some(ExportFile { file, .. }) = to else {
        return Ok(write_rows(&rows, std::io::stdout().lock())?);
    };
    // Written to another file first: whatever happens, one of the two is whole.
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    write_rows(&rows, &mut draft)?;
    draft.persist(file).map_err(|error| error.error)?;
    tell(format!(
        "{} in {}.",
        counted(rows.len(), "template is", "templates are"),
        file.display()
    ));
    Ok(())
}

async fn import(
    settings: &SettingsArgs,
    script: &Script,
    file: &Path,
    whose: &Whose,
) -> CommandResult {
    let table = files::read(file)?;
    let store = open(&database_config(settings)?).await?;
    let coops = store.coops().await?;
    let read = read_rows(&table, &file.display().to_string(), &coops, script);
    let registrations = match read {
        Ok(registrations) => registrations,
        Err(wrong) => {
            store.close().await;
            return Err(Failed::Refused(wrong.join("\n")));
        }
    };
    let by = match may_import(&store, &registrations, whose).await {
        Ok(by) => by,
        Err(failed) => {
            store.close().await;
            return Err(failed);
        }
    };
    let all = || registrations.iter().flat_map(|(_, news)| news);
    let is_approved =
        |new: &&NewRegistration| new.registration.state == RegistrationState::Approved;
    let (n, approved_n) = (all().count(), all().filter(is_approved).count());
    let done = store
        .import_registrations(&by, &registrations, Clock::system().now())
        .await;
    store.close().await;
    done?;
    tell(format!(
        "{} in, {approved_n} of them approved.",
        counted(n, "template is", "templates are")
    ));
    Ok(())
}

/// Whether they may be imported: an officer may do so only for her own cooperative.
async fn may_import(
    store: &Store,
    registrations: &[(CoopId, Vec<NewRegistration>)],
    whose: &Whose,
) -> Result<By, Failed> {
    let coops_n = registrations.len();
    // Checked before she is asked for a passphrase.
    register::may_register(whose.officer.is_some(), coops_n)?;
    let permit = match registrations.first() {
        Some((coop, _)) => whose.permit(store, *coop, Act::TemplateRegister).await?,
        None => permit(&Principal::Operator, Act::TemplateRegister)?,
    };
    register::decide(&permit, coops_n)?;
    Ok(permit.by())
}
