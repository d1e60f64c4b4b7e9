//! Two people have codes made for some women. With her code a woman chooses a PIN on her own phone.

use super::{HelpRefusal, HelpedMember, all_known, members};
use crate::core::authz::Permit;
use crate::core::domain::MemberId;
use std::collections::BTreeSet;

/// Whether codes could be made. `found`: the active members with these numbers.
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

/// The members who get a code. Making a code also opens a member's locks, and ends an older code of hers.
pub fn decide(
    permit: &Permit,
    numbers: &BTreeSet<i64>,
    found: &[HelpedMember],
) -> Result<Vec<MemberId>, HelpRefusal> {
    members(permit, may_activate(numbers, found), found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, Right, require};
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
