//! Meetings, answers to them, and topics for them.

use crate::core::domain::{Meeting, MeetingId, MemberId, Topic};

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
    /// A meeting is planned, with its agenda.
    Planned(Box<Meeting>),
    /// She said whether she comes to a meeting.
    Answered(MeetingAnswered),
    /// She asked for a topic on the agenda.
    TopicAsked(TopicAsked),
}

impl Change {
    /// Which meeting.
    pub fn meeting(&self) -> MeetingId {
        match self {
            Self::Planned(meeting) => meeting.id,
            Self::Answered(answered) => answered.meeting,
            Self::TopicAsked(asked) => asked.meeting,
        }
    }
}
