//! Requests that people must look at.

use crate::domain::case::ANSWER_DAYS;
use crate::domain::change::case;
use crate::domain::{Case, CaseId, CaseKind, Change, EntryId, Fresh, Instant, MemberId, RowId};

/// The entry that a case is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AboutEntry {
    /// Its number, as she knows it.
    pub no: i64,
    /// Its id: it is disputed with the case, and does not count until that is decided.
    pub id: EntryId,
    /// The amount that would be right, in paise, where she said one.
    pub amount: Option<crate::domain::Paise>,
}

/// Opens a case of this kind, which is answered within seven days. `entry`: what it is about, where it
/// is about an entry.
pub fn open(
    member: MemberId,
    kind: CaseKind,
    entry: Option<AboutEntry>,
    fresh: &Fresh,
    now: Instant,
) -> Change {
    Change::Case(case::Change::Opened(case::Opened {
        member,
        case: Case {
            id: CaseId(fresh.ids[0]),
            no: fresh.case_no,
            kind,
            entry_no: entry.map(|entry| entry.no),
            amount: entry.and_then(|entry| entry.amount),
            due_at: now.plus_days(ANSWER_DAYS),
        },
        disputes: entry.map(|entry| (entry.id, RowId(fresh.ids[1]))),
    }))
}
