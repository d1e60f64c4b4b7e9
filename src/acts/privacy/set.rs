//! They say what they are about, or only that there is a message.

use crate::domain::{Change, MemberId};

/// `on`: only that there is a message.
pub fn decide(member: MemberId, on: bool) -> Change {
    Change::PrivateSmsSet { member, on }
}
