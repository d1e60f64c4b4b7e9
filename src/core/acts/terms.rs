//! The terms of every act: by which channels it is done, who may, and whether one person does it or two.
//!
//! An act for two waits as a proposal until a second officer signs it (`core::domain::proposal`). Two people always
//! for: a PIN reset, a change of phone, a notice to over 30 people, roles (domain reference C5). The table of
//! docs/ARCHITECTURE.md is made from here, and a test holds it against the files of this folder.

use crate::core::authz::Right;
use crate::core::domain::Via;

/// How many people an act takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum People {
    /// One.
    One,
    /// Two, always.
    Two,
    /// Two where this holds.
    TwoWhere(&'static str),
}

impl People {
    /// As the table says it.
    pub fn words(self) -> String {
        match self {
            Self::One => "one".to_owned(),
            Self::Two => "two".to_owned(),
            Self::TwoWhere(when) => format!("two {when}"),
        }
    }
}

/// Who does an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doer {
    /// A member, about what is hers.
    Member,
    /// Whoever has this right.
    Holder(Right),
    /// An officer, about what is her own.
    Officer,
    /// The operator of the machine alone.
    Operator,
    /// The program, because time has passed.
    Program,
}

/// What an officer, or the operator, can have done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Act {
    /// Codes for voting by text.
    BallotCodes,
    /// A cooperative comes in.
    CoopAdd,
    /// A cooperative's settings, from its file.
    CoopSet,
    /// Members, from a register.
    MemberImport,
    /// A text to many.
    NoticeAnnounce,
    /// Somebody becomes an officer.
    OfficerAdd,
    /// An officer is none any more.
    OfficerEnd,
    /// An officer gives herself another passphrase.
    OfficerPassphrase,
    /// An officer has one role more or less.
    OfficerRole,
    /// A code with which a woman chooses her PIN.
    PinActivate,
    /// Every lock of a woman's PIN is opened.
    PinUnlock,
    /// A task is done.
    TaskClose,
    /// How texts are registered.
    TemplateRegister,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::BallotCodes,
        Self::CoopAdd,
        Self::CoopSet,
        Self::MemberImport,
        Self::NoticeAnnounce,
        Self::OfficerAdd,
        Self::OfficerEnd,
        Self::OfficerPassphrase,
        Self::OfficerRole,
        Self::PinActivate,
        Self::PinUnlock,
        Self::TaskClose,
        Self::TemplateRegister,
    ];

    /// Its noun and verb: its word in SQL and in the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::BallotCodes => "ballot codes",
            Self::CoopAdd => "coop add",
            Self::CoopSet => "coop set",
            Self::MemberImport => "member import",
            Self::NoticeAnnounce => "notice announce",
            Self::OfficerAdd => "officer add",
            Self::OfficerEnd => "officer end",
            Self::OfficerPassphrase => "officer passphrase",
            Self::OfficerRole => "officer role",
            Self::PinActivate => "pin activate",
            Self::PinUnlock => "pin unlock",
            Self::TaskClose => "task close",
            Self::TemplateRegister => "template register",
        }
    }

    /// Who does it.
    pub fn doer(self) -> Doer {
        match self {
            Self::BallotCodes => Doer::Holder(Right::DraftBallots),
            Self::CoopAdd => Doer::Operator,
            Self::CoopSet | Self::OfficerAdd | Self::OfficerEnd | Self::OfficerRole => {
                Doer::Holder(Right::ManageOfficers)
            }
            Self::MemberImport | Self::PinActivate | Self::PinUnlock => {
                Doer::Holder(Right::EditMembers)
            }
            Self::NoticeAnnounce => Doer::Holder(Right::ComposeNotices),
            Self::OfficerPassphrase => Doer::Officer,
            Self::TaskClose => Doer::Holder(Right::SeeToDelivery),
            Self::TemplateRegister => Doer::Holder(Right::EditTexts),
        }
    }

    /// What its permit is for; `None` where it is an officer's own affair.
    pub fn right(self) -> Option<Right> {
        match self.doer() {
            Doer::Holder(right) => Some(right),
            Doer::Operator => Some(Right::RunSystem),
            Doer::Officer | Doer::Member | Doer::Program => None,
        }
    }

    /// How many people it takes.
    pub fn people(self) -> People {
        match self {
            Self::OfficerAdd
            | Self::OfficerEnd
            | Self::OfficerRole
            | Self::PinActivate
            | Self::PinUnlock => People::Two,
            Self::MemberImport => People::TwoWhere("over 30 lines, or where a phone changes"),
            Self::NoticeAnnounce => People::TwoWhere("where over 30 women get it"),
            Self::BallotCodes
            | Self::CoopAdd
            | Self::CoopSet
            | Self::OfficerPassphrase
            | Self::TaskClose
            | Self::TemplateRegister => People::One,
        }
    }

    /// The channels by which it can be done today.
    pub fn ways(self) -> &'static [Via] {
        &[Via::Cli]
    }
}

/// What a member does herself, or what the program does because time has passed: one person, and no right
/// that a role would have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OwnAct {
    /// Its noun and verb.
    pub code: &'static str,
    /// The channels by which it can be done today.
    pub ways: &'static [Via],
    /// Who does it.
    pub doer: Doer,
}

const DIALLED: &[Via] = &[Via::Ussd];
const TEXTED: &[Via] = &[Via::Sms];
const BOTH: &[Via] = &[Via::Ussd, Via::Sms];

const fn hers(code: &'static str, ways: &'static [Via]) -> OwnAct {
    OwnAct {
        code,
        ways,
        doer: Doer::Member,
    }
}

/// Every act that is neither an officer's nor the operator's.
pub const OWN_ACTS: &[OwnAct] = &[
    hers("announcements set", TEXTED),
    hers("ballot vote", BOTH),
    hers("call ask", BOTH),
    hers("case open", BOTH),
    hers("consent give", DIALLED),
    hers("consent refuse", DIALLED),
    hers("consent stop", BOTH),
    hers("draft take", DIALLED),
    hers("entry add", BOTH),
    hers("entry dispute", DIALLED),
    hers("entry mend", DIALLED),
    hers("entry withdraw", BOTH),
    hers("language choose", BOTH),
    hers("meeting answer", BOTH),
    OwnAct {
        code: "notice remind",
        ways: &[Via::Clock],
        doer: Doer::Program,
    },
    hers("pin choose", DIALLED),
    hers("pin set", DIALLED),
    hers("pin try", BOTH),
    hers("privacy set", BOTH),
    hers("statement issue", DIALLED),
    hers("topic ask", DIALLED),
];
