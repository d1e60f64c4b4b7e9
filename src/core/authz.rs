//! Who may do what: rights, the roles that have them, and the permit without which no officer's act runs.
//!
//! `RIGHTS` is the one table (domain reference C5). A `Permit` is made by `require` alone, and an officer's
//! act takes it as a parameter, so that an act that does not ask for one does not compile. The operator of
//! the machine may do whatever a command does: whoever holds the keys and the database needs no permission
//! from it. What needs two people needs them from the operator too (`Proposal`, decision 29).

use crate::core::domain::officer::{Officer, Role};
use crate::core::domain::proposal::Hand;
use crate::core::domain::{Actor, By, OfficerId, Via, Why};

/// One thing that somebody may do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Right {
    /// Enter for a member.
    EnterForMember,
    /// Mark who came to a meeting.
    MarkAttendance,
    /// Open a case for a member.
    OpenCases,
    /// See whom to call back.
    CallBack,
    /// Confirm savings and instalments, not her own.
    ConfirmMoney,
    /// Pay money out, not to herself.
    PayOut,
    /// Read the register: names, villages, groups, and the ends of numbers.
    ReadMembers,
    /// The same of the women of her own group alone.
    ReadOwnGroup,
    /// See whole numbers, for a reason that is written down.
    RevealNumbers,
    /// Bring members in, alter and end them; open their PINs and give codes for new ones.
    EditMembers,
    /// Make and alter groups.
    EditGroups,
    /// Plan meetings, with agenda and minutes.
    PlanMeetings,
    /// Announce something to members.
    ComposeNotices,
    /// The words of texts, and how they are registered with the operators.
    EditTexts,
    /// See to what keeps texts from leaving.
    SeeToDelivery,
    /// Prepare a ballot, and make codes for voting by text.
    DraftBallots,
    /// Open a ballot, and close it when its time is over.
    OpenBallots,
    /// Sign what another officer asks for.
    SignSecond,
    /// Officers and their roles, and the cooperative's settings.
    ManageOfficers,
    /// Check a request for data and write its plain summary.
    CheckRequests,
    /// Answer cases.
    AnswerCases,
    /// Order a release of totals.
    OrderReleases,
    /// Read the ledger.
    ReadLedger,
    /// Read who voted, after the close.
    ReadVoterList,
    /// Read the list of pay-outs.
    ReadPayOuts,
    /// See totals over ten or more members.
    SeeTotals,
    /// Run the system: jobs, gateways, keys.
    RunSystem,
}

impl Right {
    /// Every right.
    pub const ALL: &'static [Self] = &[
        Self::EnterForMember,
        Self::MarkAttendance,
        Self::OpenCases,
        Self::CallBack,
        Self::ConfirmMoney,
        Self::PayOut,
        Self::ReadMembers,
        Self::ReadOwnGroup,
        Self::RevealNumbers,
        Self::EditMembers,
        Self::EditGroups,
        Self::PlanMeetings,
        Self::ComposeNotices,
        Self::EditTexts,
        Self::SeeToDelivery,
        Self::DraftBallots,
        Self::OpenBallots,
        Self::SignSecond,
        Self::ManageOfficers,
        Self::CheckRequests,
        Self::AnswerCases,
        Self::OrderReleases,
        Self::ReadLedger,
        Self::ReadVoterList,
        Self::ReadPayOuts,
        Self::SeeTotals,
        Self::RunSystem,
    ];

    /// What the right allows, in words that fit after "may not".
    pub fn words(self) -> &'static str {
        match self {
            Self::EnterForMember => "enter for a member",
            Self::MarkAttendance => "mark attendance",
            Self::OpenCases => "open cases",
            Self::CallBack => "call back",
            Self::ConfirmMoney => "confirm money",
            Self::PayOut => "pay out",
            Self::ReadMembers => "read members",
            Self::ReadOwnGroup => "read the members of her own group",
            Self::RevealNumbers => "reveal numbers",
            Self::EditMembers => "edit members",
            Self::EditGroups => "edit groups",
            Self::PlanMeetings => "plan meetings",
            Self::ComposeNotices => "compose notices",
            Self::EditTexts => "edit texts",
            Self::SeeToDelivery => "see to delivery",
            Self::DraftBallots => "draft ballots",
            Self::OpenBallots => "open ballots",
            Self::SignSecond => "sign second",
            Self::ManageOfficers => "manage officers",
            Self::CheckRequests => "check requests",
            Self::AnswerCases => "answer cases",
            Self::OrderReleases => "order releases",
            Self::ReadLedger => "read the ledger",
            Self::ReadVoterList => "read the voter list",
            Self::ReadPayOuts => "read pay-outs",
            Self::SeeTotals => "see totals",
            Self::RunSystem => "run the system",
        }
    }
}

