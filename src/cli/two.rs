//! Acts that need two people, asked for at the command line.

use super::act_preview::lines;
use super::coop_arg::Desk;
use super::done::report;
use super::whose::{Asking, OPERATOR, SignedIn, permit};
use super::{CommandResult, tell};
use crate::core::domain::Instant;
use crate::office::pin_help::Two;
use crate::office::proposed_act::ProposedAct;
use crate::office::two::{self, AskedAct, WantedAct};

/// Does the act, or stores it until it is signed. `named`: the two persons responsible where no officer
/// signs.
pub(super) async fn do_or_propose(
    desk: &Desk,
    asking: &Asking,
    matter: ProposedAct,
    named: Option<Two>,
) -> CommandResult {
    let entered = asking.whose.enter(desk.store(), desk.coop()).await?;
    do_or_propose_as(desk, entered, asking.mend, matter, named).await
}

/// The same for somebody who has signed in.
pub(super) async fn do_or_propose_as(
    desk: &Desk,
    entered: SignedIn,
    mend: Option<i64>,
    matter: ProposedAct,
    named: Option<Two>,
) -> CommandResult {
    let permit = permit(&entered.person, matter.act())?;
    let (service, entry) = (&desk.service, &desk.entry);
    let preview = matter.preview(service, entry).await?;
    let signers = named.unwrap_or_else(|| Two::signed([&entered.name, OPERATOR]));
    let wanted = WantedAct {
        act: &matter,
        preview: &preview,
        mend,
        names: &signers,
    };
    match two::do_or_propose(service, entry, permit, wanted).await? {
        AskedAct::Done(done) => {
            // A register is shown also where nobody else signs it.
            if matches!(matter, ProposedAct::MemberImport(_)) {
                lines(&preview).iter().for_each(tell);
            }
            report(&done, entry);
        }
        AskedAct::Waits { no, until } => {
            lines(&preview).iter().for_each(tell);
            tell(format!(
                "It waits for a second signature until {}, as number {no}: `sahkar sign {no} --agree --as OFFICER`.",
                moment(until)
            ));
        }
    }
    Ok(())
}

/// A moment, as people write it.
pub(super) fn moment(at: Instant) -> String {
    at.local().format("%Y-%m-%d %H:%M").to_string()
}
