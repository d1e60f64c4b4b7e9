//! Texts that many get: what an officer announces, and what all are reminded of.

pub mod announce;
pub mod remind;
