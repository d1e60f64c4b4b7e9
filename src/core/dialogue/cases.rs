//! Correcting an entry, and opening a case where the member cannot correct it alone. What happens is
//! decided in `acts`, for the menu and for texts; this file decides what she sees of it.

use super::facts::Facts;
use super::habits::usual;
use super::state::DialogueState;
use crate::core::acts::case;
use crate::core::acts::entry::withdraw::{self, Wish};
use crate::core::acts::entry::{dispute, mend};
use crate::core::domain::change::is_odd_correction;
use crate::core::domain::{CaseKind, Change, MemberId, change};

/// Opens a case that is not about an entry.
pub(super) fn open(
    member: MemberId,
    kind: CaseKind,
    state: &mut DialogueState,
    facts: &Facts,
) -> Option<Change> {
    let opened = case::open::decide(member, kind, None, &facts.fresh, facts.now);
    opened.ok().map(|change| told(state, change))
}

/// The entry she is looking at is not hers.
pub(super) fn not_mine(
    member: MemberId,
    state: &mut DialogueState,
    facts: &Facts,
) -> Option<Change> {
    let decided = dispute::decide(member, facts.entry.as_ref(), &facts.fresh, facts.now);
    decided.ok().map(|change| told(state, change))
}

/// The entry she is looking at is to be taken out.
pub(super) fn erase(member: MemberId, state: &mut DialogueState, facts: &Facts) -> Option<Change> {
    let entry = facts.entry.as_ref();
    let decided = withdraw::decide(member, entry, Wish::Erase, &facts.fresh, facts.now);
    decided.ok().map(|change| told(state, change))
}

/// The amount she typed belongs in place of the one that stands there.
pub(super) fn amount_wrong(
    member: MemberId,
    state: &mut DialogueState,
    facts: &Facts,
) -> Option<Change> {
    let amount = state.answers.new_amount.take()?;
    let entry = facts.entry.as_ref();
    let decided = mend::decide(member, entry, amount, &facts.fresh, facts.now);
    decided.ok().map(|change| told(state, change))
}

/// Whether the amount she typed for the entry she is mending is far from what is usual, so that she
/// is asked once more before anything changes.
pub(super) fn correction_is_odd(state: &DialogueState, facts: &Facts) -> bool {
    let (Some(entry), Some(amount)) = (&facts.entry, state.answers.new_amount) else {
        return false;
    };
    let period = Some(entry.period);
    let usual = usual(&facts.entries, entry.kind, entry.category, period);
    is_odd_correction(amount, usual, entry.amount)
}

/// Keeps what the next screen tells.
fn told(state: &mut DialogueState, change: Change) -> Change {
    if let Change::Case(change::case::Change::Opened(opened)) = &change {
        state.answers.case_no = Some(opened.case.no);
    }
    if let Change::Entry(change::entry::Change::Added(added)) = &change {
        state.answers.entry_no = Some(added.entry.no);
        state.answers.amount = Some(added.entry.amount);
    }
    change
}
