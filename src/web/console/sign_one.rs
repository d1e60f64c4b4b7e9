//! One act that waits for a second signature: all that is signed, and the four answers to it.
//!
//! What she was shown comes back with the form as its hash. Where it is no longer what the act comes to, nothing
//! is signed and she is shown it anew.

use super::fields::Form;
use super::outcome::{Outcome, PageFailure};
use super::preview::{self, ShownLine, act_words, moment};
use super::signer::{is_other, other, signer};
use super::slips;
use super::visit::{Frame, OfficerVisit};
use crate::core::authz::{Principal, Right, may_sign};
use crate::core::domain::Via;
use crate::core::domain::proposal::{ProposalState, Refusal};
use crate::office::act_preview::ActPreview;
use crate::office::signing::{self, reason_of};
use crate::office::two::{self, SecondSignature, TwoFailure, name_of};
use crate::office::waits::{ProposalStanding, standing};
use crate::store::{KeptProposal, KnownOfficer, ProposalMove};
use askama::Template;

/// `templates/console/sign-one.html`.
#[derive(Template)]
#[template(path = "console/sign-one.html")]
struct SignOne {
    frame: Frame,
    form: Form,
    no: i64,
    asker: String,
    asked_at: String,
    until: String,
    lines: Vec<ShownLine>,
    /// The hash of what is shown; empty where it cannot be done as it stands.
    shown: String,
    /// Why it cannot be done as it stands.
    cannot: String,
    /// How it has ended, or that it came back, with the reason; empty while it waits.
    state: String,
    reason: String,
    is_waiting: bool,
    /// Whether she asked for it and may take it back.
    is_hers: bool,
    /// Whether she can sign it.
    can_sign: bool,
    /// Why she does not.
    why_not: String,
}

/// What is known of the proposal of a page.
struct Looked {
    kept: KeptProposal,
    right: Right,
    officers: Vec<KnownOfficer>,
    standing: Option<ProposalStanding>,
    /// What it comes to now, or why it cannot be done; `None` where it is over.
    preview: Option<Result<ActPreview, String>>,
}

/// Why a proposal is not moved.
pub(super) fn refusal_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Ended(_) => "sign-ended",
        Refusal::Returned | Refusal::NotReturned => "sign-came-back",
        Refusal::Late | Refusal::Early => "sign-late",
        Refusal::Own => "sign-own",
        Refusal::LastEditor => "sign-last-editor",
        Refusal::AboutSelf => "sign-about-self",
        Refusal::Changed => "sign-changed",
        Refusal::OfficersCan | Refusal::NotAsker => "sign-not-asker",
    }
}

/// The proposal of the page's path, for whoever asked for it or may sign such acts; for others there is none.
async fn look(visit: &OfficerVisit) -> Result<Looked, PageFailure> {
    let (service, coop) = (visit.service(), visit.coop_id());
    let no = visit.number("no")?;
    let kept = service.store.proposal(coop, no).await?;
    let kept = kept.ok_or(PageFailure::NotFound)?;
    let act = two::act_and_right(&kept);
    let (_, right) = act.map_err(|_| PageFailure::NotFound)?;
    let officer = &visit.officer.officer;
    if kept.proposal.asked_by != officer.id && !may_sign(officer, right) {
        return Err(PageFailure::NotFound);
    }
    let preview = match two::wanted_act(&kept) {
        Ok(wanted) => match wanted.preview(service, &visit.coop).await {
            Ok(preview) => Some(Ok(preview)),
            Err(failure) => {
                let failure = preview::apart(failure)?;
                Some(Err(preview::failure(visit, &failure)))
            }
        },
        Err(_) => None,
    };
    Ok(Looked {
        standing: standing(officer, (&kept.proposal, right), visit.now),
        officers: service.store.officers(coop).await?,
        kept,
        right,
        preview,
    })
}

fn state_words(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Waiting => "sign-late",
        ProposalState::Returned => "sign-came-back",
        ProposalState::Signed => "state-signed",
        ProposalState::Refused => "state-refused",
        ProposalState::Withdrawn => "state-withdrawn",
        ProposalState::Expired => "state-expired",
    }
}

/// One proposal, with a form.
fn one(visit: &OfficerVisit, looked: &Looked, form: Form) -> Result<String, PageFailure> {
    let kept = &looked.kept;
    let (mut lines, mut shown, mut cannot) = (Vec::new(), String::new(), String::new());
    match &looked.preview {
        Some(Ok(preview)) => {
            lines = preview::lines(visit, preview);
            shown = preview.hash(visit.service(), visit.coop_id());
        }
        Some(Err(why)) => cannot.clone_from(why),
        None => {}
    }
    let is_late = visit.now >= kept.proposal.until;
    let is_waiting = kept.proposal.state == ProposalState::Waiting && !is_late;
    let state = if is_waiting {
        String::new()
    } else {
        visit.say(state_words(kept.proposal.state))
    };
    let why_not = match looked.standing {
        Some(ProposalStanding::Asked) => visit.say("sign-own"),
        Some(ProposalStanding::NotHers(refusal)) => visit.say(refusal_words(refusal)),
        _ => String::new(),
    };
    let act = two::act_and_right(kept)
        .map_err(|_| PageFailure::NotFound)?
        .0;
    let page = SignOne {
        frame: visit.frame_titled(visit.say(act_words(act))),
        form,
        no: kept.no,
        asker: name_of(&looked.officers, kept.proposal.asked_by).to_owned(),
        asked_at: moment(kept.asked_at),
        until: moment(kept.proposal.until),
        lines,
        shown,
        cannot,
        state,
        reason: kept.reason.clone().unwrap_or_default(),
        is_waiting,
        is_hers: matches!(
            looked.standing,
            Some(ProposalStanding::Asked | ProposalStanding::CameBack)
        ),
        can_sign: looked.standing == Some(ProposalStanding::ToSign),
        why_not,
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /sign/{no}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let looked = look(&visit).await?;
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(one(&visit, &looked, form)?))
}

