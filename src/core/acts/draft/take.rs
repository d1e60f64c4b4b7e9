//! She goes on with the half-filled entry, or drops it. Either way it is not offered again.

use crate::core::domain::{Change, SessionId, change};

/// `session`: the session that left the entry half filled.
pub fn decide(session: SessionId) -> Change {
    Change::Session(change::session::Change::DraftTaken(
        change::session::DraftTaken { session },
    ))
}
