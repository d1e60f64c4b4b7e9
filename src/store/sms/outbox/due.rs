//! The readers of an announcement: one SQL text queues the texts, counts them, and previews them.
//!
//! Each member gets the text on the phone that she got last. Members who share a phone and a language get
//! it once; a phone that others use too gets the private form.

use crate::core::domain::change::announcement::Announcement;
use crate::core::domain::{BallotId, Coop, CoopId, Instant, Lang, Purpose};
use crate::store::db::conn::{Arg, Link, args, statements};
use crate::store::{Error, Store};

/// The members of `$1` who get an announcement, each with her phone and her form of the text. `$2` is the
/// cooperative's language, `$3` the ballot whose roll it is for, `$4` whether it is an announcement, which
/// a STOP ends, `$5` and `$6` the members of a part.
macro_rules! due_sql {
    ($begin:literal, $texts:literal, $end:literal) => {
        concat!(
            $begin,
            "select m.id as member_id, p.phone_id, a.lang, a.private, a.segments, a.notice, a.lang_script,
                a.version, a.class
            from member m
            join member_phone p on p.coop_id = m.coop_id and p.member_id = m.id and p.to_at is null
                and not exists (select 1 from member_phone later where later.coop_id = p.coop_id
                    and later.member_id = p.member_id and later.to_at is null
                    and (later.from_at > p.from_at
                        or (later.from_at = p.from_at and later.phone_id > p.phone_id)))
            join (",
            $texts,
            ") a on a.lang = coalesce(m.lang, $2) and a.private = (m.private_sms
                or exists (select 1 from member_phone s
                    join member w on w.coop_id = s.coop_id and w.id = s.member_id
                        and w.state = 'active' and w.id <> m.id
                    where s.coop_id = p.coop_id and s.phone_id = p.phone_id and s.to_at is null))
            where m.coop_id = $1 and m.state = 'active' and m.id > $5 and m.id <= $6
                and (cast($3 as bigint) is null or exists (select 1 from ballot_roll r
                    where r.coop_id = $1 and r.ballot_id = $3 and r.member_id = m.id))
                and (not $4 or not exists (select 1 from phone_texts t
                    where t.coop_id = p.coop_id and t.phone_id = p.phone_id
                        and t.stopped_at is not null))",
            $end
        )
    };
}

statements! {
    /// The last member of the next part.
    NEXT_PART = "select max(id) from (select id from member where coop_id = $1
        and state = 'active' and id > $2 order by id limit $3) part";
    /// How many texts of a part are due: one for each phone and language, without those that an earlier
    /// part has queued.
    COUNT_PART = due_sql!(
        "select count(*) from (select distinct d.phone_id, d.lang from (",
        "select x.lang, x.private, x.segments, x.notice, x.lang_script, x.version, x.class
            from announcement_text x where x.coop_id = $1 and x.announcement_id = $7",
        ") d where not exists (select 1 from outbox o where o.coop_id = $1
            and o.announcement_id = $7 and o.phone_id = d.phone_id and o.lang = d.lang)) due"
    );
    /// Makes one row for each phone and language of a part. The row names the first member of the phone.
    QUEUE_PART = due_sql!(
        "insert into outbox (coop_id, id, phone_id, member_id, announcement_id, lang, private,
            notice, lang_script, version, class, purpose, priority, segments, state, due_at, expires_at,
            queued_at, attempts)
        select $1, cast($8 as bigint) + row_number() over (order by d.member_id), d.phone_id,
            d.member_id, n.id, d.lang, d.private, d.notice, d.lang_script, d.version, d.class, n.purpose,
            cast($9 as bigint), d.segments, 'waiting', n.due_at, n.expires_at,
            cast($10 as bigint), 0
        from (",
        "select x.lang, x.private, x.segments, x.notice, x.lang_script, x.version, x.class
            from announcement_text x where x.coop_id = $1 and x.announcement_id = $7",
        ") d join announcement n on n.coop_id = $1 and n.id = $7
        where true order by d.member_id
        on conflict (coop_id, announcement_id, phone_id, lang) where announcement_id is not null
            do nothing"
    );
    /// Counts what would be queued: women, phones, texts and parts. The texts are not stored yet, so for
    /// each language the parameters give the parts of the open and of the private form, null where there is
    /// none.
    COUNT_ALL = due_sql!(
        "with due as (",
        "select x.lang, x.private, x.segments, '' as notice, '' as lang_script, 0 as version, '' as class
            from (select 'gu' as lang, false as private, cast($7 as bigint) as segments
            union all select 'gu', true, cast($8 as bigint)
            union all select 'hi', false, cast($9 as bigint)
            union all select 'hi', true, cast($10 as bigint)
            union all select 'en', false, cast($11 as bigint)
            union all select 'en', true, cast($12 as bigint)) x where x.segments is not null",
        ") select (select count(*) from due) as women_n,
            (select count(distinct phone_id) from due) as phones_n, count(*) as texts_n,
            cast(coalesce(sum(one.segments), 0) as bigint) as parts_n,
            (select count(*) from member m where m.coop_id = $1 and m.state = 'active'
                and (cast($3 as bigint) is null or exists (select 1 from ballot_roll r
                    where r.coop_id = $1 and r.ballot_id = $3 and r.member_id = m.id))) as members_n
        from (select phone_id, lang, min(segments) as segments from due
            group by phone_id, lang) one"
    );
}

