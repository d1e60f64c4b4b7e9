//! `sign`: lists and shows proposals, and signs or answers one.

use super::act_preview::lines;
use super::coop_arg::Desk;
use super::done::report;
use super::two::moment;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, tell};
use crate::core::authz::Right;
use crate::core::domain::Via;
use crate::core::domain::proposal::ProposalState;
use crate::office::signing::{self, REASON_MAX, reason_of};
use crate::office::two::{self, SecondSignature, TwoFailure, name_of};
use crate::store::{KeptProposal, KnownOfficer, ProposalMove};

#[derive(clap::Args, Debug)]
pub(super) struct Sign {
    #[command(flatten)]
    settings: SettingsArgs,
    /// The code of the cooperative, where there are several
    #[arg(long)]
    coop: Option<String>,
    #[command(flatten)]
    whose: Whose,
    /// Sign it, so that it is done
    #[arg(long, requires = "no", group = "answer")]
    agree: bool,
    /// Send it back to who asked for it, with a reason
    #[arg(long = "return", value_name = "WHY", requires = "no", group = "answer")]
    send_back: Option<String>,
    /// Say no, with a reason
    #[arg(long, value_name = "WHY", requires = "no", group = "answer")]
    refuse: Option<String>,
    /// Take back what you asked for
    #[arg(long, requires = "no", group = "answer")]
    withdraw: bool,
    /// The number of one; without it, all that wait are listed
    no: Option<i64>,
}

pub(super) async fn sign(what: Sign) -> CommandResult {
    let desk = Desk::open(&what.settings, what.coop.as_deref()).await?;
    let done = match what.no {
        None => list(&desk).await,
        Some(no) => one(&desk, &what, no).await,
    };
    desk.close(done).await
}

async fn list(desk: &Desk) -> CommandResult {
    let officers = desk.store().officers(desk.coop()).await?;
    let open = desk.store().open_proposals(desk.coop()).await?;
    let now = desk.service.clock.now();
    let open: Vec<_> = open.iter().filter(|one| one.proposal.until > now).collect();
    for kept in &open {
        tell(line(kept, &officers));
    }
    if open.is_empty() {
        tell("Nothing waits for a signature.");
    }
    Ok(())
}

fn line(kept: &KeptProposal, officers: &[KnownOfficer]) -> String {
    let until = moment(kept.proposal.until);
    let name = name_of(officers, kept.proposal.asked_by);
    let head = format!("{}  {}  asked by {name}, until {until}", kept.no, kept.act);
    match (&kept.reason, kept.proposal.state) {
        (Some(reason), ProposalState::Returned) => format!("{head}  returned: {reason}"),
        _ => head,
    }
}

/// A reason that somebody typed.
fn reason(typed: &str) -> Result<&str, Failed> {
    let wrong = || {
        Failed::Refused(format!(
            "say why, in one line of at most {REASON_MAX} signs"
        ))
    };
    reason_of(typed).ok_or_else(wrong)
}

async fn one(desk: &Desk, what: &Sign, no: i64) -> CommandResult {
    let (store, coop) = (desk.store(), desk.coop());
    let kept = signing::find(store, coop, no).await?;
    let how = match (&what.send_back, &what.refuse, what.withdraw) {
        (Some(why), ..) => Some(ProposalMove::Return(reason(why)?)),
        (_, Some(why), _) => Some(ProposalMove::Refuse(reason(why)?)),
        (.., true) => Some(ProposalMove::Withdraw),
        _ => None,
    };
    let officers = store.officers(coop).await?;
    tell(line(&kept, &officers));
    let (_, right) = two::act_and_right(&kept)?;
    let wanted = two::wanted_act(&kept);
    if let Some(how) = how
        && !matches!(&wanted, Err(TwoFailure::Signing(_)))
    {
        return answer(desk, what, (&kept, right), how).await;
    }
    let preview = wanted?.preview(&desk.service, &desk.entry).await?;
    lines(&preview).iter().for_each(tell);
    if !what.agree {
        return Ok(());
    }
    // She has read it by now; what she types her passphrase for is what stands above.
    let entered = what.whose.enter(store, coop).await?;
    let signature = SecondSignature {
        person: &entered.person,
        name: &entered.name,
        via: Via::Cli,
        shown_hash: preview.hash(&desk.service, coop),
    };
    let done = two::sign(&desk.service, &desk.entry, &kept, signature).await?;
    report(&done, &desk.entry);
    Ok(())
}

async fn answer(
    desk: &Desk,
    what: &Sign,
    (kept, right): (&KeptProposal, Right),
    how: ProposalMove<'_>,
) -> CommandResult {
    let (store, coop, no) = (desk.store(), desk.coop(), kept.no);
    let entered = what.whose.enter(store, coop).await?;
    let now = desk.service.clock.now();
    let person = (&entered.person, Via::Cli);
    signing::answer(store, coop, person, (kept, right), how, now).await?;
    tell(match how {
        ProposalMove::Return(_) => {
            format!("Number {no} went back; who asked for it mends it with --mend {no}.")
        }
        ProposalMove::Refuse(_) => format!("Number {no} is refused."),
        ProposalMove::Withdraw => format!("Number {no} is withdrawn."),
    });
    Ok(())
}
