//! One text to many: to all active members, or to a ballot's roll.
//!
//! The text is kept once for each language, open and quiet; a row of the outbox for each phone names
//! it. Rows are made by the database itself, a thousand at a time, so that neither memory nor anybody
//! who dials meanwhile notices how many members there are; what a dead process left undone is gone
//! on with.

use super::load::shared_place;
use super::queue::SealedText;
use super::remind::mark;
use crate::domain::{BallotId, CoopId, Instant, Lang, MeetingId, Purpose, Written};
use crate::store::link::{Link, args, statements};
use crate::store::pools::Work;
use crate::store::{Error, Store};

/// Members that are looked at in one transaction.
const PART_MEMBERS: i64 = 1000;

statements! {
    /// That a kind of reader was reminded, once.
    MARK_REMINDED = "insert into reminded (coop_id, kind, about_id, at) values ($1, $2, $3, $4)
        on conflict do nothing";
    ADD_ANNOUNCEMENT = "insert into announcement (coop_id, id, notice, purpose, ballot_id,
            meeting_id, at, due_at, expires_at, queued_upto, texts_n)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, -1, 0)";
    ADD_ANNOUNCEMENT_TEXT = "insert into announcement_text (coop_id, announcement_id, lang, private,
            notice, tongue, version, class, body, segments)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LIST_UNFINISHED = "select id from announcement where coop_id = $1 and queued_upto is not null
        order by id";
    FIND_ANNOUNCEMENT = "select n.queued_upto, n.purpose, c.lang
        from announcement n join coop c on c.id = n.coop_id
        where n.coop_id = $1 and n.id = $2 and n.queued_upto is not null";
    /// Where the next part ends.
    NEXT_PART = "select max(id) from (select id from member where coop_id = $1
        and state = 'active' and id > $2 order by id limit $3) part";
    /// One row for each phone of a part, with the text of its member's language. Her phone is the one
    /// she has had last. Members who share a phone and would get the same text get it once.
    QUEUE_PART = "insert into outbox (coop_id, id, phone_id, member_id, announcement_id, notice,
            tongue, version, class, purpose, turn, segments, state, due_at, expires_at, queued_at,
            attempts)
        select m.coop_id, cast($3 as bigint) + row_number() over (order by m.id), p.phone_id, m.id,
            n.id, a.notice, a.tongue, a.version, a.class, n.purpose, cast($4 as bigint), a.segments,
            'waiting', n.due_at, n.expires_at, cast($5 as bigint), 0
        from member m
        join member_phone p on p.coop_id = m.coop_id and p.member_id = m.id and p.to_at is null
            and not exists (select 1 from member_phone later where later.coop_id = p.coop_id
                and later.member_id = p.member_id and later.to_at is null
                and (later.from_at > p.from_at
                    or (later.from_at = p.from_at and later.phone_id > p.phone_id)))
        join announcement n on n.coop_id = m.coop_id and n.id = $2
        join announcement_text a on a.coop_id = n.coop_id and a.announcement_id = n.id
            and a.lang = coalesce(m.lang, $6) and a.private = (m.private_sms
                or exists (select 1 from member_phone s
                    join member w on w.coop_id = s.coop_id and w.id = s.member_id
                        and w.state = 'active' and w.id <> m.id
                    where s.coop_id = p.coop_id and s.phone_id = p.phone_id and s.to_at is null))
        where m.coop_id = $1 and m.state = 'active' and m.id > $7 and m.id <= $8
            and (n.ballot_id is null or exists (select 1 from ballot_roll r
                where r.coop_id = m.coop_id and r.ballot_id = n.ballot_id and r.member_id = m.id))
            and (n.purpose <> 'announcement' or not exists (select 1 from phone_texts t
                where t.coop_id = p.coop_id and t.phone_id = p.phone_id
                    and t.stopped_at is not null))
            and not exists (select 1 from member_phone q
                join member o on o.coop_id = q.coop_id and o.id = q.member_id
                    and o.state = 'active' and o.id < m.id
                    and coalesce(o.lang, $6) = coalesce(m.lang, $6)
                where q.coop_id = p.coop_id and q.phone_id = p.phone_id and q.to_at is null
                    and (n.ballot_id is null or exists (select 1 from ballot_roll r
                        where r.coop_id = o.coop_id and r.ballot_id = n.ballot_id
                            and r.member_id = o.id))
                    and not exists (select 1 from member_phone later
                        where later.coop_id = q.coop_id and later.member_id = q.member_id
                            and later.to_at is null and (later.from_at > q.from_at
                                or (later.from_at = q.from_at and later.phone_id > q.phone_id))))";
    /// A part is queued. Guarded, so that no two nodes queue the same part.
    MARK_PART = "update announcement set queued_upto = $3, texts_n = texts_n + $4
        where coop_id = $1 and id = $2 and queued_upto = $5";
    COUNT_QUEUED = "select texts_n from announcement where coop_id = $1 and id = $2";
}

/// A text for one kind of reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnnouncedText {
    /// Members of this language.
    pub lang: Lang,
    /// Whether their texts say nothing.
    pub private: bool,
    /// What they get.
    pub written: Written,
}

