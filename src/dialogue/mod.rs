//! One turn of one conversation: a pure function over a checked script.
//!
//! **Invariant:** nothing here waits, reads a clock or draws by chance, and a turn cannot fail.

pub mod facts;
pub mod state;
