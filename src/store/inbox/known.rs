//! What is remembered of a number before its next text is decided on.

use super::questions;
use crate::domain::{CoopId, Instant, Phone, PhoneId};
use crate::store::link::{args, statements};
use crate::store::{Error, Store};
use crate::texting::{Question, SAME_MS, Texter};

statements! {
    FIND_TEXTER = "select lookup, heard_n, last_hash, last_at, same_n, hour_at, answers_n, helped_at
        from texter where coop_id = $1 and lookup in ($2, $3)
        order by case when lookup = $2 then 0 else 1 end limit 1";
    /// Whether a phone wants no announcements.
    FIND_STOPPED = "select stopped_at from phone_texts where coop_id = $1 and phone_id = $2";
    /// When the same words were last heard.
    FIND_SAME = "select max(at) from inbox where coop_id = $1 and text_hash = $2 and at > $3";
    /// A text that was heard before, by the provider's name for it.
    FIND_INBOX = "select id from inbox where coop_id = $1 and gateway = $2 and provider_id = $3";
}

/// What is remembered of a number before its next text is decided on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextKnown {
    /// What its row is found by; `None` where nothing is remembered yet.
    pub(super) row: Option<String>,
    /// What is remembered of it.
    pub texter: Texter,
    /// When the very words of this text were last heard, where that is not long ago.
    pub same_at: Option<Instant>,
    /// The last question.
    pub question: Option<Question>,
    /// Whether the phone wants no announcements.
    pub stopped: bool,
    /// Whether the provider delivered this very text before.
    pub was_heard: bool,
}

type TexterRow = (String, i64, String, i64, i64, i64, i64, Option<i64>);

impl Store {
    /// What is remembered of a number that texts. `phone_id`: its row, where it has one; `named`: the
    /// gateway and the provider's name for the text, where it has one; `hash`: that of its words, where
    /// it may be kept.
    pub async fn text_known(
        &self,
        coop: CoopId,
        (phone, phone_id): (&Phone, Option<PhoneId>),
        named: Option<(&str, &str)>,
        hash: Option<&str>,
        now: Instant,
    ) -> Result<TextKnown, Error> {
        let core = &self.core;
        let [lookup, lookup_old] = core.keys.lookups(coop, phone);
        let mut link = core.read().await?;
        let found: Option<TexterRow> = link
            .find(FIND_TEXTER, args![coop.0, lookup, lookup_old])
            .await?;
        let mut known = TextKnown {
            row: None,
            texter: Texter::default(),
            same_at: None,
            question: None,
            stopped: false,
            was_heard: false,
        };
        if let Some((row, heard_n, last_hash, last_at, same_n, hour_at, answers_n, helped_at)) =
            found
        {
            known.row = Some(row);
            known.texter = Texter {
                heard_n,
                last_hash,
                last_at: Instant(last_at),
                same_n,
                hour_at: Instant(hour_at),
                answers_n,
                helped_at: helped_at.map(Instant),
            };
        }
        if let Some(phone) = phone_id {
            let stopped: Option<(Option<i64>,)> =
                link.find(FIND_STOPPED, args![coop.0, phone.0]).await?;
            known.stopped = stopped.is_some_and(|(at,)| at.is_some());
            known.question = questions::find(core, &mut link, coop, phone).await?;
        }
        if let Some(hash) = hash {
            let since = now.0 - SAME_MS;
            let row: Option<(Option<i64>,)> =
                link.find(FIND_SAME, args![coop.0, hash, since]).await?;
            known.same_at = row.and_then(|(at,)| at).map(Instant);
        }
        if let Some((gateway, id)) = named {
            let row: Option<(i64,)> = link.find(FIND_INBOX, args![coop.0, gateway, id]).await?;
            known.was_heard = row.is_some();
        }
        core.give_back(link);
        Ok(known)
    }
}
