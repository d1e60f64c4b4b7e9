//! Mending an entry, and opening a case where she cannot mend it alone: what follows is decided in
//! `acts`, for texts too; here it is told what she sees of it.

use super::facts::Facts;
use super::habits::usual;
use super::state::State;
use crate::acts::case;
use crate::acts::entry::{Fault, say_wrong};
use crate::domain::change::entry;
use crate::domain::change::is_odd_correction;
use crate::domain::{CaseKind, Change, MemberId, change};

/// Opens a case that is not about an entry.
pub(super) fn open(member: MemberId, kind: CaseKind, state: &mut State, facts: &Facts) -> Change {
    let opened = case::open(member, kind, None, &facts.fresh, facts.now);
    told(state, opened)
}

/// The entry she is looking at is wrong in this way.
pub(super) fn wrong(
    member: MemberId,
    fault: Fault,
    state: &mut State,
    facts: &Facts,
) -> Option<Change> {
    let decided = say_wrong(member, facts.entry.as_ref(), fault, &facts.fresh, facts.now);
    decided.ok().map(|change| told(state, change))
}

/// The amount she typed belongs in place of the one that stands there.
pub(super) fn amount_wrong(member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let amount = state.answers.new_amount.take()?;
    wrong(member, Fault::Amount(amount), state, facts)
}

/// Whether the amount she typed for the entry she is mending is far from what is usual, so that she
/// is asked once more before anything changes.
pub(super) fn correction_is_odd(state: &State, facts: &Facts) -> bool {
    let (Some(entry), Some(amount)) = (&facts.entry, state.answers.new_amount) else {
        return false;
    };
    let period = Some(entry.period);
    let usual = usual(&facts.entries, entry.kind, entry.category, period);
    is_odd_correction(amount, usual, entry.amount)
}

/// Keeps what the next screen tells.
fn told(state: &mut State, change: Change) -> Change {
    if let Change::Case(change::case::Change::Opened(change::case::Opened { case, .. })) = &change {
        state.answers.case_no = Some(case.no);
    }
    if let Change::Entry(entry::Change::Added(entry::Added { entry, .. })) = &change {
        state.answers.entry_no = Some(entry.no);
        state.answers.amount = Some(entry.amount);
    }
    change
}
