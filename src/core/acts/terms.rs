//! The terms of each officer's act: its right, and whether one person does it or two.
//!
//! An act for two waits as a proposal until a second officer signs it (`core::domain::proposal`). Two people always
//! for: a PIN reset, a change of phone, a notice to over 30 people, roles (domain reference C5). The table of
//! docs/ARCHITECTURE.md is made from here.

use crate::core::authz::Right;
use crate::core::domain::Via;

/// Readers of an announcement that one officer may tell alone (domain reference C5).
pub const READERS_ALONE_MAX: i64 = 30;
/// Lines of a register that one officer may bring in alone (console reference 3).
pub const LINES_ALONE_MAX: usize = 30;

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

/// What an officer, or the operator, can have done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Act {
    /// Codes for voting by text.
    BallotCodes,
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

    /// What it takes to do it; `None` where it is an officer's own affair.
    pub fn right(self) -> Option<Right> {
        match self {
            Self::BallotCodes => Some(Right::DraftBallots),
            Self::CoopSet | Self::OfficerAdd | Self::OfficerEnd | Self::OfficerRole => {
                Some(Right::ManageOfficers)
            }
            Self::MemberImport | Self::PinActivate | Self::PinUnlock => Some(Right::EditMembers),
            Self::NoticeAnnounce => Some(Right::ComposeNotices),
            Self::OfficerPassphrase => None,
            Self::TaskClose => Some(Right::SeeToDelivery),
            Self::TemplateRegister => Some(Right::EditTexts),
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
            Self::NoticeAnnounce => People::TwoWhere("where over 30 women get it"),
            Self::BallotCodes
            | Self::CoopSet
            | Self::MemberImport
            | Self::OfficerPassphrase
            | Self::TaskClose
            | Self::TemplateRegister => People::One,
        }
    }

    /// The ways by which it can be done today.
    pub fn ways(self) -> &'static [Via] {
        &[Via::Cli]
    }
}
