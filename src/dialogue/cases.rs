//! Mending an entry, and opening a case where she cannot mend it alone: her own entry of the last
//! seven days changes at once; anything else is decided by two people (domain reference R6).

use super::facts::Facts;
use super::state::State;
use crate::domain::change::mend_until;
use crate::domain::{
    Case, CaseId, CaseKind, Change, Entry, EntryId, EntryState, MemberId, Paise, Proof, RowId,
    case::ANSWER_DAYS,
};

/// Opens a case that is not about an entry.
pub(super) fn open(member: MemberId, kind: CaseKind, state: &mut State, facts: &Facts) -> Change {
    let case = case(kind, state, facts, None, None);
    Change::CaseOpened {
        member,
        case,
        disputes: None,
    }
}

/// Opens a case about the entry she is looking at, which is disputed with it.
pub(super) fn about_entry(
    member: MemberId,
    kind: CaseKind,
    state: &mut State,
    facts: &Facts,
) -> Option<Change> {
    let entry = facts.entry.as_ref()?;
    let amount = (kind == CaseKind::EntryAmount)
        .then_some(state.answers.amount)
        .flatten();
    let case = case(kind, state, facts, Some(entry.no), amount);
    let disputes = Some((entry.id, RowId(facts.fresh.ids[1])));
    Some(Change::CaseOpened {
        member,
        case,
        disputes,
    })
}

/// Puts the amount she typed in place of the old one, or opens a case.
pub(super) fn mend_entry(member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let old = facts.entry.as_ref()?;
    if !can_mend(old, facts) {
        return about_entry(member, CaseKind::EntryAmount, state, facts);
    }
    let entry = Entry {
        id: EntryId(facts.fresh.ids[0]),
        no: facts.fresh.entry_no,
        amount: state.answers.amount?,
        replaces: Some(old.id),
        at: facts.now,
        ..old.clone()
    };
    state.answers.entry_no = Some(entry.no);
    Some(Change::EntryAdded {
        member,
        entry,
        event: RowId(facts.fresh.ids[1]),
    })
}

/// Takes the entry back, or opens a case.
pub(super) fn erase_entry(member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let entry = facts.entry.as_ref()?;
    if !can_mend(entry, facts) {
        return about_entry(member, CaseKind::EntryErase, state, facts);
    }
    let event = RowId(facts.fresh.ids[0]);
    Some(Change::EntryWithdrawn {
        member,
        entry: entry.id,
        event,
    })
}

fn can_mend(entry: &Entry, facts: &Facts) -> bool {
    entry.proof == Proof::Own
        && matches!(entry.state, EntryState::Good | EntryState::Waiting)
        && facts.now < mend_until(entry.at)
}

fn case(
    kind: CaseKind,
    state: &mut State,
    facts: &Facts,
    entry_no: Option<i64>,
    amount: Option<Paise>,
) -> Case {
    state.answers.case_no = Some(facts.fresh.case_no);
    Case {
        id: CaseId(facts.fresh.ids[0]),
        no: facts.fresh.case_no,
        kind,
        entry_no,
        amount,
        due_at: facts.now.plus_days(ANSWER_DAYS),
    }
}
