//! What conversations may be: menu files and texts, compiled together and checked whole.

pub mod words;
