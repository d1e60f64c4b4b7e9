//! Cases under a member's rights.

use crate::core::domain::{Case, EntryId, MemberId, RowId};

/// A case was opened; where it is about an entry, the entry is disputed with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseOpened {
    /// The member whose it is.
    pub member: MemberId,
    /// The case.
    pub case: Case,
    /// The disputed entry and the id of its event.
    pub disputes: Option<(EntryId, RowId)>,
}

/// The changes of cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A case was opened; where it is about an entry, the entry is disputed with it.
    Opened(CaseOpened),
}
