//! She chooses it.

use crate::domain::{Change, Lang, MemberId};

/// From now on.
pub fn decide(member: MemberId, lang: Lang) -> Change {
    Change::LanguageChosen { member, lang }
}
