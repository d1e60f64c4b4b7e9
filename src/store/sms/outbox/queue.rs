//! Adding texts to the outbox, many at once.

use crate::core::domain::notice::{Message, Recipient};
use crate::core::domain::{CoopId, Instant};
use crate::seal::SealedCell;
use crate::store::db::batches::batches;
use crate::store::db::conn::Link;
use crate::store::write::phone::find_phone;
use crate::store::{Core, Error};
use crate::trace::TraceId;
use serde::{Deserialize, Serialize};

batches! {
    ADD_MESSAGES of MessageRow {
        coop_id: int, id: int, phone_id: int_or_none, number: text_or_none, member_id: int_or_none,
        notice: text, lang_script: text, version: int, class: text, purpose: text, priority: int, body: text,
        segments: int, due_at: int, expires_at: int, queued_at: int, trace_id: text_or_none,
    } = (
        "insert into outbox (" columns ", state, attempts) select " columns ", 'waiting', 0 from " rows "
        where true returning id"
    )
}

/// What is sealed of a text: its words, and the values in them.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::store) struct SealedText {
    pub(in crate::store) body: String,
    pub(in crate::store) values: Vec<(String, String)>,
    /// The real words of a text that was sent in its private form. They are deleted with the text after
    /// thirty days, and are never sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) hidden: Option<String>,
}

/// The cell that a column of an outbox row is sealed for.
pub(in crate::store) fn place(column: &'static str, coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "outbox",
        column,
        coop,
        row: id,
    }
}

/// The cell that an announcement's text is sealed for.
pub(in crate::store) fn shared_place(coop: CoopId, announcement: i64) -> SealedCell {
    SealedCell {
        table: "announcement_text",
        column: "body",
        coop,
        row: announcement,
    }
}

/// Queues texts, in the transaction of the change that they follow from.
pub(in crate::store) async fn queue(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    now: Instant,
    messages: &[Message],
) -> Result<(), Error> {
    if messages.is_empty() {
        return Ok(());
    }
    let mut rows: Vec<MessageRow> = Vec::with_capacity(messages.len());
    for message in messages {
        let mut row = row(core, coop, now, message);
        if let Recipient::NewPhone(phone, _) = &message.to {
            let found = find_phone(core, link, coop, phone).await?;
            row.phone_id = Some(found.ok_or(Error::Conflict)?.0);
        }
        rows.push(row);
    }
    let added: Vec<(i64,)> = link.batch(ADD_MESSAGES, &rows).await?;
    if added.len() == rows.len() {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

fn row(core: &Core, coop: CoopId, now: Instant, message: &Message) -> MessageRow {
    let Message {
        id,
        to,
        written,
        due_at,
    } = message;
    let seal = |column, text: &[u8]| core.keys.seal(place(column, coop, *id), text, &core.chance);
    let (phone, number, member) = match to {
        Recipient::Phone(phone, member) => (Some(phone.0), None, member.map(|member| member.0)),
        // Its row is looked for in the same transaction.
        Recipient::NewPhone(_, member) => (None, None, Some(member.0)),
        Recipient::Stranger(number) => {
            let number = seal("number", number.reveal().as_bytes());
            (None, Some(number), None)
        }
    };
    let text = SealedText {
        body: written.body.clone(),
        values: written.values.clone(),
        hidden: written.hidden.clone(),
    };
    let text = serde_json::to_vec(&text).expect("a text is JSON");
    MessageRow {
        coop_id: coop.0,
        id: *id,
        phone_id: phone,
        number,
        member_id: member,
        notice: written.notice.clone(),
        lang_script: written.lang_script.code().to_owned(),
        version: written.version,
        class: written.class.code().to_owned(),
        purpose: written.purpose.code().to_owned(),
        priority: written.purpose.priority(),
        body: seal("body", &text),
        segments: written.segments,
        due_at: due_at.0,
        expires_at: due_at.0.saturating_add(written.lives_ms),
        queued_at: now.0,
        trace_id: TraceId::current().map(|id| id.as_str().to_owned()),
    }
}
