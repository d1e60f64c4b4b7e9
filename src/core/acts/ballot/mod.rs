//! Taking part in a ballot.

pub mod vote;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The ballot offers no option of this number.
    NoSuchOption,
}
