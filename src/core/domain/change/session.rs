//! What is left of a session.

use crate::core::domain::SessionId;

/// She went on with, or dropped, what an earlier session left half filled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DraftTaken {
    /// The session that had it.
    pub session: SessionId,
}

/// The changes of what a session left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She went on with, or dropped, what an earlier session left half filled.
    DraftTaken(DraftTaken),
}
