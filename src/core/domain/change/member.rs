//! Who is a member, what the register says of her, and what she says of herself.

use crate::core::domain::{Lang, MemberId, Newcomer, Revision};
use std::fmt;

/// A member is added: from the register, from another system, or for the demo. `Debug` shows her number and
/// nothing else of hers.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberAdded {
    /// Her id.
    pub member: MemberId,
    /// Her name, phone and all else that is known of her. Members with the same number share one phone.
    pub newcomer: Newcomer,
    /// Her PIN, where she has one already.
    pub pin: Option<FirstPin>,
}

impl fmt::Debug for MemberAdded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberAdded({:?})", self.newcomer)
    }
}

/// The PIN with which a member is added. `Debug` does not show the hash.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstPin {
    /// The argon2id hash of the PIN, as a PHC string without the pepper.
    pub hash: String,
    /// Whether she must choose a PIN of her own before she does anything else.
    pub must_change: bool,
}

impl fmt::Debug for FirstPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FirstPin")
            .field("must_change", &self.must_change)
            .finish_non_exhaustive()
    }
}

/// A member chose her language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageChosen {
    /// The member.
    pub member: MemberId,
    /// The language.
    pub lang: Lang,
}

/// A member chose whether texts say more than "a message for you".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivateSmsSet {
    /// The member.
    pub member: MemberId,
    /// Whether texts say only that there is a message.
    pub on: bool,
}

/// The changes of members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A member is added.
    Added(Box<MemberAdded>),
    /// A known member is changed as the register says. Refused, as a conflict, where she is not a member any
    /// more.
    Revised(Box<Revision>),
    /// A member chose her language.
    LanguageChosen(LanguageChosen),
    /// A member chose whether texts say more than "a message for you".
    PrivateSmsSet(PrivateSmsSet),
}

impl Change {
    /// The member it is about.
    pub fn member(&self) -> MemberId {
        match self {
            Self::Added(added) => added.member,
            Self::Revised(revision) => revision.id,
            Self::LanguageChosen(chosen) => chosen.member,
            Self::PrivateSmsSet(set) => set.member,
        }
    }
}
