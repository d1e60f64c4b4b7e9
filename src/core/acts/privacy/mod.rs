//! What texts to her say.

pub mod set;
