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
    /// Two, where this condition holds.
    TwoWhere(&'static str),
}

impl People {
    /// In the words of the table in docs/ARCHITECTURE.md.
    pub fn words(self) -> String {
        match self {
            Self::One => "one".to_owned(),
            Self::Two => "two".to_owned(),
            Self::TwoWhere(when) => format!("two {when}"),
        }
    }
}

/// Who may do an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Doer {
    /// A member, about her own record.
    Member,
    /// Whoever has this right.
    Holder(Right),
    /// An officer, about herself.
    Officer,
    /// The operator of the machine alone.
    Operator,
    /// The program, because time has passed.
    Program,
}

/// An act of an officer or of the operator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Act {
    /// Codes for voting by text.
    BallotCodes,
    /// A woman who asked for a call was called.
    CallDone,
    /// She was called and not reached.
    CallNotReached,
    /// A case is answered.
    CaseAnswer,
    /// She is not content with the answer of a case.
    CaseAppeal,
    /// She is content with it.
    CaseClose,
    /// A cooperative is added.
    CoopAdd,
    /// A cooperative's settings, from its file.
    CoopSet,
    /// A group or a village gets another name.
    GroupRename,
    /// One woman is taken in.
    MemberAdd,
    /// Somebody who was a member is one again.
    MemberBack,
    /// What is held of a member is altered.
    MemberEdit,
    /// Members, from a register.
    MemberImport,
    /// Somebody is no member any more.
    MemberLeave,
    /// One text to many members.
    NoticeAnnounce,
    /// An officer is added.
    OfficerAdd,
    /// An officer pairs an authenticator app.
    OfficerAuthenticator,
    /// A person stops being an officer.
    OfficerEnd,
    /// An officer changes her own passphrase.
    OfficerPassphrase,
    /// A role is given to an officer or taken from her.
    OfficerRole,
    /// An officer gets a new sheet of codes.
    OfficerSheet,
    /// An officer ends one of her second steps.
    OfficerUnpair,
    /// A code with which a woman chooses her PIN.
    PinActivate,
    /// All locks of a woman's PIN are opened.
    PinUnlock,
    /// A task is closed.
    TaskClose,
    /// How texts are registered with the telecom operators.
    TemplateRegister,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::BallotCodes,
        Self::CallDone,
        Self::CallNotReached,
        Self::CaseAnswer,
        Self::CaseAppeal,
        Self::CaseClose,
        Self::CoopAdd,
        Self::CoopSet,
        Self::GroupRename,
        Self::MemberAdd,
        Self::MemberBack,
        Self::MemberEdit,
        Self::MemberImport,
        Self::MemberLeave,
        Self::NoticeAnnounce,
        Self::OfficerAdd,
        Self::OfficerAuthenticator,
        Self::OfficerEnd,
        Self::OfficerPassphrase,
        Self::OfficerRole,
        Self::OfficerSheet,
        Self::OfficerUnpair,
        Self::PinActivate,
        Self::PinUnlock,
        Self::TaskClose,
        Self::TemplateRegister,
    ];

    /// Its noun and verb: its word in SQL and in the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::BallotCodes => "ballot codes",
            Self::CallDone => "call done",
            Self::CallNotReached => "call not_reached",
            Self::CaseAnswer => "case answer",
            Self::CaseAppeal => "case appeal",
            Self::CaseClose => "case close",
            Self::CoopAdd => "coop add",
            Self::CoopSet => "coop set",
            Self::GroupRename => "group rename",
            Self::MemberAdd => "member add",
            Self::MemberBack => "member back",
            Self::MemberEdit => "member edit",
            Self::MemberImport => "member import",
            Self::MemberLeave => "member leave",
            Self::NoticeAnnounce => "notice announce",
            Self::OfficerAdd => "officer add",
            Self::OfficerAuthenticator => "officer authenticator",
            Self::OfficerEnd => "officer end",
            Self::OfficerPassphrase => "officer passphrase",
            Self::OfficerRole => "officer role",
            Self::OfficerSheet => "officer sheet",
            Self::OfficerUnpair => "officer unpair",
            Self::PinActivate => "pin activate",
            Self::PinUnlock => "pin unlock",
            Self::TaskClose => "task close",
            Self::TemplateRegister => "template register",
        }
    }

    /// Who may do this act.
    pub fn doer(self) -> Doer {
        match self {
            Self::BallotCodes => Doer::Holder(Right::DraftBallots),
            Self::CallDone | Self::CallNotReached => Doer::Holder(Right::CallBack),
            Self::CaseAnswer => Doer::Holder(Right::AnswerCases),
            Self::CaseAppeal | Self::CaseClose => Doer::Holder(Right::OpenCases),
            Self::CoopAdd => Doer::Operator,
            Self::CoopSet | Self::OfficerAdd | Self::OfficerEnd | Self::OfficerRole => {
                Doer::Holder(Right::ManageOfficers)
            }
            Self::GroupRename => Doer::Holder(Right::EditGroups),
            Self::MemberAdd
            | Self::MemberBack
            | Self::MemberEdit
            | Self::MemberImport
            | Self::MemberLeave
            | Self::PinActivate
            | Self::PinUnlock => Doer::Holder(Right::EditMembers),
            Self::NoticeAnnounce => Doer::Holder(Right::ComposeNotices),
            Self::OfficerAuthenticator
            | Self::OfficerPassphrase
            | Self::OfficerSheet
            | Self::OfficerUnpair => Doer::Officer,
            Self::TaskClose => Doer::Holder(Right::SeeToDelivery),
            Self::TemplateRegister => Doer::Holder(Right::EditTexts),
        }
    }

    /// The right that it needs; `None` where an officer does it about herself.
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
            Self::MemberLeave => People::TwoWhere("where she is removed"),
            Self::NoticeAnnounce => People::TwoWhere("where over 30 women get it"),
            Self::CaseAnswer => People::TwoWhere("where an entry is decided, or all is erased"),
            Self::BallotCodes
            | Self::CallDone
            | Self::CallNotReached
            | Self::CaseAppeal
            | Self::CaseClose
            | Self::CoopAdd
            | Self::CoopSet
            | Self::GroupRename
            | Self::MemberAdd
            | Self::MemberBack
            | Self::MemberEdit
            | Self::OfficerAuthenticator
            | Self::OfficerPassphrase
            | Self::OfficerSheet
            | Self::OfficerUnpair
            | Self::TaskClose
            | Self::TemplateRegister => People::One,
        }
    }

    /// The channels by which it can be done today.
    pub fn ways(self) -> &'static [Via] {
        match self {
            Self::CallDone
            | Self::CallNotReached
            | Self::CaseAppeal
            | Self::CaseClose
            | Self::GroupRename
            | Self::MemberAdd
            | Self::MemberBack
            | Self::MemberEdit
            | Self::OfficerAuthenticator
            | Self::OfficerSheet
            | Self::OfficerUnpair => &[Via::Console],
            // What takes two is asked for at either, and signed at either.
            Self::CaseAnswer
            | Self::MemberImport
            | Self::MemberLeave
            | Self::NoticeAnnounce
            | Self::OfficerAdd
            | Self::OfficerEnd
            | Self::OfficerRole
            | Self::PinActivate
            | Self::PinUnlock
            | Self::TaskClose => &[Via::Cli, Via::Console],
            Self::BallotCodes
            | Self::CoopAdd
            | Self::CoopSet
            | Self::OfficerPassphrase
            | Self::TemplateRegister => &[Via::Cli],
        }
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
    /// Who does this act.
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
    OwnAct {
        code: "case escalate",
        ways: &[Via::Clock],
        doer: Doer::Program,
    },
    OwnAct {
        code: "case lapse",
        ways: &[Via::Clock],
        doer: Doer::Program,
    },
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
