//! A group or a village gets another name, for all its women in one act. Where the other name is there already, the
//! two become one.
//!
//! Nothing but a name alters, and often only how it is written, so the women are not told by text.

use crate::core::authz::{Permit, Right};
use crate::core::domain::change::member::{Change, MemberEdited};
use crate::core::domain::register::PlaceKind;
use crate::core::domain::{self, MemberId};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// Nobody is there who does not have the name already.
    Nobody,
}

/// Gives it another name. `women`: id, number, and the name as it stands with her.
pub fn decide(
    permit: &Permit,
    women: &[(MemberId, i64, String)],
    (kind, name): (PlaceKind, &str),
) -> Result<Vec<domain::Change>, Refusal> {
    if permit.right() != Right::EditGroups {
        return Err(Refusal::Right);
    }
    let others = women.iter().filter(|(_, _, known)| known != name);
    let changes: Vec<domain::Change> = others
        .map(|(member, no, _)| {
            let mut edited = MemberEdited::none(*member, *no);
            match kind {
                PlaceKind::Village => edited.village = Some(name.to_owned()),
                PlaceKind::Group => edited.group = Some(name.to_owned()),
            }
            domain::Change::Member(Change::Edited(Box::new(edited)))
        })
        .collect();
    if changes.is_empty() {
        return Err(Refusal::Nobody);
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::super::super::member::samples::permit;
    use super::*;

    #[test]
    fn all_women_of_a_place_get_its_new_name_and_who_has_it_stays() {
        let women = [(7, "Vyara"), (8, "vyara"), (9, "Vyara ")].map(|(id, name)| {
            let id = MemberId(id);
            (id, id.0 + 1000, name.to_owned())
        });
        let tries = |right, women: &[_], kind| {
            let done = decide(&permit(right, None), women, (kind, "Vyara"));
            done.map(|changes| {
                changes
                    .iter()
                    .map(domain::Change::member)
                    .collect::<Vec<_>>()
            })
        };
        let two = Ok(vec![Some(MemberId(8)), Some(MemberId(9))]);
        for kind in [PlaceKind::Village, PlaceKind::Group] {
            assert_eq!(tries(Right::EditGroups, &women, kind), two);
        }
        let none = tries(Right::EditGroups, &women[..1], PlaceKind::Group);
        assert_eq!(none, Err(Refusal::Nobody));
        let other = tries(Right::EditMembers, &women, PlaceKind::Group);
        assert_eq!(other, Err(Refusal::Right));
    }
}
