//! What a phone wants.

use crate::core::domain::PhoneId;

/// A phone wants no announcements, or wants them again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnouncementsSet {
    /// The phone.
    pub phone: PhoneId,
    /// Whether it wants them.
    pub on: bool,
}

/// The changes of what a phone wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A phone wants no announcements, or wants them again.
    AnnouncementsSet(AnnouncementsSet),
}
