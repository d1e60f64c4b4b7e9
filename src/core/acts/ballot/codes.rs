//! Codes for voting by text, one for each woman on the roll of a ballot that allows it. A code works until
//! the ballot closes. New codes end the old ones, so a second set is made only where the officer asks for
//! it.

use crate::core::authz::{Permit, Right};
use crate::core::domain::{BallotId, Instant};

/// A ballot that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BallotForCodes {
    /// The ballot's id.
    pub id: BallotId,
    /// Whether it takes votes by text.
    pub sms_allowed: bool,
    /// When it closes.
    pub closes_at: Instant,
}

/// What the decision depends on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// The ballot of this number, where it is open.
    pub ballot: Option<BallotForCodes>,
    /// When its codes were made, where it has some.
    pub made_at: Option<Instant>,
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Input {
    /// The ballot's number.
    pub no: i64,
    /// Make codes also where the ballot has some already, which then stop working.
    pub again: bool,
}

/// Why no codes are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// No ballot of this number is open.
    NotOpen(i64),
    /// The ballot takes no votes by text.
    NotByText(i64),
    /// The ballot has had codes since this moment, and they were handed out.
    Made(i64, Instant),
}

/// The ballot for whose roll codes are made.
pub fn decide(
    permit: &Permit,
    facts: Facts,
    input: Input,
    now: Instant,
) -> Result<BallotId, Refusal> {
    if permit.right() != Right::DraftBallots {
        return Err(Refusal::Right);
    }
    let ballot = facts.ballot.filter(|ballot| now < ballot.closes_at);
    let ballot = ballot.ok_or(Refusal::NotOpen(input.no))?;
    if !ballot.sms_allowed {
        return Err(Refusal::NotByText(input.no));
    }
    match facts.made_at {
        Some(at) if !input.again => Err(Refusal::Made(input.no, at)),
        _ => Ok(ballot.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn codes_are_made_once_for_a_ballot_that_takes_texts_until_its_close() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let draft = permit(Right::DraftBallots);
        let ballot = BallotForCodes {
            id: BallotId(7),
            sms_allowed: true,
            closes_at: NOW.plus_ms(1),
        };
        let of = |ballot, made_at, again| {
            let facts = Facts { ballot, made_at };
            decide(&draft, facts, Input { no: 18, again }, NOW)
        };
        assert_eq!(of(Some(ballot), None, false), Ok(BallotId(7)));
        assert_eq!(of(Some(ballot), Some(NOW), true), Ok(BallotId(7)));
        let made = of(Some(ballot), Some(NOW), false);
        assert_eq!(made, Err(Refusal::Made(18, NOW)));
        assert_eq!(of(None, None, true), Err(Refusal::NotOpen(18)));
        let over = BallotForCodes {
            closes_at: NOW,
            ..ballot
        };
        assert_eq!(of(Some(over), None, true), Err(Refusal::NotOpen(18)));
        let secret = BallotForCodes {
            sms_allowed: false,
            ..ballot
        };
        assert_eq!(of(Some(secret), None, true), Err(Refusal::NotByText(18)));
        let facts = Facts {
            ballot: Some(ballot),
            made_at: None,
        };
        let input = Input {
            no: 18,
            again: true,
        };
        let other = decide(&permit(Right::EditTexts), facts, input, NOW);
        assert_eq!(other, Err(Refusal::Right));
    }
}
