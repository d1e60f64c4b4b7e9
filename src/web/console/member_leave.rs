//! Somebody is no member any more, or is one again; and the list of those who were members once.

use super::days::{past_day, written};
use super::fields::Form;
use super::leave_words::leave_words;
use super::member::found;
use super::member_pins::ask;
use super::members::{MemberLine, after, line, looked_at_list, name_of};
use super::outcome::{Outcome, PageFailure};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::acts::member::{back, leave};
use crate::core::authz::Right;
use crate::core::domain::{LeaveReason, Leaving};
use crate::office::leaving::Told;
use crate::office::membership::{Error, RegisterDesk};
use crate::office::proposed_act::{MemberAct, ProposedAct};
use crate::office::signing::ActSigned;
use crate::store::MemberRecord;
use askama::Template;

/// Those who were members, on one page.
const PAGE_MAX: i64 = 50;

/// `templates/console/member-leave.html`.
#[derive(Template)]
#[template(path = "console/member-leave.html")]
struct LeavePage {
    frame: Frame,
    form: Form,
    no: i64,
    /// Reasons: name and words.
    reasons: Vec<(&'static str, String)>,
    /// Today, as the date is filled in.
    today: String,
    /// What stays or ends with her, in words.
    follows: Vec<String>,
}

/// `templates/console/members-former.html`.
#[derive(Template)]
#[template(path = "console/members-former.html")]
struct FormerPage {
    frame: Frame,
    rows: Vec<MemberLine>,
    next: Option<i64>,
}

async fn active(visit: &OfficerVisit) -> Result<MemberRecord, PageFailure> {
    let record = found(visit).await?;
    if record.member.is_active {
        Ok(record)
    } else {
        Err(PageFailure::NotFound)
    }
}

async fn page(
    visit: &OfficerVisit,
    record: &MemberRecord,
    form: Form,
) -> Result<String, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let member = &record.member;
    let membership = store.membership(coop, member.id).await?;
    let mut follows = vec![visit.say("leave-from-then")];
    if membership.texts_n > 0 {
        let n = membership.texts_n.spoken();
        follows.push(visit.say_with("leave-texts", &[("n", n)]));
    }
    if !membership.cases.is_empty() {
        let n = membership.cases.len().spoken();
        follows.push(visit.say_with("leave-cases", &[("n", n)]));
    }
    let officers = store.officers(coop).await?;
    let mut hers = officers.iter().filter(|one| one.ended_at.is_none());
    if hers.any(|one| one.officer.member == Some(member.id)) {
        follows.push(visit.say("leave-officer"));
    }
    follows.push(visit.say("leave-kept"));
    let reasons = LeaveReason::ALL.iter();
    let page = LeavePage {
        frame: visit.frame_titled(format!("{} {}", member.no, name_of(visit, record))),
        form,
        no: member.no,
        reasons: reasons
            .filter(|reason| **reason != LeaveReason::Removed)
            .map(|reason| (reason.code(), visit.say(leave_words(*reason))))
            .collect(),
        today: written(visit.now.day()),
        follows,
    };
    Ok(page.render().unwrap_or_default())
}

/// `GET /members/{no}/leave`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = active(&visit).await?;
    let form = Form::filled(&visit.fields);
    Ok(Outcome::Show(page(&visit, &record, form).await?))
}

/// Why and since when, as it was typed; or the form with what is wrong.
fn leaving(visit: &OfficerVisit) -> Result<Leaving, Form> {
    let form = Form::filled(&visit.fields);
    let typed = visit.fields.get("on");
    let today = visit.now.day();
    let on = if typed.is_empty() {
        Some(today)
    } else {
        past_day(typed, today)
    };
    let reason = LeaveReason::parse(visit.fields.get("reason"));
    match (reason, on) {
        (Some(reason), Some(on)) => Ok(Leaving { reason, on }),
        (None, _) => Err(form.wrong("reason", visit.say("leave-no-reason"))),
        (_, None) => Err(form.wrong("on", visit.say("field-day-wrong"))),
    }
}

