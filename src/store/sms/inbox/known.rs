//! What is read about a number before its next text is decided on.

use super::questions;
use crate::core::domain::{CoopId, Instant, Phone, PhoneId};
use crate::core::texting::{Question, SAME_MS, Texter};
use crate::store::db::conn::{args, statements};
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

/// What is known about a number before its next text is decided on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextKnown {
    /// The keyed hash of its row; `None` where it has no row yet.
    pub(super) row: Option<String>,
    /// The counts of its texts.
    pub texter: Texter,
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

impl Store {
    /// Reads what is known about a number that texts. `phone_id`: its row, where it has one; `named`: the
    /// gateway and the provider's id of the text, where it has one; `hashes`: the keyed hashes of its words
    /// under the current key and the old one, where they may be kept.
    pub async fn text_known(
        &self,
        coop: CoopId,
        (phone, phone_id): (&Phone, Option<PhoneId>),
        named: Option<(&str, &str)>,
        hashes: Option<&[String; 2]>,
        now: Instant,
    ) -> Result<TextKnown, Error> {
        let core = &self.core;
        let [lookup, lookup_old] = core.keys.lookups(coop, phone);
        let mut link = core.read().await?;
        let found: Option<TexterRow> = link
            .find(FIND_TEXTER, args![coop.0, &lookup, &lookup_old])
            .await?;
        let mut known = TextKnown {
            row: None,
            texter: Texter::default(),
            same_at: None,
            questions: Vec::new(),
            stopped: false,
            was_heard: false,
        };
        if let Some(row) = found {
            known.row = Some(row.lookup);
            known.texter = Texter {
                heard_n: row.heard_n,
                last_hash: row.last_hash,
                last_at: Instant(row.last_at),
                same_n: row.same_n,
                hour_at: Instant(row.hour_at),
                answers_n: row.answers_n,
                helped_at: row.helped_at.map(Instant),
            };
        }
        if let Some(phone) = phone_id {
            let stopped: Option<(Option<i64>,)> =
                link.find(FIND_STOPPED, args![coop.0, phone.0]).await?;
            known.stopped = stopped.is_some_and(|(at,)| at.is_some());
            known.questions = questions::find(core, &mut link, coop, phone, now).await?;
        }
        let [hash, hash_old] = hashes.cloned().unwrap_or_default();
        if hashes.is_some() {
            let since = now.0 - SAME_MS;
            let args = args![coop.0, &hash, &hash_old, since];
            let row: Option<(Option<i64>,)> = link.find(FIND_SAME, args).await?;
            known.same_at = row.and_then(|(at,)| at).map(Instant);
        }
        if let Some((gateway, id)) = named {
            let args = args![coop.0, gateway, id, lookup, lookup_old, hash, hash_old];
            let row: Option<(i64,)> = link.find(FIND_INBOX, args).await?;
            known.was_heard = row.is_some();
        }
        Ok(known)
    }
}
