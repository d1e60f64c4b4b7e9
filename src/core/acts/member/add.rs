//! One woman is taken in.
//!
//! One officer is enough: a register takes two where it has over thirty lines, or where it changes a phone. A woman
//! who may be there already is shown first, and never made one with another: two sisters have one phone, two
//! neighbours one name.

use crate::core::authz::{Permit, Right};
use crate::core::domain::change::member::{Change, MemberAdded, MemberEdited};
use crate::core::domain::{self, MemberId, Newcomer, Nominee, Revision};
use std::collections::BTreeSet;

/// Who is to come in.
#[derive(Clone, Debug)]
pub struct Input {
    /// Herself.
    pub newcomer: Newcomer,
    /// Whom she names to act for her one day.
    pub nominee: Nominee,
    /// Members who may be the same woman, whom the officer was shown, and says that they are not.
    pub others: BTreeSet<i64>,
}

/// What is known.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Whether somebody has or had the number.
    pub is_taken: bool,
    /// Members who may be the same woman: of the same name in the same village, or with the same phone.
    pub alike: BTreeSet<i64>,
    /// Members with the same phone.
    pub sharing: Vec<Sharing>,
}

/// A member with a phone that another comes to have too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sharing {
    /// Her id.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Whether texts to her say nothing already.
    pub private_sms: bool,
}

/// Why nothing is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// The number is or was somebody's. It is never given again.
    Taken,
    /// These may be the same woman, and the officer has not said that they are not.
    Alike(BTreeSet<i64>),
}

/// Takes her in. Where others have her phone too, a text to any of them tells nothing from now on (decision 7).
pub fn decide(
    permit: &Permit,
    member: MemberId,
    input: &Input,
    facts: &Facts,
) -> Result<Vec<domain::Change>, Refusal> {
    if permit.right() != Right::EditMembers {
        return Err(Refusal::Right);
    }
    if facts.is_taken {
        return Err(Refusal::Taken);
    }
    if !facts.alike.is_subset(&input.others) {
        return Err(Refusal::Alike(facts.alike.clone()));
    }
    let mut newcomer = input.newcomer.clone();
    newcomer.private_sms |= !facts.sharing.is_empty();
    let no = newcomer.no;
    let mut changes = vec![Change::Added(Box::new(MemberAdded {
        member,
        newcomer,
        pin: None,
    }))];
    if input.nominee != Nominee::default() {
        changes.push(Change::Edited(Box::new(MemberEdited {
            nominee: Some(input.nominee.clone()),
            ..MemberEdited::none(member, no)
        })));
    }
    changes.extend(becoming_private(&facts.sharing));
    Ok(changes.into_iter().map(domain::Change::Member).collect())
}

/// That texts to these tell nothing from now on.
pub(super) fn becoming_private(sharing: &[Sharing]) -> impl Iterator<Item = Change> {
    let open = sharing.iter().filter(|one| !one.private_sms);
    open.map(|one| {
        Change::Revised(Box::new(Revision {
            becomes_private: true,
            ..Revision::none(one.member, one.no)
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::Via;

    fn permit(right: Right) -> Permit {
        require(&Principal::Operator, right, Via::Console).unwrap()
    }

    fn input(others: &[i64]) -> Input {
        Input {
            newcomer: Newcomer {
                no: 1025,
                name: "Champa".to_owned(),
                phone: None,
                lang: None,
                private_sms: false,
                joined: None,
                village: String::new(),
                group: String::new(),
            },
            nominee: Nominee::default(),
            others: others.iter().copied().collect(),
        }
    }

    fn facts(alike: &[i64]) -> Facts {
        Facts {
            is_taken: false,
            alike: alike.iter().copied().collect(),
            sharing: Vec::new(),
        }
    }

    fn done(input: &Input, facts: &Facts) -> Result<Vec<&'static str>, Refusal> {
        let changes = decide(&permit(Right::EditMembers), MemberId(7), input, facts)?;
        Ok(changes.iter().map(domain::Change::kind).collect())
    }

    #[test]
    fn a_woman_who_may_be_there_is_taken_in_only_where_it_is_said_that_she_is_another() {
        assert_eq!(done(&input(&[]), &facts(&[])), Ok(vec!["member added"]));
        let alike = facts(&[1003, 1019]);
        let shown = Refusal::Alike(alike.alike.clone());
        assert_eq!(done(&input(&[]), &alike), Err(shown.clone()));
        assert_eq!(done(&input(&[1003]), &alike), Err(shown));
        assert!(done(&input(&[1003, 1019]), &alike).is_ok());
    }

    #[test]
    fn a_number_that_was_somebodys_and_another_permit_bring_nobody_in() {
        let taken = Facts {
            is_taken: true,
            ..facts(&[])
        };
        assert_eq!(done(&input(&[]), &taken), Err(Refusal::Taken));
        let other = permit(Right::EditGroups);
        let refused = decide(&other, MemberId(7), &input(&[]), &facts(&[]));
        assert_eq!(refused, Err(Refusal::Right));
    }

    #[test]
    fn who_comes_to_share_a_phone_gets_texts_that_say_nothing_and_so_do_the_others() {
        let sharing = |no, private_sms| Sharing {
            member: MemberId(no),
            no,
            private_sms,
        };
        let facts = Facts {
            sharing: vec![sharing(1004, false), sharing(1005, true)],
            ..facts(&[1004, 1005])
        };
        let with_nominee = Input {
            nominee: Nominee {
                name: "Geeta".to_owned(),
                relation: "sister".to_owned(),
            },
            ..input(&[1004, 1005])
        };
        let permit = permit(Right::EditMembers);
        let changes = decide(&permit, MemberId(7), &with_nominee, &facts).unwrap();
        let kinds: Vec<_> = changes.iter().map(domain::Change::kind).collect();
        assert_eq!(kinds, ["member added", "member edited", "member revised"]);
        let domain::Change::Member(Change::Added(added)) = &changes[0] else {
            panic!("{changes:?}");
        };
        assert!(added.newcomer.private_sms);
        assert_eq!(changes[2].member(), Some(MemberId(1004)));
    }
}