/// `POST /members/{no}/leave`.
pub(super) async fn leave(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = active(&visit).await?;
    let leaving = match leaving(&visit) {
        Ok(leaving) if leave::takes_two(leaving) => return Err(PageFailure::NotFound),
        Ok(leaving) => leaving,
        Err(form) => return Ok(Outcome::Again(page(&visit, &record, form).await?)),
    };
    let permit = visit.permit(Right::EditMembers)?;
    let desk = RegisterDesk {
        service: visit.service(),
        entry: &visit.coop,
        permit: &permit,
    };
    let signed = ActSigned::alone(permit.clone());
    let form = Form::filled(&visit.fields);
    let form = match desk.leave(&signed, &record, leaving).await {
        Ok(told) => {
            let said = match told {
                Told::ByText => "done-leave-text",
                Told::ByCall => "done-leave-call",
                Told::Nobody => "done-leave",
            };
            return Ok(Outcome::done(
                format!("/members/{}", record.member.no),
                said,
            ));
        }
        Err(Error::Store(error)) => return Err(error.into()),
        Err(Error::Leave(leave::Refusal::Day)) => form.wrong("on", visit.say("leave-day")),
        Err(Error::Leave(leave::Refusal::Own)) => form.wrong("", visit.say("register-own")),
        Err(Error::Leave(leave::Refusal::Right)) => return Err(PageFailure::NotFound),
        Err(_) => form.wrong("", visit.say("register-moved")),
    };
    Ok(Outcome::Again(page(&visit, &record, form).await?))
}

/// `POST /members/{no}/remove`: asks that the cooperative removes her from today on, which another officer signs.
pub(super) async fn remove(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = active(&visit).await?;
    let act = ProposedAct::Member(MemberAct::Leave {
        no: record.member.no,
        leaving: Leaving {
            reason: LeaveReason::Removed,
            on: visit.now.day(),
        },
    });
    match ask(&visit, &act).await? {
        Ok(outcome) => Ok(outcome),
        Err(form) => Ok(Outcome::Again(page(&visit, &record, form).await?)),
    }
}

/// `POST /members/{no}/back`: she is a member again.
pub(super) async fn back(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let record = found(&visit).await?;
    let to = format!("/members/{}", record.member.no);
    let joined = match visit.fields.get("how") {
        "mistake" => None,
        "again" => Some(visit.now.day()),
        _ => return Ok(Outcome::done(to, "done-back-how")),
    };
    let permit = visit.permit(Right::EditMembers)?;
    let desk = RegisterDesk {
        service: visit.service(),
        entry: &visit.coop,
        permit: &permit,
    };
    match desk.back(&record, joined).await {
        Ok(true) => Ok(Outcome::done(to, "done-back-told")),
        Ok(false) => Ok(Outcome::done(to, "done-back")),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Back(back::Refusal::Right)) => Err(PageFailure::NotFound),
        Err(Error::Back(back::Refusal::Own)) => Ok(Outcome::done(to, "done-not-own")),
        Err(_) => Ok(Outcome::done(to, "done-not-back")),
    }
}

/// `GET /members/former`: those who were members once.
pub(super) async fn former(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let after = after(visit.query("after"));
    let mut numbers = store.former_numbers(coop, (after, PAGE_MAX + 1)).await?;
    let most = usize::try_from(PAGE_MAX).unwrap_or_default();
    let has_more = numbers.len() > most;
    numbers.truncate(most);
    let records = store.member_records(coop, &numbers).await?;
    looked_at_list(&visit, records.len(), Right::EditMembers).await?;
    let page = FormerPage {
        frame: visit.frame("former-title"),
        rows: records.iter().map(|record| line(&visit, record)).collect(),
        next: numbers.last().copied().filter(|_| has_more),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}
