//! Storing an incoming text with everything that follows from it, or nothing at all.

use super::known::TexterKnown;
use super::questions;
use crate::core::domain::{By, Change, CoopId, Instant, Message, Phone, PhoneId, Via};
use crate::core::texting::{Next, Texter};
use crate::seal::SealedCell;
use crate::store::db::conn::{Link, args, statements};
use crate::store::write::WriteContext;
use crate::store::{Core, Error, Store};

statements! {
    /// The first text of a number. Of two at once, one is decided again.
    BEGIN_TEXTER = "insert into texter (coop_id, lookup, heard_n, last_hash, last_at, same_n,
            hour_at, answers_n, helped_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    /// A further text of a number, only if no other came meanwhile. It also locks the number's row until
    /// everything is written.
    CONTINUE_TEXTER = "update texter set heard_n = $3, last_hash = $4, last_at = $5, same_n = $6,
            hour_at = $7, answers_n = $8, helped_at = $9
        where coop_id = $1 and lookup = $2 and heard_n = $3 - 1";
    ADD_INBOX = "insert into inbox (coop_id, id, gateway, provider_id, lookup, phone_id, body,
            text_hash, read_as, at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing";
    ADD_REPEATED = "insert into inbox (coop_id, id, gateway, provider_id, lookup, read_as, at)
        values ($1, $2, $3, $4, $5, 'repeated', $6) on conflict do nothing";
    /// The number sent a text, so it is not dead.
    PHONE_LIVES = "update phone_texts set hard_fails = 0, set_aside_at = null
        where coop_id = $1 and phone_id = $2 and (hard_fails > 0 or set_aside_at is not null)";
}

/// An incoming text with everything that follows from it.
#[derive(Clone, Copy)]
pub struct InboundSms<'a> {
    /// The cooperative.
    pub coop: CoopId,
    /// The sender.
    pub phone: &'a Phone,
    /// The phone's row, where it has one.
    pub phone_id: Option<PhoneId>,
    /// The gateway it came through.
    pub gateway: &'a str,
    /// The provider's id of the text.
    pub provider_id: Option<&'a str>,
    /// Our id of the text.
    pub id: i64,
    /// The words; `None` where they may be a vote.
    pub body: Option<&'a str>,
    /// Their keyed hash.
    pub hash: Option<&'a str>,
    /// What the text was understood as.
    pub read_as: &'a str,
    /// The counts of the number's texts when it was decided on.
    pub texter_was: &'a TexterKnown,
    /// The new counts of the number's texts.
    pub texter: &'a Texter,
    /// The changes of the record.
    pub changes: &'a [Change],
    /// What becomes of the open question.
    pub question: &'a Next,
    /// The answers to be sent.
    pub messages: &'a [Message],
    /// Now.
    pub now: Instant,
}

/// The result of storing a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InboundWritten {
    /// Everything is stored.
    Done,
    /// The provider has delivered the text before; nothing is stored again.
    Again,
    /// Something that the decision relied on has changed: it must be decided again.
    Lost,
}

/// The cell that an incoming text is sealed for.
pub(in crate::store) fn body_place(coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "inbox",
        column: "body",
        coop,
        row: id,
    }
}

impl Store {
    /// Stores a text with its changes, its answers, and the question that is open afterwards.
    pub async fn record_inbound(&self, inbound: &InboundSms<'_>) -> Result<InboundWritten, Error> {
        let step_results = &self.core.readiness.step_results;
        let written = self.write_inbound(inbound);
        step_results
            .note(written, |written| *written == InboundWritten::Done)
            .await
    }

    async fn write_inbound(&self, inbound: &InboundSms<'_>) -> Result<InboundWritten, Error> {
        let mut link = self.core.begin().await?;
        match write(&self.core, &mut link, inbound).await {
            Ok(InboundWritten::Done) => match link.commit().await {
                Err(doubt) if doubt.may_be_kept() => {
                    let fate = self.core.fate_of_text(inbound.coop, inbound.id, doubt);
                    fate.await.map(|()| InboundWritten::Done)
                }
                committed => committed.map(|()| InboundWritten::Done),
            },
            Ok(other) => {
                link.roll_back().await?;
                Ok(other)
            }
            Err(error) if error.is_conflict() => Ok(InboundWritten::Lost),
            Err(error) => Err(error),
        }
    }

    /// Stores a further id of the provider for a text that came under another id a moment ago, so that it
    /// is recognised under this id too.
    pub async fn record_repeat(
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

async fn write(
    core: &Core,
    link: &mut Link,
    inbound: &InboundSms<'_>,
) -> Result<InboundWritten, Error> {
    let (coop, now) = (inbound.coop, inbound.now);
    if !take_texter(core, link, inbound).await? {
        return Ok(InboundWritten::Lost);
    }
    // Only our own id can collide, and the next attempt draws another.
    if !add_inbox(core, link, inbound).await? {
        return Ok(InboundWritten::Lost);
    }
    if let Some(phone) = inbound.phone_id {
        link.run(PHONE_LIVES, args![coop.0, phone.0]).await?;
        match inbound.question {
            Next::Stays => {}
            Next::Is(question) => questions::put(core, link, coop, phone, question).await?,
            Next::Over(matter) => questions::drop(link, coop, phone, *matter).await?,
        }
    }
    // A text comes from one person: its changes name her, or nobody.
    let member = inbound.changes.iter().find_map(Change::member);
    let mut writes = WriteContext {
        core,
        link,
        coop,
        now,
        phone: inbound.phone_id,
        said_in: None,
        by: By::caller(member, inbound.phone_id, Via::Sms),
    };
    let done = writes.write_all(inbound.changes, inbound.messages).await?;
    Ok(if done {
        InboundWritten::Done
    } else {
        InboundWritten::Lost
    })
}

/// Locks the number's row and counts the text, if no other came meanwhile.
async fn take_texter(
    core: &Core,
    link: &mut Link,
    inbound: &InboundSms<'_>,
) -> Result<bool, Error> {
    let texter = inbound.texter;
    let (sql, lookup) = if let Some(lookup) = &inbound.texter_was.row {
        (CONTINUE_TEXTER, lookup.clone())
    } else {
        let [lookup, _] = core.keys.lookups(inbound.coop, inbound.phone);
        (BEGIN_TEXTER, lookup)
    };
    let args = args![
        inbound.coop.0,
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

async fn add_inbox(core: &Core, link: &mut Link, inbound: &InboundSms<'_>) -> Result<bool, Error> {
    let [lookup, _] = core.keys.lookups(inbound.coop, inbound.phone);
    let seal = |body: &str| {
        let place = body_place(inbound.coop, inbound.id);
        core.keys.seal(place, body.as_bytes(), &core.chance)
    };
    let args = args![
        inbound.coop.0,
        inbound.id,
        inbound.gateway,
        inbound.provider_id.map(str::to_owned),
        lookup,
        inbound.phone_id.map(|phone| phone.0),
        inbound.body.map(seal),
        inbound.hash.map(str::to_owned),
        inbound.read_as,
        inbound.now.0,
    ];
    Ok(link.run(ADD_INBOX, args).await? == 1)
}
