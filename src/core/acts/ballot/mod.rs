//! Ballots: taking part in one, and the codes for taking part by text.

pub mod codes;
pub mod vote;

/// Why she does not vote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The ballot offers no option of this number.
    NoSuchOption,
}
