//! Reading `Facts` from the database: only the groups that a turn can mention, for its caller.

use crate::core::dialogue::facts::{Facts, PinFacts};
use crate::core::dialogue::state::Caller;
use crate::core::domain::member::NOBODY;
use crate::core::domain::{Instant, Meeting, MeetingId, MemberId, NoticeLine, RecordAccess, Words};
use crate::core::script::words::{Need, Needs};
use crate::store::db::conn::{Link, args, statements};
use crate::store::db::pools::Work;
use crate::store::facts::known_lookup::Known;
use crate::store::facts::{record, votes};
use crate::store::sms::outbox::read_again;
use crate::store::{Error, Store, sessions};

/// At most so many disclosures of her record, and so many notices, are loaded.
const SEEN_MAX: i64 = 12;
const NOTICES_MAX: i64 = 6;

/// Needs for which nothing more is read.
const AT_HAND: [Need; 6] = [
    Need::Marks,
    Need::Pin,
    Need::EntryNo,
    Need::ConsentNo,
    Need::CaseNo,
    Need::StatementCode,
];

statements! {
    LIST_SEEN = "select q.name_words as requester, d.at, c.no, false as refused, d.id
            from disclosure d
            join requester q on q.coop_id = d.coop_id and q.id = d.requester_id
            join consent c on c.coop_id = d.coop_id and c.id = d.consent_id
            where d.coop_id = $1 and d.member_id = $2
        union all
        select q.name_words as requester, f.at, c.no, true as refused, f.id
            from refused_read f
            join requester q on q.coop_id = f.coop_id and q.id = f.requester_id
            left join consent c on c.coop_id = f.coop_id and c.id = f.consent_id
            where f.coop_id = $1 and f.member_id = $2
        order by 2 desc, 5 desc limit $3";
    /// The next meeting, her answer, and how many active members make a tenth.
    FIND_MEETING = "select m.id, m.planned_at, m.place_words as place,
            (select r.coming from rsvp r where r.coop_id = m.coop_id and r.meeting_id = m.id
                and r.member_id = $2) as coming,
            (select (count(*) + 9) / 10 from member w where w.coop_id = m.coop_id
                and w.state = 'active') as topic_needed_n
        from meeting m where m.coop_id = $1 and m.planned_at > $3
        order by m.planned_at, m.id limit 1";
    LIST_AGENDA = "select words from agenda_item
        where coop_id = $1 and meeting_id = $2 order by no";
    LIST_NOTICES = "select words, at from notice
        where coop_id = $1 and at <= $2 order by at desc, id desc limit $3";
}

impl Store {
    /// Reads the groups that are asked for, for the caller in `facts`, and draws fresh ids and numbers.
    /// `entry_no` is the entry that she typed or is correcting. For a stranger nothing of a member is read.
    pub async fn load(
        &self,
        known: &Known,
        facts: &mut Facts,
        needs: Needs,
        entry_no: Option<i64>,
    ) -> Result<(), Error> {
        facts.stranger = self.stranger(known, facts);
        facts.fresh = self.core.fresh(known.coop, needs, facts.now).await?;
        if needs.has(Need::Pin) {
            // What the shell found out about a typed PIN is kept.
            let found = std::mem::take(&mut facts.pin);
            let mut pin = known.pin(facts.caller);
            if let Some(stranger) = facts.stranger {
                pin.exists = true;
                pin.tries = Box::pin(self.stranger_tries(known.coop, stranger)).await?;
            }
            facts.pin = PinFacts {
                exists: pin.exists,
                must_change: pin.must_change,
                tries: pin.tries,
                ..found
            };
        }
        // Everything a stranger is shown is read in the same way and takes the same time as for a member,
        // and none of it is a member's.
        let member = match facts.caller {
            Caller::Member(member) => member,
            Caller::Stranger(_) => NOBODY,
            Caller::Unknown => return Ok(()),
        };
        if needs.has(Need::Marks) {
            facts.marks = known.marks(member);
        }
        if needs.0 & !Needs::of(&AT_HAND).0 == 0 {
            return Ok(());
        }
        let asks = Asks {
            known,
            member,
            needs,
            entry_no,
        };
        // Boxed because most turns read nothing more.
        Box::pin(asks.load(self, facts)).await
    }
}

/// What is asked for, and about whom.
struct Asks<'a> {
    known: &'a Known,
    member: MemberId,
    needs: Needs,
    entry_no: Option<i64>,
}

