//! Ballots and votes.

use crate::core::domain::{BallotId, MemberId};

/// She voted. Holds the choice: never logged, never in the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VoteCast {
    /// Who.
    pub member: MemberId,
    /// In which ballot.
    pub ballot: BallotId,
    /// Which option.
    pub option_no: i64,
}

/// A code for a woman. Its `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// Whose.
    pub member: MemberId,
    /// The code.
    pub code: String,
}

impl std::fmt::Debug for NewCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewCode(…)")
    }
}

/// A ballot has these codes for voting by text, and no others. Refused where it has codes already, unless
/// they are made again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodesMade {
    /// Which ballot.
    pub ballot: BallotId,
    /// One for each woman of its roll.
    pub codes: Vec<NewCode>,
    /// Whether they may take the place of others.
    pub again: bool,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She voted. Holds the choice: never logged, never in the ledger.
    VoteCast(VoteCast),
    /// A ballot has codes for voting by text.
    CodesMade(CodesMade),
}
