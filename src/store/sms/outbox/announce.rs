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
use crate::core::domain::change::announcement::{self, AnnouncedText, Announcement, SameWords};
use crate::core::domain::{BallotId, Change, CoopId, Instant, Purpose};
use crate::store::db::conn::{args, statements};
use crate::store::db::pools::Work;
use crate::store::{Error, Store, Writer};

/// Members that are looked at in one transaction.
const PART_MEMBERS: i64 = 1000;
/// A part that cannot be queued so often is a fault; the job that goes on with announcements tries again.
const TRIES_MAX: u32 = 8;

statements! {
    LIST_UNFINISHED = "select id from announcement where coop_id = $1 and queued_upto is not null
        order by id";
    FIND_ANNOUNCEMENT = "select n.queued_upto, n.purpose, c.lang, n.ballot_id
        from announcement n join coop c on c.id = n.coop_id
        where n.coop_id = $1 and n.id = $2 and n.queued_upto is not null";
    /// A part is queued. Guarded, so that no two nodes queue the same part.
    MARK_PART = "update announcement set queued_upto = $3, texts_n = texts_n + $4, due_n = due_n + $4
        where coop_id = $1 and id = $2 and queued_upto = $5";
    COUNT_QUEUED = "select texts_n from announcement where coop_id = $1 and id = $2";
    FIND_WORDS = "select at from announced_words where coop_id = $1 and hash = $2";
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
    /// Queues a text to many. An id that another node has drawn too is an error that `is_conflict`, and so is
    /// a second signature under what no longer stands as it was shown.
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

    /// What stood in an announcement's way.
    async fn why_not_announced(
        &self,
        coop: CoopId,
        new: &Announcement,
    ) -> Result<Announced, Error> {
        if let Some(once) = new.once {
            let had = self.reminded(coop, once).await?;
            let has_had = |text: &AnnouncedText| had.contains(&(text.lang, text.private));
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
