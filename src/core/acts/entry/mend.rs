//! The amount of an entry is wrong, and she says the right one.

use super::{Refusal, can_mend, dispute};
use crate::core::acts::case::open::AboutEntry;
use crate::core::domain::{
    CaseKind, Change, Entry, EntryId, Fresh, Instant, MemberId, Paise, RowId, change,
};

/// Her own entry of the last seven days gets the right amount at once (domain reference R6 and H2.2). Any other becomes a case that people decide.
pub fn decide(
    member: MemberId,
    entry: Option<&Entry>,
    amount: Paise,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let entry = entry.ok_or(Refusal::NoSuchEntry)?;
    if !can_mend(entry, now) {
        let kind = CaseKind::EntryAmount;
        let amount = Some(amount);
        return dispute::with(member, AboutEntry { entry, amount }, kind, fresh, now);
    }
    entry.state.withdraw().map_err(|_| Refusal::NoSuchEntry)?;
    Ok(Change::Entry(change::entry::Change::Added(
        change::entry::Added {
            member,
            entry: Entry {
                id: EntryId(fresh.ids[0]),
                no: fresh.entry_no,
                amount,
                replaces: Some(entry.id),
                at: now,
                ..entry.clone()
            },
            event: RowId(fresh.ids[1]),
        },
    )))
}
