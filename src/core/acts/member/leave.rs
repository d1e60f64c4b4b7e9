//! Somebody is no member any more.
//!
//! It takes one officer where she asked for it, has moved away or has died (domain reference C5 names it not among
//! what takes two): a woman who wants to leave must not wait for a signature, nothing of hers is lost, and one
//! officer makes her a member again at once (`back`). Where the cooperative removes her it is against her will and
//! takes her vote, and then it takes two.
//!
//! From then on she gets no texts, is in no audience and on no roll that is frozen later, and cannot dial in. Her
//! record, her cases and the calls that she asked for stay. She is told by a last text where she alone reads her phone,
//! else by a call; of a woman who has died nobody is told.

use super::is_herself;
use crate::core::authz::{Permit, Right};
use crate::core::domain::change::call::{self, CallAsked};
use crate::core::domain::change::member::{self, MemberLeft};
use crate::core::domain::{CallWhen, Change, Day, LeaveReason, Leaving, MemberId, RowId};

/// A member who may leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Facts {
    /// Who.
    pub member: MemberId,
    /// Since when she is a member.
    pub joined: Day,
    /// Whether she is one now.
    pub is_active: bool,
}

/// What was drawn before for a call to her.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FarewellCall {
    /// Its id.
    pub id: RowId,
    /// For when.
    pub when: CallWhen,
}

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is the officer herself.
    Own,
    /// She is no member any more.
    Gone,
    /// The day is still to come, or before she joined.
    Day,
}

/// Whether it takes two people.
pub fn takes_two(leaving: Leaving) -> bool {
    leaving.reason == LeaveReason::Removed
}

/// What stands against it whoever asks, for a preview.
pub fn may_leave(facts: &Facts, leaving: Leaving, today: Day) -> Result<(), Refusal> {
    if !facts.is_active {
        return Err(Refusal::Gone);
    }
    if leaving.on > today || leaving.on < facts.joined {
        return Err(Refusal::Day);
    }
    Ok(())
}

/// She leaves. `call`: where no text reaches her alone.
pub fn decide(
    permit: &Permit,
    facts: &Facts,
    (leaving, today): (Leaving, Day),
    call: Option<FarewellCall>,
) -> Result<Vec<Change>, Refusal> {
    if permit.right() != Right::EditMembers {
        return Err(Refusal::Right);
    }
    if is_herself(permit, facts.member) {
        return Err(Refusal::Own);
    }
    may_leave(facts, leaving, today)?;
    let member = facts.member;
    let mut changes = vec![Change::Member(member::Change::Left(MemberLeft {
        member,
        leaving,
    }))];
    if let Some(FarewellCall { id, when }) = call.filter(|_| leaving.reason != LeaveReason::Died) {
        changes.push(Change::Call(call::Change::Asked(CallAsked {
            member,
            id,
            when,
            other: None,
        })));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::super::samples::{TODAY, permit};
    use super::*;

    const HER: Facts = Facts {
        member: MemberId(7),
        joined: Day(20_000),
        is_active: true,
    };

    fn tries(
        (right, own): (Right, Option<i64>),
        facts: Facts,
        (reason, on): (LeaveReason, Day),
        call: Option<FarewellCall>,
    ) -> Result<Vec<&'static str>, Refusal> {
        let leaving = (Leaving { reason, on }, TODAY);
        let changes = decide(&permit(right, own), &facts, leaving, call)?;
        Ok(changes.iter().map(Change::kind).collect())
    }

    #[test]
    fn who_is_removed_takes_two_and_whoever_asks_does_not_wait() {
        for reason in LeaveReason::ALL {
            let leaving = Leaving {
                reason: *reason,
                on: TODAY,
            };
            assert_eq!(takes_two(leaving), *reason == LeaveReason::Removed);
        }
    }

    #[test]
    fn she_is_called_where_no_text_reaches_her_and_nobody_calls_of_a_death() {
        let by = (Right::EditMembers, None);
        let call = Some(FarewellCall {
            id: RowId(9),
            when: CallWhen::Today,
        });
        let asked = (LeaveReason::Asked, TODAY);
        assert_eq!(tries(by, HER, asked, None), Ok(vec!["member left"]));
        let called = Ok(vec!["member left", "call asked"]);
        assert_eq!(tries(by, HER, asked, call), called);
        let died = tries(by, HER, (LeaveReason::Died, TODAY), call);
        assert_eq!(died, Ok(vec!["member died"]));
    }

    #[test]
    fn nobody_leaves_tomorrow_twice_or_by_her_own_hand_as_an_officer() {
        let by = (Right::EditMembers, None);
        let moved = |on| (LeaveReason::Moved, on);
        for wrong in [TODAY.plus(1), HER.joined.plus(-1)] {
            assert_eq!(tries(by, HER, moved(wrong), None), Err(Refusal::Day));
        }
        assert!(tries(by, HER, moved(HER.joined), None).is_ok());
        let gone = Facts {
            is_active: false,
            ..HER
        };
        let again = tries(by, gone, moved(TODAY), None);
        assert_eq!(again, Err(Refusal::Gone));
        let own = (Right::EditMembers, Some(7));
        assert_eq!(tries(own, HER, moved(TODAY), None), Err(Refusal::Own));
        let other = (Right::EditGroups, None);
        assert_eq!(tries(other, HER, moved(TODAY), None), Err(Refusal::Right));
    }
}
