//! The language that a member is spoken to in.

pub mod choose;
