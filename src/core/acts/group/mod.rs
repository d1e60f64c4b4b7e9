//! Groups and villages, as they stand with their women.

pub mod rename;
