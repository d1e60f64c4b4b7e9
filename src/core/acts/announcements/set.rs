//! A member says that her phone is to get no announcements, or to get them again.

use super::Refusal;
use crate::core::domain::{Change, PhoneId, change};

/// `on`: whether the phone is to get announcements; `are_stopped`: whether it gets none at present.
pub fn decide(phone: PhoneId, on: bool, are_stopped: bool) -> Result<Change, Refusal> {
    if on != are_stopped {
        return Err(Refusal::AlreadySo);
    }
    Ok(Change::Phone(change::phone::Change::AnnouncementsSet(
        change::phone::AnnouncementsSet { phone, on },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_so_already_is_not_done_again() {
        for are_stopped in [false, true] {
            let refused = decide(PhoneId(1), !are_stopped, are_stopped);
            assert_eq!(refused, Err(Refusal::AlreadySo));
            assert!(decide(PhoneId(1), are_stopped, are_stopped).is_ok());
        }
    }
}
