//! Questions that were put to a phone by text: at most one for each matter.

use crate::core::domain::{CoopId, Instant, MeetingId, MemberId, PhoneId};
use crate::core::texting::{About, Question, QuestionKind};
use crate::seal::SealedCell;
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Core, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;

statements! {
    /// The questions that can still be answered, newest first.
    FIND_QUESTIONS = "select kind, member_id, about_id, held, asked_at, ends_at, again_n
        from text_question where coop_id = $1 and phone_id = $2 and ends_at > $3
        order by asked_at desc, matter";
    /// Replaces an older question of the same matter.
    PUT_QUESTION = "insert into text_question (coop_id, phone_id, matter, kind, member_id, about_id,
            held, asked_at, ends_at, again_n)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (coop_id, phone_id, matter) do update set kind = excluded.kind,
            member_id = excluded.member_id, about_id = excluded.about_id, held = excluded.held,
            asked_at = excluded.asked_at, ends_at = excluded.ends_at, again_n = excluded.again_n";
    DROP_QUESTION = "delete from text_question
        where coop_id = $1 and phone_id = $2 and matter = $3";
}

const MEETING: &str = "meeting";
const LANGUAGE: &str = "language";
const ENTRY: &str = "entry";
const ODD_ENTRY: &str = "odd-entry";
const SAME_ENTRY: &str = "same-entry";
const WHICH: &str = "which-category";

/// The codes of `matter` and `kind`.
#[cfg(test)]
pub(in crate::store) const MATTERS: [&str; 3] = [MEETING, LANGUAGE, ENTRY];
#[cfg(test)]
pub(in crate::store) const QUESTION_KINDS: [&str; 5] =
    [MEETING, LANGUAGE, ODD_ENTRY, SAME_ENTRY, WHICH];

fn word(matter: QuestionKind) -> &'static str {
    match matter {
        QuestionKind::Meeting => MEETING,
        QuestionKind::Language => LANGUAGE,
        QuestionKind::Entry => ENTRY,
    }
}

/// The cell that an entry is sealed for while it waits for her yes.
pub(in crate::store) fn place(coop: CoopId, phone: PhoneId) -> SealedCell {
    SealedCell {
        table: "text_question",
        column: "held",
        coop,
        row: phone.0,
    }
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    kind: String,
    member_id: Option<i64>,
    about_id: Option<i64>,
    held: Option<String>,
    asked_at: i64,
    ends_at: i64,
    again_n: i64,
}

/// The questions that can still be answered and read, newest first. One of another release, or whose key is
/// gone, is treated as not asked.
pub(super) async fn find(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    now: Instant,
) -> Result<Vec<Question>, Error> {
    let args = args![coop.0, phone.0, now.0];
    let rows: Vec<QuestionRow> = link.all(FIND_QUESTIONS, args).await?;
    let question = |row: QuestionRow| {
        let held = row.held.as_deref();
        let about = match row.kind.as_str() {
            MEETING => About::Meeting(MeetingId(row.about_id?)),
            LANGUAGE => About::Language,
            ODD_ENTRY => About::OddEntry(open(core, coop, phone, held?)?),
            SAME_ENTRY => About::SameEntry(open(core, coop, phone, held?)?),
            WHICH => About::Which(open(core, coop, phone, held?)?),
            _ => return None,
        };
        Some(Question {
            about,
            member: row.member_id.map(MemberId),
            asked_at: Instant(row.asked_at),
            ends_at: Instant(row.ends_at),
            again_n: row.again_n,
        })
    };
    Ok(rows.into_iter().filter_map(question).collect())
}

fn open<T: DeserializeOwned>(core: &Core, coop: CoopId, phone: PhoneId, held: &str) -> Option<T> {
    let clear = core.keys.open(place(coop, phone), held).ok()?;
    serde_json::from_slice(&clear).ok()
}

/// Stores a question in the place of the last one of its matter, in the transaction of the text that asks
/// it.
pub(in crate::store) async fn put(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    question: &Question,
) -> Result<(), Error> {
    fn seal<T: Serialize>(core: &Core, coop: CoopId, phone: PhoneId, held: &T) -> String {
        let clear = serde_json::to_vec(held).expect("what waits is JSON");
        core.keys.seal(place(coop, phone), &clear, &core.chance)
    }
    let (kind, about, held) = match &question.about {
        About::Meeting(meeting) => (MEETING, Some(meeting.0), None),
        About::Language => (LANGUAGE, None, None),
        About::OddEntry(entry) => (ODD_ENTRY, None, Some(seal(core, coop, phone, entry))),
        About::SameEntry(entry) => (SAME_ENTRY, None, Some(seal(core, coop, phone, entry))),
        About::Which(named) => (WHICH, None, Some(seal(core, coop, phone, named))),
    };
    let args = args![
        coop.0,
        phone.0,
        word(question.about.matter()),
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

/// Closes the question of this matter.
pub(super) async fn drop(
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    matter: QuestionKind,
) -> Result<(), Error> {
    let args = args![coop.0, phone.0, word(matter)];
    link.run(DROP_QUESTION, args).await?;
    Ok(())
}
