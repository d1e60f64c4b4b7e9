//! Who is a member, what the register says of her, and what she says of herself.

use crate::core::domain::{Day, Lang, LeaveReason, Leaving, MemberId, Newcomer, Nominee, Revision};
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

/// What an officer alters of a member; `None` leaves it as it is. Unlike what comes in from a register, it also puts
/// right what she chose herself, at her wish. `Debug` shows her number and nothing else of hers.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberEdited {
    /// The member.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Her name.
    pub name: Option<String>,
    /// Her village; empty: it is not known.
    pub village: Option<String>,
    /// Her group; empty: it is not known.
    pub group: Option<String>,
    /// Her language.
    pub lang: Option<Lang>,
    /// Whether texts to her only say that there is a message.
    pub private_sms: Option<bool>,
    /// Since when she is a member.
    pub joined: Option<Day>,
    /// Whom she has named to act for her one day.
    pub nominee: Option<Nominee>,
}

impl MemberEdited {
    /// That nothing of her is altered yet.
    pub fn none(member: MemberId, no: i64) -> Self {
        Self {
            member,
            no,
            name: None,
            village: None,
            group: None,
            lang: None,
            private_sms: None,
            joined: None,
            nominee: None,
        }
    }

    /// Whether it alters nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::none(self.member, self.no)
    }
}

impl fmt::Debug for MemberEdited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberEdited({}, …)", self.no)
    }
}

/// Somebody is no member any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberLeft {
    /// Who.
    pub member: MemberId,
    /// Why, and since when.
    pub leaving: Leaving,
}

impl MemberLeft {
    /// Whether she has died.
    pub fn is_of_death(&self) -> bool {
        self.leaving.reason == LeaveReason::Died
    }
}

/// Somebody who was a member is one again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MemberBack {
    /// Who.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Since when she counts as a member; `None`: as before, because that she left was a mistake.
    pub joined: Option<Day>,
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
    /// An officer alters what is held of a member.
    Edited(Box<MemberEdited>),
    /// Somebody is no member any more.
    Left(MemberLeft),
    /// Somebody who was a member is one again.
    Back(MemberBack),
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
            Self::Edited(edited) => edited.member,
            Self::Left(left) => left.member,
            Self::Back(back) => back.member,
            Self::LanguageChosen(chosen) => chosen.member,
            Self::PrivateSmsSet(set) => set.member,
        }
    }
}
