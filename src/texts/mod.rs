//! The words: one locale's messages, how much room a text takes, and its pages on a phone.
//!
//! **Invariant:** nothing here knows a menu; a text is found by the name that a screen has.

mod breaks;
pub mod fold;
pub mod language;
pub mod marks;
pub mod measure;
pub mod pages;
pub mod say;
mod shape;
