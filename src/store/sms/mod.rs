//! Messages: those that leave, and those that came.

pub(in crate::store) mod inbox;
pub(in crate::store) mod outbox;
