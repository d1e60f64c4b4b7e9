//! Keeping a text with all that follows from it, whole or not at all.

use super::known::TextKnown;
use super::questions;
use crate::core::domain::{By, Change, CoopId, Instant, Message, Phone, PhoneId, Via};
use crate::core::texting::{Next, Texter};
use crate::seal::SealedCell;
use crate::store::db::conn::{Link, args, statements};
use crate::store::write::WriteContext;
use crate::store::{Core, Error, Store};

statements! {
    /// The first text of a number. Of two at once, one is read again.
    BEGIN_TEXTER = "insert into texter (coop_id, lookup, heard_n, last_hash, last_at, same_n,
            hour_at, answers_n, helped_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    /// The next one, only where no other was heard meanwhile. It also holds the number's row until
    /// all is written.
    CONTINUE_TEXTER = "update texter set heard_n = $3, last_hash = $4, last_at = $5, same_n = $6,
            hour_at = $7, answers_n = $8, helped_at = $9
        where coop_id = $1 and lookup = $2 and heard_n = $3 - 1";
    ADD_INBOX = "insert into inbox (coop_id, id, gateway, provider_id, lookup, phone_id, body,
            text_hash, read_as, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing";
    ADD_REPEATED = "insert into inbox (coop_id, id, gateway, provider_id, lookup, read_as, at)
        values ($1, $2, $3, $4, $5, 'repeated', $6) on conflict do nothing";
    /// Somebody has the phone in hand, so it is no dead number.
    PHONE_LIVES = "update phone_texts set hard_fails = 0, set_aside_at = null
        where coop_id = $1 and phone_id = $2 and (hard_fails > 0 or set_aside_at is not null)";
}

/// A text with all that follows from it.
#[derive(Clone, Copy)]
pub struct InboundSms<'a> {
    /// The cooperative.
    pub coop: CoopId,
    /// From whom.
    pub phone: &'a Phone,
    /// The phone's row, where it has one.
    pub phone_id: Option<PhoneId>,
    /// By which gateway.
    pub gateway: &'a str,
    /// The provider's name for it.
    pub provider_id: Option<&'a str>,
    /// Our id for it.
    pub id: i64,
    /// What it says; `None` where that may be a vote.
    pub body: Option<&'a str>,
    /// The keyed hash of that.
    pub hash: Option<&'a str>,
    /// What it was read as.
    pub read_as: &'a str,
    /// What was known when it was decided on.
    pub known: &'a TextKnown,
    /// What is remembered from now on.
    pub texter: &'a Texter,
    /// What alters the record.
    pub changes: &'a [Change],
    /// What becomes of the open question.
    pub question: &'a Next,
    /// The answers.
    pub messages: &'a [Message],
    /// Now.
    pub now: Instant,
}

/// How keeping a text went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hearing {
    /// All of it is kept.
    Done,
    /// The provider delivered it before; nothing is kept again.
    Again,
    /// Something that it was decided on has changed: it is to be decided anew.
    Lost,
}

/// Where an incoming text is sealed.
pub(in crate::store) fn body_place(coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "inbox",
        column: "body",
        coop,
        row: id,
    }
}

impl Store {
    /// Keeps a text with its changes, its answers and the question that is open afterwards.
    pub async fn hear(&self, heard: &InboundSms<'_>) -> Result<Hearing, Error> {
        let pulse = &self.core.readiness.pulse;
        let hearing = self.write_heard(heard);
        pulse
            .note(hearing, |hearing| *hearing == Hearing::Done)
            .await
    }

    async fn write_heard(&self, heard: &InboundSms<'_>) -> Result<Hearing, Error> {
        let mut link = self.core.begin().await?;
        match write(&self.core, &mut link, heard).await {
            Ok(Hearing::Done) => match link.commit().await {
                Err(doubt) if doubt.may_be_kept() => {
                    let fate = self.core.fate_of_text(heard.coop, heard.id, doubt);
                    fate.await.map(|()| Hearing::Done)
                }
                committed => committed.map(|()| Hearing::Done),
            },
            Ok(other) => {
                link.roll_back().await?;
                Ok(other)
            }
            Err(error) if error.is_conflict() => Ok(Hearing::Lost),
            Err(error) => Err(error),
        }
    }

    /// Keeps the provider's name for a text that was heard under another one a moment ago: under this one
    /// too it is known when it comes again.
    pub async fn heard_again(
        &self,
        coop: CoopId,
        phone: &Phone,
        (gateway, name): (&str, &str),
        id: i64,
        now: Instant,
    ) -> Result<(), Error> {
        let [lookup, _] = self.core.keys.lookups(coop, phone);
        let mut link = self.core.begin().await?;
        let args = args![coop.0, id, gateway, name, lookup, now.0];
        link.run(ADD_REPEATED, args).await?;
        link.commit().await
    }
}

async fn write(core: &Core, link: &mut Link, heard: &InboundSms<'_>) -> Result<Hearing, Error> {
    let (coop, now) = (heard.coop, heard.now);
    if !take_texter(core, link, heard).await? {
        return Ok(Hearing::Lost);
    }
    // Only our own id can be in the way, and the next attempt draws another.
    if !add_inbox(core, link, heard).await? {
        return Ok(Hearing::Lost);
    }
    if let Some(phone) = heard.phone_id {
        link.run(PHONE_LIVES, args![coop.0, phone.0]).await?;
        match heard.question {
            Next::Stays => {}
            Next::Is(question) => questions::put(core, link, coop, phone, question).await?,
            Next::Over(matter) => questions::drop(link, coop, phone, *matter).await?,
        }
    }
    // One text is one person's: what she changes names her, or nobody.
    let member = heard.changes.iter().find_map(Change::member);
    let mut writes = WriteContext {
        core,
        link,
        coop,
        now,
        phone: heard.phone_id,
        said_in: None,
        by: By::caller(member, heard.phone_id, Via::Sms),
    };
    let done = writes.write_all(heard.changes, heard.messages).await?;
    Ok(if done { Hearing::Done } else { Hearing::Lost })
}

/// Takes the number's row, where no other text was heard meanwhile.
async fn take_texter(core: &Core, link: &mut Link, heard: &InboundSms<'_>) -> Result<bool, Error> {
    let texter = heard.texter;
    let (sql, lookup) = if let Some(lookup) = &heard.known.row {
        (CONTINUE_TEXTER, lookup.clone())
    } else {
        let [lookup, _] = core.keys.lookups(heard.coop, heard.phone);
        (BEGIN_TEXTER, lookup)
    };
    let args = args![
        heard.coop.0,
        lookup,
        texter.heard_n,
        &texter.last_hash,
        texter.last_at.0,
        texter.same_n,
        texter.hour_at.0,
        texter.answers_n,
        texter.helped_at.map(|at| at.0),
    ];
    Ok(link.run(sql, args).await? == 1)
}

async fn add_inbox(core: &Core, link: &mut Link, heard: &InboundSms<'_>) -> Result<bool, Error> {
    let [lookup, _] = core.keys.lookups(heard.coop, heard.phone);
    let seal = |body: &str| {
        let place = body_place(heard.coop, heard.id);
        core.keys.seal(place, body.as_bytes(), &core.chance)
    };
    let args = args![
        heard.coop.0,
        heard.id,
        heard.gateway,
        heard.provider_id.map(str::to_owned),
        lookup,
        heard.phone_id.map(|phone| phone.0),
        heard.body.map(seal),
        heard.hash.map(str::to_owned),
        heard.read_as,
        heard.now.0,
    ];
    Ok(link.run(ADD_INBOX, args).await? == 1)
}
