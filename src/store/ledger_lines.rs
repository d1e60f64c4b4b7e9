//! Reading the ledger, for whoever audits: its lines, the newest first, and the chain over them, part by part.
//!
//! Lines that name nobody (votes, and answers to requests) are not listed, since their places among the others would
//! be the only thing to read in them; and while a ballot is open neither are tries of PINs, since whoever votes by
//! dialling gives hers (console reference 2, sentence 22). The chain is over all of them.

use super::db::conn::{Link, args, statements};
use super::db::pools::Work;
use super::ledger::{LineRow, line_hash};
use super::{Error, Store};
use crate::clock::first_id_of;
use crate::core::domain::{ActorKind, CoopId, Instant, ObjectKind, OfficerId, Via, Why};

/// Lines of a page at most.
pub const LINES_MAX: usize = 50;
/// Lines of the chain that are read at a time.
const LINES_AT_ONCE: i64 = 1000;

statements! {
    LIST_LINES = "select l.id, l.at, l.kind, l.actor_kind, l.actor_id, l.actor_name, l.via, l.object_kind,
            l.object_name, l.why,
            (select m.no from member m where m.coop_id = l.coop_id and m.id = l.member_id) as member_no,
            case l.object_kind
                when 'case' then (select c.no from rights_case c where c.coop_id = l.coop_id and c.id = l.about_id)
                when 'ballot' then (select b.no from ballot b where b.coop_id = l.coop_id and b.id = l.about_id)
                when 'proposal' then (select p.no from proposal p where p.coop_id = l.coop_id and p.id = l.about_id)
                when 'task' then (select t.no from officer_task t where t.coop_id = l.coop_id and t.id = l.about_id)
                end as about_no,
            case l.why when 'two signed' then (select min(p.answered_by) from proposal p
                where p.coop_id = l.coop_id and p.answered_at = l.at and p.state = 'signed') end as signed_by,
            case l.why when 'two signed' then (select min(p.asked_by) from proposal p
                where p.coop_id = l.coop_id and p.answered_at = l.at and p.state = 'signed') end as asked_by
        from ledger l
        where l.coop_id = $1 and l.id < $2 and l.id >= $3 and l.via is not null
            and (l.at < $4 or l.kind not in ('pin right', 'pin wrong'))
            and ($5 = '' or l.kind = $5) and ($6 = 0 or (l.actor_id = $6 and l.actor_kind = 'officer'))
            and ($7 = '' or l.object_kind = $7)
        order by l.id desc limit $8";
    LIST_SEALED = "select s.seq, s.hash_prev, s.hash, l.id, l.at, l.kind, l.member_id, l.actor_kind,
            l.actor_id, l.actor_name, l.via, l.object_kind, l.about_id, l.object_name, l.why, l.version
        from ledger_seal s join ledger l on l.coop_id = s.coop_id and l.id = s.ledger_id
        where s.coop_id = $1 and s.seq > $2 order by s.seq limit $3";
    COUNT_SEALS = "select count(*), coalesce(max(seq), 0) from ledger_seal where coop_id = $1";
    LAST_SEALED = "select coalesce(max(seq), 0) from ledger_seal where coop_id = $1";
}

/// Which lines are wanted.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct LedgerFilter {
    /// Of this kind alone; empty: of all.
    pub kind: String,
    /// Of this officer alone.
    pub officer: Option<OfficerId>,
    /// About this kind of thing alone.
    pub object: Option<ObjectKind>,
    /// Of this moment and later.
    pub from: Instant,
    /// Older than this line.
    pub before_id: i64,
}

/// A line as an auditor reads it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadLine {
    /// Its id, behind which the next page begins.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// What was done.
    pub kind: String,
    /// What kind of actor did it.
    pub actor: ActorKind,
    /// The officer, where it was one.
    pub officer: Option<OfficerId>,
    /// The name of a job or of a gateway.
    pub actor_name: Option<String>,
    /// By which channel.
    pub via: Via,
    /// Why.
    pub why: Why,
    /// About what kind of thing.
    pub object: ObjectKind,
    /// The thing's name, where it has no number.
    pub object_name: Option<String>,
    /// The thing's number.
    pub about_no: Option<i64>,
    /// The number of the member that it is of.
    pub member_no: Option<i64>,
    /// The two officers who stand behind it: who asked, and who signed.
    pub signers: Option<(OfficerId, OfficerId)>,
}

#[derive(sqlx::FromRow)]
struct LineOfPage {
    id: i64,
    at: i64,
    kind: String,
    actor_kind: String,
    actor_id: Option<i64>,
    actor_name: Option<String>,
    via: String,
    object_kind: String,
    object_name: Option<String>,
    why: String,
    member_no: Option<i64>,
    about_no: Option<i64>,
    signed_by: Option<i64>,
    asked_by: Option<i64>,
}

