//! Somebody becomes an officer, with a first role and a passphrase of her own.

use super::{OfficerStanding, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::officer::{self, OfficerAdded, OfficerChange, Role};
use crate::core::domain::{MemberId, OfficerId};

/// What the decision depends on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// All officers, present and former.
    pub officers: &'a [OfficerStanding],
    /// Whether a present officer has the name.
    pub is_taken: bool,
    /// The id that was drawn for the new officer.
    pub fresh: OfficerId,
}

/// The person who becomes an officer.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Her name.
    pub name: &'a str,
    /// Her id as a member, where she is a member.
    pub member: Option<MemberId>,
    /// Her first role.
    pub role: Role,
    /// The hash of her passphrase, as a PHC string without the pepper.
    pub passphrase_hash: &'a str,
}

/// Adds the officer, with a first role. The refusals say what stands against it.
pub fn decide(
    permit: &Permit,
    facts: Facts<'_>,
    input: Input<'_>,
) -> Result<Vec<OfficerChange>, Refusal> {
    if permit.right() != Right::ManageOfficers {
        return Err(Refusal::Right);
    }
    let name = officer::name(input.name).ok_or(Refusal::Name)?;
    if facts.is_taken {
        return Err(Refusal::Taken);
    }
    let is_she = |one: &OfficerStanding| one.is_active && one.officer.member == input.member;
    if input.member.is_some() && facts.officers.iter().any(is_she) {
        return Err(Refusal::IsOfficer);
    }
    Ok(vec![OfficerChange::Added(OfficerAdded {
        officer: facts.fresh,
        name,
        member: input.member,
        role: input.role,
        passphrase_hash: input.passphrase_hash.to_owned(),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;
    use crate::core::domain::officer::Officer;

    #[test]
    fn a_member_is_one_officer_and_a_name_is_one_officers() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let kanta = OfficerStanding {
            officer: Officer {
                id: OfficerId(1),
                member: Some(MemberId(7)),
                roles: vec![Role::Sakhi],
            },
            is_active: true,
        };
        let officers = [kanta];
        let facts = |is_taken| Facts {
            officers: &officers,
            is_taken,
            fresh: OfficerId(2),
        };
        let input = |name, member: Option<i64>| Input {
            name,
            member: member.map(MemberId),
            role: Role::Treasurer,
            passphrase_hash: "hash",
        };
        let manage = permit(Right::ManageOfficers);
        let tries = |is_taken, name, member| decide(&manage, facts(is_taken), input(name, member));
        assert_eq!(tries(false, "Ila", None).unwrap().len(), 1);
        assert_eq!(tries(false, "Ila", Some(8)).unwrap().len(), 1);
        assert_eq!(tries(false, "Ila", Some(7)), Err(Refusal::IsOfficer));
        assert_eq!(tries(true, "Ila", None), Err(Refusal::Taken));
        assert_eq!(tries(false, "42", None), Err(Refusal::Name));
        let other = permit(Right::EditTexts);
        let denied = decide(&other, facts(false), input("Ila", None));
        assert_eq!(denied, Err(Refusal::Right));
    }
}
