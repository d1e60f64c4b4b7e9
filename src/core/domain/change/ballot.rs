//! Ballots and votes.

use crate::core::domain::ballot::BallotRule;
use crate::core::domain::{BallotId, BallotOption, BallotResult, Instant, MemberId, Words};

/// A ballot to open. Its words, options and roll are fixed from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewBallot {
    /// Its id.
    pub id: BallotId,
    /// Its short number.
    pub no: i64,
    /// A few words for lists.
    pub title: Words,
    /// The question.
    pub text: Words,
    /// What it is about, at more length.
    pub more: Words,
    /// The answers.
    pub options: Vec<BallotOption>,
    /// Whether it is a plain yes, no, none question.
    pub yes_no: bool,
    /// Whether a vote may come by text.
    pub sms_allowed: bool,
    /// How it is decided.
    pub rule: BallotRule,
    /// When it opens.
    pub opens_at: Instant,
    /// When it closes.
    pub closes_at: Instant,
    /// Who may vote.
    pub roll: Vec<MemberId>,
}

/// A ballot that was held and counted before: its numbers only.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountedBallot {
    /// The ballot as it was put.
    pub ballot: NewBallot,
    /// How it came out.
    pub result: BallotResult,
    /// When it was counted.
    pub counted_at: Instant,
}

/// A ballot whose time is over is closed and counted: the sealed votes are opened, unlinked from the women
/// and counted, and what could join them again is destroyed. Refused where its time is not over, or it is
/// closed already. How it came out is known afterwards and stands in its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BallotCounted {
    /// Which ballot.
    pub ballot: BallotId,
}

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
    /// A ballot opens.
    Opened(Box<NewBallot>),
    /// A ballot that was counted before is brought in.
    BroughtIn(Box<CountedBallot>),
    /// A ballot is closed and counted.
    Counted(BallotCounted),
    /// She voted. Holds the choice: never logged, never in the ledger.
    VoteCast(VoteCast),
    /// A ballot has codes for voting by text.
    CodesMade(CodesMade),
}

impl Change {
    /// Which ballot.
    pub fn ballot(&self) -> BallotId {
        match self {
            Self::Opened(new) => new.id,
            Self::BroughtIn(counted) => counted.ballot.id,
            Self::Counted(counted) => counted.ballot,
            Self::VoteCast(cast) => cast.ballot,
            Self::CodesMade(made) => made.ballot,
        }
    }
}
