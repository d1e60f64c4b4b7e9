//! A phone wants no announcements, or wants them again.

use super::Refusal;
use crate::core::domain::{Change, PhoneId, change};

/// `are_stopped`: whether it wants none now.
pub fn decide(phone: PhoneId, on: bool, are_stopped: bool) -> Result<Change, Refusal> {
    if on != are_stopped {
        return Err(Refusal::AlreadySo);
    }
    Ok(Change::Phone(change::phone::Change::AnnouncementsSet(
        change::phone::AnnouncementsSet { phone, on },
    )))
}
