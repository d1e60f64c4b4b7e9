//! `templates`: the table of texts that the operators must approve, and what they made of it.
//!
//! The table has one line for each cooperative, text and tongue. Whoever registers them copies the
//! bodies to the operators' site, fills in header, entity, template id and state, and hands the table
//! back. A line whose body is not ours letter for letter is refused: the scrubber would refuse the
//! texts (rules reference T-2).

mod table;

use super::{Done, Failed, Settings, Templates, database_config, open, script, tell};
use crate::clock::Clock;
use crate::domain::RegistrationState;
use crate::script::Script;
use crate::store::NewRegistration;
use std::path::Path;
use table::{Row, read_rows, rows_of, write_rows};

pub(super) async fn run(what: Templates) -> Done {
    match what {
        Templates::Export {
            settings,
            from,
            coop,
            file,
        } => {
            let script = script(from.as_deref())?;
            export(&settings, &script, coop.as_deref(), file.as_deref()).await
        }
        Templates::Import {
            settings,
            from,
            file,
        } => {
            let script = script(from.as_deref())?;
            import(&settings, &script, &file).await
        }
    }
}

async fn export(
    settings: &Settings,
    script: &Script,
    coop: Option<&str>,
    file: Option<&Path>,
) -> Done {
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
    let rows: Vec<Row> = coops
        .iter()
        .flat_map(|coop| rows_of(coop, script))
        .collect();
    let Some(file) = file else {
        return Ok(write_rows(&rows, std::io::stdout().lock())?);
    };
    write_rows(&rows, std::fs::File::create(file)?)?;
    tell(format!(
        "{} templates are in {}.",
        rows.len(),
        file.display()
    ));
    Ok(())
}

async fn import(settings: &Settings, script: &Script, file: &Path) -> Done {
    let store = open(&database_config(settings)?).await?;
    let coops = store.coops().await?;
    let read = std::fs::read(file)
        .map_err(|error| vec![format!("{}: {error}", file.display())])
        .and_then(|table| read_rows(&table, &file.display().to_string(), &coops, script));
    let registrations = match read {
        Ok(registrations) => registrations,
        Err(wrong) => {
            store.close().await;
            return Err(Failed::Refused(wrong.join("\n")));
        }
    };
    let all = || registrations.iter().flat_map(|(_, news)| news);
    let is_approved =
        |new: &&NewRegistration| new.registration.state == RegistrationState::Approved;
    let (n, approved_n) = (all().count(), all().filter(is_approved).count());
    let done = store
        .import_registrations(&registrations, Clock::system().now())
        .await;
    store.close().await;
    done?;
    tell(format!(
        "{n} templates are in, {approved_n} of them approved."
    ));
    Ok(())
}
