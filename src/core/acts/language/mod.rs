//! The language that she is spoken to in.

pub mod choose;
