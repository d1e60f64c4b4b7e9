//! Messages: outgoing and incoming texts.

pub(in crate::store) mod inbox;
pub(in crate::store) mod outbox;
