//! Requests for data.

use crate::core::domain::{Ask, BallotId, RowId};

/// A request to put to the members, once its ballot passes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRequest {
    /// What each member will be asked.
    pub ask: Ask,
    /// The requester's id.
    pub requester: RowId,
    /// The ballot that allows it.
    pub ballot: BallotId,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A request and who makes it.
    Added(Box<NewRequest>),
}
