//! Being called by the sakhi.

pub mod ask;
pub mod done;
pub mod not_reached;

use crate::core::authz::{Permit, Right};
use crate::core::domain::call::CallStanding;
use crate::core::domain::change::call::CallTried;
use crate::core::domain::{CallResult, Change, MemberId, RowId, change};

/// A call that was asked for, as officers' acts need it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CallFacts {
    /// Which.
    pub id: RowId,
    /// Who asked for it.
    pub member: MemberId,
    /// Where it stands.
    pub standing: CallStanding,
}

/// Why nothing is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// She was talked to already.
    AlreadyDone,
    /// Whoever was talked to was reached.
    NoResult,
}

/// Somebody has tried to call her; `event`: the id of its event.
fn tried(
    permit: &Permit,
    facts: CallFacts,
    result: CallResult,
    event: RowId,
) -> Result<Change, Refusal> {
    if permit.right() != Right::CallBack {
        return Err(Refusal::Right);
    }
    let standing = facts.standing.tried(result);
    standing.map_err(|_| Refusal::AlreadyDone)?;
    Ok(Change::Call(change::call::Change::Tried(CallTried {
        member: facts.member,
        call: facts.id,
        event,
        by: permit.person().officer(),
        result,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    #[test]
    fn a_call_is_tried_until_she_was_talked_to() {
        let permit = |right| require(&Principal::Operator, right, Via::Console).unwrap();
        let facts = |standing| CallFacts {
            id: RowId(5),
            member: MemberId(101),
            standing,
        };
        let waiting = facts(CallStanding::Waiting { tries_n: 2 });
        let calls = permit(Right::CallBack);
        let missed = not_reached::decide(&calls, waiting, RowId(9));
        assert_eq!(missed.unwrap().kind(), "call not reached");
        for result in CallResult::ALL {
            let done = done::decide(&calls, waiting, *result, RowId(9));
            if result.is_done() {
                assert_eq!(done.unwrap().kind(), "call done");
            } else {
                assert_eq!(done, Err(Refusal::NoResult));
            }
        }
        let over = facts(CallStanding::Done);
        let again = not_reached::decide(&calls, over, RowId(9));
        assert_eq!(again, Err(Refusal::AlreadyDone));
        let other = permit(Right::OpenCases);
        let denied = not_reached::decide(&other, waiting, RowId(9));
        assert_eq!(denied, Err(Refusal::Right));
    }
}
