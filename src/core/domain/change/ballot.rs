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

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She voted. Holds the choice: never logged, never in the ledger.
    VoteCast(VoteCast),
}
