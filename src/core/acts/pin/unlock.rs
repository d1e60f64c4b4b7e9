//! Two people open all locks of some women's PINs.

use super::{HelpRefusal, HelpedMember, all_known, members};
use crate::core::authz::Permit;
use crate::core::domain::MemberId;
use std::collections::BTreeSet;

/// Whether the locks could be opened. `found`: the active members with these numbers.
pub fn may_unlock(numbers: &BTreeSet<i64>, found: &[HelpedMember]) -> Result<(), HelpRefusal> {
    all_known(numbers, found)
}

/// The members whose locks are opened.
pub fn decide(
    permit: &Permit,
    numbers: &BTreeSet<i64>,
    found: &[HelpedMember],
) -> Result<Vec<MemberId>, HelpRefusal> {
    members(permit, may_unlock(numbers, found), found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, Right, require};
    use crate::core::domain::Via;

    #[test]
    fn all_are_helped_or_none() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let edit = permit(Right::EditMembers);
        let found = [HelpedMember {
            member: MemberId(1),
            no: 1001,
            has_phone: false,
        }];
        let of = |numbers: &[i64]| {
            let numbers: BTreeSet<i64> = numbers.iter().copied().collect();
            decide(&edit, &numbers, &found)
        };
        assert_eq!(of(&[1001]), Ok(vec![MemberId(1)]));
        assert_eq!(of(&[]), Err(HelpRefusal::HowMany));
        let many: Vec<i64> = (0..501).collect();
        assert_eq!(of(&many), Err(HelpRefusal::HowMany));
        let unknown = of(&[4242, 1001]);
        assert_eq!(unknown, Err(HelpRefusal::Unknown(vec![4242])));
        let other = permit(Right::EditTexts);
        let refused = decide(&other, &BTreeSet::from([1001]), &found);
        assert_eq!(refused, Err(HelpRefusal::Right));
    }
}
