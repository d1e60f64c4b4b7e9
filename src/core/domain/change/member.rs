//! What a member says of herself.

use crate::core::domain::{Lang, MemberId};

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

/// The changes of what a member says of herself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A member chose her language.
    LanguageChosen(LanguageChosen),
    /// A member chose whether texts say more than "a message for you".
    PrivateSmsSet(PrivateSmsSet),
}
