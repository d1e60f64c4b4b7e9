//! An officer has one role more, or one less.

use super::{OfficerStanding, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::officer::{OfficerChange, Role};

/// Decides it. `officer`: whom it is about, where there is one of the name; `give`: more or less.
pub fn decide(
    permit: &Permit,
    officer: Option<&OfficerStanding>,
    (role, give): (Role, bool),
) -> Result<Vec<OfficerChange>, Refusal> {
    if permit.right() != Right::ManageOfficers {
        return Err(Refusal::Right);
    }
    let known = officer.filter(|one| one.is_active).ok_or(Refusal::Nobody)?;
    let her = &known.officer;
    match (her.roles.contains(&role), give) {
        (true, true) => Err(Refusal::Has(role)),
        (false, false) => Err(Refusal::HasNot(role)),
        (false, true) => Ok(vec![OfficerChange::RoleGiven(her.id, role)]),
        (true, false) if her.roles.len() == 1 => Err(Refusal::LastRole),
        (true, false) => Ok(vec![OfficerChange::RoleTaken(her.id, role)]),
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
            decide(&known, (Role::Sakhi, true)),
            Err(Refusal::Has(Role::Sakhi))
        );
        assert_eq!(decide(&known, (Role::Sakhi, false)), Err(Refusal::LastRole));
        let none = decide(&known, (Role::Treasurer, false));
        assert_eq!(none, Err(Refusal::HasNot(Role::Treasurer)));
        let given = decide(&known, (Role::Treasurer, true)).unwrap();
        assert_eq!(
            given,
            [OfficerChange::RoleGiven(OfficerId(1), Role::Treasurer)]
        );
        known.officer.roles.push(Role::Treasurer);
        let taken = decide(&known, (Role::Sakhi, false)).unwrap();
        assert_eq!(taken, [OfficerChange::RoleTaken(OfficerId(1), Role::Sakhi)]);
        known.is_active = false;
        assert_eq!(
            decide(&known, (Role::President, true)),
            Err(Refusal::Nobody)
        );
    }
}
