//! Closing ballots: opening the sealed votes, unlinking them from the women, counting, and destroying
//! what could join them again (decision 5).
//!
//! Choices and marks are written anew in shuffled order, the choices under random ids and in one
//! statement; sealed rows and keys go in the same transaction, and afterwards the freed pages are
//! overwritten; that they still have to be is kept with the close, so that a death in between is made
//! up. Reading and deleting the sealed votes is one statement: a vote that is changed meanwhile is
//! either read as changed, or comes after and fails, because no sealed vote can outlive its key.

use super::{WriteContext, key_place, vote_place};
use crate::core::domain::ballot::{BallotRule, Pass, decide, quorum_n};
use crate::core::domain::change::ballot::{self, BallotCounted};
use crate::core::domain::{BallotId, BallotOutcome, By, Change, CoopId, Instant};
use crate::seal::{BallotKey, CannotOpen, SecretBytes};
use crate::store::db::batches::batches;
use crate::store::db::conn::{Link, Sql, args, statements};
use crate::store::db::pools::Work;
use crate::store::facts::votes::{options, outcome_code, parse_outcome};
use crate::store::{Core, Error, Store, Writer, sessions};
use std::collections::BTreeMap;

/// A ballot that was closed and counted just now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// The cooperative.
    pub coop: CoopId,
    /// The ballot.
    pub ballot: BallotId,
    /// How many voted.
    pub voted_n: i64,
    /// How it came out.
    pub outcome: BallotOutcome,
}

statements! {
    LIST_DUE = "select id from ballot
        where coop_id = $1 and state = 'open' and closes_at <= $2 order by id";
    /// Only one node goes on, and only when its time is over.
    CLOSE_BALLOT = "update ballot set state = 'closed'
        where coop_id = $1 and id = $2 and state = 'open' and closes_at <= $3
        returning id, no, yes_no, quorum_pct, pass";
    FIND_COUNTED = "select voted_n, outcome from ballot_outcome
        where coop_id = $1 and ballot_id = $2";
    FIND_PRIVATE_KEY = "select private_key from ballot_key where coop_id = $1 and ballot_id = $2";
    TAKE_SEALED_VOTES = "delete from ballot_sealed_vote
        where coop_id = $1 and ballot_id = $2 returning choice";
    LIST_MARKS = "select member_id, voted_on from ballot_mark
        where coop_id = $1 and ballot_id = $2 order by member_id";
    COUNT_ROLL = "select count(*) from ballot_roll where coop_id = $1 and ballot_id = $2";
    /// What the close has freed is to be overwritten.
    MARK_ERASE_PENDING = "insert into overwrite_due (coop_id, ballot_id) values ($1, $2)
        on conflict do nothing";
    LIST_OVERWRITES = "select ballot_id from overwrite_due where coop_id = $1 order by ballot_id";
    CLEAR_ERASE_PENDING = "delete from overwrite_due where coop_id = $1 and ballot_id = $2";
    DROP_KEYS = "delete from ballot_key where coop_id = $1 and ballot_id = $2";
    /// Her code is of no use any more.
    DROP_BALLOT_CODES = "delete from ballot_code where coop_id = $1 and ballot_id = $2";
    DROP_MARKS = "delete from ballot_mark where coop_id = $1 and ballot_id = $2";
    ADD_COUNT = "insert into ballot_result (coop_id, ballot_id, option_no, votes)
        values ($1, $2, $3, $4)";
    ADD_COUNTED = "insert into ballot_outcome (coop_id, ballot_id, roll_n, voted_n, quorum_n,
            outcome, counted_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
}

batches! {
    ADD_CHOICES of ChoiceRow { coop_id: int, ballot_id: int, id: int, option_no: int } = (
        "insert into ballot_choice (" columns ") select " columns " from " rows "
        where true returning id"
    )
    ADD_MARKS of MarkRow { coop_id: int, ballot_id: int, member_id: int, voted_on: int } = (
        "insert into ballot_mark (" columns ") select " columns " from " rows "
        where true returning member_id"
    )
}

/// A ballot that is being closed.
#[derive(Clone, Debug, sqlx::FromRow)]
struct ClosedBallot {
    id: i64,
    no: i64,
    yes_no: bool,
    quorum_pct: i64,
    pass: String,
}

