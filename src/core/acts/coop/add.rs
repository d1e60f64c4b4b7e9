//! A new cooperative is added. It has no officers yet, so the operator adds it alone.

use super::{Input, Reached, Refusal, is_free};
use crate::core::authz::{Permit, Principal, Right};

/// `others`: the codes and numbers that reach other cooperatives.
pub fn decide(permit: &Permit, others: &[Reached<'_>], input: Input<'_>) -> Result<(), Refusal> {
    if permit.right() != Right::RunSystem {
        return Err(Refusal::Right);
    }
    if *permit.person() != Principal::Operator {
        return Err(Refusal::NoOfficers);
    }
    is_free(others, input.reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::require;
    use crate::core::domain::officer::{Officer, Role};
    use crate::core::domain::{OfficerId, Via};

    #[test]
    fn the_operator_brings_in_what_reaches_no_other() {
        let permit = |person: &Principal, right| require(person, right, Via::Cli).unwrap();
        let operator = permit(&Principal::Operator, Right::RunSystem);
        let [one, other] = ["*384*1#", "*384*2#"].map(|value| Reached {
            gateway: "sandbox",
            kind: "ussd",
            value,
        });
        let input = Input {
            reached: &[one],
            categories: &[],
        };
        assert_eq!(decide(&operator, &[other], input), Ok(()));
        let taken = vec![("*384*1#".to_owned(), "sandbox".to_owned())];
        let refused = decide(&operator, &[other, one], input);
        assert_eq!(refused, Err(Refusal::Taken(taken)));
        let technician = Principal::Officer(Officer {
            id: OfficerId(1),
            member: None,
            roles: vec![Role::Technician],
        });
        let hers = permit(&technician, Right::RunSystem);
        assert_eq!(decide(&hers, &[], input), Err(Refusal::NoOfficers));
        let wrong = permit(&Principal::Operator, Right::EditMembers);
        assert_eq!(decide(&wrong, &[], input), Err(Refusal::Right));
    }
}
