//! Texts that wait, and why; texts that failed; the open tasks; and the life of one text. Never what one says.
//!
//! No answer stands here by itself (`store::sms::outbox::waiting`), so that nobody sees who texted about a vote.

use super::delivery_words::{
    failure_todo, failure_words, script_words, state_words, text_name, wait_words,
};
use super::officer_tasks::{TaskLine, duty_words, task_lines};
use super::outcome::{Outcome, PageFailure};
use super::preview::moment;
use super::today_item::{TodayItem, TodaySection};
use super::visit::{Frame, OfficerVisit, Spoken as _};
use crate::core::authz::Right;
use crate::core::domain::{Failure, Instant};
use crate::office::delivery::{Delivery, WaitReason};
use crate::store::{FailedTexts, TEXTS_MAX, TextLife, WaitingTexts};
use askama::Template;
use std::collections::BTreeMap;

/// Failures of so many days are counted.
const FAILED_DAYS: i64 = 7;
/// Days whose answers are counted.
const ANSWER_DAYS: i64 = 7;

/// `templates/console/texts.html`.
#[derive(Template)]
#[template(path = "console/texts.html")]
struct TextsPage {
    frame: Frame,
    tasks: Vec<TaskLine>,
    /// Who is told of a task.
    duty: Vec<String>,
    waiting: Vec<ReasonLine>,
    failed: Vec<ReasonLine>,
    /// Single texts that wait.
    open: Vec<TextLine>,
    /// Single texts that failed.
    broken: Vec<TextLine>,
    /// Where the next of those begin; empty where there are none.
    next: String,
    /// Answers by day: the day, and how many.
    answers: Vec<(String, i64)>,
    /// Whether the days of an open ballot are left out.
    is_ballot_open: bool,
}

/// `templates/console/text.html`.
#[derive(Template)]
#[template(path = "console/text.html")]
struct TextPage {
    frame: Frame,
    /// What is known of it: a label, and a value.
    facts: Vec<(String, String)>,
}

/// Texts that wait, or failed, for one reason.
struct ReasonLine {
    n: i64,
    why: String,
    /// Which texts or gateways.
    detail: String,
    todo: String,
    /// When the first goes, or the last failed; empty where that says nothing.
    at: String,
    is_fault: bool,
}

/// One text in a list.
struct TextLine {
    id: i64,
    name: String,
    to: String,
    state: String,
    at: String,
}

/// Texts that wait, by reason: how many, which, and when the first is due.
type Waits = BTreeMap<WaitReason, (i64, BTreeMap<String, i64>, Instant)>;

async fn waits(visit: &OfficerVisit) -> Result<Waits, PageFailure> {
    let service = visit.service();
    let waiting = service.store.waiting_texts(visit.coop_id(), visit.now);
    let waiting: Vec<WaitingTexts> = waiting.await?;
    // The registrations as they are now, and not as they were a minute ago.
    let coops = service.store.coops().await?;
    let entry = coops.iter().find(|one| one.coop.id == visit.coop_id());
    let entry = entry.ok_or(PageFailure::NotFound)?;
    let delivery = Delivery::of(service, entry, visit.now).await?;
    let mut waits = Waits::new();
    for texts in &waiting {
        let lang = visit.say(script_words(texts.lang_script));
        let name = format!("{} ({lang})", text_name(visit, &texts.notice));
        let first = (0, BTreeMap::new(), texts.due_at);
        let (n, names, due_at) = waits.entry(delivery.why(texts)).or_insert(first);
        *n += texts.texts_n;
        *names.entry(name).or_default() += texts.texts_n;
        *due_at = (*due_at).min(texts.due_at);
    }
    Ok(waits)
}

