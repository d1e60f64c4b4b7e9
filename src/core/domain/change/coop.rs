//! A cooperative itself, and its own settings.

use crate::core::domain::{CoopEntry, Phone};

/// A cooperative is added, with its categories, the codes and numbers that reach it and how it sends texts.
/// Its registered templates are not among them: they are imported apart (`registration::Imported`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopAdded {
    /// The whole cooperative, as its file says.
    pub entry: CoopEntry,
}

/// A cooperative's settings become what its file says: its name, its language, the codes and numbers that
/// reach it, how it sends texts, and its categories. A category that the file no longer names is out of use,
/// and old entries keep it. Its code and its registered templates stay as they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopSet {
    /// The whole cooperative, as its file says.
    pub entry: CoopEntry,
}

/// The officer on duty is set: she is told by text that tasks wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutySet {
    /// Her number; `None`: nobody is told by text.
    pub number: Option<Phone>,
}

/// The changes of a cooperative.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A cooperative is added.
    Added(Box<CoopAdded>),
    /// A cooperative's settings become what its file says.
    Set(Box<CoopSet>),
    /// The officer on duty is set.
    DutySet(DutySet),
}
