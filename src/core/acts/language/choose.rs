//! A member chooses the language that she is spoken to in.

use crate::core::domain::{Change, Lang, MemberId, change};

/// She is spoken to in this language from now on.
pub fn decide(member: MemberId, lang: Lang) -> Change {
    Change::Member(change::member::Change::LanguageChosen(
        change::member::LanguageChosen { member, lang },
    ))
}
