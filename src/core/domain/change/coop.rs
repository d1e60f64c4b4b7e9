//! A cooperative itself, and its own settings.

use crate::core::domain::{CoopEntry, Phone};

/// A cooperative comes in, with its categories, what reaches it and how it sends texts. Its registered
/// templates are not among them: they come in by themselves (`registration::Imported`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopAdded {
    /// All that is said of it.
    pub entry: CoopEntry,
}

/// A cooperative is brought up to what is said of it: its name, its language, what reaches it, how it sends
/// texts, and its categories. A category that is no longer named is out of use, and old entries keep it. Its
/// code and its registered templates stay as they are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoopSet {
    /// All that is said of it.
    pub entry: CoopEntry,
}

/// Who is on duty: whom a text tells that tasks wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DutySet {
    /// Her number; `None`: nobody is told by text.
    pub number: Option<Phone>,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A cooperative comes in.
    Added(Box<CoopAdded>),
    /// A cooperative is brought up to what is said of it.
    Set(Box<CoopSet>),
    /// Who is on duty.
    DutySet(DutySet),
}
