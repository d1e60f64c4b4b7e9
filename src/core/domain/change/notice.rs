//! Notices that were sent, kept to be read again.

use crate::core::domain::{NoticeLine, RowId};

/// A notice is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeKept {
    /// Its id.
    pub id: RowId,
    /// What it said, and when it was sent.
    pub line: NoticeLine,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A notice is kept.
    Kept(Box<NoticeKept>),
}
