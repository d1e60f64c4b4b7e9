//! A member chooses whether her texts say what they are about, or only that there is a message.

use crate::core::domain::{Change, MemberId, change};

/// `on`: her texts say only that there is a message.
pub fn decide(member: MemberId, on: bool) -> Change {
    Change::Member(change::member::Change::PrivateSmsSet(
        change::member::PrivateSmsSet { member, on },
    ))
}
