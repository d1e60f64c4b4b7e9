//! Ballots and votes.

use crate::core::domain::{BallotId, MemberId};

/// She voted. Holds the choice: never logged, never in the ledger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VoteCast {
    /// The member.
    pub member: MemberId,
    /// The ballot she voted in.
    pub ballot: BallotId,
    /// The number of the option that she chose.
    pub option_no: i64,
}

/// A code for voting by text. `Debug` does not show the code.
#[derive(Clone, PartialEq, Eq)]
pub struct NewCode {
    /// The member whose it is.
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
    /// Whether they may replace codes that the ballot has.
    pub again: bool,
}

/// The changes of votes and of codes for voting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She voted. Holds the choice: never logged, never in the ledger.
    VoteCast(VoteCast),
    /// A ballot has codes for voting by text.
    CodesMade(CodesMade),
}
