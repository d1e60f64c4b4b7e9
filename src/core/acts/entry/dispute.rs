//! A member disputes an entry: it is not hers, or she cannot correct it alone. Officers decide, and until
//! then the entry does not count.

use super::Refusal;
use crate::core::acts::case::open::{self, AboutEntry};
use crate::core::domain::{CaseKind, Change, Entry, Fresh, Instant, MemberId};

/// She says that the entry is somebody else's, or nobody's. However new it is, she cannot undo alone what
/// another person may have entered.
pub fn decide(
    member: MemberId,
    entry: Option<&Entry>,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let entry = entry.ok_or(Refusal::NoSuchEntry)?;
    let about = AboutEntry {
        entry,
        amount: None,
    };
    with(member, about, CaseKind::EntryNotMine, fresh, now)
}

/// Opens a case about an entry. `about.amount` is the right amount, where she said one.
pub(super) fn with(
    member: MemberId,
    about: AboutEntry<'_>,
    kind: CaseKind,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    // An entry that was taken back counts as missing for everybody.
    open::decide(member, kind, Some(about), fresh, now).map_err(|_| Refusal::NoSuchEntry)
}
