//! Announcements: one text to all active members, or to the roll of a ballot.
//!
//! The text is stored once for each language, in an open and a private form; a row of the outbox for each
//! phone refers to it. The database itself makes the rows, a thousand members at a time, so that the number
//! of members costs no memory and callers wait only for one part. If a process dies, the rest is queued
//! later.
//!
//! **Invariant:** the texts that are due, which are counted separately, are the rows that are made: one for
//! each phone and language, which a unique index ensures (`outbox_once`).

use super::due;
use crate::core::domain::change::announcement::{self, AnnouncedText, Announcement, SameWords};
use crate::core::domain::{BallotId, Change, CoopId, Instant, Purpose};
use crate::store::db::conn::{args, statements};
use crate::store::db::pools::Work;
use crate::store::{Error, Store, Writer};

/// Members for whom one transaction makes rows.
const PART_MEMBERS: i64 = 1000;
/// If a part fails more often than this, something is wrong; the job that finishes announcements tries
/// again.
const TRIES_MAX: u32 = 8;

statements! {
    LIST_UNFINISHED = "select id from announcement where coop_id = $1 and queued_upto is not null
        order by id";
    FIND_ANNOUNCEMENT = "select n.queued_upto, n.purpose, c.lang, n.ballot_id
        from announcement n join coop c on c.id = n.coop_id
        where n.coop_id = $1 and n.id = $2 and n.queued_upto is not null";
    /// Marks a part as queued. Guarded, so that only one node queues a part.
    MARK_PART = "update announcement set queued_upto = $3, texts_n = texts_n + $4, due_n = due_n + $4
        where coop_id = $1 and id = $2 and queued_upto = $5";
    COUNT_QUEUED = "select texts_n from announcement where coop_id = $1 and id = $2";
    FIND_WORDS = "select at from announced_words where coop_id = $1 and hash = $2";
}

/// The result of announcing something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Announced {
    /// So many texts are queued.
    Queued(i64),
    /// Some readers were reminded of it before.
    Reminded,
    /// The same words were announced at this moment.
    Said(Instant),
}

/// An announcement that is queued up to a member, with the cooperative's language.
#[derive(sqlx::FromRow)]
struct UnfinishedRow {
    queued_upto: i64,
    purpose: String,
    lang: String,
    ballot_id: Option<i64>,
}

impl Store {
    /// Queues an announcement. An id that another node has drawn too, and a proposal that is not as it was
    /// shown any more, give an error that `is_conflict`.
    pub async fn announce(
        &self,
        by: impl Into<Writer<'_>>,
        coop: CoopId,
        new: &Announcement,
        now: Instant,
    ) -> Result<Announced, Error> {
        let announced =
            Change::Announcement(announcement::Change::Announced(Box::new(new.clone())));
        if !self.commit(by, (coop, now), &[announced], &[]).await? {
            return self.why_not_announced(coop, new).await;
        }
        while self.queue_part(coop, new.id, now).await? {}
        let mut link = self.core.read().await?;
        let row: Option<(i64,)> = link.find(COUNT_QUEUED, args![coop.0, new.id]).await?;
        Ok(Announced::Queued(row.map_or(0, |(n,)| n)))
    }

    /// Why an announcement was refused.
    async fn why_not_announced(
        &self,
        coop: CoopId,
        new: &Announcement,
    ) -> Result<Announced, Error> {
        if let Some(once) = new.once {
            let had = self.reminded(coop, once).await?;
            let has_had = |text: &AnnouncedText| had.contains(&text.reader());
            if new.texts.iter().any(has_had) {
                return Ok(Announced::Reminded);
            }
        }
        if let Some(SameWords {
            hash,
            not_since: Some(not_since),
        }) = &new.words
            && let Some(at) = self.words_said_at(coop, hash).await?
            && at > *not_since
        {
            return Ok(Announced::Said(at));
        }
        Err(Error::Conflict)
    }

    /// When the same words were last announced.
    pub async fn words_said_at(&self, coop: CoopId, hash: &str) -> Result<Option<Instant>, Error> {
        let said: Option<(i64,)> = self.core.read_one(FIND_WORDS, args![coop.0, hash]).await?;
        Ok(said.map(|(at,)| Instant(at)))
    }

    /// Finishes announcements that a dead process left half queued; returns how many.
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

    /// Queues the next part; returns whether there may be another. If an id is taken, or somebody joined or
    /// left while the part was counted, it is tried again.
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
            upto = Some(part.upto);
            let due_n = due::count_part(&mut link, &readers, id, part).await?;
            let first = self.core.chance.ids(now, PART_MEMBERS + 1);
            let new = due::NewRows {
                announcement: id,
                ids_after: first,
                now,
            };
            texts_n = due::queue(&mut link, &readers, part, new).await?;
            if texts_n != due_n {
                // Somebody joined, left or changed her language between the count and the insert.
                link.roll_back().await?;
                return Err(Error::Conflict);
            }
        }
        let marked = link
            .run(MARK_PART, args![coop.0, id, upto, texts_n, after])
            .await?;
        if marked == 0 {
            // Another node has queued this part.
            link.roll_back().await?;
            return Ok(true);
        }
        link.commit().await?;
        Ok(upto.is_some())
    }
}
