//! Acts that need two people: done at once where the operator's command counts as the second signature,
//! stored as a proposal where another officer must sign, and done with her signature.

use super::act_done::ActDone;
use super::act_failure::ActFailure;
use super::act_preview::ActPreview;
use super::pin_help::Two;
use super::proposed_act::ProposedAct;
use super::signing::{self, ActSigned, Way};
use crate::app::Service;
use crate::core::acts::terms::Act;
use crate::core::authz::{Permit, Principal, Right};
use crate::core::domain::proposal::{Refusal, WAITS_MS};
use crate::core::domain::{CoopId, Instant, OfficerId, Via};
use crate::store::{self, CoopEntry, KeptProposal, KnownOfficer, NewProposal};

/// What became of an act that was asked for.
pub enum AskedAct {
    /// It is done.
    Done(ActDone),
    /// It waits for a second signature.
    Waits {
        /// As this number.
        no: i64,
        /// Until then.
        until: Instant,
    },
}

/// Why it is neither done nor asked for, or why it is not signed.
#[derive(Debug, thiserror::Error)]
pub enum TwoFailure {
    /// It cannot be asked for, or not signed.
    #[error(transparent)]
    Signing(#[from] signing::Error),
    /// It cannot be shown, or not done.
    #[error(transparent)]
    Act(#[from] ActFailure),
    /// What was returned can be done at once by now.
    #[error("fewer than two officers can sign it, so that nothing needs to wait")]
    NeedsNoOther,
    /// A newer release of the program wrote it.
    #[error("this was asked for with a newer release of the program")]
    Newer,
}

impl From<store::Error> for TwoFailure {
    fn from(error: store::Error) -> Self {
        Self::Signing(error.into())
    }
}

impl From<Refusal> for TwoFailure {
    fn from(refusal: Refusal) -> Self {
        Self::Signing(refusal.into())
    }
}

/// An act that somebody wants.
pub struct WantedAct<'a> {
    /// What.
    pub act: &'a ProposedAct,
    /// What she was shown of it.
    pub preview: &'a ActPreview,
    /// The number of the returned proposal in whose place it is asked for.
    pub mend: Option<i64>,
    /// The two who stand behind it where it is done at once.
    pub names: &'a Two,
}

/// Does the act, or stores it until it is signed.
pub async fn do_or_propose(
    service: &Service,
    entry: &CoopEntry,
    permit: Permit,
    wanted: WantedAct<'_>,
) -> Result<AskedAct, TwoFailure> {
    let WantedAct {
        act,
        preview,
        mend,
        names,
    } = wanted;
    let at_once = async |permit: Permit| -> Result<AskedAct, TwoFailure> {
        let signed = ActSigned::alone(permit);
        let done = act.run(service, entry, &signed, names).await?;
        Ok(AskedAct::Done(done))
    };
    if !preview.takes_two && mend.is_none() {
        return at_once(permit).await;
    }
    let (store, coop) = (&service.store, entry.coop.id);
    let now = service.clock.now();
    let way = signing::way(store, coop, permit, &preview.subjects).await?;
    let (permit, asker) = match (way, mend) {
        (Way::Now(permit), None) => return at_once(permit).await,
        (Way::Now(_), Some(_)) => return Err(TwoFailure::NeedsNoOther),
        (Way::Asks(permit, asker), _) => (permit, asker),
    };
    let new = NewProposal {
        act: act.act().code(),
        payload: act.to_text(),
        subjects: preview.subjects.clone(),
        shown_hash: preview.hash(service, coop),
    };
    let by = (&permit, asker);
    let no = if let Some(no) = mend {
        signing::mend(store, coop, by, (no, &new), now).await?;
        no
    } else {
        signing::ask(store, coop, by, &new, now).await?
    };
    Ok(AskedAct::Waits {
        no,
        until: now.plus_ms(WAITS_MS),
    })
}

/// The act of a proposal, and the right that it takes.
pub fn act_and_right(kept: &KeptProposal) -> Result<(Act, Right), TwoFailure> {
    let act = signing::act_of(kept).ok_or(TwoFailure::Newer)?;
    Ok((act, act.right().ok_or(TwoFailure::Newer)?))
}

/// What an open proposal asks for.
pub fn wanted_act(kept: &KeptProposal) -> Result<ProposedAct, TwoFailure> {
    if !kept.proposal.state.is_open() {
        return Err(Refusal::Ended(kept.proposal.state).into());
    }
    let (act, _) = act_and_right(kept)?;
    ProposedAct::read(&kept.payload)
        .filter(|wanted| wanted.act() == act)
        .ok_or(TwoFailure::Newer)
}

/// Who signs, by which channel, and what she was shown.
pub struct SecondSignature<'a> {
    /// Who.
    pub person: &'a Principal,
    /// Her name, or what stands for the operator.
    pub name: &'a str,
    /// The channel.
    pub via: Via,
    /// The hash of what she was shown.
    pub shown_hash: String,
}

/// Signs a proposal and does what it asks for, in one transaction.
pub async fn sign(
    service: &Service,
    entry: &CoopEntry,
    kept: &KeptProposal,
    signature: SecondSignature<'_>,
) -> Result<ActDone, TwoFailure> {
    let (store, coop) = (&service.store, entry.coop.id);
    let (_, right) = act_and_right(kept)?;
    let act = wanted_act(kept)?;
    let now = service.clock.now();
    let SecondSignature {
        person,
        name,
        via,
        shown_hash,
    } = signature;
    let officers = store.officers(coop).await?;
    let asker = name_of(&officers, kept.proposal.asked_by);
    let of = (kept, right);
    let signed = signing::agree(store, coop, (person, via), of, shown_hash, now).await?;
    let names = Two::signed([asker, name]);
    let done = act.run(service, entry, &signed, &names).await;
    // Where nobody knows whether this signature was kept, it may be itself what moved it.
    let is_refused = done.as_ref().is_err_and(|failure| !failure.may_be_kept());
    if is_refused && was_moved(service, coop, kept).await? {
        return Err(signing::Error::Moved.into());
    }
    Ok(done?)
}

/// The name of an officer, also of one who has ended.
pub fn name_of(officers: &[KnownOfficer], officer: OfficerId) -> &str {
    let known = officers.iter().find(|one| one.officer.id == officer);
    known.map_or("an officer", |one| &one.name)
}

/// Whether somebody else moved it meanwhile, so that nothing was done.
async fn was_moved(
    service: &Service,
    coop: CoopId,
    kept: &KeptProposal,
) -> Result<bool, store::Error> {
    let now = service.store.proposal(coop, kept.no).await?;
    Ok(now.is_none_or(|now| now.version != kept.version))
}