/// The page again, as it stands now, with what is wrong.
async fn again(visit: &OfficerVisit, form: Form) -> Result<Outcome, PageFailure> {
    let looked = look(visit).await?;
    Ok(Outcome::Again(one(visit, &looked, form)?))
}

/// Why an act that may take two is neither done nor asked for, in her language.
pub(super) fn two_words(visit: &OfficerVisit, failure: TwoFailure) -> Result<String, PageFailure> {
    Ok(match failure {
        TwoFailure::Signing(signing::Error::Store(error)) => return Err(error.into()),
        TwoFailure::Signing(error) => visit.say(signing_words(&error)),
        TwoFailure::Act(failure) => preview::failure(visit, &preview::apart(failure)?),
        TwoFailure::NeedsNoOther | TwoFailure::Newer => visit.say("cannot-other"),
    })
}

/// The page again, with why it was not done.
async fn refused(visit: &OfficerVisit, failure: TwoFailure) -> Result<Outcome, PageFailure> {
    let words = two_words(visit, failure)?;
    again(visit, Form::filled(&visit.fields).wrong("", words)).await
}

fn signing_words(error: &signing::Error) -> &'static str {
    match error {
        signing::Error::Refused(refusal) => refusal_words(*refusal),
        signing::Error::Denied(_) => "sign-no-right",
        signing::Error::Moved => "sign-moved",
        signing::Error::Asker => "sign-asker",
        signing::Error::Unknown
        | signing::Error::Waits(_)
        | signing::Error::TakesOfficers
        | signing::Error::NeedsAnother
        | signing::Error::Same(_)
        | signing::Error::OtherAct(_)
        | signing::Error::None(_)
        | signing::Error::Store(_) => "cannot-other",
    }
}

/// `POST /sign/{no}/agree`: the second signature, and what is signed.
pub(super) async fn agree(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let looked = look(&visit).await?;
    let Some(Ok(preview)) = &looked.preview else {
        return again(&visit, Form::filled(&visit.fields)).await;
    };
    let (service, coop) = (visit.service(), visit.coop_id());
    let shown_hash = preview.hash(service, coop);
    if visit.fields.get("shown") != shown_hash {
        let form = Form::filled(&visit.fields);
        return again(&visit, form.wrong("", visit.say("sign-changed"))).await;
    }
    let known = match signer(&visit).await? {
        Ok(known) => known,
        Err(form) => return again(&visit, form).await,
    };
    let person = Principal::Officer(known.officer);
    let signature = SecondSignature {
        person: &person,
        name: &known.name,
        via: Via::Console,
        shown_hash,
    };
    match two::sign(service, &visit.coop, &looked.kept, signature).await {
        Ok(done) => Ok(slips::done(&visit, done, "/sign")),
        Err(failure) => refused(&visit, failure).await,
    }
}

/// `POST /sign/{no}/return`: back to who asked for it, with a reason.
pub(super) async fn send_back(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    answer(&visit, ProposalState::Returned, "done-returned").await
}

/// `POST /sign/{no}/refuse`: no, with a reason.
pub(super) async fn refuse(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    answer(&visit, ProposalState::Refused, "done-refused").await
}

/// It is returned or refused, with a reason. Its lines are made one: only a field of several lines does not send
/// the form, and sign it, when she presses Enter.
async fn answer(
    visit: &OfficerVisit,
    state: ProposalState,
    said: &str,
) -> Result<Outcome, PageFailure> {
    let typed: Vec<&str> = visit.fields.get("reason").split_whitespace().collect();
    let typed = typed.join(" ");
    let Some(reason) = reason_of(&typed) else {
        let form = Form::filled(&visit.fields);
        return again(visit, form.wrong("reason", visit.say("sign-reason-wrong"))).await;
    };
    let known = if is_other(visit) {
        match other(visit).await? {
            Ok(known) => known,
            Err(form) => return again(visit, form).await,
        }
    } else {
        visit.officer.clone()
    };
    let how = if state == ProposalState::Returned {
        ProposalMove::Return(reason)
    } else {
        ProposalMove::Refuse(reason)
    };
    moved(visit, known, how, said).await
}

/// `POST /sign/{no}/withdraw`: who asked for it takes it back.
pub(super) async fn withdraw(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let known = visit.officer.clone();
    moved(&visit, known, ProposalMove::Withdraw, "done-withdrawn").await
}

async fn moved(
    visit: &OfficerVisit,
    known: KnownOfficer,
    how: ProposalMove<'_>,
    said: &str,
) -> Result<Outcome, PageFailure> {
    let looked = look(visit).await?;
    let person = Principal::Officer(known.officer);
    let of = (&looked.kept, looked.right);
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let by = (&person, Via::Console);
    match signing::answer(store, coop, by, of, how, visit.now).await {
        Ok(()) => Ok(Outcome::done("/sign", said)),
        Err(error) => refused(visit, error.into()).await,
    }
}
