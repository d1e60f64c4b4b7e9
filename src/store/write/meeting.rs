//! Meetings, answers to them, and topics for them.

use super::WriteContext;
use crate::core::domain::Meeting;
use crate::core::domain::change::meeting::{Change, MeetingAnswered, TopicAsked};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ADD_MEETING = "insert into meeting (coop_id, id, planned_at, place_words)
        values ($1, $2, $3, $4)";
    ADD_AGENDA_ITEM = "insert into agenda_item (coop_id, meeting_id, no, words)
        values ($1, $2, $3, $4)";
    /// Her last answer counts, until the meeting.
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
            Change::Planned(meeting) => self.plan_meeting(meeting).await,
            Change::Answered(answered) => self.answer_meeting(answered).await,
            Change::TopicAsked(asked) => self.ask_topic(asked).await,
        }
    }

    async fn plan_meeting(&mut self, new: &Meeting) -> Result<bool, Error> {
        let (coop, meeting) = (self.coop.0, new.id.0);
        let args = args![coop, meeting, new.at.0, &new.place];
        self.link.run(ADD_MEETING, args).await?;
        for (no, item) in (1_i64..).zip(&new.agenda) {
            let args = args![coop, meeting, no, item];
            self.link.run(ADD_AGENDA_ITEM, args).await?;
        }
        Ok(true)
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
