//! A cooperative's settings become what its file says.

use super::{Input, Reached, Refusal, is_free};
use crate::core::authz::{Permit, Right};
use crate::core::domain::EntryKind;
use std::collections::BTreeMap;

/// What the decision depends on.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The codes and numbers that reach other cooperatives.
    pub others: &'a [Reached<'a>],
    /// Income or cost, for each category by its code, those out of use included.
    pub kinds: &'a BTreeMap<i64, EntryKind>,
}

/// Entries refer to a category by its code. So a code that stood for income never comes to stand for cost,
/// even where it is out of use.
pub fn decide(permit: &Permit, facts: Facts<'_>, input: Input<'_>) -> Result<(), Refusal> {
    if permit.right() != Right::ManageOfficers {
        return Err(Refusal::Right);
    }
    is_free(facts.others, input.reached)?;
    let other: Vec<(i64, EntryKind)> = input
        .categories
        .iter()
        .filter_map(|category| {
            let kind = *facts.kinds.get(&category.code)?;
            (kind != category.kind).then_some((category.code, kind))
        })
        .collect();
    if other.is_empty() {
        Ok(())
    } else {
        Err(Refusal::OtherKind(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::{Via, usual_categories};

    #[test]
    fn what_a_category_is_for_stays_and_no_address_is_taken_from_another() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let manage = permit(Right::ManageOfficers);
        let categories = usual_categories();
        let first = &categories[0];
        let reached = [Reached {
            gateway: "sandbox",
            kind: "sms",
            value: "56161",
        }];
        let input = Input {
            reached: &reached,
            categories: &categories,
        };
        let kinds = BTreeMap::from([(first.code, first.kind)]);
        let of = |others, kinds| decide(&manage, Facts { others, kinds }, input);
        assert_eq!(of(&[], &kinds), Ok(()));
        assert!(matches!(of(&reached, &kinds), Err(Refusal::Taken(taken)) if taken.len() == 1));
        let mut all = EntryKind::ALL.iter();
        let other = *all.find(|kind| **kind != first.kind).unwrap();
        let kinds = BTreeMap::from([(first.code, other)]);
        let refused = of(&[], &kinds);
        assert_eq!(refused, Err(Refusal::OtherKind(vec![(first.code, other)])));
        let facts = Facts {
            others: &[],
            kinds: &kinds,
        };
        let wrong = decide(&permit(Right::EditTexts), facts, input);
        assert_eq!(wrong, Err(Refusal::Right));
    }
}
