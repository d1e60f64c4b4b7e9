//! The texts that operators must approve.

pub mod register;
