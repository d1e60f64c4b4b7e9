//! Words about texts: what one is called, where it stands, why it waits or failed, and what is to be done.

use super::visit::{OfficerVisit, Spoken as _};
use crate::core::domain::{Failure, LangScript, MessageState, TaskKind};
use crate::office::delivery::WaitReason;

/// What a text is called that is the same for many. What concerns one woman alone, such as her case, is not named to
/// whoever sees to delivery.
pub(super) fn text_name(visit: &OfficerVisit, notice: &str) -> String {
    let name = match notice {
        "meeting-reminder" => "text-meeting",
        "vote-opened" => "text-vote-opened",
        "vote-closing" => "text-vote-closing",
        "vote-code" => "text-vote-code",
        "task-open" => "text-task-open",
        "neutral" => "text-neutral",
        _ => {
            let notices = visit.service().script.notices();
            let template = notices.template(notice);
            let is_for_many = template.is_some_and(|template| template.is_announcement);
            if is_for_many {
                return visit.say_with("text-announcement", &[("name", notice.spoken())]);
            }
            "text-own"
        }
    };
    visit.say(name)
}

/// What a text's words are written in.
pub(super) fn script_words(lang_script: LangScript) -> &'static str {
    match lang_script {
        LangScript::Gu => "lang-gu",
        LangScript::GuLatn => "script-gu-latn",
        LangScript::Hi => "lang-hi",
        LangScript::HiLatn => "script-hi-latn",
        LangScript::En => "lang-en",
    }
}

/// Where a text stands.
pub(super) fn state_words(state: MessageState) -> &'static str {
    match state {
        MessageState::Waiting => "text-waiting",
        MessageState::Sending => "text-sending",
        MessageState::Unsure => "text-unsure",
        MessageState::Sent => "text-sent",
        MessageState::Delivered => "text-delivered",
        MessageState::Failed => "text-failed",
        MessageState::Expired => "text-expired",
    }
}

/// Why a text did not arrive.
pub(super) fn failure_words(failure: Failure) -> &'static str {
    match failure {
        Failure::BadNumber => "failure-bad-number",
        Failure::Away => "failure-away",
        Failure::OptedOut => "failure-opted-out",
        Failure::Template => "failure-template",
        Failure::Route => "failure-route",
        Failure::NoCredit => "failure-no-credit",
        Failure::Throttled => "failure-throttled",
        Failure::OutOfHours => "failure-out-of-hours",
        Failure::Down => "failure-down",
        Failure::Settings => "failure-settings",
        Failure::Other => "failure-other",
    }
}

/// What is to be done about a failure.
pub(super) fn failure_todo(failure: Failure) -> &'static str {
    match failure {
        Failure::BadNumber => "todo-bad-number",
        Failure::Template => "todo-template",
        Failure::Route | Failure::Settings => "todo-gateway",
        Failure::NoCredit => "todo-credit",
        Failure::Away
        | Failure::OptedOut
        | Failure::Throttled
        | Failure::OutOfHours
        | Failure::Down
        | Failure::Other => "todo-nothing",
    }
}

/// Why texts wait, and what is to be done.
pub(super) fn wait_words(visit: &OfficerVisit, reason: WaitReason) -> (String, String) {
    let (why, todo) = match reason {
        WaitReason::TemplatePaused => ("wait-template", "todo-template"),
        WaitReason::NotApproved => ("wait-not-approved", "todo-not-approved"),
        WaitReason::GatewaysPaused => ("wait-paused", "todo-gateway"),
        WaitReason::GatewaysResting => ("wait-resting", "todo-nothing"),
        WaitReason::Stale => ("wait-stale", "todo-stale"),
        WaitReason::NoReceipt => ("wait-receipt", "todo-nothing"),
        WaitReason::Cap => ("wait-cap", "todo-nothing"),
        WaitReason::Hour => ("wait-hour", "todo-nothing"),
        WaitReason::Going => ("wait-going", "todo-nothing"),
        WaitReason::TriedAgain(failure) => {
            let why = visit.say(failure_words(failure));
            let words = visit.say_with("wait-again", &[("why", why.spoken())]);
            return (words, visit.say(failure_todo(failure)));
        }
    };
    (visit.say(why), visit.say(todo))
}

/// What a task is, and what is to be done. Its matter is a gateway's name, a text's name and language, or both.
pub(super) fn task_words(visit: &OfficerVisit, kind: TaskKind, about: &str) -> (String, String) {
    let (what, todo) = match kind {
        TaskKind::Template => ("task-template", "task-template-todo"),
        TaskKind::Gateway => ("task-gateway", "task-gateway-todo"),
        TaskKind::Credit => ("task-credit", "task-credit-todo"),
        TaskKind::Flow => ("task-flow", "task-flow-todo"),
        TaskKind::Twice => ("task-twice", "task-twice-todo"),
        TaskKind::NoTemplate => ("task-no-template", "task-no-template-todo"),
    };
    let about = matter(visit, about);
    (
        visit.say_with(what, &[("about", about.spoken())]),
        visit.say(todo),
    )
}

/// A task's matter with its language in words.
fn matter(visit: &OfficerVisit, about: &str) -> String {
    let said = about.rsplit_once(' ').and_then(|(name, code)| {
        let words = visit.say(script_words(LangScript::parse(code)?));
        Some(format!("“{name}” ({words})"))
    });
    said.unwrap_or_else(|| about.to_owned())
}
