//! What the conditions of the menus mean.

use super::cases::correction_is_odd;
use super::facts::Facts;
use super::habits::usual;
use super::known;
use super::state::{Caller, State};
use crate::acts::entry::may_add;
use crate::domain::change::is_odd;
use crate::domain::{EntryKind, Outcome};
use crate::script::words::Condition;

/// Whether a condition holds.
pub(super) fn holds(condition: Condition, state: &State, facts: &Facts) -> bool {
    match condition {
        Condition::PhoneUnknown => facts.phone.members.is_empty(),
        Condition::CallerUnknown => state.caller == Caller::Unknown,
        Condition::PhoneShared => facts.is_shared(),
        Condition::LanguageUnknown => facts.member().is_some_and(|member| member.lang.is_none()),
        Condition::DraftWaiting => facts.draft.is_some(),
        Condition::PinGiven => state.pin,
        Condition::PinLocked => facts.pin.tries.is_locked(facts.now),
        Condition::PinMissing => !facts.pin.exists,
        Condition::PinMustChange => state.pin && facts.pin.must_change,
        Condition::AskMark => facts.marks.asks_n > 0 && (state.pin || !facts.is_shared()),
        Condition::VoteMark => facts.marks.ballot_open,
        Condition::CategoryIsGroup => known::is_group(state, facts),
        Condition::LoanNone => may_add(EntryKind::Repayment, facts.has_loan()).is_err(),
        Condition::AmountOdd => amount_is_odd(state, facts),
        Condition::CorrectionOdd => correction_is_odd(state, facts),
        Condition::CaseOpened => state.answers.case_no.is_some(),
        Condition::AskNone => facts.asks.is_empty(),
        Condition::AskSingle => facts.asks.len() == 1,
        Condition::ConsentNone => facts.consents.is_empty(),
        Condition::ConsentUsed => state.answers.consent_used,
        Condition::BallotNone => facts.ballots.is_empty(),
        Condition::BallotSingle => facts.ballots.len() == 1,
        Condition::BallotClosed => known::ballot(state, facts).is_none(),
        Condition::BallotVoted => known::ballot(state, facts).is_some_and(|ballot| ballot.voted),
        Condition::ResultNoQuorum => {
            outcome(state, facts).is_some_and(|(outcome, _)| outcome == Outcome::NoQuorum)
        }
        Condition::ResultPassed => outcome(state, facts) == Some((Outcome::Passed, true)),
        Condition::ResultFailed => outcome(state, facts) == Some((Outcome::Failed, true)),
        Condition::MeetingNone => facts.meeting.is_none(),
    }
}

/// How the result she is looking at came out, and whether it is a plain yes-no question.
fn outcome(state: &State, facts: &Facts) -> Option<(Outcome, bool)> {
    known::result(state, facts).map(|result| (result.outcome, result.yes_no))
}

fn amount_is_odd(state: &State, facts: &Facts) -> bool {
    let Some(draft) = &state.answers.draft else {
        return false;
    };
    let usual = usual(&facts.entries, draft.kind, draft.category, draft.period);
    draft.amount.is_some_and(|amount| is_odd(amount, usual))
}
