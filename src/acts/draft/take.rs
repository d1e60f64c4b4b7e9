//! She goes on with it, or drops it: either way it is offered no more.

use crate::domain::{Change, SessionId};

/// `session`: the one that left it.
pub fn decide(session: SessionId) -> Change {
    Change::DraftTaken { session }
}
