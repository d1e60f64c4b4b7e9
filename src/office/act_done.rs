//! What an act that can wait for a second signature came to.

use super::leaving::Told;
use super::pin_help::NewPinCode;
use crate::core::domain::officer::OfficerChange;
use crate::core::domain::{Instant, Why};

/// What was done.
pub enum ActDone {
    /// Locks were opened.
    Unlocked {
        /// Who stands behind it.
        why: Why,
        /// Numbers of women whom no text tells of it.
        untold: Vec<i64>,
    },
    /// Codes were made.
    Activated {
        /// Each is shown once.
        codes: Vec<NewPinCode>,
        /// The moment after which they no longer count.
        until: Instant,
        /// Numbers of women whom no text tells of it.
        untold: Vec<i64>,
    },
    /// A case was answered.
    CaseAnswered {
        /// Whether she is called because of it.
        is_called: bool,
    },
    /// Somebody is no member any more: how she is told.
    Left(Told),
    /// So many texts were queued.
    Queued(i64),
    /// So many members came in.
    Imported(usize),
    /// Officers were altered.
    Officers(Vec<OfficerChange>),
}