impl Store {
    /// Closes and counts every ballot whose time is over, and overwrites what was freed, now or by an
    /// earlier close that could not. One that cannot be counted stands in no other's way: its error
    /// comes when the others are done.
    pub async fn close_ballots(&self, by: &By, now: Instant) -> Result<Vec<Counted>, Error> {
        let (mut counted, mut failed, mut owed) = (Vec::new(), None, Vec::new());
        for coop in self.coop_ids().await? {
            let due: Vec<(i64,)> = self.core.read_all(LIST_DUE, args![coop.0, now.0]).await?;
            for (ballot,) in due {
                match self.close_ballot(by, (coop, now), BallotId(ballot)).await {
                    Ok(one) => counted.extend(one),
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
            let mut link = self.core.read().await?;
            let ballots: Vec<(i64,)> = link.all(LIST_OVERWRITES, args![coop.0]).await?;
            owed.extend(ballots.into_iter().map(|(ballot,)| (coop, ballot)));
        }
        if !owed.is_empty() {
            self.core.overwrite_freed().await?;
            let mut link = self.core.begin().await?;
            for (coop, ballot) in owed {
                link.run(CLEAR_ERASE_PENDING, args![coop.0, ballot]).await?;
            }
            link.commit().await?;
        }
        failed.map_or(Ok(counted), Err)
    }

    /// Closes and counts one; `None` where another node was faster.
    async fn close_ballot(
        &self,
        by: &By,
        (coop, now): (CoopId, Instant),
        ballot: BallotId,
    ) -> Result<Option<Counted>, Error> {
        let closing = [Change::Ballot(ballot::Change::Counted(BallotCounted {
            ballot,
        }))];
        let done = self.commit_in(Work::Long, Writer::from(by), (coop, now), (&closing, &[]));
        match done.await {
            Ok(true) => {}
            // A vote came in meanwhile, or another node was faster: the next round finds what is left.
            Ok(false) => return Ok(None),
            Err(error) if error.is_conflict() => return Ok(None),
            Err(error) => return Err(error),
        }
        let args = args![coop.0, ballot.0];
        let found: Option<(i64, String)> = self.core.read_one(FIND_COUNTED, args).await?;
        let counted = found.map(|(voted_n, outcome)| {
            Ok(Counted {
                coop,
                ballot,
                voted_n,
                outcome: parse_outcome(&outcome)?,
            })
        });
        counted.transpose()
    }
}

impl WriteContext<'_> {
    /// Closes a ballot, unlinks its votes from the women, and counts them.
    pub(super) async fn count_ballot(&mut self, ballot: BallotId) -> Result<bool, Error> {
        let (core, coop, now) = (self.core, self.coop, self.now);
        let link = &mut *self.link;
        let close = args![coop.0, ballot.0, now.0];
        let Some(closed): Option<ClosedBallot> = link.find(CLOSE_BALLOT, close).await? else {
            return Ok(false);
        };
        sessions::wipe_inside_ballot(core, link, coop, (ballot, closed.no)).await?;
        let choices = open_votes(core, link, coop, ballot).await?;
        unlink(core, link, (coop, ballot.0), &choices).await?;
        count(link, coop, &closed, &choices, now).await?;
        link.run(MARK_ERASE_PENDING, args![coop.0, ballot.0])
            .await?;
        Ok(true)
    }
}

/// Opens the sealed votes; the choices, in an order that tells nothing.
async fn open_votes(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    ballot: BallotId,
) -> Result<Vec<i64>, Error> {
    let sealed = |column| {
        move |source| Error::Sealed {
            table: "ballot",
            column,
            source,
        }
    };
    let this = || args![coop.0, ballot.0];
    let key: Option<(String,)> = link.find(FIND_PRIVATE_KEY, this()).await?;
    let (key,) = key.ok_or_else(|| sealed("private_key")(CannotOpen))?;
    let key = core
        .keys
        .open(key_place("private_key", coop, ballot), &key)
        .and_then(|bytes| SecretBytes::from_slice(&bytes).ok_or(CannotOpen))
        .map(BallotKey::from_private)
        .map_err(sealed("private_key"))?;
    let votes: Vec<(String,)> = link.all(TAKE_SEALED_VOTES, this()).await?;
    let mut choices = votes
        .iter()
        .map(|(vote,)| key.open_vote(vote_place(coop, ballot), vote))
        .collect::<Result<Vec<i64>, CannotOpen>>()
        .map_err(sealed("choice"))?;
    core.chance.shuffle(&mut choices);
    Ok(choices)
}

/// Puts choices and marks in shuffled order and destroys what joined them.
async fn unlink(
    core: &Core,
    link: &mut Link,
    (coop, ballot): (CoopId, i64),
    choices: &[i64],
) -> Result<(), Error> {
    let this = || args![coop.0, ballot];
    let rows: Vec<ChoiceRow> = choices
        .iter()
        .map(|option_no| ChoiceRow {
            coop_id: coop.0,
            ballot_id: ballot,
            id: core.chance.random_id(),
            option_no: *option_no,
        })
        .collect();
    let mut marks: Vec<(i64, i64)> = link.all(LIST_MARKS, this()).await?;
    core.chance.shuffle(&mut marks);
    link.run(DROP_KEYS, this()).await?;
    link.run(DROP_BALLOT_CODES, this()).await?;
    link.run(DROP_MARKS, this()).await?;
    if !rows.is_empty() {
        let _: Vec<(i64,)> = link.batch(ADD_CHOICES, &rows).await?;
    }
    let rows: Vec<MarkRow> = marks
        .into_iter()
        .map(|(member_id, voted_on)| MarkRow {
            coop_id: coop.0,
            ballot_id: ballot,
            member_id,
            voted_on,
        })
        .collect();
    if !rows.is_empty() {
        let _: Vec<(i64,)> = link.batch(ADD_MARKS, &rows).await?;
    }
    Ok(())
}

async fn count(
    link: &mut Link,
    coop: CoopId,
    closed: &ClosedBallot,
    choices: &[i64],
    now: Instant,
) -> Result<(), Error> {
    let mut votes: BTreeMap<i64, i64> = BTreeMap::new();
    for option_no in choices {
        *votes.entry(*option_no).or_default() += 1;
    }
    let mut counts = Vec::new();
    for (option, _) in options(link, coop, closed.id).await? {
        let n = votes.get(&option.no).copied().unwrap_or_default();
        link.run(ADD_COUNT, args![coop.0, closed.id, option.no, n])
            .await?;
        counts.push((option.no, option.none, n));
    }
    let roll: Option<(i64,)> = link.find(COUNT_ROLL, args![coop.0, closed.id]).await?;
    let roll_n = roll.map_or(0, |(n,)| n);
    let rule = BallotRule {
        quorum_pct: closed.quorum_pct,
        pass: Pass::parse(&closed.pass).ok_or(Error::UnknownCode {
            table: "ballot",
            column: "pass",
        })?,
    };
    let outcome = decide(rule, closed.yes_no, roll_n, &counts);
    let voted_n: i64 = counts.iter().map(|(_, _, n)| n).sum();
    let args = args![
        coop.0,
        closed.id,
        roll_n,
        voted_n,
        quorum_n(roll_n, rule.quorum_pct),
        outcome_code(outcome),
        now.0
    ];
    link.run(ADD_COUNTED, args).await.map(|_| ())
}

/// What overwrites freed pages, on either database. None of these may run inside a transaction.
const OVERWRITE_SQLITE: &str = "vacuum";
/// `vacuum full` would keep a deleted row for as long as any transaction, an analysing autovacuum
/// among them, began before the deletion. Rewriting a column copies what is live now and nothing
/// else; an expression that is not the bare column is what makes PostgreSQL rewrite the table.
const OVERWRITE_POSTGRES: [&str; 4] = [
    "alter table ballot_sealed_vote alter column choice type text using choice || ''",
    "alter table ballot_key alter column private_key type text using private_key || ''",
    "alter table ballot_mark alter column voted_on type bigint using voted_on + 0",
    "alter table session alter column reply type text using reply || ''",
];
/// Nobody who reads a table for long, a backup for instance, may make every caller wait behind us:
/// then it is tried again with the next round.
const WAIT_NOT_LONG: &str = "set local lock_timeout = '1s'";
/// Says whether a reader was in the way.
const EMPTY_WAL: &str = "pragma wal_checkpoint(truncate)";
const EMPTY_WAL_TRIES: usize = 5;

impl Core {
    /// Overwrites what deleted rows left behind.
    async fn overwrite_freed(&self) -> Result<(), Error> {
        let overwrites = |text| Sql {
            name: "OVERWRITE",
            text,
        };
        if !self.db.is_sqlite() {
            for text in OVERWRITE_POSTGRES {
                let mut link = self.begin_in(Work::Long).await?;
                for text in [WAIT_NOT_LONG, text] {
                    link.run(overwrites(text), vec![]).await?;
                }
                link.commit().await?;
            }
            return Ok(());
        }
        let mut link = self.writer(Work::Long).await?;
        link.run(overwrites(OVERWRITE_SQLITE), vec![]).await?;
        for _ in 0..EMPTY_WAL_TRIES {
            let emptied: Option<(i64, i64, i64)> = link.find(overwrites(EMPTY_WAL), vec![]).await?;
            if matches!(emptied, Some((0, ..))) {
                return Ok(());
            }
        }
        Err(Error::Busy)
    }
}
