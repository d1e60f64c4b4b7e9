//! The last texts that were sent to a member, with their real words, also where her phone got only the
//! private form. After thirty days the words are deleted and only the day is shown.

use super::load::open_text;
use super::queue::place;
use super::queue::shared_place;
use crate::core::domain::{CoopId, Instant, Member, MemberId, PhoneId, SentText};
use crate::store::db::conn::{Link, args, statements};
use crate::store::{Core, Error};

/// At most so many texts are loaded.
const TEXTS_MAX: usize = 5;

statements! {
    /// Texts to her, newest first. For an announcement, any text with its notice in her language has the
    /// same words.
    LIST_OWN_TEXTS = "select o.id, o.announcement_id, coalesce(o.sent_at, o.queued_at) as at, o.body,
            (select min(a.body) from announcement_text a where a.coop_id = o.coop_id
                and a.announcement_id = o.announcement_id and a.notice = o.notice
                and a.lang_script = o.lang_script) as shared
        from outbox o where o.coop_id = $1 and o.member_id = $2
            and o.state in ('sent', 'delivered', 'unsure', 'failed')
        order by 3 desc, 1 desc limit $3";
    /// Announcements that she got through another member of her phone: a phone gets an announcement once.
    LIST_ANNOUNCED_TEXTS = "select o.id, o.announcement_id, coalesce(o.sent_at, o.queued_at) as at,
            o.body,
            (select min(a.body) from announcement_text a where a.coop_id = o.coop_id
                and a.announcement_id = o.announcement_id and a.notice = o.notice
                and a.lang_script = o.lang_script) as shared
        from outbox o
        join announcement n on n.coop_id = o.coop_id and n.id = o.announcement_id
        where o.coop_id = $1 and o.member_id = $2 and o.phone_id = $4
            and o.state in ('sent', 'delivered', 'unsure', 'failed')
            and (n.ballot_id is null or (select r.member_id from ballot_roll r
                where r.coop_id = n.coop_id and r.ballot_id = n.ballot_id and r.member_id = $5)
                is not null)
        order by 3 desc, 1 desc limit $3";
}

#[derive(sqlx::FromRow)]
struct TextRow {
    id: i64,
    announcement_id: Option<i64>,
    at: i64,
    body: Option<String>,
    shared: Option<String>,
}

/// The last texts sent to a member of this phone, newest first.
pub(in crate::store) async fn texts(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    member: MemberId,
    (phone, members): (Option<PhoneId>, &[Member]),
) -> Result<Vec<SentText>, Error> {
    let most = i64::try_from(TEXTS_MAX).unwrap_or(i64::MAX);
    let mut rows: Vec<TextRow> = link
        .all(LIST_OWN_TEXTS, args![coop.0, member.0, most])
        .await?;
    let lang = |id| members.iter().find(|one| one.id == id).map(|one| one.lang);
    for other in members {
        let hears_the_same = other.id != member && Some(other.lang) == lang(member);
        let Some(phone) = phone.filter(|_| hears_the_same) else {
            continue;
        };
        let args = args![coop.0, other.id.0, most, phone.0, member.0];
        let more: Vec<TextRow> = link.all(LIST_ANNOUNCED_TEXTS, args).await?;
        rows.extend(more);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
    rows.truncate(TEXTS_MAX);
    let sent = |row: TextRow| {
        let own = row
            .body
            .and_then(|sealed| open_text(core, place("body", coop, row.id), &sealed));
        let text = own.or_else(|| {
            let shared = row.shared?;
            open_text(core, shared_place(coop, row.announcement_id?), &shared)
        });
        let was_neutral = text.as_ref().is_some_and(|text| text.hidden.is_some());
        SentText {
            at: Instant(row.at),
            words: text.map(|text| text.hidden.unwrap_or(text.body)),
            was_neutral,
        }
    };
    Ok(rows.into_iter().map(sent).collect())
}
