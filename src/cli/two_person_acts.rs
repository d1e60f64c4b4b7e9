//! The commands whose act may need a second person: each reads its input, shows or refuses what it can at
//! once, and asks for the act.

use super::act_preview::lines;
use super::coop_arg::Desk;
use super::files;
use super::members::{ImportOptions, refuse, shown};
use super::pin::{self, Helping, Pin};
use super::two;
use super::whose::Asking;
use super::{CommandResult, SettingsArgs, complain, tell};
use crate::core::register::RegisterTable;
use crate::office::announcing::{self, WantedText};
use crate::office::proposed_act::{PinAct, ProposedAct};
use crate::office::registers::{Register, may_bring_in};
use std::path::Path;

/// Shows what each kind of reader would get, how many it reaches and what it costs; or queues the texts.
pub(super) async fn announce(
    desk: Desk,
    asking: &Asking,
    wanted: WantedText<'_>,
    send: bool,
) -> CommandResult {
    let done = if send {
        let matter = ProposedAct::Announce {
            notice: wanted.notice.to_owned(),
            typed: wanted.typed.to_vec(),
            again: wanted.again,
        };
        two::do_or_propose(&desk, asking, matter, None).await
    } else {
        look(&desk, wanted).await
    };
    desk.close(done).await
}

async fn look(desk: &Desk, wanted: WantedText<'_>) -> CommandResult {
    let seen = announcing::preview(&desk.service, &desk.entry, wanted).await?;
    lines(&seen.preview).iter().for_each(tell);
    if let Some(refusal) = seen.refused {
        return Err(refusal.into());
    }
    complain("Nothing is sent. With --send, these texts are queued.");
    Ok(())
}

pub(super) async fn pin(what: Pin) -> CommandResult {
    match what {
        Pin::Unlock(helping) => {
            let numbers = helping.all_numbers()?;
            help(&helping, ProposedAct::Pin(PinAct::Unlock { numbers })).await
        }
        Pin::Activate(helping) => {
            let numbers = helping.all_numbers()?;
            help(&helping, ProposedAct::Pin(PinAct::Activate { numbers })).await
        }
        Pin::Signed { settings, coop } => pin::signed(&settings, coop.as_deref()).await,
    }
}

async fn help(helping: &Helping, matter: ProposedAct) -> CommandResult {
    let named = helping.named()?;
    let desk = Desk::open(&helping.settings, helping.coop.as_deref()).await?;
    let done = two::do_or_propose(&desk, &helping.asking, matter, named).await;
    desk.close(done).await
}

pub(super) async fn import_members(
    settings: &SettingsArgs,
    coop: Option<&str>,
    file: &Path,
    options: &ImportOptions,
    asking: &Asking,
) -> CommandResult {
    let bytes = files::read(file)?;
    let register = Register::new(&file.display().to_string(), &bytes, options.changes);
    // A file that cannot be read is reported before the database is opened.
    let table = register.table()?;
    let desk = Desk::making(settings, coop).await?;
    let done = import_into(
        &desk,
        RegisterFile { file, table },
        register,
        options,
        asking,
    )
    .await;
    desk.close(done).await
}

/// A register's file and what was read from it.
struct RegisterFile<'a> {
    file: &'a Path,
    table: RegisterTable,
}

async fn import_into(
    desk: &Desk,
    read: RegisterFile<'_>,
    register: Register,
    options: &ImportOptions,
    asking: &Asking,
) -> CommandResult {
    let preview = register.plan(&desk.service, desk.coop()).await?;
    if !preview.wrong.is_empty() {
        return refuse(read.file, &read.table, &preview, options.errors.as_deref());
    }
    let may = may_bring_in(&preview, options.changes);
    if options.dry_run || may.is_err() {
        shown(&preview).iter().for_each(tell);
    }
    if options.dry_run {
        tell("Nothing is written.");
        return Ok(());
    }
    may?;
    two::do_or_propose(desk, asking, ProposedAct::MemberImport(register), None).await
}
