//! What is read about a number before its next text is decided on.

use super::questions;
use crate::core::domain::{CoopId, Instant, Phone, PhoneId};
use crate::core::texting::{Question, SAME_MS, Texter};
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Error, Store};

statements! {
    FIND_TEXTER = "select lookup, heard_n, last_hash, last_at, same_n, hour_at, answers_n, helped_at
        from texter where coop_id = $1 and lookup in ($2, $3)
        order by case when lookup = $2 then 0 else 1 end limit 1";
    /// Since when a phone wants no announcements.
    FIND_STOPPED = "select stopped_at from phone_texts where coop_id = $1 and phone_id = $2";
    /// When the same words last came from the same number.
    FIND_SAME = "select max(at) from inbox where coop_id = $1 and text_hash in ($2, $3) and at > $4";
    /// A text that came before: the same id of the provider, the same sender and, where both are known, the
    /// same words.
    FIND_INBOX = "select id from inbox where coop_id = $1 and gateway = $2 and provider_id = $3
        and lookup in ($4, $5) and ($6 = '' or text_hash is null or text_hash in ($6, $7)) limit 1";
}

/// The counts of a number's texts, as they stand before its next one is decided on. They guard that text:
/// it is written down only where no other came meanwhile (`record_inbound`). So they are read before
/// everything else that the decision rests on; what is read after them can only be newer, and a text that
/// altered it has altered the counts too.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TexterKnown {
    /// The keyed hash of its row; `None` where it has no row yet.
    pub(super) row: Option<String>,
    /// The counts.
    pub counts: Texter,
}

/// What else is known about a number before its next text is decided on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextKnown {
    /// When the same words last came from this number, if not long ago.
    pub same_at: Option<Instant>,
    /// The questions that it can still answer, newest first.
    pub questions: Vec<Question>,
    /// Whether the phone wants no announcements.
    pub stopped: bool,
    /// Whether the provider has delivered this very text before.
    pub was_heard: bool,
}

#[derive(sqlx::FromRow)]
struct TexterRow {
    lookup: String,
    heard_n: i64,
    last_hash: String,
    last_at: i64,
    same_n: i64,
    hour_at: i64,
    answers_n: i64,
    helped_at: Option<i64>,
}

/// What a text is looked up by.
#[derive(Clone, Copy)]
pub struct TextLookup<'a> {
    /// The number it came from.
    pub phone: &'a Phone,
    /// The row of that number, where it has one.
    pub phone_id: Option<PhoneId>,
    /// What its provider calls it, where the provider gives texts an id.
    pub provider: Option<ProviderSmsId<'a>>,
    /// The hashes of its words, under the key and under the one before it, where they may be kept.
    pub hashes: Option<&'a [String; 2]>,
}

/// What a provider calls a text that it brought.
#[derive(Clone, Copy)]
pub struct ProviderSmsId<'a> {
    /// The gateway by which it came.
    pub gateway: &'a str,
    /// Its id there.
    pub id: &'a str,
}

impl Store {
    /// The counts of the texts that came from this number.
    pub async fn texter(&self, coop: CoopId, phone: &Phone) -> Result<TexterKnown, Error> {
        let [lookup, lookup_old] = self.core.keys.lookups(coop, phone);
        let mut link = self.core.read().await?;
        let found: Option<TexterRow> = link
            .find(FIND_TEXTER, args![coop.0, lookup, lookup_old])
            .await?;
        Ok(found.map_or_else(TexterKnown::default, |row| TexterKnown {
            row: Some(row.lookup),
            counts: Texter {
                heard_n: row.heard_n,
                last_hash: row.last_hash,
                last_at: Instant(row.last_at),
                same_n: row.same_n,
                hour_at: Instant(row.hour_at),
                answers_n: row.answers_n,
                helped_at: row.helped_at.map(Instant),
            },
        }))
    }

    /// Whether a phone wants no announcements.
    pub async fn wants_no_announcements(
        &self,
        coop: CoopId,
        phone: PhoneId,
    ) -> Result<bool, Error> {
        is_stopped(&mut self.core.read().await?, coop, phone).await
    }

    /// What else is remembered of the number that this text comes from.
    pub async fn text_known(
        &self,
        coop: CoopId,
        text: TextLookup<'_>,
        now: Instant,
    ) -> Result<TextKnown, Error> {
        let core = &self.core;
        let mut link = core.read().await?;
        let mut known = TextKnown {
            same_at: None,
            questions: Vec::new(),
            stopped: false,
            was_heard: false,
        };
        if let Some(phone) = text.phone_id {
            known.stopped = is_stopped(&mut link, coop, phone).await?;
            known.questions = questions::find(core, &mut link, coop, phone, now).await?;
        }
        let [hash, hash_old] = text.hashes.cloned().unwrap_or_default();
        if text.hashes.is_some() {
            let since = now.0 - SAME_MS;
            let args = args![coop.0, &hash, &hash_old, since];
            let row: Option<(Option<i64>,)> = link.find(FIND_SAME, args).await?;
            known.same_at = row.and_then(|(at,)| at).map(Instant);
        }
        if let Some(ProviderSmsId { gateway, id }) = text.provider {
            let [lookup, lookup_old] = core.keys.lookups(coop, text.phone);
            let args = args![coop.0, gateway, id, lookup, lookup_old, hash, hash_old];
            let row: Option<(i64,)> = link.find(FIND_INBOX, args).await?;
            known.was_heard = row.is_some();
        }
        Ok(known)
    }
}

async fn is_stopped(link: &mut Link, coop: CoopId, phone: PhoneId) -> Result<bool, Error> {
    let row: Option<(Option<i64>,)> = link.find(FIND_STOPPED, args![coop.0, phone.0]).await?;
    Ok(row.is_some_and(|(at,)| at.is_some()))
}
