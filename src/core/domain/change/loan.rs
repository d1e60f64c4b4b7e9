//! Loans.

use crate::core::domain::{Day, MemberId, Paise, RowId};

/// A running loan to bring in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewLoan {
    /// Its id.
    pub id: RowId,
    /// Whose.
    pub member: MemberId,
    /// What was lent.
    pub principal: Paise,
    /// When.
    pub given_on: Day,
}

/// What changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// A running loan is brought in.
    Added(NewLoan),
}
