//! A cooperative's own settings.

use crate::core::domain::Phone;

/// Who is on duty: whom a text tells that tasks wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutySet {
    /// Her number; `None`: nobody is told by text.
    pub number: Option<Phone>,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Who is on duty.
    DutySet(DutySet),
}
