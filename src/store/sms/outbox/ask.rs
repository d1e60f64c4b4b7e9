//! Questions that are sent with an announcement: the reminder of a meeting asks whether she comes.
//!
//! **Invariant:** a question is open from the moment when its text may have been sent, not from when it was
//! queued. A reminder waits for the morning, or for a gateway that is down, and until then a "1" answers
//! another question.

use crate::core::domain::{CoopId, Instant, MeetingId, PhoneId};
use crate::core::texting::MEETING_ANSWER_MS;
use crate::store::Error;
use crate::store::db::batches::batches;
use crate::store::db::conn::Link;
use std::collections::BTreeMap;

batches! {
    /// A phone has one open question about meetings: only the last one can be answered. If the phone has
    /// one member, it is about her; if it has several, the reply must say who answers.
    ASK_MEETINGS of AskRow {
        coop_id: int, phone_id: int, meeting_id: int, asked_at: int, ends_at: int,
    } = (
        "insert into text_question (coop_id, phone_id, matter, kind, member_id, about_id, held,
                asked_at, ends_at, again_n)
            select w.coop_id, w.phone_id, 'meeting', 'meeting',
                (select min(m.id) from member_phone p join member m on m.coop_id = p.coop_id
                    and m.id = p.member_id and m.state = 'active'
                where p.coop_id = w.coop_id and p.phone_id = w.phone_id and p.to_at is null
                having count(*) = 1),
                w.meeting_id, null, w.asked_at, w.ends_at, 0
            from " rows "
            where true
            on conflict (coop_id, phone_id, matter) do update set kind = excluded.kind,
                member_id = excluded.member_id, about_id = excluded.about_id, held = null,
                asked_at = excluded.asked_at, ends_at = excluded.ends_at, again_n = 0
            returning phone_id"
    )
}

/// Opens the question about a meeting for these phones.
pub(super) async fn meetings(
    link: &mut Link,
    coop: CoopId,
    asked: impl Iterator<Item = (PhoneId, MeetingId)>,
    now: Instant,
) -> Result<(), Error> {
    // One question for each phone, however many of its members were asked.
    let asked: BTreeMap<PhoneId, MeetingId> = asked.collect();
    if asked.is_empty() {
        return Ok(());
    }
    let ends_at = now.plus_ms(MEETING_ANSWER_MS);
    let rows: Vec<AskRow> = asked
        .into_iter()
        .map(|(phone, meeting)| AskRow {
            coop_id: coop.0,
            phone_id: phone.0,
            meeting_id: meeting.0,
            asked_at: now.0,
            ends_at: ends_at.0,
        })
        .collect();
    let _: Vec<(i64,)> = link.batch(ASK_MEETINGS, &rows).await?;
    Ok(())
}
