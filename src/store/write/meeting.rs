//! Answers to meetings, and topics for them.

use super::WriteContext;
use crate::core::domain::change::meeting::{Change, MeetingAnswered, TopicAsked};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    /// Her last answer before the meeting counts.
    ANSWER_MEETING = "insert into rsvp (coop_id, meeting_id, member_id, coming, at)
        select m.coop_id, m.id, $3, $4, $5 from meeting m
        where m.coop_id = $1 and m.id = $2 and m.planned_at > $5
        on conflict (coop_id, meeting_id, member_id)
            do update set coming = excluded.coming, at = excluded.at";
    /// A topic that she has asked for already is not counted again.
    ASK_TOPIC = "insert into topic_ask (coop_id, meeting_id, topic, member_id, at)
        select m.coop_id, m.id, $4, $3, $5 from meeting m
        where m.coop_id = $1 and m.id = $2 and m.planned_at > $5
        on conflict (coop_id, meeting_id, topic, member_id) do update set at = topic_ask.at";
}

impl WriteContext<'_> {
    pub(super) async fn write_meeting(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Answered(answered) => self.answer_meeting(answered).await,
            Change::TopicAsked(asked) => self.ask_topic(asked).await,
        }
    }

    async fn answer_meeting(&mut self, answered: &MeetingAnswered) -> Result<bool, Error> {
        let MeetingAnswered {
            member,
            meeting,
            coming,
        } = *answered;
        let args = args![self.coop.0, meeting.0, member.0, coming, self.now.0];
        self.touches_one(ANSWER_MEETING, args).await
    }

    async fn ask_topic(&mut self, asked: &TopicAsked) -> Result<bool, Error> {
        let TopicAsked {
            member,
            meeting,
            topic,
        } = *asked;
        let args = args![self.coop.0, meeting.0, member.0, topic.code(), self.now.0];
        self.touches_one(ASK_TOPIC, args).await
    }
}
