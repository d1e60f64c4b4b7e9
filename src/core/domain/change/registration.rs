//! Templates as the operators have them.

use crate::core::domain::{Class, LangScript, Registration};

/// A template as an operator brings it back from the operators' site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRegistration {
    /// The text's name.
    pub notice: String,
    /// What it is written in.
    pub lang_script: LangScript,
    /// The class it is registered under.
    pub class: Class,
    /// How it is registered.
    pub registration: Registration,
}

/// How a cooperative's templates are registered. One line of the ledger tells of all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// All of them or none.
    pub templates: Vec<NewRegistration>,
}

/// A template is not sent until an officer has seen to it. Refused where it is not approved, or paused
/// already.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TemplatePaused {
    /// The text's name.
    pub notice: String,
    /// What it is written in.
    pub lang_script: LangScript,
    /// The failure's word and the network's own code.
    pub why: String,
}

/// The changes of how templates are registered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// How templates are registered.
    Imported(Imported),
    /// A template is not sent until an officer has seen to it.
    Paused(TemplatePaused),
}
