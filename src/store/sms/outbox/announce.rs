//! One text to many: to all active members, or to a ballot's roll.
//!
//! The text is kept once for each language, open and quiet; a row of the outbox for each phone names
//! it. Rows are made by the database itself, a thousand at a time, so that neither memory nor anybody
//! who dials meanwhile notices how many members there are; what a dead process left undone is gone
//! on with.
//!
//! **Invariant:** texts due, which are counted apart, are the rows that are made: a phone has one in each
//! language, which the database itself sees to (`outbox_once`).

use super::due;
use super::load::shared_place;
use super::queue::SealedText;
use super::remind::mark;
use crate::core::domain::{
    BallotId, CoopId, Instant, Lang, MeetingId, ObjectKind, Purpose, Written,
};
use crate::store::db::conn::{Link, args, statements};
use crate::store::db::pools::Work;
use crate::store::ledger::{self, LedgerEvent};
use crate::store::{Error, Store, Writer, proposals};

/// Members that are looked at in one transaction.
const PART_MEMBERS: i64 = 1000;
/// A part that cannot be queued so often is a fault; the job that goes on with announcements tries again.
const TRIES_MAX: u32 = 8;

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
    FIND_ANNOUNCEMENT = "select n.queued_upto, n.purpose, c.lang, n.ballot_id
        from announcement n join coop c on c.id = n.coop_id
        where n.coop_id = $1 and n.id = $2 and n.queued_upto is not null";
    /// A part is queued. Guarded, so that no two nodes queue the same part.
    MARK_PART = "update announcement set queued_upto = $3, texts_n = texts_n + $4, due_n = due_n + $4
        where coop_id = $1 and id = $2 and queued_upto = $5";
    COUNT_QUEUED = "select texts_n from announcement where coop_id = $1 and id = $2";
    /// That these words are announced now; nothing where they were since the moment that is given.
    MARK_WORDS = "insert into announced_words (coop_id, hash, at) values ($1, $2, $3)
        on conflict (coop_id, hash) do update set at = excluded.at
        where announced_words.at <= $4";
    FIND_WORDS = "select at from announced_words where coop_id = $1 and hash = $2";
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
    /// What it says, as a keyed hash, where the same may not be said again so soon.
    pub words: Option<SameWords>,
}

/// What an announcement says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SameWords {
    /// Its notice and values, as a keyed hash.
    pub hash: String,
    /// The same that was said since then is said already; `None` where it may be said again.
    pub not_since: Option<Instant>,
}

/// What came of announcing something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Announced {
    /// So many texts are queued.
    Queued(i64),
    /// Some were reminded of it already.
    Reminded,
    /// The same was said at this moment.
    Said(Instant),
}

/// An announcement that is queued up to a member, and the cooperative's language.
#[derive(sqlx::FromRow)]
struct UnfinishedRow {
    queued_upto: i64,
    purpose: String,
    lang: String,
    ballot_id: Option<i64>,
}

impl Store {
    /// Queues a text to many. An id that another node has drawn too is an error that `is_conflict`.
    pub async fn announce(
        &self,
        by: impl Into<Writer<'_>>,
        coop: CoopId,
        new: &Announcement,
        now: Instant,
    ) -> Result<Announced, Error> {
        let Writer { by, agreement } = by.into();
        let mut link = self.core.begin().await?;
        proposals::agree(&self.core, &mut link, coop, agreement, now).await?;
        if let Some((kind, about)) = new.once {
            for text in &new.texts {
                let mark = mark(kind, (text.lang, text.private));
                let args = args![coop.0, mark, about, now.0];
                if link.run(MARK_REMINDED, args).await? == 0 {
                    link.roll_back().await?;
                    return Ok(Announced::Reminded);
                }
            }
        }
        if let Some(SameWords { hash, not_since }) = &new.words {
            let not_since = not_since.map_or(i64::MAX, |at| at.0);
            let args = args![coop.0, hash, now.0, not_since];
            if link.run(MARK_WORDS, args).await? == 0 {
                let said: Option<(i64,)> = link.find(FIND_WORDS, args![coop.0, hash]).await?;
                link.roll_back().await?;
                return Ok(Announced::Said(Instant(said.map_or(0, |(at,)| at))));
            }
        }
        self.add_announcement(&mut link, coop, new, now).await?;
        let scene = self.scene((by, coop, now));
        let mut told = LedgerEvent::of("announced", (ObjectKind::Announcement, new.id));
        told.object_name = Some(&new.notice);
        ledger::write_drawn(&mut link, scene, told).await?;
        link.commit().await?;
        while self.queue_part(coop, new.id, now).await? {}
        let mut link = self.core.read().await?;
        let row: Option<(i64,)> = link.find(COUNT_QUEUED, args![coop.0, new.id]).await?;
        Ok(Announced::Queued(row.map_or(0, |(n,)| n)))
    }

    /// When the same words were announced last.
    pub async fn words_said_at(&self, coop: CoopId, hash: &str) -> Result<Option<Instant>, Error> {
        let said: Option<(i64,)> = self.core.read_one(FIND_WORDS, args![coop.0, hash]).await?;
        Ok(said.map(|(at,)| Instant(at)))
    }

    /// Goes on with announcements that a dead process left half queued; how many.
    pub async fn finish_announcements(&self, now: Instant) -> Result<u64, Error> {
        let mut finished = 0;
        for coop in self.coop_ids().await? {
            let ids: Vec<(i64,)> = self.core.read_all(LIST_UNFINISHED, args![coop.0]).await?;
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
                hidden: written.hidden.clone(),
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

    /// Queues the next part; whether there may be another. An id that is taken already is drawn anew, and
    /// so is a part that was counted while somebody joined or left.
    async fn queue_part(&self, coop: CoopId, id: i64, now: Instant) -> Result<bool, Error> {
        let mut tries = 0;
        loop {
            let done = self.queue_part_once(coop, id, now).await;
            tries += 1;
            match done {
                Err(error) if error.is_conflict() && tries < TRIES_MAX => {}
                done => return done,
            }
        }
    }

    async fn queue_part_once(&self, coop: CoopId, id: i64, now: Instant) -> Result<bool, Error> {
        let mut link = self.core.begin_in(Work::Bulk).await?;
        let row: Option<UnfinishedRow> = link.find(FIND_ANNOUNCEMENT, args![coop.0, id]).await?;
        let Some(row) = row else {
            return Ok(false);
        };
        let after = row.queued_upto;
        let purpose = Purpose::parse(&row.purpose).ok_or(Error::UnknownCode {
            table: "announcement",
            column: "purpose",
        })?;
        let readers = due::Readers {
            coop,
            lang: &row.lang,
            purpose,
            ballot: row.ballot_id.map(BallotId),
        };
        let part = due::next_part(&mut link, coop, after, PART_MEMBERS).await?;
        let (mut upto, mut texts_n) = (None, 0);
        if let Some(part) = part {
            upto = Some(part.1);
            let due_n = due::count_part(&mut link, &readers, id, part).await?;
            let first = self.core.chance.ids(now, PART_MEMBERS + 1);
            texts_n = due::queue(&mut link, &readers, (id, first), part, now).await?;
            if texts_n != due_n {
                // Somebody joined, left or changed her language between the two.
                link.roll_back().await?;
                return Err(Error::Conflict);
            }
        }
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
