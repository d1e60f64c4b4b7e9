//! A member as a conversation knows her. Her name is not here: no screen shows a name.

use super::{Lang, MemberId};

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
