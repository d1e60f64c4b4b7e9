//! The words: one locale's messages, and how much room a text takes on a phone.
//!
//! **Invariant:** nothing here knows a menu; a text is found by the name that a screen has.

pub mod fold;
pub mod language;
pub mod marks;
pub mod measure;
pub mod say;
mod shape;
pub mod sound;
