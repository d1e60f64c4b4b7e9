//! The ledger: one line for each change, written with it, and the chain that a job puts over them.
//!
//! Lines are sealed a few seconds behind, in the order of their times and ids, so that no caller
//! waits for another's link; a line that another node commits late is sealed in the next round. A
//! line that tells only the day carries the day's last moment as its time, so that it is sealed when
//! the day is over and its place in the chain tells no more.

use super::db::batches::batches;
use super::db::conn::{Link, args, statements};
use super::{Core, Error, Store};
use crate::core::domain::{ActorKind, By, CoopId, Instant, MemberId, ObjectKind};
use crate::seal::digest;
use std::collections::BTreeMap;

/// Lines sealed in one transaction at most.
const LINES_MAX: i64 = 1000;
/// How far behind the last sealed line a late one is looked for.
const LATE_MS: i64 = 2 * 24 * 60 * 60 * 1000;

/// The form of a line that is written now. It stands in the line and in its hash, so that a later form with
/// more in it cannot be taken for this one.
pub(super) const LINE_VERSION: u8 = 1;

/// What a line tells of.
#[derive(Clone, Copy, Debug)]
pub(super) struct LedgerEvent<'a> {
    /// What was done.
    pub(super) kind: &'a str,
    /// The member it is of.
    pub(super) member: Option<MemberId>,
    /// What it is about.
    pub(super) object: (ObjectKind, Option<i64>),
    /// What it is about, by name, where it has no id: a template, a gateway.
    pub(super) object_name: Option<&'a str>,
}

/// Where and by whom a line is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) core: &'a Core,
    pub(super) coop: CoopId,
    pub(super) by: &'a By,
    pub(super) now: Instant,
}

impl Scene<'_> {
    /// A line of this moment.
    pub(super) fn line(self, told: LedgerEvent<'_>) -> LedgerLine {
        let Self {
            core,
            coop,
            by,
            now,
        } = self;
        let (object, about) = told.object;
        LedgerLine(NewLine {
            coop_id: coop.0,
            id: core.chance.id(now),
            at: now.0,
            kind: told.kind.to_owned(),
            member_id: told.member.map(|member| member.0),
            actor_kind: by.actor.kind().code().to_owned(),
            actor_id: by.actor.id(),
            actor_name: by.actor.name().map(str::to_owned),
            via: Some(by.via.code().to_owned()),
            object_kind: object.code().to_owned(),
            about_id: about,
            object_name: told.object_name.map(str::to_owned),
            why: by.why.code().to_owned(),
            version: i64::from(LINE_VERSION),
        })
    }

    /// A line that tells the day and nothing finer, neither person nor channel.
    pub(super) fn unnamed_line(self, told: LedgerEvent<'_>) -> LedgerLine {
        let Self {
            core,
            coop,
            by,
            now,
        } = self;
        let day_end = now.day().plus(1).start().plus_ms(-1);
        let (object, about) = told.object;
        LedgerLine(NewLine {
            coop_id: coop.0,
            id: core.chance.day_id(now),
            at: day_end.0,
            kind: told.kind.to_owned(),
            member_id: None,
            actor_kind: ActorKind::Member.code().to_owned(),
            actor_id: None,
            actor_name: None,
            via: None,
            object_kind: object.code().to_owned(),
            about_id: about,
            object_name: None,
            why: by.why.code().to_owned(),
            version: i64::from(LINE_VERSION),
        })
    }
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct LedgerLine(NewLine);

batches! {
    ADD_LINES of NewLine {
        coop_id: int, id: int, at: int, kind: text, member_id: int_or_none, actor_kind: text,
        actor_id: int_or_none, actor_name: text_or_none, via: text_or_none, object_kind: text,
        about_id: int_or_none, object_name: text_or_none, why: text, version: int,
    } = (
        "insert into ledger (" columns ") select " columns " from " rows "
        where true on conflict do nothing returning id"
    )
    ADD_SEALS of SealRow { coop_id: int, seq: int, ledger_id: int, hash_prev: text, hash: text } = (
        "insert into ledger_seal (" columns ") select " columns " from " rows "
        where true returning seq"
    )
}

statements! {
    COUNT_KINDS = "select kind, count(*) from ledger where coop_id = $1 group by kind order by kind";
    LAST_SEAL = "select s.seq, s.hash, l.at from ledger_seal s
        join ledger l on l.coop_id = s.coop_id and l.id = s.ledger_id
        where s.coop_id = $1 order by s.seq desc limit 1";
    /// Lines that are not sealed yet, in the order of the chain. Ids sort by time, so that the old
    /// part of the ledger is not looked at.
    LIST_UNSEALED = "select l.id, l.at, l.kind, l.member_id, l.actor_kind, l.actor_id, l.actor_name,
            l.via, l.object_kind, l.about_id, l.object_name, l.why, l.version from ledger l
        where l.coop_id = $1 and l.id >= $2 and l.at <= $3 and not exists
            (select 1 from ledger_seal s where s.coop_id = l.coop_id and s.ledger_id = l.id)
        order by l.at, l.id limit $4";
}

