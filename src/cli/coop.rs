//! `sahkar import coop FILE.toml`: adds a cooperative from a file, or changes an existing one to what the
//! file says. It prints each change with the old and the new value.

mod categories;
mod changes;
mod file;

use super::whose::{Whose, permit};
use super::{CommandResult, Failed, SettingsArgs, database_config, files, make, script, tell};
use crate::clock::Clock;
use crate::core::acts;
use crate::core::acts::coop::Reached;
use crate::core::acts::terms::Act;
use crate::core::authz::Principal;
use crate::core::domain::change::coop;
use crate::core::domain::{Change, CoopId, usual_categories};
use crate::store::{CoopEntry, Store};
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

/// Adds the cooperative, or changes it to what the file says; returns the lines to print.
async fn bring_in(store: &Store, given: CoopFile, whose: &Whose) -> Result<Vec<String>, Failed> {
    let coops = store.coops().await?;
    match coops
        .iter()
        .find(|old| old.coop.code == given.entry.coop.code)
    {
        Some(old) => set(store, (&coops, old), given, whose).await,
        None => add(store, &coops, given, whose).await,
    }
}

async fn add(
    store: &Store,
    coops: &[CoopEntry],
    given: CoopFile,
    whose: &Whose,
) -> Result<Vec<String>, Failed> {
    if whose.officer.is_some() {
        return Err(acts::coop::Refusal::NoOfficers.into());
    }
    let now = Clock::system().now();
    let CoopFile {
        entry: mut new,
        categories,
        duty,
    } = given;
    new.coop.id = CoopId(store.chance().id(now));
    new.categories = categories.unwrap_or_else(usual_categories);
    let permit = permit(&Principal::Operator, Act::CoopAdd)?;
    let (others, own) = (reached_others(coops, &new), reached(&new));
    let input = acts::coop::Input {
        reached: &own,
        categories: &new.categories,
    };
    acts::coop::add::decide(&permit, &others, input)?;
    let by = permit.by();
    let (id, name) = (new.coop.id, new.coop.name.clone());
    let added = coop::Change::Added(Box::new(coop::CoopAdded { entry: new }));
    let duty = coop::Change::DutySet(coop::DutySet { number: duty });
    let changes = [added, duty].map(Change::Coop);
    store.commit_whole(&by, (id, now), &changes).await?;
    Ok(vec![format!("{name} is in; now bring its members.")])
}

async fn set(
    store: &Store,
    (coops, old): (&[CoopEntry], &CoopEntry),
    given: CoopFile,
    whose: &Whose,
) -> Result<Vec<String>, Failed> {
    let now = Clock::system().now();
    let CoopFile {
        entry: mut new,
        categories,
        duty,
    } = given;
    new.coop.id = old.coop.id;
    let permit = whose.permit(store, new.coop.id, Act::CoopSet).await?;
    new.texts.registrations.clone_from(&old.texts.registrations);
    new.categories = categories.unwrap_or_else(|| old.categories.clone());
    let kinds = store.category_kinds(new.coop.id).await?;
    let (others, own) = (reached_others(coops, &new), reached(&new));
    let facts = acts::coop::set::Facts {
        others: &others,
        kinds: &kinds,
    };
    let input = acts::coop::Input {
        reached: &own,
        categories: &new.categories,
    };
    acts::coop::set::decide(&permit, facts, input)?;
    let by = permit.by();
    let mut differences = changes::between(old, &new);
    let (id, name) = (new.coop.id, new.coop.name.clone());
    let mut writes = Vec::new();
    if !differences.is_empty() {
        let set = Box::new(coop::CoopSet { entry: new });
        writes.push(Change::Coop(coop::Change::Set(set)));
    }
    if store.duty(id).await? != duty {
        // Whose number it was or is, is nobody's to read here.
        differences.push(match duty {
            Some(_) => "duty: another number".to_owned(),
            None => "duty: none".to_owned(),
        });
        let set = coop::DutySet { number: duty };
        writes.push(Change::Coop(coop::Change::DutySet(set)));
    }
    let mut said = vec![format!("{name} is as the file says.")];
    if differences.is_empty() {
        said.push("Nothing in it had changed.".to_owned());
    } else {
        store.commit_whole(&by, (id, now), &writes).await?;
        said.extend(differences);
    }
    Ok(said)
}

/// The addresses that reach a cooperative.
fn reached(entry: &CoopEntry) -> Vec<Reached<'_>> {
    let addresses = entry.addresses.iter();
    addresses
        .map(|one| Reached {
            gateway: &one.gateway,
            kind: one.kind.code(),
            value: &one.value,
        })
        .collect()
}

/// The addresses that reach the other cooperatives.
fn reached_others<'a>(coops: &'a [CoopEntry], new: &CoopEntry) -> Vec<Reached<'a>> {
    let others = coops.iter().filter(|other| other.coop.id != new.coop.id);
    others.flat_map(reached).collect()
}
