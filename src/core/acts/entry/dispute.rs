//! An entry is not hers, or is one that she cannot mend alone: people decide, and until then it does not
//! count.

use super::Refusal;
use crate::core::acts::case::open::{self, AboutEntry};
use crate::core::domain::{CaseKind, Change, Entry, Fresh, Instant, MemberId};

/// She says that it is somebody else's, or nobody's. However fresh it is, she cannot undo alone what
/// another may have said.
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

/// Opens a case about an entry; with the right amount, where she said one.
pub(super) fn with(
    member: MemberId,
    about: AboutEntry<'_>,
    kind: CaseKind,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    // An entry that is taken back is not there any more, whoever asks.
    open::decide(member, kind, Some(about), fresh, now).map_err(|_| Refusal::NoSuchEntry)
}
