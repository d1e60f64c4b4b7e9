//! What a cooperative's register says of its members, names and numbers in clear: only to bring a register
//! in and to hold it against what is there. `Debug` shows neither.

use super::{Day, Instant, Lang, MemberId, Phone};
use std::fmt;

/// A member as the register of the database has her.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisteredMember {
    /// Her id.
    pub id: MemberId,
    /// Her number.
    pub no: i64,
    /// Her name; empty where it is not known or was erased.
    pub name: String,
    /// The language she chose.
    pub lang: Option<Lang>,
    /// Whether texts to her only say that there is a message.
    pub private_sms: bool,
    /// Whether she is a member now, and has neither left nor been erased.
    pub is_active: bool,
    /// Since when she is a member.
    pub joined_at: Instant,
    /// Her village; empty where it is not known.
    pub village: String,
    /// Her group; empty where it is not known.
    pub group: String,
    /// The phones that are hers now.
    pub phones: Vec<Phone>,
}

/// What a woman belongs to by its name, which is sealed with her.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PlaceKind {
    /// Her village.
    Village,
    /// Her group.
    Group,
}

/// A member who is to come in.
#[derive(Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Her number, 1 or more.
    pub no: i64,
    /// Her name.
    pub name: String,
    /// Her phone, where she has one.
    pub phone: Option<Phone>,
    /// Her language, where the register says it.
    pub lang: Option<Lang>,
    /// Whether texts to her only say that there is a message: she asked, or others have her phone too.
    pub private_sms: bool,
    /// Since when she is a member; `None`: from now on.
    pub joined: Option<Day>,
    /// Her village; empty where it is not known.
    pub village: String,
    /// Her group; empty where it is not known.
    pub group: String,
}

/// What is to be altered of a member who is there; `None` leaves it as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Revision {
    /// The member's id.
    pub id: MemberId,
    /// Her number.
    pub no: i64,
    /// Her name.
    pub name: Option<String>,
    /// Her one phone, in the place of the one she had.
    pub phone: Option<Phone>,
    /// Her language, where she has chosen none.
    pub lang: Option<Lang>,
    /// Texts to her tell nothing from now on. A register never takes that back.
    pub becomes_private: bool,
    /// Since when she is a member.
    pub joined: Option<Day>,
    /// Her village.
    pub village: Option<String>,
    /// Her group.
    pub group: Option<String>,
}

impl Revision {
    /// A revision that changes nothing yet.
    pub fn none(id: MemberId, no: i64) -> Self {
        Self {
            id,
            no,
            name: None,
            phone: None,
            lang: None,
            becomes_private: false,
            joined: None,
            village: None,
            group: None,
        }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::none(self.id, self.no)
    }
}

/// Shows a member's number and nothing else of hers.
macro_rules! masked {
    ($($kind:ident),*) => {$(
        impl fmt::Debug for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($kind), "({}, …)"), self.no)
            }
        }
    )*};
}

masked!(RegisteredMember, Newcomer, Revision);