fn waiting_lines(visit: &OfficerVisit, waits: Waits) -> Vec<ReasonLine> {
    let lines = waits.into_iter().map(|(reason, (n, names, due_at))| {
        let (why, todo) = wait_words(visit, reason);
        let names = names.into_iter().map(|(name, n)| format!("{n} · {name}"));
        let goes = matches!(
            reason,
            WaitReason::Hour | WaitReason::Cap | WaitReason::TriedAgain(_)
        );
        ReasonLine {
            n,
            why,
            detail: names.collect::<Vec<_>>().join(", "),
            todo,
            at: if goes && due_at > visit.now {
                visit.say_with("texts-first", &[("at", moment(due_at).spoken())])
            } else {
                String::new()
            },
            is_fault: is_fault(reason),
        }
    });
    lines.collect()
}

/// Whether somebody has to see to it.
fn is_fault(reason: WaitReason) -> bool {
    match reason {
        WaitReason::TemplatePaused
        | WaitReason::NotApproved
        | WaitReason::GatewaysPaused
        | WaitReason::GatewaysResting
        | WaitReason::Stale
        | WaitReason::TriedAgain(_) => true,
        WaitReason::NoReceipt | WaitReason::Cap | WaitReason::Hour | WaitReason::Going => false,
    }
}

fn failed_lines(visit: &OfficerVisit, failed: &[FailedTexts]) -> Vec<ReasonLine> {
    let lines = failed.iter().map(|texts| {
        let failure = texts.failure();
        let said = [texts.gateway.as_deref(), texts.code.as_deref()];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        ReasonLine {
            n: texts.texts_n,
            why: visit.say(failure_words(failure)),
            detail: said.join(" · "),
            todo: visit.say(failure_todo(failure)),
            at: visit.say_with("texts-last", &[("at", moment(texts.last_at()).spoken())]),
            is_fault: !matches!(failure, Failure::OptedOut),
        }
    });
    lines.collect()
}

/// For whom a text is: her number where this officer may see members, and the end of the phone.
fn to_words(visit: &OfficerVisit, text: &TextLife) -> String {
    let phone = text.last_four.as_ref();
    let phone = phone.map(|end| visit.say_with("phone-end", &[("end", end.spoken())]));
    let no = text.member_no.filter(|_| visit.may(Right::ReadMembers));
    let member = no.map(|no| visit.say_with("case-of", &[("no", no.to_string().spoken())]));
    let known: Vec<String> = [member, phone].into_iter().flatten().collect();
    known.join(" · ")
}

fn text_line(visit: &OfficerVisit, text: &TextLife) -> TextLine {
    let lang = visit.say(script_words(text.lang_script));
    let state = match text.failure {
        Some(failure) => visit.say(failure_words(failure)),
        None => visit.say(state_words(text.state)),
    };
    TextLine {
        id: text.id,
        name: format!("{} ({lang})", text_name(visit, &text.notice)),
        to: to_words(visit, text),
        state,
        at: moment(text.settled_at.unwrap_or(text.due_at)),
    }
}

/// Where a list of failed texts goes on: the moment and the id behind which it begins.
fn before(visit: &OfficerVisit) -> (Instant, i64) {
    let asked = visit.query("before").split_once('-');
    let read = asked.and_then(|(at, id)| Some((Instant(at.parse().ok()?), id.parse().ok()?)));
    read.unwrap_or((Instant(i64::MAX), i64::MAX))
}

