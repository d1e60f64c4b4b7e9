//! A member asks for a topic on the agenda. Asking twice counts once.

use crate::core::acts::meeting::{Refusal, meant};
use crate::core::domain::{Change, Meeting, MemberId, Topic, change};

/// `next`: the meeting that it is for.
pub fn decide(member: MemberId, next: Option<&Meeting>, topic: Topic) -> Result<Change, Refusal> {
    Ok(Change::Meeting(change::meeting::Change::TopicAsked(
        change::meeting::TopicAsked {
            member,
            meeting: meant(next, None)?,
            topic,
        },
    )))
}