/// What each role may do (domain reference C5). Of officers and roles the reference names no keeper; the president and
/// the secretary are, and both must sign. A sakhi's own group is the one that the register has of her.
const RIGHTS: &[(Role, &[Right])] = &[
    (
        Role::Sakhi,
        &[
            Right::EnterForMember,
            Right::MarkAttendance,
            Right::OpenCases,
            Right::CallBack,
            Right::ReadOwnGroup,
        ],
    ),
    (Role::Treasurer, &[Right::ConfirmMoney, Right::PayOut]),
    (
        Role::Secretary,
        &[
            Right::ReadMembers,
            Right::RevealNumbers,
            Right::EditMembers,
            Right::EditGroups,
            Right::PlanMeetings,
            Right::MarkAttendance,
            Right::ComposeNotices,
            Right::EditTexts,
            Right::SeeToDelivery,
            Right::DraftBallots,
            Right::ManageOfficers,
        ],
    ),
    (
        Role::President,
        &[Right::SignSecond, Right::OpenBallots, Right::ManageOfficers],
    ),
    (
        Role::DataCommittee,
        &[
            Right::CheckRequests,
            Right::AnswerCases,
            Right::OrderReleases,
        ],
    ),
    (
        Role::MemberAuditor,
        &[Right::ReadLedger, Right::ReadVoterList, Right::ReadPayOuts],
    ),
    (Role::FederationAnalyst, &[Right::SeeTotals]),
    (Role::Technician, &[Right::RunSystem, Right::SeeToDelivery]),
];

/// What a role may do.
pub fn rights_of(role: Role) -> &'static [Right] {
    RIGHTS
        .iter()
        .find(|(one, _)| *one == role)
        .map_or(&[], |(_, rights)| *rights)
}

/// Somebody who wants to do something: an officer who has given her passphrase, or the operator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Principal {
    /// An officer.
    Officer(Officer),
    /// Whoever can run commands on the machine.
    Operator,
}

impl Principal {
    /// The officer's id; `None` for the operator.
    pub fn officer(&self) -> Option<OfficerId> {
        match self {
            Self::Officer(officer) => Some(officer.id),
            Self::Operator => None,
        }
    }

    /// As an actor of the ledger.
    pub fn actor(&self) -> Actor {
        self.officer().map_or(Actor::Operator, Actor::Officer)
    }
}

/// Why somebody may not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this officer may not {}; {}", .0.words(), holders(*.0))]
pub struct Denied(pub Right);

/// Which roles have a right.
fn holders(right: Right) -> String {
    let roles: Vec<&str> = Role::ALL
        .iter()
        .filter(|role| rights_of(**role).contains(&right))
        .map(|role| role.code())
        .collect();
    format!("who may: {}", roles.join(", "))
}

/// Proof that somebody may do something. Only `require` makes one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permit {
    person: Principal,
    right: Right,
    via: Via,
    why: Why,
}

impl Permit {
    /// Who holds the permit.
    pub fn person(&self) -> &Principal {
        &self.person
    }

    /// The right that it is a permit for.
    pub fn right(&self) -> Right {
        self.right
    }

    /// The writer that the ledger names.
    pub fn by(&self) -> By {
        By {
            actor: self.person.actor(),
            via: self.via,
            why: self.why,
        }
    }

    /// The same permit with another reason, such as a second signature.
    #[must_use]
    pub fn because(mut self, why: Why) -> Self {
        self.why = why;
        self
    }
}

fn has(officer: &Officer, right: Right) -> bool {
    let mut roles = officer.roles.iter();
    roles.any(|role| rights_of(*role).contains(&right))
}

