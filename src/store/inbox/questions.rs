//! The last question that a phone was asked by text.

use crate::domain::{CoopId, Instant, MeetingId, MemberId, PhoneId};
use crate::seal::Place;
use crate::store::link::{Link, args, statements};
use crate::store::{Core, Error};
use crate::texting::{About, HeldEntry, Question};

statements! {
    FIND_QUESTION = "select kind, member_id, about_id, held, asked_at, ends_at, again_n
        from text_question where coop_id = $1 and phone_id = $2";
    /// A phone has one question at a time: only the last one asked can be answered.
    PUT_QUESTION = "insert into text_question (coop_id, phone_id, kind, member_id, about_id, held,
            asked_at, ends_at, again_n)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (coop_id, phone_id) do update set kind = excluded.kind,
            member_id = excluded.member_id, about_id = excluded.about_id, held = excluded.held,
            asked_at = excluded.asked_at, ends_at = excluded.ends_at, again_n = excluded.again_n";
    DROP_QUESTION = "delete from text_question where coop_id = $1 and phone_id = $2";
}

const MEETING: &str = "meeting";
const LANGUAGE: &str = "language";
const ODD_ENTRY: &str = "odd-entry";

/// Where what waits for her yes is sealed.
pub(in crate::store) fn place(coop: CoopId, phone: PhoneId) -> Place {
    Place {
        table: "text_question",
        column: "held",
        coop,
        row: phone.0,
    }
}

type Row = (
    String,
    Option<i64>,
    Option<i64>,
    Option<String>,
    i64,
    i64,
    i64,
);

/// The last question, where it can still be read: one of another release, or of a key that is gone,
/// is as if it had not been asked.
pub(super) async fn find(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
) -> Result<Option<Question>, Error> {
    let found: Option<Row> = link.find(FIND_QUESTION, args![coop.0, phone.0]).await?;
    Ok(
        found.and_then(|(kind, member, about, held, asked_at, ends_at, again_n)| {
            let about = match kind.as_str() {
                MEETING => About::Meeting(MeetingId(about?)),
                LANGUAGE => About::Language,
                ODD_ENTRY => About::OddEntry(open(core, coop, phone, &held?)?),
                _ => return None,
            };
            Some(Question {
                about,
                member: member.map(MemberId),
                asked_at: Instant(asked_at),
                ends_at: Instant(ends_at),
                again_n,
            })
        }),
    )
}

fn open(core: &Core, coop: CoopId, phone: PhoneId, held: &str) -> Option<HeldEntry> {
    let clear = core.keys.open(place(coop, phone), held).ok()?;
    serde_json::from_slice(&clear).ok()
}

/// Puts a question in the place of the last one, in the transaction of the text that asks it.
pub(in crate::store) async fn put(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    question: &Question,
) -> Result<(), Error> {
    let (kind, about, held) = match &question.about {
        About::Meeting(meeting) => (MEETING, Some(meeting.0), None),
        About::Language => (LANGUAGE, None, None),
        About::OddEntry(entry) => {
            let clear = serde_json::to_vec(entry).expect("an entry is JSON");
            let held = core.keys.seal(place(coop, phone), &clear, &core.chance);
            (ODD_ENTRY, None, Some(held))
        }
    };
    let args = args![
        coop.0,
        phone.0,
        kind,
        question.member.map(|member| member.0),
        about,
        held,
        question.asked_at.0,
        question.ends_at.0,
        question.again_n,
    ];
    link.run(PUT_QUESTION, args).await?;
    Ok(())
}

/// No question is open any more.
pub(super) async fn drop(link: &mut Link, coop: CoopId, phone: PhoneId) -> Result<(), Error> {
    link.run(DROP_QUESTION, args![coop.0, phone.0]).await?;
    Ok(())
}
