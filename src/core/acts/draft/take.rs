//! She goes on with it, or drops it: either way it is offered no more.

use crate::core::domain::{Change, SessionId, change};

/// `session`: the one that left it.
pub fn decide(session: SessionId) -> Change {
    Change::Session(change::session::Change::DraftTaken(
        change::session::DraftTaken { session },
    ))
}