/// The permit, where this person may do it.
pub fn require(person: &Principal, right: Right, via: Via) -> Result<Permit, Denied> {
    if let Principal::Officer(officer) = person
        && !has(officer, right)
    {
        return Err(Denied(right));
    }
    Ok(Permit {
        person: person.clone(),
        right,
        via,
        why: Why::Wanted,
    })
}

/// Whether an officer may sign what another officer asks for with this right: she has the right herself, or
/// she is one who signs second for all acts (the president, domain reference C5).
pub fn may_sign(officer: &Officer, right: Right) -> bool {
    has(officer, right) || has(officer, Right::SignSecond)
}

/// The person who signs, where her roles allow it. `officers_n`: how many officers could sign this, the one
/// who asked included.
pub fn require_hand(person: &Principal, right: Right, officers_n: usize) -> Result<Hand, Denied> {
    match person {
        Principal::Officer(officer) if may_sign(officer, right) => Ok(Hand::Officer {
            id: officer.id,
            member: officer.member,
        }),
        Principal::Officer(_) => Err(Denied(right)),
        Principal::Operator => Ok(Hand::Operator { officers_n }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn officer(role: Role) -> Principal {
        Principal::Officer(Officer {
            id: OfficerId(1),
            member: None,
            roles: vec![role],
        })
    }

    #[test]
    fn every_role_stands_in_the_table_once_and_every_right_has_a_holder() {
        let roles: BTreeSet<_> = RIGHTS.iter().map(|(role, _)| role).collect();
        assert_eq!(
            (roles.len(), RIGHTS.len()),
            (Role::ALL.len(), Role::ALL.len())
        );
        let held: BTreeSet<Right> = RIGHTS
            .iter()
            .flat_map(|(_, rights)| *rights)
            .copied()
            .collect();
        assert_eq!(held, Right::ALL.iter().copied().collect());
        let words: BTreeSet<_> = Right::ALL.iter().map(|right| right.words()).collect();
        assert_eq!(words.len(), Right::ALL.len());
    }

    #[test]
    fn whoever_has_no_role_with_the_right_gets_no_permit() {
        for role in Role::ALL {
            for right in Right::ALL {
                let permit = require(&officer(*role), *right, Via::Cli);
                assert_eq!(
                    permit.is_ok(),
                    rights_of(*role).contains(right),
                    "{role:?} {right:?}"
                );
            }
        }
        let none = Principal::Officer(Officer {
            id: OfficerId(1),
            member: None,
            roles: Vec::new(),
        });
        let mut all = Right::ALL.iter();
        assert!(all.all(|right| require(&none, *right, Via::Cli).is_err()));
        let permit = require(&Principal::Operator, Right::EditMembers, Via::Cli).unwrap();
        assert_eq!(permit.by(), By::OPERATOR);
    }

    /// Domain reference C5, "May not".
    #[test]
    fn what_c5_forbids_no_role_has() {
        for right in [
            Right::EditMembers,
            Right::ReadMembers,
            Right::RevealNumbers,
            Right::ReadVoterList,
            Right::ConfirmMoney,
        ] {
            assert!(!rights_of(Role::Sakhi).contains(&right));
        }
        assert!(!rights_of(Role::President).contains(&Right::ReadVoterList));
        for right in [Right::EditMembers, Right::ReadMembers, Right::RevealNumbers] {
            assert!(!rights_of(Role::Technician).contains(&right));
        }
        assert_eq!(rights_of(Role::FederationAnalyst), [Right::SeeTotals]);
        let readers = Role::ALL
            .iter()
            .filter(|role| rights_of(**role).contains(&Right::ReadVoterList));
        assert_eq!(readers.collect::<Vec<_>>(), [&Role::MemberAuditor]);
    }

    #[test]
    fn the_president_signs_what_others_ask_for_and_a_sakhi_does_not() {
        let hand = |role, right| require_hand(&officer(role), right, 2).is_ok();
        assert!(hand(Role::President, Right::ComposeNotices));
        assert!(hand(Role::Secretary, Right::ComposeNotices));
        assert!(!hand(Role::Sakhi, Right::ComposeNotices));
        assert!(!hand(Role::Treasurer, Right::EditMembers));
        let denied = Denied(Right::ComposeNotices).to_string();
        assert_eq!(
            denied,
            "this officer may not compose notices; who may: secretary"
        );
    }
}