/// A line as it is read back.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct LineRow {
    pub(super) id: i64,
    pub(super) at: i64,
    pub(super) kind: String,
    pub(super) member_id: Option<i64>,
    pub(super) actor_kind: String,
    pub(super) actor_id: Option<i64>,
    pub(super) actor_name: Option<String>,
    pub(super) via: Option<String>,
    pub(super) object_kind: String,
    pub(super) about_id: Option<i64>,
    pub(super) object_name: Option<String>,
    pub(super) why: String,
    pub(super) version: i64,
}

/// The hash of a line and of the whole chain before it, led by the line's version in one byte. A
/// column without a value counts as an empty one, which no writer writes.
pub(super) fn line_hash(hash_prev: &str, coop: CoopId, line: &LineRow) -> String {
    let number = |n: Option<i64>| n.map_or_else(Vec::new, |n| n.to_be_bytes().to_vec());
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().as_bytes().to_vec();
    // A version that does not fit a byte was never written, and is hashed as none that was.
    let version = u8::try_from(line.version).unwrap_or(u8::MAX);
    digest(&[
        &[version],
        hash_prev.as_bytes(),
        &coop.0.to_be_bytes(),
        &line.id.to_be_bytes(),
        &line.at.to_be_bytes(),
        line.kind.as_bytes(),
        &number(line.member_id),
        line.actor_kind.as_bytes(),
        &number(line.actor_id),
        &text(&line.actor_name),
        &text(&line.via),
        line.object_kind.as_bytes(),
        &number(line.about_id),
        &text(&line.object_name),
        line.why.as_bytes(),
    ])
}

/// Writes lines, in the transaction of their changes. An id that is taken is a row in the way.
pub(super) async fn write(link: &mut Link, lines: &[LedgerLine]) -> Result<(), Error> {
    if add(link, lines).await?.is_empty() {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// Writes lines whose ids are free; the places of those that are taken, which are drawn anew.
pub(super) async fn add(link: &mut Link, lines: &[LedgerLine]) -> Result<Vec<usize>, Error> {
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<&NewLine> = lines.iter().map(|line| &line.0).collect();
    let added: Vec<(i64,)> = link.batch(ADD_LINES, &rows).await?;
    let is_taken = |place: &usize| !added.contains(&(lines[*place].0.id,));
    Ok((0..lines.len()).filter(is_taken).collect())
}

impl Store {
    /// How many lines of each kind a cooperative's ledger has, by kind.
    pub async fn ledger_kinds(&self, coop: CoopId) -> Result<BTreeMap<String, i64>, Error> {
        let mut link = self.core.read().await?;
        let rows: Vec<(String, i64)> = link.all(COUNT_KINDS, args![coop.0]).await?;
        Ok(rows.into_iter().collect())
    }

    /// Chains the lines that are not chained yet; how many. Two nodes that try at once do not fork
    /// the chain: one of them writes nothing.
    pub async fn seal_ledger(&self, now: Instant) -> Result<u64, Error> {
        let mut sealed = 0;
        for coop in self.coop_ids().await? {
            loop {
                let done = match seal_some(&self.core, coop, now).await {
                    Err(error) if error.is_conflict() => 0,
                    other => other?,
                };
                sealed += done;
                if done < LINES_MAX.unsigned_abs() {
                    break;
                }
            }
        }
        Ok(sealed)
    }
}

async fn seal_some(core: &Core, coop: CoopId, now: Instant) -> Result<u64, Error> {
    let mut link = core.begin().await?;
    let last: Option<(i64, String, i64)> = link.find(LAST_SEAL, args![coop.0]).await?;
    let (mut seq, mut hash_last, from_id) = match last {
        None => (0, String::new(), 0),
        Some((seq, hash, at)) => (seq, hash, crate::clock::first_id_of(Instant(at - LATE_MS))),
    };
    let args = args![coop.0, from_id, now.0, LINES_MAX];
    let lines: Vec<LineRow> = link.all(LIST_UNSEALED, args).await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in &lines {
        seq += 1;
        let hash = line_hash(&hash_last, coop, line);
        let hash_prev = std::mem::replace(&mut hash_last, hash.clone());
        rows.push(SealRow {
            coop_id: coop.0,
            seq,
            ledger_id: line.id,
            hash_prev,
            hash,
        });
    }
    if rows.is_empty() {
        return Ok(0);
    }
    let _: Vec<(i64,)> = link.batch(ADD_SEALS, &rows).await?;
    link.commit().await?;
    Ok(rows.len() as u64)
}
