//! An officer is given a role, or a role is taken from her.

use super::{OfficerStanding, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::officer::{OfficerChange, Role};

/// What is to happen to one role of an officer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoleWish {
    /// She gets this role in addition to those she has.
    Give(Role),
    /// She has this role no longer.
    Take(Role),
}

/// Gives or takes the role. `officer`: the officer of the name that was given, where there is one.
pub fn decide(
    permit: &Permit,
    officer: Option<&OfficerStanding>,
    wish: RoleWish,
) -> Result<Vec<OfficerChange>, Refusal> {
    if permit.right() != Right::ManageOfficers {
        return Err(Refusal::Right);
    }
    let known = officer.filter(|one| one.is_active).ok_or(Refusal::Nobody)?;
    let her = &known.officer;
    match wish {
        RoleWish::Give(role) if her.roles.contains(&role) => Err(Refusal::Has(role)),
        RoleWish::Give(role) => Ok(vec![OfficerChange::RoleGiven(her.id, role)]),
        RoleWish::Take(role) if !her.roles.contains(&role) => Err(Refusal::HasNot(role)),
        RoleWish::Take(_) if her.roles.len() == 1 => Err(Refusal::LastRole),
        RoleWish::Take(role) => Ok(vec![OfficerChange::RoleTaken(her.id, role)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::officer::Officer;
    use crate::core::domain::{OfficerId, Via};

    #[test]
    fn a_role_is_given_once_and_the_last_one_is_not_taken() {
        let permit = require(&Principal::Operator, Right::ManageOfficers, Via::Cli).unwrap();
        let mut known = OfficerStanding {
            officer: Officer {
                id: OfficerId(1),
                member: None,
                roles: vec![Role::Sakhi],
            },
            is_active: true,
        };
        let decide = |known: &OfficerStanding, what| super::decide(&permit, Some(known), what);
        assert_eq!(
            decide(&known, RoleWish::Give(Role::Sakhi)),
            Err(Refusal::Has(Role::Sakhi))
        );
        assert_eq!(
            decide(&known, RoleWish::Take(Role::Sakhi)),
            Err(Refusal::LastRole)
        );
        let none = decide(&known, RoleWish::Take(Role::Treasurer));
        assert_eq!(none, Err(Refusal::HasNot(Role::Treasurer)));
        let given = decide(&known, RoleWish::Give(Role::Treasurer)).unwrap();
        assert_eq!(
            given,
            [OfficerChange::RoleGiven(OfficerId(1), Role::Treasurer)]
        );
        known.officer.roles.push(Role::Treasurer);
        let taken = decide(&known, RoleWish::Take(Role::Sakhi)).unwrap();
        assert_eq!(taken, [OfficerChange::RoleTaken(OfficerId(1), Role::Sakhi)]);
        known.is_active = false;
        assert_eq!(
            decide(&known, RoleWish::Give(Role::President)),
            Err(Refusal::Nobody)
        );
    }
}
