//! Two people have a code made for some women, with which each chooses a PIN from a phone of hers.

use super::{HelpRefusal, HelpedMember, all_known};
use crate::core::authz::{Permit, Right};
use crate::core::domain::MemberId;
use std::collections::BTreeSet;

/// Whether it could be done. `found`: the active members of these numbers.
pub fn may_activate(numbers: &BTreeSet<i64>, found: &[HelpedMember]) -> Result<(), HelpRefusal> {
    all_known(numbers, found)?;
    let without = found.iter().filter(|one| !one.has_phone);
    let without: Vec<i64> = without.map(|one| one.no).collect();
    if without.is_empty() {
        Ok(())
    } else {
        Err(HelpRefusal::NoPhone(without))
    }
}

/// Who gets a code. Her locks are opened with it, and an older code of hers ends.
pub fn decide(
    permit: &Permit,
    numbers: &BTreeSet<i64>,
    found: &[HelpedMember],
) -> Result<Vec<MemberId>, HelpRefusal> {
    if permit.right() != Right::EditMembers {
        return Err(HelpRefusal::Right);
    }
    may_activate(numbers, found)?;
    Ok(found.iter().map(|one| one.member).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    #[test]
    fn a_code_needs_a_phone_that_it_is_used_from() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let edit = permit(Right::EditMembers);
        let holder = |no, has_phone| HelpedMember {
            member: MemberId(no),
            no,
            has_phone,
        };
        let numbers = BTreeSet::from([1001, 1002]);
        let both = [holder(1001, true), holder(1002, true)];
        let members = decide(&edit, &numbers, &both);
        assert_eq!(members, Ok(vec![MemberId(1001), MemberId(1002)]));
        let one = [holder(1001, true), holder(1002, false)];
        let refused = decide(&edit, &numbers, &one);
        assert_eq!(refused, Err(HelpRefusal::NoPhone(vec![1002])));
        let unknown = decide(&edit, &numbers, &both[..1]);
        assert_eq!(unknown, Err(HelpRefusal::Unknown(vec![1002])));
        let other = decide(&permit(Right::EditTexts), &numbers, &both);
        assert_eq!(other, Err(HelpRefusal::Right));
    }
}
