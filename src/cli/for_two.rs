//! The commands whose act may need a second person: each reads its input, shows or refuses what it can at
//! once, and asks for the act.

use super::announce::{self, How};
use super::coop_arg::Desk;
use super::files;
use super::members::{Manner, Register, facts, refuse, revisions, shown};
use super::pin::{self, Helping, Pin};
use super::proposed_act::ProposedAct;
use super::two;
use super::whose::Asking;
use super::{CommandResult, SettingsArgs, complain, tell};
use crate::core::acts::member::import::may_import;
use crate::core::register::RegisterTable;
use std::path::Path;

/// Shows what each kind of reader would get, how many it reaches and what it costs; or queues the texts.
pub(super) async fn announce(
    (settings, coop): (&SettingsArgs, Option<&str>),
    asking: &Asking,
    (name, typed): (&str, &[String]),
    how: How,
) -> CommandResult {
    let desk = Desk::open(settings, coop).await?;
    let done = if how.send {
        let matter = ProposedAct::Announce {
            notice: name.to_owned(),
            typed: typed.to_vec(),
            again: how.again,
        };
        two::two(&desk, asking, matter, None).await
    } else {
        let looked = announce::look(&desk, (name, typed), how.again).await;
        looked.map(|looked| {
            looked.lines.iter().for_each(tell);
            complain("Nothing is sent. With --send, these texts are queued.");
        })
    };
    desk.close(done).await
}

pub(super) async fn pin(what: Pin) -> CommandResult {
    match what {
        Pin::Unlock(helping) => {
            let numbers = helping.all_numbers()?;
            help(&helping, ProposedAct::PinUnlock { numbers }).await
        }
        Pin::Activate(helping) => {
            let numbers = helping.all_numbers()?;
            help(&helping, ProposedAct::PinActivate { numbers }).await
        }
        Pin::Signed { settings, coop } => pin::signed(&settings, coop.as_deref()).await,
    }
}

async fn help(helping: &Helping, matter: ProposedAct) -> CommandResult {
    let named = helping.named()?;
    let desk = Desk::open(&helping.settings, helping.coop.as_deref()).await?;
    let done = two::two(&desk, &helping.asking, matter, named).await;
    desk.close(done).await
}

pub(super) async fn import_members(
    settings: &SettingsArgs,
    coop: Option<&str>,
    file: &Path,
    (manner, asking): (&Manner, &Asking),
) -> CommandResult {
    let bytes = files::read(file)?;
    let register = Register::new(file, &bytes, manner.changes);
    // A file that cannot be read is reported before the database is opened.
    let table = register.table()?;
    let desk = Desk::making(settings, coop).await?;
    let done = import_into(&desk, (file, &table), register, (manner, asking)).await;
    desk.close(done).await
}

async fn import_into(
    desk: &Desk,
    (file, table): (&Path, &RegisterTable),
    register: Register,
    (manner, asking): (&Manner, &Asking),
) -> CommandResult {
    let preview = register.plan(desk).await?;
    if !preview.wrong.is_empty() {
        return refuse(file, table, &preview, manner.errors.as_deref());
    }
    let may = may_import(facts(&preview, &revisions(&preview)), manner.changes);
    if manner.dry_run || may.is_err() {
        shown(&preview).iter().for_each(tell);
    }
    if manner.dry_run {
        tell("Nothing is written.");
        return Ok(());
    }
    may?;
    two::two(desk, asking, ProposedAct::MemberImport(register), None).await
}
