//! A half-filled entry that an earlier session left.

pub mod take;
