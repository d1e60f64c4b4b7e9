//! What the conditions of the menus mean.

use super::cases::correction_is_odd;
use super::facts::Facts;
use super::habits::usual;
use super::known;
use super::state::{Caller, DialogueState};
use crate::core::acts::entry::add::may_add;
use crate::core::domain::change::is_odd;
use crate::core::domain::{BallotOutcome, EntryKind};
use crate::core::script::words::Condition;

/// Whether a condition holds.
pub(super) fn holds(condition: Condition, state: &DialogueState, facts: &Facts) -> bool {
    match condition {
        Condition::PhoneUnknown => facts.phone.members.is_empty(),
        Condition::CallerUnknown => state.caller == Caller::Unknown,
        Condition::PhoneShared => facts.is_shared(),
        // Asked at once on her own phone; on a shared one only after the PIN, since it would tell that
        // the number is linked.
        Condition::LanguageUnknown => {
            is_hers_to_see(state, facts)
                && facts.member().is_some_and(|member| member.lang.is_none())
        }
        Condition::DraftWaiting => facts.draft.is_some(),
        Condition::PinGiven => state.pin,
        Condition::PinLocked => facts.pin.tries.is_locked(facts.now),
        Condition::PinLockedLong => {
            facts.pin.tries.is_locked(facts.now) && facts.pin.tries.is_locked_for_good()
        }
        // On a shared phone nobody learns of any number that it has no PIN.
        Condition::PinMissing => !facts.pin.exists && !facts.is_shared(),
        Condition::PinCodeGiven => state.code.is_some(),
        Condition::PinTried => state.told_n > 0,
        Condition::PinMustChange => state.pin && facts.pin.must_change,
        Condition::AskMark => facts.marks.asks_n > 0 && is_hers_to_see(state, facts),
        Condition::VoteMark => facts.marks.ballot_open && is_hers_to_see(state, facts),
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
        Condition::ResultNoQuorum => known::result(state, facts)
            .is_some_and(|result| result.outcome == BallotOutcome::NoQuorum),
        Condition::ResultPassed => came_out(state, facts, BallotOutcome::Passed),
        Condition::ResultFailed => came_out(state, facts, BallotOutcome::Failed),
        // A shared phone is always asked, so that nobody learns whether something was sent to her.
        Condition::TextsNeutral => {
            facts.is_shared()
                || facts.member().is_some_and(|member| member.private_sms)
                || facts.texts.iter().any(|text| text.was_neutral)
        }
        Condition::MeetingNone => facts.meeting.is_none(),
    }
}

/// Whether what is known of her may show: on a phone of her own, or after the PIN. Before it a shared
/// phone shows the same to everybody, so that nobody learns which numbers are linked to it.
pub(super) fn is_hers_to_see(state: &DialogueState, facts: &Facts) -> bool {
    state.pin || !facts.is_shared()
}

/// Whether the result she is looking at is that of a plain yes-no question, and came out so.
fn came_out(state: &DialogueState, facts: &Facts, outcome: BallotOutcome) -> bool {
    known::result(state, facts).is_some_and(|result| result.yes_no && result.outcome == outcome)
}

fn amount_is_odd(state: &DialogueState, facts: &Facts) -> bool {
    let Some(draft) = &state.answers.draft else {
        return false;
    };
    let usual = usual(&facts.entries, draft.kind, draft.category, draft.period);
    draft.amount.is_some_and(|amount| is_odd(amount, usual))
}
