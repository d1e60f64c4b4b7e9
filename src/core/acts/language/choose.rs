//! She chooses it.

use crate::core::domain::{Change, Lang, MemberId, change};

/// From now on.
pub fn decide(member: MemberId, lang: Lang) -> Change {
    Change::Member(change::member::Change::LanguageChosen(
        change::member::LanguageChosen { member, lang },
    ))
}
