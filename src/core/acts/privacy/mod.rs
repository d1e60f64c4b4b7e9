//! How much texts to a member say.

pub mod set;
