//! Answers to meetings, and topics for them.

use crate::core::domain::{MeetingId, MemberId, Topic};

/// She said whether she comes to a meeting.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeetingAnswered {
    /// The member.
    pub member: MemberId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Whether she comes.
    pub coming: bool,
}

/// She asked for a topic on the agenda.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TopicAsked {
    /// The member.
    pub member: MemberId,
    /// The meeting whose agenda it is for.
    pub meeting: MeetingId,
    /// The topic that she asked for.
    pub topic: Topic,
}

/// The changes of answers to meetings and of their topics.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She said whether she comes to a meeting.
    Answered(MeetingAnswered),
    /// She asked for a topic on the agenda.
    TopicAsked(TopicAsked),
}
