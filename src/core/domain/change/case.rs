//! Cases under a member's rights.

use crate::core::domain::case::CaseOutcome;
use crate::core::domain::{Case, CaseId, EntryId, Instant, MemberId, OfficerId, RowId};

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

/// A case that a step is taken of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseMoved {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub case: CaseId,
    /// The id of the event.
    pub event: RowId,
}

/// A case was answered. What the answer does to an entry is a change of its own beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseAnswered {
    /// Which case.
    pub moved: CaseMoved,
    /// Its number, which the text to her names.
    pub no: i64,
    /// By whom; `None`: by the operator.
    pub by: Option<OfficerId>,
    /// What the answer says.
    pub outcome: CaseOutcome,
}

/// She is not content with the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseAppealed {
    /// Which case.
    pub moved: CaseMoved,
    /// Its number, which the text to her names.
    pub no: i64,
    /// The second answer is due at this moment.
    pub due_at: Instant,
}

/// A case is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseClosed {
    /// Which case.
    pub moved: CaseMoved,
    /// Whether she said that she is content; otherwise the time in which she could appeal is over.
    pub is_content: bool,
}

/// The changes of cases.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A case was opened; where it is about an entry, the entry is disputed with it.
    Opened(CaseOpened),
    /// The answer of a case is late.
    Escalated(CaseMoved),
    /// A case was answered.
    Answered(CaseAnswered),
    /// She is not content with the answer.
    Appealed(CaseAppealed),
    /// A case is over.
    Closed(CaseClosed),
}

impl Change {
    /// Whose case, and which.
    pub fn of(&self) -> (MemberId, CaseId) {
        let moved = match self {
            Self::Opened(opened) => return (opened.member, opened.case.id),
            Self::Escalated(moved) => moved,
            Self::Answered(answered) => &answered.moved,
            Self::Appealed(appealed) => &appealed.moved,
            Self::Closed(closed) => &closed.moved,
        };
        (moved.member, moved.case)
    }
}
