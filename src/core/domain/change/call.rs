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
    /// Who.
    pub member: MemberId,
    /// The row's id.
    pub id: RowId,
    /// When.
    pub when: CallWhen,
    /// Another number, used once.
    pub other: Option<Phone>,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She asked to be called.
    Asked(CallAsked),
}
