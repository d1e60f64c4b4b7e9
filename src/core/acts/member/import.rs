//! Members are imported from a register: new ones are added, known ones are changed.
//!
//! One officer imports up to `LINES_ALONE_MAX` lines alone; more take two officers (console reference 3). A
//! new phone for a known member takes two as well, however few the lines are: whoever holds a member's own
//! phone is not asked for a member number (domain reference C5).

use crate::core::authz::{Permit, Right};
use crate::core::domain::{Newcomer, Revision};

/// Lines of a register that one officer may import alone (console reference 3).
pub const LINES_ALONE_MAX: usize = 30;

/// What importing the register would do, compared with the members who are there.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The members who are new.
    pub new: &'a [Newcomer],
    /// The changes of members who are there already.
    pub changed: &'a [&'a Revision],
    /// Members whose texts say nothing from now on, because a second member comes to share their phone.
    pub becoming_private: &'a [Revision],
    /// The number of lines that are wrong.
    pub wrong_n: usize,
}

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// So many lines are wrong, and then nothing is imported.
    Wrong(usize),
    /// So many known members would be changed, and the command did not ask for that.
    Alters(usize),
}

/// What is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportedMembers<'a> {
    /// The members who are new.
    pub new: &'a [Newcomer],
    /// The changes of members who are there already.
    pub revisions: Vec<&'a Revision>,
}

/// Whether the import takes a second signature.
pub fn takes_two(facts: Facts<'_>) -> bool {
    let lines_n = facts.new.len() + facts.changed.len();
    lines_n > LINES_ALONE_MAX || facts.changed.iter().any(|one| one.phone.is_some())
}

/// Whether the import could be done. `alter`: also change members who are there already.
pub fn may_import(facts: Facts<'_>, alter: bool) -> Result<(), Refusal> {
    match (facts.wrong_n, facts.changed.len()) {
        (0, 0) => Ok(()),
        (0, _) if alter => Ok(()),
        (0, changed_n) => Err(Refusal::Alters(changed_n)),
        (wrong_n, _) => Err(Refusal::Wrong(wrong_n)),
    }
}

/// Imports the members. `alter`: also change members who are there already.
pub fn decide<'a>(
    permit: &Permit,
    facts: Facts<'a>,
    alter: bool,
) -> Result<ImportedMembers<'a>, Refusal> {
    if permit.right() != Right::EditMembers {
        return Err(Refusal::Right);
    }
    may_import(facts, alter)?;
    let changed = facts.changed.iter().copied();
    Ok(ImportedMembers {
        new: facts.new,
        revisions: changed.chain(facts.becoming_private).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::authz::{Principal, require};
    use crate::core::domain::{MemberId, Phone, Via};

    fn newcomer(no: i64) -> Newcomer {
        Newcomer {
            no,
            name: "Champa".to_owned(),
            phone: None,
            lang: None,
            private_sms: false,
            joined: None,
            village: String::new(),
            group: String::new(),
        }
    }

    #[test]
    fn over_thirty_lines_and_another_phone_take_two() {
        let new: Vec<Newcomer> = (0..31).map(newcomer).collect();
        let village = Revision {
            village: Some("Vyara".to_owned()),
            ..Revision::none(MemberId(1), 1001)
        };
        let phone = Revision {
            phone: Phone::parse("+919811100001").ok(),
            ..Revision::none(MemberId(1), 1001)
        };
        assert!(phone.phone.is_some());
        let takes = |new, changed: &[&Revision]| {
            takes_two(Facts {
                new,
                changed,
                becoming_private: &[],
                wrong_n: 0,
            })
        };
        assert!(!takes(&new[..30], &[]));
        assert!(takes(&new, &[]));
        assert!(takes(&new[..30], &[&village]));
        assert!(!takes(&[], &[&village]));
        assert!(takes(&[], &[&phone]));
    }

    #[test]
    fn wrong_lines_and_unasked_changes_bring_nothing_in() {
        let permit = |right| require(&Principal::Operator, right, Via::Cli).unwrap();
        let edit = permit(Right::EditMembers);
        let new = [newcomer(31)];
        let [one, quiet] = [1001, 1002].map(|no| Revision::none(MemberId(no), no));
        let (changed, becoming_private) = ([&one], [quiet.clone()]);
        let facts = |wrong_n| Facts {
            new: &new,
            changed: &changed,
            becoming_private: &becoming_private,
            wrong_n,
        };
        let done = decide(&edit, facts(0), true).unwrap();
        assert_eq!((done.new.len(), done.revisions), (1, vec![&one, &quiet]));
        assert_eq!(decide(&edit, facts(0), false), Err(Refusal::Alters(1)));
        assert_eq!(decide(&edit, facts(2), true), Err(Refusal::Wrong(2)));
        let other = decide(&permit(Right::EditTexts), facts(0), true);
        assert_eq!(other, Err(Refusal::Right));
    }
}
