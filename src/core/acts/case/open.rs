//! A case is opened, to be answered within the days that `domain/case.rs` gives.

use crate::core::domain::case::{CaseStanding, Refusal};
use crate::core::domain::{
    Case, CaseId, CaseKind, Change, Entry, Fresh, Instant, MemberId, Paise, RowId, change,
};

/// The entry that a case is about: it is disputed with the case, and does not count until that is
/// decided.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AboutEntry<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The amount that would be right, in paise, where she said one.
    pub amount: Option<Paise>,
}

/// Opens a case of this kind; `about`: the entry that it is about, where it is about one.
pub fn decide(
    member: MemberId,
    kind: CaseKind,
    about: Option<AboutEntry<'_>>,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let entry = about.map(|about| about.entry);
    let opened = CaseStanding::Unopened.open(entry.map(|entry| entry.state), now)?;
    Ok(Change::Case(change::case::Change::Opened(
        change::case::CaseOpened {
            member,
            case: Case {
                id: CaseId(fresh.ids[0]),
                no: fresh.case_no,
                kind,
                entry_no: entry.map(|entry| entry.no),
                amount: about.and_then(|about| about.amount),
                due_at: opened.due_at,
            },
            disputes: entry.map(|entry| (entry.id, RowId(fresh.ids[1]))),
        },
    )))
}
