//! Acts that need two people: done at once where the operator's command counts as the second signature,
//! stored as a proposal where another officer must sign.

use super::act_preview::ActPreview;
use super::coop_arg::Desk;
use super::proposed_act::ProposedAct;
use super::whose::{Asking, OPERATOR, SignedIn, permit};
use super::{CommandResult, Failed, tell};
use crate::core::domain::Instant;
use crate::core::domain::proposal::WAITS_MS;
use crate::office::pin_help::Two;
use crate::office::signing::{self, ActSigned, Way};
use crate::store::NewProposal;

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
    let now = desk.service.clock.now();
    let permit = permit(&entered.person, matter.act())?;
    let looked = matter.look(desk).await?;
    let two = named.unwrap_or_else(|| Two::signed([&entered.name, OPERATOR]));
    if !looked.takes_two && mend.is_none() {
        looked.tell_where_done();
        return matter.run(desk, &ActSigned::alone(permit), &two).await;
    }
    let (store, coop) = (desk.store(), desk.coop());
    let way = signing::way(store, coop, permit, &looked.subjects).await?;
    let (permit, asker) = match way {
        Way::Now(permit) if mend.is_none() => {
            looked.tell_where_done();
            return matter.run(desk, &ActSigned::alone(permit), &two).await;
        }
        Way::Now(_) => {
            let why = "fewer than two officers can sign it, so that nothing needs to wait: leave --mend out";
            return Err(Failed::Refused(why.to_owned()));
        }
        Way::Asks(permit, asker) => (permit, asker),
    };
    let new = proposal(desk, &matter, &looked);
    let no = if let Some(no) = mend {
        signing::mend(store, coop, (&permit, asker), (no, &new), now).await?;
        no
    } else {
        signing::ask(store, coop, (&permit, asker), &new, now).await?
    };
    looked.shown.iter().for_each(tell);
    tell(format!(
        "It waits for a second signature until {}, as number {no}: `sahkar sign {no} --agree --as OFFICER`.",
        moment(now.plus_ms(WAITS_MS))
    ));
    Ok(())
}

fn proposal(desk: &Desk, matter: &ProposedAct, looked: &ActPreview) -> NewProposal {
    NewProposal {
        act: matter.act().code(),
        payload: matter.to_text(),
        subjects: looked.subjects.clone(),
        shown_hash: looked.hash(desk),
    }
}

/// A moment, as people write it.
pub(super) fn moment(at: Instant) -> String {
    at.local().format("%Y-%m-%d %H:%M").to_string()
}