impl Asks<'_> {
    async fn load(&self, store: &Store, facts: &mut Facts) -> Result<(), Error> {
        let mut link = store.core.link(Work::Facts).await?;
        self.load_own(store, &mut link, facts).await?;
        self.load_shared(store, &mut link, facts).await
    }

    /// Her own data: her record, her permissions, her draft.
    async fn load_own(
        &self,
        store: &Store,
        link: &mut Link,
        facts: &mut Facts,
    ) -> Result<(), Error> {
        let (coop, member, now) = (self.known.coop, self.member, facts.now);
        if self.needs.has(Need::Month) {
            facts.month = record::month(link, coop, member, now).await?;
        }
        if self.needs.has(Need::Entries) {
            facts.entries = record::entries(link, coop, member).await?;
        }
        if let Some(no) = self.entry_no.filter(|_| self.needs.has(Need::Entry)) {
            facts.entry = record::entry(link, coop, member, no).await?;
        }
        if self.needs.has(Need::Asks) {
            facts.asks = votes::asks(link, coop, member, now).await?;
        }
        if self.needs.has(Need::Consents) {
            facts.consents = votes::consents(link, coop, member, now).await?;
        }
        if self.needs.has(Need::Seen) {
            facts.seen = seen(link, self.known, member).await?;
        }
        if let Some(phone) = self.known.phone.id.filter(|_| self.needs.has(Need::Draft)) {
            let here = (self.known.session_id, now);
            facts.draft =
                sessions::find_draft(&store.core, link, coop, phone, facts.caller, here).await?;
        }
        Ok(())
    }

    /// Data that many members see: ballots, results, the meeting, notices.
    async fn load_shared(
        &self,
        store: &Store,
        link: &mut Link,
        facts: &mut Facts,
    ) -> Result<(), Error> {
        let (coop, member, now) = (self.known.coop, self.member, facts.now);
        if self.needs.has(Need::Ballots) {
            facts.ballots = votes::ballots(link, coop, member, now).await?;
        }
        if self.needs.has(Need::Results) {
            facts.results = votes::results(link, coop).await?;
        }
        if self.needs.has(Need::Meeting) {
            facts.meeting = meeting(link, self.known, member, now).await?;
        }
        if self.needs.has(Need::Notices) {
            let args = args![coop.0, now.0, NOTICES_MAX];
            let rows: Vec<(Words, i64)> = link.all(LIST_NOTICES, args).await?;
            let notice = |(words, at)| NoticeLine {
                words,
                at: Instant(at),
            };
            facts.notices = rows.into_iter().map(notice).collect();
            let phone = (self.known.phone.id, self.known.phone.members.as_slice());
            facts.texts = read_again::texts(&store.core, link, coop, member, phone).await?;
        }
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct SeenRow {
    requester: Words,
    at: i64,
    no: Option<i64>,
    refused: bool,
}

async fn seen(
    link: &mut Link,
    known: &Known,
    member: MemberId,
) -> Result<Vec<RecordAccess>, Error> {
    let args = args![known.coop.0, member.0, SEEN_MAX];
    let rows: Vec<SeenRow> = link.all(LIST_SEEN, args).await?;
    let look = |row: SeenRow| RecordAccess {
        requester: row.requester,
        at: Instant(row.at),
        consent_no: row.no,
        refused: row.refused,
    };
    Ok(rows.into_iter().map(look).collect())
}

#[derive(sqlx::FromRow)]
struct MeetingRow {
    id: i64,
    planned_at: i64,
    place: Words,
    coming: Option<bool>,
    topic_needed_n: i64,
}

async fn meeting(
    link: &mut Link,
    known: &Known,
    member: MemberId,
    now: Instant,
) -> Result<Option<Meeting>, Error> {
    let args = args![known.coop.0, member.0, now.0];
    let found: Option<MeetingRow> = link.find(FIND_MEETING, args).await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let agenda: Vec<(Words,)> = link.all(LIST_AGENDA, args![known.coop.0, row.id]).await?;
    Ok(Some(Meeting {
        id: MeetingId(row.id),
        at: Instant(row.planned_at),
        place: row.place,
        agenda: agenda.into_iter().map(|(words,)| words).collect(),
        coming: row.coming,
        topic_needed_n: row.topic_needed_n,
    }))
}
