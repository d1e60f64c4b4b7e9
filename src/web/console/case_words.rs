//! The words for cases: what they ask for, where they stand, and why nothing is done about one.

use super::visit::{Spoken as _, Visit};
use crate::core::acts::case::Refusal;
use crate::core::domain::{CaseKind, CaseOutcome, CaseState, case};
use crate::office::act_preview::CaseAnswerLine;
use crate::office::cases::Error;

/// What a case asks for.
pub(super) fn kind_words(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Copy => "case-copy",
        CaseKind::Fix => "case-fix",
        CaseKind::Erase => "case-erase",
        CaseKind::Nominee => "case-nominee",
        CaseKind::Complain => "case-complain",
        CaseKind::EntryAmount => "case-entry-amount",
        CaseKind::EntryNotMine => "case-entry-not-mine",
        CaseKind::EntryErase => "case-entry-erase",
        CaseKind::Statement => "case-statement",
    }
}

/// Where a case stands.
pub(super) fn state_words(state: CaseState) -> &'static str {
    match state {
        CaseState::Open => "case-open",
        CaseState::Escalated => "case-escalated",
        CaseState::Answered => "case-answered",
        CaseState::Appealed => "case-appealed",
        CaseState::Closed => "case-closed",
    }
}

/// What an answer says.
pub(super) fn outcome_words(outcome: CaseOutcome) -> &'static str {
    match outcome {
        CaseOutcome::Done => "case-done",
        CaseOutcome::Declined => "case-declined",
    }
}

/// Why nothing is done about a case.
pub(super) fn failure_words(error: &Error) -> &'static str {
    match error {
        Error::Case(Refusal::Own) => "case-own",
        Error::Case(Refusal::Case(case::Refusal::SameOfficer)) => "case-same-officer",
        Error::Case(Refusal::Case(case::Refusal::TooLate | case::Refusal::AppealedBefore)) => {
            "case-no-appeal"
        }
        Error::Case(Refusal::Amount) => "case-amount-missing",
        Error::Case(Refusal::NotErased) => "case-not-erased",
        Error::Case(Refusal::Case(_)) | Error::Moved => "case-moved",
        Error::Case(Refusal::Right) | Error::Unknown | Error::Text(_) | Error::Store(_) => {
            "cannot-other"
        }
    }
}

/// What is signed of an answer.
pub(super) fn answer_line(visit: &Visit, line: &CaseAnswerLine) -> String {
    let CaseAnswerLine {
        no,
        member_no,
        kind,
        entry,
        outcome,
        amount,
    } = *line;
    let values = [
        ("no", no.to_string().spoken()),
        ("member", member_no.to_string().spoken()),
        ("kind", visit.say(kind_words(kind)).spoken()),
        ("outcome", visit.say(outcome_words(outcome)).spoken()),
    ];
    let mut said = visit.say_with("preview-answer-case", &values);
    if let Some((entry_no, before)) = entry {
        let values = [
            ("entry", entry_no.to_string().spoken()),
            ("rupees", before.show().spoken()),
        ];
        said = format!("{said} {}", visit.say_with("case-entry", &values));
    }
    if let (Some(amount), CaseOutcome::Done) = (amount, outcome) {
        let values = [("rupees", amount.show().spoken())];
        said = format!("{said} {}", visit.say_with("case-right", &values));
    }
    said
}
