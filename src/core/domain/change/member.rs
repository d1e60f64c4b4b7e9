//! What a member says of herself.

use crate::core::domain::{Lang, MemberId};

/// A member chose her language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LanguageChosen {
    /// Who.
    pub member: MemberId,
    /// Which.
    pub lang: Lang,
}

/// A member chose whether texts say more than "a message for you".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrivateSmsSet {
    /// Who.
    pub member: MemberId,
    /// On or off.
    pub on: bool,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A member chose her language.
    LanguageChosen(LanguageChosen),
    /// A member chose whether texts say more than "a message for you".
    PrivateSmsSet(PrivateSmsSet),
}
