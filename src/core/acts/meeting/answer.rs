//! She says whether she comes. The last answer counts.

use super::{Refusal, meant};
use crate::core::domain::{Change, Meeting, MeetingId, MemberId, change};

/// `next`: the next meeting; `asked`: the one that she was asked about, where a text asked her.
pub fn decide(
    member: MemberId,
    next: Option<&Meeting>,
    asked: Option<MeetingId>,
    coming: bool,
) -> Result<Change, Refusal> {
    Ok(Change::Meeting(change::meeting::Change::Answered(
        change::meeting::Answered {
            member,
            meeting: meant(next, asked)?,
            coming,
        },
    )))
}
