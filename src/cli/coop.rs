//! `sahkar import coop FILE.toml`: a cooperative from a file that an operator can read, the first time and
//! whenever something in it has changed. It says what has changed, from what to what.

mod categories;
mod changes;
mod file;

use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, database_config, files, make, script, tell};
use crate::clock::Clock;
use crate::core::acts::terms::Act;
use crate::core::domain::{By, CoopId, EntryKind, usual_categories};
use crate::store::{Address, CoopEntry, Store};
use file::{CoopFile, CoopFileContext};
use std::path::Path;

pub(super) async fn import_coop(
    settings: &SettingsArgs,
    file: &Path,
    whose: &Whose,
) -> CommandResult {
    let text = files::read_text(file)?;
    let config = database_config(settings)?;
    let script = script(None)?;
    let known = CoopFileContext {
        gateways: &config.gateway_names,
        notices: script.notices(),
    };
    let given = file::read(&file.display().to_string(), &text, &known)
        .map_err(|wrong| Failed::Refused(wrong.join("\n")))?;
    let store = make(&config).await?;
    let said = bring_in(&store, given, whose).await;
    store.close().await;
    said?.iter().for_each(tell);
    Ok(())
}

/// Brings it in, or up to what the file says; what is to be told of it.
async fn bring_in(store: &Store, given: CoopFile, whose: &Whose) -> Result<Vec<String>, Failed> {
    let coops = store.coops().await?;
    let now = Clock::system().now();
    let by = By::OPERATOR;
    let CoopFile {
        entry: mut new,
        categories,
        duty,
    } = given;
    let name = new.coop.name.clone();
    let Some(old) = coops.iter().find(|old| old.coop.code == new.coop.code) else {
        if whose.officer.is_some() {
            let why = "this cooperative is not in yet, so that it has no officers: leave --as out";
            return Err(Failed::Refused(why.to_owned()));
        }
        new.coop.id = CoopId(store.chance().id(now));
        new.categories = categories.unwrap_or_else(usual_categories);
        refuse_taken(&coops, &new)?;
        store.add_coop(&by, &new, now).await?;
        store.set_duty(&by, new.coop.id, duty.as_ref(), now).await?;
        return Ok(vec![format!("{name} is in; now bring its members.")]);
    };
    new.coop.id = old.coop.id;
    let permit = whose.permit(store, new.coop.id, Act::CoopSet).await?;
    let by = permit.by();
    refuse_taken(&coops, &new)?;
    new.texts.registrations.clone_from(&old.texts.registrations);
    new.categories = categories.unwrap_or_else(|| old.categories.clone());
    refuse_other_kinds(store, &new).await?;
    let mut changes = changes::between(old, &new);
    if store.duty(new.coop.id).await? != duty {
        store.set_duty(&by, new.coop.id, duty.as_ref(), now).await?;
        // Whose number it was or is, is nobody's to read here.
        changes.push(match duty {
            Some(_) => "duty: another number".to_owned(),
            None => "duty: none".to_owned(),
        });
    }
    let mut said = vec![format!("{name} is as the file says.")];
    if changes.is_empty() {
        said.push("Nothing in it had changed.".to_owned());
    } else {
        store.set_coop(&by, &new, now).await?;
        said.extend(changes);
    }
    Ok(said)
}

/// One address reaches one cooperative.
fn refuse_taken(known: &[CoopEntry], new: &CoopEntry) -> CommandResult {
    let others = known.iter().filter(|other| other.coop.id != new.coop.id);
    let taken: Vec<String> = others
        .flat_map(|other| &other.addresses)
        .filter(|address| new.addresses.contains(address))
        .map(|address| {
            let Address { gateway, value, .. } = address;
            format!("{value} at {gateway} reaches another cooperative already")
        })
        .collect();
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Failed::Refused(taken.join("\n")))
    }
}

/// Entries hang on a category's code: what was income stays income, also where the code is out of use.
async fn refuse_other_kinds(store: &Store, new: &CoopEntry) -> CommandResult {
    let kinds = store.category_kinds(new.coop.id).await?;
    let other: Vec<String> = new
        .categories
        .iter()
        .filter_map(|category| {
            let kind: &EntryKind = kinds.get(&category.code)?;
            (*kind != category.kind).then(|| {
                let code = category.code;
                format!("category {code} is {}: take another code", kind.code())
            })
        })
        .collect();
    if other.is_empty() {
        Ok(())
    } else {
        Err(Failed::Refused(other.join("\n")))
    }
}
