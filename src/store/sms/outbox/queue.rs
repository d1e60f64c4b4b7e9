//! Putting texts into the outbox, many at once.

use crate::core::domain::notice::{Message, Recipient};
use crate::core::domain::{CoopId, Instant};
use crate::seal::SealedCell;
use crate::store::db::conn::{Arg, BatchSql, Link, args};
use crate::store::{Core, Error};
use crate::trace::TraceId;
use serde::{Deserialize, Serialize};

pub(super) const BATCHES: &[BatchSql] = &[ADD_MESSAGES];

const ADD_MESSAGES: BatchSql = BatchSql {
    name: "ADD_MESSAGES",
    sqlite: Some(
        "insert into outbox (coop_id, id, phone_id, number, member_id, notice, tongue, version,
            class, purpose, priority, body, segments, state, due_at, expires_at, queued_at, trace_id,
            attempts)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
            value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11,
            value ->> 12, 'waiting', value ->> 13, value ->> 14, value ->> 15, value ->> 16, 0
        from json_each($1) where true returning id",
    ),
    postgres: Some(
        "insert into outbox (coop_id, id, phone_id, number, member_id, notice, tongue, version,
            class, purpose, priority, body, segments, due_at, expires_at, queued_at, trace_id, state,
            attempts)
        select *, 'waiting', 0 from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[],
            $5::bigint[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::text[],
            $11::bigint[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[],
            $17::text[])
        returning id",
    ),
};

/// What is sealed of a text: itself, and the values in it.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::store) struct SealedText {
    pub(in crate::store) body: String,
    pub(in crate::store) values: Vec<(String, String)>,
    /// What a quiet text stands for. It goes with the text after thirty days, and leaves by no gateway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::store) hidden: Option<String>,
}

/// Where a column of an outbox row is sealed.
pub(in crate::store) fn place(column: &'static str, coop: CoopId, id: i64) -> SealedCell {
    SealedCell {
        table: "outbox",
        column,
        coop,
        row: id,
    }
}

/// Where an announcement's text is sealed.
pub(in crate::store) fn shared_place(coop: CoopId, announcement: i64) -> SealedCell {
    SealedCell {
        table: "announcement_text",
        column: "body",
        coop,
        row: announcement,
    }
}

/// Queues texts, in the transaction of whatever they follow from.
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
    let rows: Vec<Vec<Arg>> = messages
        .iter()
        .map(|message| row(core, coop, now, message))
        .collect();
    let added: Vec<(i64,)> = link.batch(ADD_MESSAGES, &rows).await?;
    if added.len() == rows.len() {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

fn row(core: &Core, coop: CoopId, now: Instant, message: &Message) -> Vec<Arg> {
    let Message {
        id,
        to,
        written,
        due_at,
    } = message;
    let seal = |column, text: &[u8]| core.keys.seal(place(column, coop, *id), text, &core.chance);
    let (phone, number, member) = match to {
        Recipient::Phone(phone, member) => (Some(phone.0), None, member.map(|member| member.0)),
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
    args![
        coop.0,
        *id,
        phone,
        number,
        member,
        &written.notice,
        written.tongue.code(),
        written.version,
        written.class.code(),
        written.purpose.code(),
        written.purpose.priority(),
        seal("body", &text),
        written.segments,
        due_at.0,
        due_at.0.saturating_add(written.lives_ms),
        now.0,
        TraceId::current().map(|id| id.as_str().to_owned()),
    ]
}