/// `GET /texts`.
pub(super) async fn list(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let (store, coop) = (&visit.service().store, visit.coop_id());
    let since = visit.now.plus_days(-FAILED_DAYS);
    let failed = store.failed_texts(coop, since).await?;
    let broken = store.texts_that_failed(coop, before(&visit)).await?;
    let last = broken.last().filter(|_| broken.len() == TEXTS_MAX);
    let next = last.map_or(String::new(), |text| {
        let at = text.settled_at.unwrap_or(text.due_at);
        format!("{}-{}", at.0, text.id)
    });
    let until = store.answers_until(coop).await?;
    let today = visit.now.day();
    let days = (0..ANSWER_DAYS).map(|back| today.plus(-back));
    let days = days.filter(|day| day.start() < until);
    let answers = store.answers_by_day(coop, days).await?;
    let open = store.open_texts(coop).await?;
    let page = TextsPage {
        frame: visit.frame("nav-texts"),
        tasks: task_lines(&visit).await?,
        duty: duty_words(&visit).await?,
        waiting: waiting_lines(&visit, waits(&visit).await?),
        failed: failed_lines(&visit, &failed),
        open: open.iter().map(|text| text_line(&visit, text)).collect(),
        broken: broken.iter().map(|text| text_line(&visit, text)).collect(),
        next,
        answers: answers
            .into_iter()
            .map(|(day, n)| (day.date().format("%d/%m").to_string(), n))
            .collect(),
        is_ballot_open: until < Instant(i64::MAX),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// `GET /texts/{id}`.
pub(super) async fn show(visit: OfficerVisit) -> Result<Outcome, PageFailure> {
    let id = visit.number("id")?;
    let found = visit.service().store.text(visit.coop_id(), id).await?;
    let text = found.ok_or(PageFailure::NotFound)?;
    let lang = visit.say(script_words(text.lang_script));
    let failure = text.failure.map(|failure| {
        let code = text.code.as_deref().unwrap_or_default();
        let words = visit.say(failure_words(failure));
        format!("{words} {code}").trim().to_owned()
    });
    let todo = text.failure.map(|failure| visit.say(failure_todo(failure)));
    let at = |at: Option<Instant>| at.map(moment);
    let repeats = (text.repeats_n > 0).then(|| text.repeats_n.to_string());
    let facts = [
        ("text-to", Some(to_words(&visit, &text))),
        ("text-lang", Some(lang)),
        ("text-state", Some(visit.say(state_words(text.state)))),
        ("text-why", failure),
        ("text-todo", todo),
        ("text-queued", at(Some(text.queued_at))),
        ("text-due", at(Some(text.due_at))),
        ("text-taken", at(text.sent_at)),
        ("text-over", at(text.settled_at)),
        ("text-until", at(Some(text.expires_at))),
        ("text-gateway", text.gateway.clone()),
        ("text-parts", Some(text.segments.to_string())),
        ("text-tries", Some(text.requests_n.to_string())),
        ("text-repeats", repeats),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some((visit.say(name), value))
    });
    let page = TextPage {
        frame: visit.frame_titled(text_name(&visit, &text.notice)),
        facts: facts.collect(),
    };
    Ok(Outcome::Show(page.render().unwrap_or_default()))
}

/// What of it waits for somebody, for the first page: open tasks, and texts that a fault holds up.
pub(super) async fn today(visit: &OfficerVisit) -> Result<Vec<TodayItem>, PageFailure> {
    if !visit.may(Right::SeeToDelivery) {
        return Ok(Vec::new());
    }
    let tasks_n = task_lines(visit).await?.len();
    let waits = waits(visit).await?.into_iter();
    let held = waits.filter(|(reason, _)| is_fault(*reason));
    let held_n: i64 = held.map(|(_, (n, ..))| n).sum();
    let since = visit.now.plus_days(-FAILED_DAYS);
    let failed = visit.service().store.failed_texts(visit.coop_id(), since);
    let failed_n: i64 = failed.await?.iter().map(|texts| texts.texts_n).sum();
    let tasks_n = i64::try_from(tasks_n).unwrap_or(i64::MAX);
    let items = [
        ("today-tasks", tasks_n),
        ("today-texts-held", held_n),
        ("today-texts-failed", failed_n),
    ];
    let items = items.into_iter().filter(|(_, n)| *n > 0);
    Ok(items
        .map(|(name, n)| TodayItem {
            section: TodaySection::Texts,
            words: visit.say_with(name, &[("n", n.spoken())]),
            path: "/texts".to_owned(),
            due: None,
        })
        .collect())
}
