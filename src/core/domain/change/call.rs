//! Calls that are asked for.

use crate::core::domain::{MemberId, Phone, RowId};

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

/// The changes of calls that are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She asked to be called.
    Asked(CallAsked),
}
