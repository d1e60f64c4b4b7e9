//! Ballots as a member sees them: an open question with its options, and a counted result.

use super::{BallotId, Instant, Words};

/// One answer that a ballot offers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BallotOption {
    /// Its number in the ballot, which is also the key she presses: 1 to 8.
    pub no: i64,
    /// The words of the option.
    pub label: Words,
    /// Whether it is "none of these": it counts for the quorum and not for the majority.
    pub none: bool,
}

/// A question that is open and on whose roll she stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenBallot {
    /// The ballot's id.
    pub id: BallotId,
    /// Its short number.
    pub no: i64,
    /// A few words for lists.
    pub title: Words,
    /// The question, fixed at the opening, the same for everyone.
    pub text: Words,
    /// A longer explanation of the question.
    pub more: Words,
    /// The answers.
    pub options: Vec<BallotOption>,
    /// When it closes.
    pub closes_at: Instant,
    /// Whether she has voted. Known in her own turn only.
    pub voted: bool,
}

/// The outcome of a closed ballot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BallotOutcome {
    /// The ballot passed.
    Passed,
    /// The ballot did not pass.
    Failed,
    /// Too few voted.
    NoQuorum,
}

/// A counted ballot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BallotResult {
    /// The ballot's id.
    pub id: BallotId,
    /// Its short number.
    pub no: i64,
    /// A few words for lists.
    pub title: Words,
    /// Each option with its votes, in the order of the ballot.
    pub counts: Vec<(BallotOption, i64)>,
    /// Whether it is a plain yes, no, none question.
    pub yes_no: bool,
    /// How many stood on the roll.
    pub roll_n: i64,
    /// How many voted.
    pub voted_n: i64,
    /// How many were needed.
    pub quorum_n: i64,
    /// Its outcome.
    pub outcome: BallotOutcome,
}

/// How a ballot is decided (domain reference C6); percentages are of the frozen roll.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BallotRule {
    /// So many per cent of the roll must vote.
    pub quorum_pct: i64,
    /// What the leading answer needs.
    pub pass: Pass,
}

super::entry::coded! {
    /// What a ballot needs to pass, once the quorum is met.
    Pass {
        /// More yes than no; among several answers, one alone with the most votes.
        More = "more",
        /// More yes than no, and yes at least a quarter of the roll.
        MoreAndQuarter = "more-and-quarter",
        /// Two thirds of the votes that are not "none".
        TwoThirds = "two-thirds",
    }
}

/// How many must vote: the share of the roll, rounded up, at least one.
pub fn quorum_n(roll_n: i64, quorum_pct: i64) -> i64 {
    ((roll_n * quorum_pct + 99) / 100).max(1)
}

/// Decides a ballot from its counts. `counts` holds (option number, is none, votes). In a yes-no
/// ballot option 1 is yes and 2 is no; otherwise the option with the most votes leads, and a tie
/// fails (rules V-14).
pub fn decide(
    rule: BallotRule,
    yes_no: bool,
    roll_n: i64,
    counts: &[(i64, bool, i64)],
) -> BallotOutcome {
    let voted: i64 = counts.iter().map(|(_, _, n)| n).sum();
    if voted < quorum_n(roll_n, rule.quorum_pct) {
        return BallotOutcome::NoQuorum;
    }
    let mut real: Vec<(i64, i64)> = counts
        .iter()
        .filter(|(_, none, _)| !none)
        .map(|(no, _, n)| (*no, *n))
        .collect();
    if !yes_no {
        real.sort_by_key(|(_, n)| -n);
    }
    let lead = real.first().map_or(0, |(_, n)| *n);
    let next = real.get(1).map_or(0, |(_, n)| *n);
    let all: i64 = real.iter().map(|(_, n)| n).sum();
    let passed = match rule.pass {
        Pass::More => lead > next,
        Pass::MoreAndQuarter => lead > next && lead * 4 >= roll_n,
        Pass::TwoThirds => lead > 0 && lead * 3 >= all * 2,
    };
    if passed {
        BallotOutcome::Passed
    } else {
        BallotOutcome::Failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballot_is_decided_as_the_bylaws_say() {
        let yes_no = |yes, no, none| vec![(1, false, yes), (2, false, no), (3, true, none)];
        let rule = |quorum_pct, pass| BallotRule { quorum_pct, pass };
        let cases = [
            (
                rule(40, Pass::More),
                120,
                yes_no(61, 18, 5),
                BallotOutcome::Passed,
            ),
            (
                rule(50, Pass::More),
                120,
                yes_no(30, 8, 0),
                BallotOutcome::NoQuorum,
            ),
            (
                rule(25, Pass::More),
                20,
                yes_no(2, 2, 1),
                BallotOutcome::Failed,
            ),
            (
                rule(25, Pass::MoreAndQuarter),
                100,
                yes_no(20, 5, 0),
                BallotOutcome::Failed,
            ),
            (
                rule(25, Pass::MoreAndQuarter),
                100,
                yes_no(25, 5, 0),
                BallotOutcome::Passed,
            ),
            (
                rule(50, Pass::TwoThirds),
                12,
                yes_no(4, 2, 6),
                BallotOutcome::Passed,
            ),
            (
                rule(50, Pass::TwoThirds),
                12,
                yes_no(5, 3, 4),
                BallotOutcome::Failed,
            ),
            (
                rule(50, Pass::TwoThirds),
                12,
                yes_no(0, 0, 12),
                BallotOutcome::Failed,
            ),
        ];
        for (rule, roll, counts, outcome) in cases {
            assert_eq!(
                decide(rule, true, roll, &counts),
                outcome,
                "{rule:?} {counts:?}"
            );
        }
    }

    #[test]
    fn among_several_answers_a_tie_fails() {
        let rule = BallotRule {
            quorum_pct: 25,
            pass: Pass::More,
        };
        let counts = |a, b, c| vec![(1, false, a), (2, false, b), (3, false, c), (4, true, 1)];
        assert_eq!(
            decide(rule, false, 10, &counts(1, 4, 2)),
            BallotOutcome::Passed
        );
        assert_eq!(
            decide(rule, false, 10, &counts(3, 3, 0)),
            BallotOutcome::Failed
        );
    }

    #[test]
    fn a_quorum_is_rounded_up() {
        assert_eq!(quorum_n(24, 25), 6);
        assert_eq!(quorum_n(25, 25), 7);
        assert_eq!(quorum_n(0, 25), 1);
    }
}
