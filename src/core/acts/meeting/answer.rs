//! A member says whether she comes to a meeting. The last answer counts.

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
        change::meeting::MeetingAnswered {
            member,
            meeting: meant(next, asked)?,
            coming,
        },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{Instant, Words};

    #[test]
    fn she_answers_for_the_meeting_that_she_was_asked_about_while_it_is_the_next() {
        let next = Meeting {
            id: MeetingId(5),
            at: Instant(0),
            place: Words::new("a", "b", "c"),
            agenda: Vec::new(),
            coming: None,
            topic_needed_n: 3,
        };
        let answers = |next, asked: Option<i64>| {
            decide(MemberId(1), next, asked.map(MeetingId), true).map(|change| change.kind())
        };
        assert!(answers(Some(&next), None).is_ok());
        assert!(answers(Some(&next), Some(5)).is_ok());
        let none = Err(Refusal::NoMeeting);
        assert_eq!(answers(Some(&next), Some(4)), none);
        assert_eq!(answers(None, None), none);
    }
}
