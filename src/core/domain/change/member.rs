//! Who is a member, what the register says of her, and what she says of herself.

use crate::core::domain::{Lang, MemberId, Newcomer, Revision};
use std::fmt;

/// A member comes in: from the register, from another system, or into the demo. Its `Debug` shows her number
/// and nothing else of hers.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberAdded {
    /// Her id.
    pub member: MemberId,
    /// What is said of her. Members with the same number share one phone.
    pub newcomer: Newcomer,
    /// Her PIN's argon2id hash, where she brings a PIN, and whether she must choose her own.
    pub pin: Option<(String, bool)>,
}

impl fmt::Debug for MemberAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberAdded({:?})", self.newcomer)
    }
}

/// A member chose her language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageChosen {
    /// Who.
    pub member: MemberId,
    /// Which.
    pub lang: Lang,
}

/// A member chose whether texts say more than "a message for you".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivateSmsSet {
    /// Who.
    pub member: MemberId,
    /// On or off.
    pub on: bool,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A member comes in.
    Added(Box<MemberAdded>),
    /// What the register alters of a member who is there. Refused, as a conflict, where she is no member any
    /// more.
    Revised(Box<Revision>),
    /// A member chose her language.
    LanguageChosen(LanguageChosen),
    /// A member chose whether texts say more than "a message for you".
    PrivateSmsSet(PrivateSmsSet),
}

impl Change {
    /// Whose it is.
    pub fn member(&self) -> MemberId {
        match self {
            Self::Added(added) => added.member,
            Self::Revised(revision) => revision.id,
            Self::LanguageChosen(chosen) => chosen.member,
            Self::PrivateSmsSet(set) => set.member,
        }
    }
}
