//! `sign`: lists and shows proposals, and signs or answers one.

use super::coop_arg::Desk;
use super::proposed_act::ProposedAct;
use super::two::moment;
use super::whose::Whose;
use super::{CommandResult, Failed, SettingsArgs, tell};
use crate::core::acts::terms::Act;
use crate::core::authz::Right;
use crate::core::domain::proposal::ProposalState;
use crate::office::pin_help::Two;
use crate::office::signing;
use crate::store::{self, KeptProposal, KnownOfficer, ProposalMove};

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

/// The longest reason, in characters.
const REASON_MAX: usize = 300;

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

fn name_of(officers: &[KnownOfficer], officer: crate::core::domain::OfficerId) -> &str {
    let known = officers.iter().find(|one| one.officer.id == officer);
    known.map_or("an officer", |one| &one.name)
}

/// Checks the reason that was typed.
fn reason(typed: &str) -> Result<&str, Failed> {
    let typed = typed.trim();
    let is_one = typed.chars().any(char::is_alphabetic)
        && typed.chars().count() <= REASON_MAX
        && !typed.chars().any(char::is_control);
    let wrong = || {
        Failed::Refused(format!(
            "say why, in one line of at most {REASON_MAX} signs"
        ))
    };
    is_one.then_some(typed).ok_or_else(wrong)
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
    let (act, right) = act(&kept)?;
    if !kept.proposal.state.is_open() {
        return Err(Failed::Refused(format!(
            "it has ended already: {}",
            kept.proposal.state.code()
        )));
    }
    if let Some(how) = how {
        let entered = what.whose.enter(store, coop).await?;
        let now = desk.service.clock.now();
        signing::answer(store, coop, &entered.person, (&kept, right), how, now).await?;
        tell(match how {
            ProposalMove::Return(_) => {
                format!("Number {no} went back; who asked for it mends it with --mend {no}.")
            }
            ProposalMove::Refuse(_) => format!("Number {no} is refused."),
            ProposalMove::Withdraw => format!("Number {no} is withdrawn."),
        });
        return Ok(());
    }
    let matter = ProposedAct::read(&kept.payload)
        .filter(|matter| matter.act() == act)
        .ok_or_else(newer)?;
    let looked = matter.look(desk).await?;
    looked.shown.iter().for_each(tell);
    if !what.agree {
        return Ok(());
    }
    // The passphrase is asked for after the proposal was shown, because typing it signs what was shown.
    let entered = what.whose.enter(store, coop).await?;
    let now = desk.service.clock.now();
    let hash = looked.hash(desk);
    let signed = signing::agree(store, coop, &entered.person, (&kept, right), hash, now).await?;
    let names = Two::signed([name_of(&officers, kept.proposal.asked_by), &entered.name]);
    match matter.run(desk, &signed, &names).await {
        Err(_) if was_moved(desk, &kept).await? => Err(signing::Error::Moved.into()),
        done => done,
    }
}

fn newer() -> Failed {
    Failed::Refused("this was asked for with a newer release of the program".to_owned())
}

fn act(kept: &KeptProposal) -> Result<(Act, Right), Failed> {
    let act = signing::act_of(kept).ok_or_else(newer)?;
    Ok((act, act.right().ok_or_else(newer)?))
}

/// Whether somebody else has changed the proposal meanwhile, so that nothing was done.
async fn was_moved(desk: &Desk, kept: &KeptProposal) -> Result<bool, store::Error> {
    let now = desk.store().proposal(desk.coop(), kept.no).await?;
    Ok(now.is_none_or(|now| now.version != kept.version))
}