impl LineOfPage {
    fn read(self) -> Result<ReadLine, Error> {
        let unknown = |column| Error::UnknownCode {
            table: "ledger",
            column,
        };
        let actor = ActorKind::parse(&self.actor_kind).ok_or(unknown("actor_kind"))?;
        let signers = self.asked_by.zip(self.signed_by);
        Ok(ReadLine {
            id: self.id,
            at: Instant(self.at),
            actor,
            officer: self
                .actor_id
                .filter(|_| actor == ActorKind::Officer)
                .map(OfficerId),
            via: Via::parse(&self.via).ok_or(unknown("via"))?,
            why: Why::parse(&self.why).ok_or(unknown("why"))?,
            object: ObjectKind::parse(&self.object_kind).ok_or(unknown("object_kind"))?,
            signers: signers.map(|(asked, signed)| (OfficerId(asked), OfficerId(signed))),
            kind: self.kind,
            actor_name: self.actor_name,
            object_name: self.object_name,
            about_no: self.about_no,
            member_no: self.member_no,
        })
    }
}

/// A place in the chain: the last line that was checked, and the hash of all up to it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ChainPlace {
    /// Its place, from 1; 0 before the first.
    pub seq: i64,
    /// The hash of it and of all before.
    pub hash: String,
    /// When the line was written.
    pub at: Instant,
}

/// What a part of the chain came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ChainPart {
    /// Whole up to here, and there is more.
    More(ChainPlace),
    /// Whole to its end.
    Whole(ChainPlace),
    /// From the line of this place on it differs from what was sealed.
    Broken(i64),
}

#[derive(sqlx::FromRow)]
struct SealedRow {
    seq: i64,
    hash_prev: String,
    hash: String,
    #[sqlx(flatten)]
    line: LineRow,
}

/// Checks up to a thousand lines of the chain behind a place.
pub(super) async fn chain_part(
    link: &mut Link,
    coop: CoopId,
    from: &ChainPlace,
) -> Result<ChainPart, Error> {
    let args = || args![coop.0, from.seq, LINES_AT_ONCE];
    let mut rows: Vec<SealedRow> = link.all(LIST_SEALED, args()).await?;
    if rows.is_empty() {
        let seals: Option<(i64, i64)> = link.find(COUNT_SEALS, args![coop.0]).await?;
        if seals.is_none_or(|seals| seals == (from.seq, from.seq)) {
            return Ok(ChainPart::Whole(from.clone()));
        }
        // Lines may have been sealed since.
        rows = link.all(LIST_SEALED, args()).await?;
        if rows.is_empty() {
            return Ok(ChainPart::Broken(from.seq + 1));
        }
    }
    let mut place = from.clone();
    for row in rows {
        let is_whole = row.seq == place.seq + 1
            && row.hash_prev == place.hash
            && row.hash == line_hash(&place.hash, coop, &row.line);
        if !is_whole {
            return Ok(ChainPart::Broken(place.seq + 1));
        }
        place = ChainPlace {
            seq: row.seq,
            hash: row.hash,
            at: Instant(row.line.at),
        };
    }
    Ok(ChainPart::More(place))
}

impl Store {
    /// Lines of the ledger, the newest first: at most `LINES_MAX`.
    pub async fn ledger_lines(
        &self,
        coop: CoopId,
        filter: &LedgerFilter,
    ) -> Result<Vec<ReadLine>, Error> {
        let pins_until = self.answers_until(coop).await?;
        let args = args![
            coop.0,
            filter.before_id,
            first_id_of(filter.from),
            pins_until.0,
            &filter.kind,
            filter.officer.map_or(0, |officer| officer.0),
            filter.object.map_or("", ObjectKind::code),
            i64::try_from(LINES_MAX).unwrap_or(i64::MAX),
        ];
        let rows: Vec<LineOfPage> = self.core.read_all(LIST_LINES, args).await?;
        rows.into_iter().map(LineOfPage::read).collect()
    }

    /// Checks up to a thousand lines of the chain behind a place.
    pub async fn check_chain(&self, coop: CoopId, from: &ChainPlace) -> Result<ChainPart, Error> {
        let mut link = self.core.link(Work::Long).await?;
        chain_part(&mut link, coop, from).await
    }

    /// The last place of the chain.
    pub async fn last_seal(&self, coop: CoopId) -> Result<i64, Error> {
        let found: Option<(i64,)> = self.core.read_one(LAST_SEALED, args![coop.0]).await?;
        Ok(found.map_or(0, |(seq,)| seq))
    }
}
