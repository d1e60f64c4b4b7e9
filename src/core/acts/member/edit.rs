//! An officer alters what is held of a member: name, village, group, language, whether her texts say something, since
//! when she is a member, and whom she has named to act for her one day.
//!
//! One officer is enough, since she is told by text what was altered. A phone is not altered here: whoever holds it
//! comes close to her record.

use super::is_herself;
use crate::core::authz::{Permit, Right};
use crate::core::domain::change::member::{self, MemberEdited};
use crate::core::domain::{Change, Day};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is about the officer herself.
    Own,
    /// Nothing would be altered.
    Nothing,
    /// She would be a member from a day on that is still to come.
    Day,
}

/// Alters it.
pub fn decide(permit: &Permit, edited: MemberEdited, today: Day) -> Result<Change, Refusal> {
    if permit.right() != Right::EditMembers {
        return Err(Refusal::Right);
    }
    if is_herself(permit, edited.member) {
        return Err(Refusal::Own);
    }
    if edited.is_empty() {
        return Err(Refusal::Nothing);
    }
    if edited.joined.is_some_and(|day| day > today) {
        return Err(Refusal::Day);
    }
    Ok(Change::Member(member::Change::Edited(Box::new(edited))))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{TODAY, permit};
    use super::*;
    use crate::core::domain::MemberId;

    #[test]
    fn only_another_officer_of_the_right_alters_something() {
        let edited = MemberEdited {
            village: Some("Vyara".to_owned()),
            ..MemberEdited::none(MemberId(7), 1042)
        };
        let tries = |right, own, edited: &MemberEdited| {
            let done = decide(&permit(right, own), edited.clone(), TODAY);
            done.map(|change| change.kind())
        };
        let right = Right::EditMembers;
        assert_eq!(tries(right, None, &edited), Ok("member edited"));
        assert_eq!(tries(right, Some(8), &edited), Ok("member edited"));
        assert_eq!(tries(right, Some(7), &edited), Err(Refusal::Own));
        assert_eq!(tries(Right::EditGroups, None, &edited), Err(Refusal::Right));
        let nothing = MemberEdited::none(MemberId(7), 1042);
        assert_eq!(tries(right, None, &nothing), Err(Refusal::Nothing));
        let ahead = MemberEdited {
            joined: Some(TODAY.plus(1)),
            ..nothing
        };
        assert_eq!(tries(right, None, &ahead), Err(Refusal::Day));
    }
}
