//! Women who asked to be called: who, for which day, what came of earlier tries; and what came of this one.

use super::fields::Form;
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::call::{CallFacts, Refusal, done, not_reached};
use crate::core::authz::Right;
use crate::core::domain::call::CallStanding;
use crate::core::domain::{CallResult, RowId};
use crate::office::two::name_of;
use crate::store::{KeptCall, KnownOfficer};
use askama::Template;

/// `templates/console/calls.html`.
#[derive(Template)]
#[template(path = "console/calls.html")]
struct CallsPage {
    frame: Frame,
    form: Form,
    /// Whether she may see the pages of members, where a number is shown for a reason.
    sees_member: bool,
    calls: Vec<CallLine>,
    results: Vec<(&'static str, String)>,
}

/// `templates/console/call-numbers.html`.
#[derive(Template)]
#[template(path = "console/call-numbers.html")]
struct CallNumbers {
    frame: Frame,
    numbers: Vec<String>,
}

/// A call in the list.
struct CallLine {
    id: i64,
    member_no: i64,
    asked: String,
    /// The day for which she asked.
    day: String,
    is_late: bool,
    has_other: bool,
    /// Earlier tries, in words.
    tries: Vec<String>,
}

fn result_words(result: CallResult) -> &'static str {
    match result {
        CallResult::Settled => "call-settled",
        CallResult::Visit => "call-visit",
        CallResult::CaseOpened => "call-case-opened",
        CallResult::NotReached => "call-not-reached",
    }
}

fn line(visit: &OfficerVisit, call: &KeptCall, officers: &[KnownOfficer]) -> CallLine {
    let tries = call.tries.iter().map(|one| {
        let name = one.by.map_or("–", |by| name_of(officers, by));
        let result = visit.say(result_words(one.result));
        format!("{} · {result} · {name}", moment(one.at))
    });
    CallLine {
        id: call.id.0,
        member_no: call.member_no,
        asked: moment(call.asked_at),
        day: call.day.start().local().format("%d/%m").to_string(),
        is_late: call.day < visit.now.day(),
        has_other: call.has_other,
        tries: tries.collect(),
    }
}

async fn page(visit: &OfficerVisit, form: Form) -> Result<String, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let officers = store.officers(coop).await?;
    let calls = store.calls(coop).await?;
    let words = |result: &CallResult| (result.code(), visit.say(result_words(*result)));
    let page = CallsPage {
        frame: visit.frame("nav-calls"),
        form,
        sees_member: visit.may(Right::ReadMembers),
        calls: calls
            .iter()
            .map(|call| line(visit, call, &officers))
            .collect(),
        results: CallResult::ALL.iter().map(words).collect(),
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /calls`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    Ok(Outcome::Show(page(&visit, Form::default()).await?))
}

/// `POST /calls/{id}/number`: the numbers on which she can be called, for five minutes. Of women who wait for no call
/// none is shown.
pub(super) async fn number(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::CallBack)?;
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let id = RowId(visit.number("id")?);
    let call = store.call(coop, id).await?.ok_or(PageFailure::NotFound)?;
    if call.standing() == CallStanding::Done {
        return again(&visit, "call-moved").await;
    }
    let by = (visit.officer.officer.id, permit.right().words());
    let shown = store.call_numbers(coop, by, &call, visit.now).await?;
    let member = call.member_no.to_string();
    let page = CallNumbers {
        frame: visit.frame_titled(visit.say_with("case-of", &[("no", member.spoken())])),
        numbers: shown
            .iter()
            .map(|phone| phone.reveal().to_owned())
            .collect(),
    };
    Ok(Outcome::Found(page.render().unwrap_or_default()))
}

/// `POST /calls/{id}`: what came of a try to call her.
pub(super) async fn tried(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let permit = visit.permit(Right::CallBack)?;
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let id = RowId(visit.number("id")?);
    let call = store.call(coop, id).await?.ok_or(PageFailure::NotFound)?;
    let Some(result) = CallResult::parse(visit.fields.get("result")) else {
        return again(&visit, "call-result-missing").await;
    };
    let event = RowId(visit.service().chance().id(visit.now));
    let facts = CallFacts {
        id: call.id,
        member: call.member,
        standing: call.standing(),
    };
    let decided = if result.is_done() {
        done::decide(&permit, facts, result, event)
    } else {
        not_reached::decide(&permit, facts, event)
    };
    let change = match decided {
        Ok(change) => change,
        Err(Refusal::AlreadyDone | Refusal::NoResult) => return again(&visit, "call-moved").await,
        Err(Refusal::Right) => return Err(PageFailure::NotFound),
    };
    let at = (coop, visit.now);
    if !store.commit(&permit.by(), at, &[change], &[]).await? {
        return again(&visit, "call-moved").await;
    }
    let said = if result.is_done() {
        "done-call"
    } else {
        "done-call-again"
    };
    Ok(Outcome::done("/calls", said))
}

async fn again(visit: &OfficerVisit, words: &str) -> Result<Outcome, PageFailure> {
    let form = Form::default().wrong("", visit.say(words));
    Ok(Outcome::Again(page(visit, form).await?))
}

/// What of the list waits, for the first page.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    if !visit.may(Right::CallBack) {
        return Ok(Vec::new());
    }
    let store = &visit.service().store;
    let calls = store.calls(visit.coop_id()).await?;
    if calls.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![TodayItem {
        section: TodaySection::Calls,
        words: visit.say_with("today-calls-wait", &[("n", calls.len().spoken())]),
        path: "/calls".to_owned(),
        due: None,
    }])
}
