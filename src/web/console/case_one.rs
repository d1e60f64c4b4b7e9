//! One case: what it asks for, its clocks, what happened to it; answering it, an appeal, and its end.
//!
//! An amount is shown only to who may answer: a sakhi sees no money of women outside her group (domain
//! reference C5).

use super::case_words::{failure_words, kind_words, outcome_words, state_words};
use super::cases::clocks;
use super::fields::Form;
use super::me::ask_again;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::sign_one::two_words;
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::case::answer::Input;
use crate::core::acts::case::{CaseFacts, appeal, close};
use crate::core::authz::{Permit, Right};
use crate::core::dialogue::meaning::amount::parse_amount;
use crate::core::domain::case::{CaseStanding, CaseStep};
use crate::core::domain::{CaseOutcome, Change, OfficerId, RowId};
use crate::office::act_done::ActDone;
use crate::office::cases::{self, Error};
use crate::office::pin_help::Two;
use crate::office::proposed_act::ProposedAct;
use crate::office::two::{self, AskedAct, TwoFailure, WantedAct, name_of};
use crate::store::{KeptCase, KnownOfficer};
use askama::Template;

/// `templates/console/case.html`.
#[derive(Template)]
#[template(path = "console/case.html")]
struct CasePage {
    frame: Frame,
    form: Form,
    no: i64,
    member_no: i64,
    /// Whether she may see the page of whose case it is.
    sees_member: bool,
    kind: String,
    state: String,
    opened: String,
    due: String,
    legal: String,
    /// The entry that it is about, and the amount that she says; empty where it is none, or not hers to see.
    entry: String,
    right: String,
    /// What happened to it.
    steps: Vec<(String, String)>,
    /// The form in which it is answered, where she can answer it.
    answer: Option<AnswerForm>,
    can_appeal: bool,
    can_close: bool,
}

/// The form in which a case is answered.
struct AnswerForm {
    /// Whether another officer has to sign the answer.
    takes_two: bool,
    /// Whether it may say the right amount of an entry.
    asks_amount: bool,
}

/// The case of the page's path.
async fn look(visit: &OfficerVisit) -> Result<(KeptCase, CaseFacts), PageFailure> {
    let no = visit.number("no")?;
    let found = cases::found(visit.service(), visit.coop_id(), no).await;
    found.map_err(|error| match error {
        Error::Store(error) => error.into(),
        Error::Unknown | Error::Case(_) | Error::Moved | Error::Text(_) => PageFailure::NotFound,
    })
}

async fn page(visit: &OfficerVisit, form: Form) -> Result<String, PageFailure> {
    let (case, facts) = look(visit).await?;
    let officers = visit.service().store.officers(visit.coop_id()).await?;
    let (answers, opens) = (visit.may(Right::AnswerCases), visit.may(Right::OpenCases));
    let clocks = clocks(&case);
    let state = facts.standing.state();
    let entry = facts.entry.as_ref().filter(|_| answers);
    let right = case.amount.filter(|_| answers);
    let title = visit.say_with("case-title", &[("no", case.no.to_string().spoken())]);
    let page = CasePage {
        frame: visit.frame_titled(title),
        form,
        no: case.no,
        member_no: case.member_no,
        sees_member: visit.may(Right::ReadMembers),
        kind: visit.say(kind_words(case.kind)),
        state: state.map_or(String::new(), |state| visit.say(state_words(state))),
        opened: moment(case.opened_at),
        due: clocks.map_or(String::new(), |(own, _)| moment(own)),
        legal: clocks.map_or(String::new(), |(_, legal)| moment(legal)),
        entry: entry.map_or(String::new(), |entry| {
            let values = [
                ("entry", entry.no.to_string().spoken()),
                ("rupees", entry.amount.show().spoken()),
            ];
            visit.say_with("case-entry", &values)
        }),
        right: right.map_or(String::new(), |amount| {
            visit.say_with("case-right", &[("rupees", amount.show().spoken())])
        }),
        steps: steps(visit, &case, &officers),
        answer: (answers && clocks.is_some()).then(|| AnswerForm {
            takes_two: facts.takes_two(),
            asks_amount: facts.entry.is_some(),
        }),
        can_appeal: opens && facts.standing.appeal(visit.now).is_ok(),
        can_close: opens && matches!(facts.standing, CaseStanding::Answered(_)),
    };
    Ok(page.render().unwrap_or_default())
}

