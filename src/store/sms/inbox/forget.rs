//! Deleting what is not kept for ever: the words of incoming texts, the numbers that texted, and old
//! questions.

use crate::core::domain::{CoopId, Instant};
use crate::store::db::conn::{args, statements};
use crate::store::db::pools::Work;
use crate::store::{Error, Store};

/// For so many days the words of a text are kept, sealed, and a number that texted is remembered.
const KEPT_DAYS: i64 = 30;

statements! {
    DROP_BODIES = "update inbox set body = null, text_hash = null
        where coop_id = $1 and at < $2 and body is not null";
    DROP_TEXTERS = "delete from texter where coop_id = $1 and last_at < $2";
    DROP_QUESTIONS = "delete from text_question where coop_id = $1 and ends_at <= $2";
}

impl Store {
    /// Deletes the words of texts after thirty days, numbers that have not texted for as long, and
    /// questions that have ended; returns how many rows it changed.
    pub async fn forget_inbox(&self, now: Instant) -> Result<u64, Error> {
        let mut dropped = 0;
        for coop in self.coop_ids().await? {
            dropped += self.forget_inbox_of(coop, now).await?;
        }
        Ok(dropped)
    }

    async fn forget_inbox_of(&self, coop: CoopId, now: Instant) -> Result<u64, Error> {
        let before = now.plus_days(-KEPT_DAYS);
        let mut link = self.core.begin_in(Work::Bulk).await?;
        let mut dropped = link.run(DROP_BODIES, args![coop.0, before.0]).await?;
        dropped += link.run(DROP_TEXTERS, args![coop.0, before.0]).await?;
        dropped += link.run(DROP_QUESTIONS, args![coop.0, now.0]).await?;
        link.commit().await?;
        Ok(dropped)
    }
}
