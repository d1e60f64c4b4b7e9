//! A member votes. She may vote again until the ballot closes; the last vote counts.

use super::Refusal;
use crate::core::domain::{BallotId, Change, MemberId, change};

/// `options`: the numbers of the ballot's options.
pub fn decide(
    member: MemberId,
    ballot: BallotId,
    mut options: impl Iterator<Item = i64>,
    option_no: i64,
) -> Result<Change, Refusal> {
    if !options.any(|option| option == option_no) {
        return Err(Refusal::NoSuchOption);
    }
    Ok(Change::Ballot(change::ballot::Change::VoteCast(
        change::ballot::VoteCast {
            member,
            ballot,
            option_no,
        },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_option_of_the_ballot_is_chosen() {
        let votes = |option_no| decide(MemberId(1), BallotId(17), [1, 2].into_iter(), option_no);
        assert!(votes(2).is_ok());
        assert_eq!(votes(3), Err(Refusal::NoSuchOption));
    }
}