/// One text to many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Announcement {
    /// Its id.
    pub id: i64,
    /// Its notice.
    pub notice: String,
    /// Why it is sent.
    pub purpose: Purpose,
    /// For each kind of reader. Who has a language that is missing gets none.
    pub texts: Vec<AnnouncedText>,
    /// Only to the roll of this ballot.
    pub ballot: Option<BallotId>,
    /// It asks whether they come to this meeting.
    pub meeting: Option<MeetingId>,
    /// What all are reminded of by it, once: a word and an id.
    pub once: Option<(&'static str, i64)>,
    /// Not before this moment.
    pub due_at: Instant,
}

/// How far it is queued, why it is sent, the cooperative's language.
type UnfinishedRow = (i64, String, String);

impl Store {
    /// Queues a text to many; how many texts that is. `None` where some of them were reminded of it
    /// already.
    pub async fn announce(
        &self,
        coop: CoopId,
        new: &Announcement,
        now: Instant,
    ) -> Result<Option<i64>, Error> {
        let mut link = self.core.begin().await?;
        if let Some((kind, about)) = new.once {
            for text in &new.texts {
                let mark = mark(kind, (text.lang, text.private));
                let args = args![coop.0, mark, about, now.0];
                if link.run(MARK_REMINDED, args).await? == 0 {
                    link.roll_back().await?;
                    return Ok(None);
                }
            }
        }
        self.add_announcement(&mut link, coop, new, now).await?;
        link.commit().await?;
        while self.queue_part(coop, new.id, now).await? {}
        let mut link = self.core.read().await?;
        let row: Option<(i64,)> = link.find(COUNT_QUEUED, args![coop.0, new.id]).await?;
        Ok(Some(row.map_or(0, |(n,)| n)))
    }

    /// Goes on with announcements that a dead process left half queued; how many.
    pub async fn finish_announcements(&self, now: Instant) -> Result<u64, Error> {
        let mut finished = 0;
        for coop in self.coop_ids().await? {
            let mut link = self.core.read().await?;
            let ids: Vec<(i64,)> = link.all(LIST_UNFINISHED, args![coop.0]).await?;
            drop(link);
            for (id,) in ids {
                while self.queue_part(coop, id, now).await? {}
                finished += 1;
            }
        }
        Ok(finished)
    }

    async fn add_announcement(
        &self,
        link: &mut Link,
        coop: CoopId,
        new: &Announcement,
        now: Instant,
    ) -> Result<(), Error> {
        let lives_ms = new.texts.iter().map(|text| text.written.lives_ms).min();
        let args = args![
            coop.0,
            new.id,
            &new.notice,
            new.purpose.code(),
            new.ballot.map(|id| id.0),
            new.meeting.map(|id| id.0),
            now.0,
            new.due_at.0,
            new.due_at.0.saturating_add(lives_ms.unwrap_or_default()),
        ];
        link.run(ADD_ANNOUNCEMENT, args).await?;
        for text in &new.texts {
            let written = &text.written;
            let sealed = SealedText {
                body: written.body.clone(),
                values: written.values.clone(),
            };
            let json = serde_json::to_vec(&sealed).expect("a text is JSON");
            let place = shared_place(coop, new.id);
            let args = args![
                coop.0,
                new.id,
                text.lang.code(),
                text.private,
                &written.notice,
                written.tongue.code(),
                written.version,
                written.class.code(),
                self.core.keys.seal(place, &json, &self.core.chance),
                written.segments,
            ];
            link.run(ADD_ANNOUNCEMENT_TEXT, args).await?;
        }
        Ok(())
    }

    /// Queues the next part; whether there may be another.
    async fn queue_part(&self, coop: CoopId, id: i64, now: Instant) -> Result<bool, Error> {
        let mut link = self.core.begin_in(Work::Bulk).await?;
        let row: Option<UnfinishedRow> = link.find(FIND_ANNOUNCEMENT, args![coop.0, id]).await?;
        let Some((after, purpose, lang)) = row else {
            return Ok(false);
        };
        let args = args![coop.0, after, PART_MEMBERS];
        let upto: Option<(Option<i64>,)> = link.find(NEXT_PART, args).await?;
        let upto = upto.and_then(|(upto,)| upto);
        let mut texts_n = 0;
        if let Some(upto) = upto {
            let purpose = Purpose::parse(&purpose).ok_or(Error::Word {
                column: "announcement.purpose",
            })?;
            let first = self.core.chance.ids(now, PART_MEMBERS + 1);
            let args = args![coop.0, id, first, purpose.turn(), now.0, lang, after, upto];
            texts_n = link.run(QUEUE_PART, args).await?;
        }
        let texts_n = i64::try_from(texts_n).unwrap_or(i64::MAX);
        let marked = link
            .run(MARK_PART, args![coop.0, id, upto, texts_n, after])
            .await?;
        if marked == 0 {
            // Another node has queued this part meanwhile.
            link.roll_back().await?;
            return Ok(true);
        }
        link.commit().await?;
        Ok(upto.is_some())
    }
}
