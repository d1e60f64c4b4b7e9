//! A member as a conversation knows her, why somebody is none any more, and whom she has named to act for her one day.
//! Her name is not here: no screen shows a name.

use super::entry::coded;
use super::{Day, Lang, MemberId};
use std::fmt;

/// An id that no member has. Where the caller is not known, PIN and record of this id are looked up, so
/// that it takes the same time.
pub const NOBODY: MemberId = MemberId(0);

/// A woman of the cooperative.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// Her id.
    pub id: MemberId,
    /// The number she can type, unique in the cooperative and never used again.
    pub no: i64,
    /// The language she chose; `None` until she has.
    pub lang: Option<Lang>,
    /// Whether texts to her only say that there is a message.
    pub private_sms: bool,
}

coded! {
    /// Whether she is a member.
    MemberState {
        /// She is.
        Active = "active",
        /// She has left, or was removed.
        Left = "left",
        /// She has died.
        Died = "died",
        /// All that is personal was erased.
        Erased = "erased",
    }
}

coded! {
    /// Why somebody is no member any more (domain reference D).
    LeaveReason {
        /// She asked for it.
        Asked = "asked",
        /// She has moved away.
        Moved = "moved",
        /// She has died.
        Died = "died",
        /// The cooperative has removed her.
        Removed = "removed",
    }
}

impl LeaveReason {
    /// What she is from then on.
    pub fn state(self) -> MemberState {
        match self {
            Self::Died => MemberState::Died,
            Self::Asked | Self::Moved | Self::Removed => MemberState::Left,
        }
    }
}

/// Since when and why somebody is no member any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Leaving {
    /// Why.
    pub reason: LeaveReason,
    /// Since this day.
    pub on: Day,
}

/// Whom a woman has named to act for her after her death (rules D-15). Empty texts: nobody. `Debug` shows neither.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Nominee {
    /// The name.
    pub name: String,
    /// What that person is to her.
    pub relation: String,
}

impl fmt::Debug for Nominee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Nominee(…)")
    }
}
