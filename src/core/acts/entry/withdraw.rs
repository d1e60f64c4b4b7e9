//! A member wants an entry taken out, or says that it is wrong and not what would be right.

use super::{Refusal, can_mend, dispute};
use crate::core::acts::case::open::AboutEntry;
use crate::core::domain::{CaseKind, Change, Entry, Fresh, Instant, MemberId, RowId, change};

/// What she says of the entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// The entry is to be taken out.
    Erase,
    /// The entry is wrong: a text says no more than that.
    Unsaid,
}

/// Her own entry of the last seven days is taken out at once (domain reference R6 and H2.2). Any other
/// becomes a case that people decide.
pub fn decide(
    member: MemberId,
    entry: Option<&Entry>,
    wish: Wish,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let entry = entry.ok_or(Refusal::NoSuchEntry)?;
    if !can_mend(entry, now) {
        let kind = match wish {
            Wish::Erase => CaseKind::EntryErase,
            Wish::Unsaid => CaseKind::Fix,
        };
        let amount = None;
        return dispute::with(member, AboutEntry { entry, amount }, kind, fresh, now);
    }
    entry.state.withdraw().map_err(|_| Refusal::NoSuchEntry)?;
    Ok(Change::Entry(change::entry::Change::Withdrawn(
        change::entry::EntryWithdrawn {
            member,
            entry: entry.id,
            event: RowId(fresh.ids[0]),
        },
    )))
}
