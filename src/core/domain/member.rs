//! A member as a conversation knows her. Her name is not here: no screen shows a name.

use super::{Lang, MemberId};

/// Whose PIN and record are looked for where nobody is known: nobody's, so that the look costs the same.
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
