//! An officer or the operator brings in how texts are registered with the telecom operators: ids, headers
//! and states.

use crate::core::authz::{Permit, Principal, Right};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// An officer brings in the texts of her own cooperative alone.
    OtherCoops,
}

/// Whether somebody may bring in texts of so many cooperatives: the operator those of all, an officer those
/// of her own.
pub fn may_register(is_officer: bool, coops_n: usize) -> Result<(), Refusal> {
    if is_officer && coops_n != 1 {
        return Err(Refusal::OtherCoops);
    }
    Ok(())
}

/// `coops_n`: of how many cooperatives texts are in the table. An officer's permit is of the one.
pub fn decide(permit: &Permit, coops_n: usize) -> Result<(), Refusal> {
    if permit.right() != Right::EditTexts {
        return Err(Refusal::Right);
    }
    may_register(*permit.person() != Principal::Operator, coops_n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::require;
    use crate::core::domain::officer::{Officer, Role};
    use crate::core::domain::{OfficerId, Via};

    #[test]
    fn an_officer_brings_in_the_texts_of_her_own_cooperative_alone() {
        let secretary = Principal::Officer(Officer {
            id: OfficerId(1),
            member: None,
            roles: vec![Role::Secretary],
        });
        let of = |person: &Principal, right, coops_n| {
            decide(&require(person, right, Via::Cli).unwrap(), coops_n)
        };
        assert_eq!(of(&secretary, Right::EditTexts, 1), Ok(()));
        for coops_n in [0, 2] {
            assert_eq!(of(&Principal::Operator, Right::EditTexts, coops_n), Ok(()));
            let refused = of(&secretary, Right::EditTexts, coops_n);
            assert_eq!(refused, Err(Refusal::OtherCoops));
        }
        let other = of(&secretary, Right::EditMembers, 1);
        assert_eq!(other, Err(Refusal::Right));
    }
}
