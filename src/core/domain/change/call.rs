//! Calls that are asked for.

use crate::core::domain::call::CallResult;
use crate::core::domain::{MemberId, OfficerId, Phone, RowId};

/// When the sakhi should call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallWhen {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
}

/// She asked to be called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallAsked {
    /// The member.
    pub member: MemberId,
    /// The row's id.
    pub id: RowId,
    /// The day of the call.
    pub when: CallWhen,
    /// Another number, used once.
    pub other: Option<Phone>,
}

/// Somebody has tried to call her.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallTried {
    /// Whom.
    pub member: MemberId,
    /// The call that she asked for.
    pub call: RowId,
    /// The id of the event.
    pub event: RowId,
    /// Who called; `None`: the operator.
    pub by: Option<OfficerId>,
    /// What came of it.
    pub result: CallResult,
}

/// The changes of calls that are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She asked to be called.
    Asked(CallAsked),
    /// Somebody has tried to call her.
    Tried(CallTried),
}

impl Change {
    /// Who asked for the call, and which call.
    pub fn of(&self) -> (MemberId, RowId) {
        match self {
            Self::Asked(asked) => (asked.member, asked.id),
            Self::Tried(tried) => (tried.member, tried.call),
        }
    }
}
