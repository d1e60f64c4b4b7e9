//! Somebody who was a member is one again: that she left was a mistake, or she joins once more. She keeps her number.

use super::add::{Sharing, becoming_private};
use super::is_herself;
use crate::core::authz::{Permit, Right};
use crate::core::domain::change::member::{Change, MemberBack, MemberEdited};
use crate::core::domain::{self, Day, MemberId, MemberState};

/// Somebody who was a member.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Who.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// What she is now.
    pub state: MemberState,
    /// Members who have a phone of hers by now.
    pub sharing: Vec<Sharing>,
}

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is the officer herself.
    Own,
    /// She is a member, or all that is known of her was erased.
    NotGone,
    /// She would be a member from a day on that is still to come.
    Day,
}

/// She is a member again. `joined`: since this day, where she joins once more.
pub fn decide(
    permit: &Permit,
    facts: &Facts,
    (joined, today): (Option<Day>, Day),
) -> Result<Vec<domain::Change>, Refusal> {
    if permit.right() != Right::EditMembers {
        return Err(Refusal::Right);
    }
    if is_herself(permit, facts.member) {
        return Err(Refusal::Own);
    }
    if !matches!(facts.state, MemberState::Left | MemberState::Died) {
        return Err(Refusal::NotGone);
    }
    if joined.is_some_and(|day| day > today) {
        return Err(Refusal::Day);
    }
    let (member, no) = (facts.member, facts.no);
    let mut changes = vec![Change::Back(MemberBack { member, no, joined })];
    if !facts.sharing.is_empty() {
        changes.push(Change::Edited(Box::new(MemberEdited {
            private_sms: Some(true),
            ..MemberEdited::none(member, no)
        })));
    }
    changes.extend(becoming_private(&facts.sharing));
    Ok(changes.into_iter().map(domain::Change::Member).collect())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{TODAY, permit};
    use super::*;

    fn her(state: MemberState, sharing: Vec<Sharing>) -> Facts {
        Facts {
            member: MemberId(7),
            no: 1042,
            state,
            sharing,
        }
    }

    #[test]
    fn who_has_left_comes_back_and_nobody_else() {
        let tries = |right, own, state, joined| {
            let done = decide(
                &permit(right, own),
                &her(state, Vec::new()),
                (joined, TODAY),
            );
            done.map(|changes| changes.len())
        };
        let right = Right::EditMembers;
        for state in [MemberState::Left, MemberState::Died] {
            assert_eq!(tries(right, None, state, None), Ok(1));
        }
        for state in [MemberState::Active, MemberState::Erased] {
            assert_eq!(tries(right, None, state, None), Err(Refusal::NotGone));
        }
        let left = MemberState::Left;
        assert_eq!(tries(right, None, left, Some(TODAY)), Ok(1));
        let ahead = tries(right, None, left, Some(TODAY.plus(1)));
        assert_eq!(ahead, Err(Refusal::Day));
        assert_eq!(tries(right, Some(7), left, None), Err(Refusal::Own));
        let other = tries(Right::EditGroups, None, left, None);
        assert_eq!(other, Err(Refusal::Right));
    }

    #[test]
    fn where_others_have_her_phone_by_now_texts_say_nothing() {
        let sharing = vec![Sharing {
            member: MemberId(8),
            no: 1043,
            private_sms: false,
        }];
        let permit = permit(Right::EditMembers, None);
        let changes = decide(&permit, &her(MemberState::Left, sharing), (None, TODAY)).unwrap();
        let kinds: Vec<_> = changes.iter().map(domain::Change::kind).collect();
        assert_eq!(kinds, ["member back", "member edited", "member revised"]);
    }
}