/// Who gets an announcement.
pub(super) struct Readers<'a> {
    pub(super) coop: CoopId,
    /// The cooperative's language.
    pub(super) lang: &'a str,
    pub(super) purpose: Purpose,
    pub(super) ballot: Option<BallotId>,
}

/// The members of a part, by their ids.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemberRange {
    /// The last member of the part before.
    pub(super) after: i64,
    /// The last member of this part.
    pub(super) upto: i64,
}

/// How the rows of a part are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewRows {
    pub(super) announcement: i64,
    /// The rows get the ids after this one.
    pub(super) ids_after: i64,
    pub(super) now: Instant,
}

impl Readers<'_> {
    /// The parameters that every statement of this file begins with.
    fn args(&self, MemberRange { after, upto }: MemberRange) -> Vec<Arg> {
        args![
            self.coop.0,
            self.lang,
            self.ballot.map(|id| id.0),
            self.purpose == Purpose::Announcement,
            after,
            upto
        ]
    }
}

/// The next part; `None` where none is left.
pub(super) async fn next_part(
    link: &mut Link,
    coop: CoopId,
    after: i64,
    members_n: i64,
) -> Result<Option<MemberRange>, Error> {
    let args = args![coop.0, after, members_n];
    let upto: Option<(Option<i64>,)> = link.find(NEXT_PART, args).await?;
    let upto = upto.and_then(|(upto,)| upto);
    Ok(upto.map(|upto| MemberRange { after, upto }))
}

/// How many texts of a part are due.
pub(super) async fn count_part(
    link: &mut Link,
    readers: &Readers<'_>,
    announcement: i64,
    part: MemberRange,
) -> Result<i64, Error> {
    let mut args = readers.args(part);
    args.extend(args![announcement]);
    let row: Option<(i64,)> = link.find(COUNT_PART, args).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Queues the texts of a part; returns how many.
pub(super) async fn queue(
    link: &mut Link,
    readers: &Readers<'_>,
    part: MemberRange,
    new: NewRows,
) -> Result<i64, Error> {
    let mut args = readers.args(part);
    args.extend(args![
        new.announcement,
        new.ids_after,
        readers.purpose.priority(),
        new.now.0
    ]);
    let texts_n = link.run(QUEUE_PART, args).await?;
    Ok(i64::try_from(texts_n).unwrap_or(i64::MAX))
}

/// The readers of an announcement, counted with the SQL that queues it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, sqlx::FromRow)]
pub struct Audience {
    /// Women who would get it.
    pub women_n: i64,
    /// Phones that would get it.
    pub phones_n: i64,
    /// Texts: one for each phone and language.
    pub texts_n: i64,
    /// SMS parts of all texts.
    pub parts_n: i64,
    /// All members it is for, including those who would get no text.
    pub members_n: i64,
}

impl Store {
    /// The readers that an announcement would have. Nothing is stored.
    pub async fn audience(&self, coop: &Coop, new: &Announcement) -> Result<Audience, Error> {
        let mut link = self.core.read().await?;
        let readers = Readers {
            coop: coop.id,
            lang: coop.lang.code(),
            purpose: new.purpose,
            ballot: new.ballot,
        };
        let mut args = readers.args(MemberRange {
            after: -1,
            upto: i64::MAX,
        });
        for lang in [Lang::Gu, Lang::Hi, Lang::En] {
            for private in [false, true] {
                let text = new
                    .texts
                    .iter()
                    .find(|text| text.lang == lang && text.private == private);
                args.push(text.map(|text| text.written.segments).into());
            }
        }
        let counted: Option<Audience> = link.find(COUNT_ALL, args).await?;
        Ok(counted.unwrap_or_default())
    }
}
