//! A cooperative's own settings.

use crate::core::domain::Phone;

/// The officer on duty is set: she is told by text that tasks wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutySet {
    /// Her number; `None`: nobody is told by text.
    pub number: Option<Phone>,
}

/// The changes of a cooperative's own settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// The officer on duty is set.
    DutySet(DutySet),
}