/// What happened to a case: when, and what by whom.
fn steps(
    visit: &OfficerVisit,
    case: &KeptCase,
    officers: &[KnownOfficer],
) -> Vec<(String, String)> {
    let name = |by: Option<OfficerId>| by.map_or("–", |by| name_of(officers, by)).to_owned();
    let words = |step: CaseStep| match step {
        CaseStep::Answered { by, outcome } => {
            let outcome = visit.say(outcome_words(outcome));
            let values = [("name", name(by).spoken()), ("outcome", outcome.spoken())];
            visit.say_with("case-answered-by", &values)
        }
        CaseStep::Escalated | CaseStep::Appealed { .. } | CaseStep::Closed => {
            visit.say(state_words(step.state()))
        }
    };
    let steps = case.steps.iter();
    steps
        .map(|(step, at)| (moment(*at), words(*step)))
        .collect()
}

/// `GET /cases/{no}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, form).await?))
}

async fn again(visit: &OfficerVisit, form: Form) -> Result<Outcome, PageFailure> {
    Ok(Outcome::Again(page(visit, form).await?))
}

/// `POST /cases/{no}/answer`: the answer, at once or once another officer has signed it.
pub(super) async fn answer(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::AnswerCases)?;
    let (case, facts) = look(&visit).await?;
    let form = || Form::filled(&visit.fields);
    let Some(outcome) = CaseOutcome::parse(visit.fields.get("outcome")) else {
        let words = visit.say("case-outcome-missing");
        return again(&visit, form().wrong("outcome", words)).await;
    };
    let typed = visit.fields.get("amount");
    let amount = parse_amount(typed);
    if !typed.is_empty() && amount.is_none() {
        let words = visit.say("case-amount-wrong");
        return again(&visit, form().wrong("amount", words)).await;
    }
    if facts.takes_two()
        && let Err(form) = ask_again(&visit).await?
    {
        return again(&visit, form).await;
    }
    let act = ProposedAct::CaseAnswer {
        no: case.no,
        input: Input { outcome, amount },
    };
    match asked(&visit, permit, &act).await {
        Ok(AskedAct::Done(done)) => {
            let is_called = matches!(done, ActDone::CaseAnswered { is_called: true });
            let said = if is_called {
                "done-case-called"
            } else {
                "done-case-told"
            };
            Ok(Outcome::done("/cases", said))
        }
        Ok(AskedAct::Waits { .. }) => Ok(Outcome::done("/cases", "done-case-waits")),
        Err(failure) => {
            let words = two_words(&visit, failure)?;
            again(&visit, form().wrong("", words)).await
        }
    }
}

async fn asked(
    visit: &OfficerVisit,
    permit: Permit,
    act: &ProposedAct,
) -> Result<AskedAct, TwoFailure> {
    let (service, entry) = (visit.service(), &visit.coop);
    let preview = act.preview(service, entry).await?;
    let names = Two::signed([&visit.officer.name, ""]);
    let wanted = WantedAct {
        act,
        preview: &preview,
        mend: None,
        names: &names,
    };
    two::do_or_propose(service, entry, permit, wanted).await
}

/// `POST /cases/{no}/appeal`: she is not content with the answer.
pub(super) async fn appeal(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::OpenCases)?;
    let (case, facts) = look(&visit).await?;
    let event = RowId(visit.service().chance().id(visit.now));
    let change = match appeal::decide(&permit, &facts, event, visit.now) {
        Ok(change) => change,
        Err(refusal) => return refused(&visit, &Error::Case(refusal)).await,
    };
    written(&visit, &permit, (&case, change), "done-case-appealed").await
}

/// `POST /cases/{no}/close`: she is content with the answer.
pub(super) async fn close(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::OpenCases)?;
    let (case, facts) = look(&visit).await?;
    let event = RowId(visit.service().chance().id(visit.now));
    let change = match close::decide(&permit, &facts, event, visit.now) {
        Ok(change) => change,
        Err(refusal) => return refused(&visit, &Error::Case(refusal)).await,
    };
    written(&visit, &permit, (&case, change), "done-case-closed").await
}

/// Writes it with the texts that tell her.
async fn written(
    visit: &OfficerVisit,
    permit: &Permit,
    moved: (&KeptCase, Change),
    said: &str,
) -> Result<Outcome, PageFailure> {
    match cases::move_on(visit.service(), &visit.coop, permit, moved).await {
        Ok(()) => Ok(Outcome::done("/cases", said)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(error) => refused(visit, &error).await,
    }
}

async fn refused(visit: &OfficerVisit, error: &Error) -> Result<Outcome, PageFailure> {
    let words = visit.say(failure_words(error));
    again(visit, Form::filled(&visit.fields).wrong("", words)).await
}
