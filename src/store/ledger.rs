//! The ledger: one line for each change, written with it, and the chain that a job puts over them.
//!
//! Lines are sealed a few seconds behind, in the order of their times and ids, so that no caller
//! waits for another's link; a line that another node commits late is sealed in the next round. A
//! line that tells only the day carries the day's last moment as its time, so that it is sealed when
//! the day is over and its place in the chain tells no more.

use super::link::{Arg, BatchSql, Link, args, statements};
use super::{Core, Error, Store};
use crate::domain::{By, CoopId, Instant, ObjectKind};
use crate::seal::digest;

/// Lines sealed in one transaction at most.
const LINES_MAX: i64 = 1000;
/// How far behind the last sealed line a late one is looked for.
const LATE_MS: i64 = 2 * 24 * 60 * 60 * 1000;

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Line(Vec<Arg>);

impl Line {
    /// A line of this moment.
    pub(super) fn at_once(
        core: &Core,
        coop: CoopId,
        now: Instant,
        kind: &str,
        (member, about): (Option<i64>, Option<i64>),
    ) -> Self {
        let id = core.chance.id(now);
        Self(args![coop.0, id, now.0, kind, member, about])
    }

    /// A line of what officers and the operator do among themselves: about an officer or a proposal.
    pub(super) fn of_office(
        core: &Core,
        (coop, _by): (CoopId, &By),
        now: Instant,
        kind: &str,
        (_object, id): (ObjectKind, i64),
    ) -> Self {
        Self::at_once(core, coop, now, kind, (None, Some(id)))
    }

    /// A line that tells the day and nothing finer, and no member.
    pub(super) fn of_day(
        core: &Core,
        coop: CoopId,
        now: Instant,
        kind: &str,
        about: Option<i64>,
    ) -> Self {
        let id = core.chance.day_id(now);
        let day_end = now.day().plus(1).start().plus_ms(-1);
        Self(args![coop.0, id, day_end.0, kind, None::<i64>, about])
    }
}

pub(super) const BATCHES: &[BatchSql] = &[ADD_LINES, ADD_SEALS];

const ADD_LINES: BatchSql = BatchSql {
    name: "ADD_LINES",
    sqlite: Some(
        "insert into ledger (coop_id, id, at, kind, member_id, about_id)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
        from json_each($1) where true returning id",
    ),
    postgres: Some(
        "insert into ledger (coop_id, id, at, kind, member_id, about_id)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[],
            $6::bigint[])
        returning id",
    ),
};

const ADD_SEALS: BatchSql = BatchSql {
    name: "ADD_SEALS",
    sqlite: Some(
        "insert into ledger_seal (coop_id, seq, ledger_id, hash_prev, hash)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        from json_each($1) where true returning seq",
    ),
    postgres: Some(
        "insert into ledger_seal (coop_id, seq, ledger_id, hash_prev, hash)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[])
        returning seq",
    ),
};

statements! {
    LAST_SEAL = "select s.seq, s.hash, l.at from ledger_seal s
        join ledger l on l.coop_id = s.coop_id and l.id = s.ledger_id
        where s.coop_id = $1 order by s.seq desc limit 1";
    /// Lines that are not sealed yet, in the order of the chain. Ids sort by time, so that the old
    /// part of the ledger is not looked at.
    LIST_UNSEALED = "select l.id, l.at, l.kind, l.member_id, l.about_id from ledger l
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
    pub(super) about_id: Option<i64>,
}

/// The hash of a line and of the whole chain before it.
pub(super) fn line_hash(hash_prev: &str, coop: CoopId, line: &LineRow) -> String {
    let or_none = |id: Option<i64>| id.map_or_else(Vec::new, |id| id.to_be_bytes().to_vec());
    digest(&[
        hash_prev.as_bytes(),
        &coop.0.to_be_bytes(),
        &line.id.to_be_bytes(),
        &line.at.to_be_bytes(),
        line.kind.as_bytes(),
        &or_none(line.member_id),
        &or_none(line.about_id),
    ])
}

/// Writes lines, in the transaction of their changes.
pub(super) async fn write(link: &mut Link, lines: &[Line]) -> Result<(), Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<Arg>> = lines.iter().map(|line| line.0.clone()).collect();
    let _: Vec<(i64,)> = link.batch(ADD_LINES, &rows).await?;
    Ok(())
}

impl Store {
    /// Chains the lines that are not chained yet; how many. Two nodes that try at once do not fork
    /// the chain: one of them writes nothing.
    pub async fn seal_ledger(&self, now: Instant) -> Result<u64, Error> {
        let mut sealed = 0;
        for coop in self.coop_ids().await? {
            loop {
                let done = match seal_some(&self.core, coop, now).await {
                    Err(error) if error.is_rivalry() => 0,
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
    let (mut seq, mut hash_prev, from_id) = match last {
        None => (0, String::new(), 0),
        Some((seq, hash, at)) => (seq, hash, crate::clock::first_id_of(Instant(at - LATE_MS))),
    };
    let args = args![coop.0, from_id, now.0, LINES_MAX];
    let lines: Vec<LineRow> = link.all(LIST_UNSEALED, args).await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in &lines {
        seq += 1;
        let hash = line_hash(&hash_prev, coop, line);
        rows.push(args![coop.0, seq, line.id, &hash_prev, &hash]);
        hash_prev = hash;
    }
    if rows.is_empty() {
        return Ok(0);
    }
    let _: Vec<(i64,)> = link.batch(ADD_SEALS, &rows).await?;
    link.commit().await?;
    Ok(rows.len() as u64)
}
