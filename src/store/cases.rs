//! Reading cases, for whoever answers them and for the clock.
//!
//! A case that is closed is found by its number alone: lists have what still waits, so that a cooperative
//! with many old cases reads no slower.

use super::db::conn::{Link, args, statements};
use super::facts::record;
use super::number_block::NumberKind;
use super::{Error, Store};
use crate::core::domain::case::{CaseStanding, CaseStep};
use crate::core::domain::{
    CaseId, CaseKind, CaseOutcome, CaseState, CoopId, Entry, Instant, MemberId, OfficerId, Paise,
};

/// Cases in a list at most.
pub const CASES_MAX: usize = 500;

macro_rules! case_columns {
    () => {
        "select c.id, c.no, c.member_id, m.no as member_no, c.kind, c.entry_no, c.amount, c.at, c.due_at
        from rights_case c join member m on m.coop_id = c.coop_id and m.id = c.member_id "
    };
}

statements! {
    LIST_CASES = concat!(case_columns!(), "where c.coop_id = $1 and c.closed_at is null
        and c.no > $2 order by c.no limit $3");
    FIND_CASE = concat!(case_columns!(), "where c.coop_id = $1 and c.no = $2");
    LIST_STEPS = "select v.case_id, v.state, v.due_at, v.officer_id, v.outcome, v.at
        from case_event v where v.coop_id = $1 and v.case_id in (select c.id from rights_case c
            where c.coop_id = $1 and c.closed_at is null and c.no > $2)
        order by v.case_id, v.seq";
    LIST_STEPS_OF = "select v.case_id, v.state, v.due_at, v.officer_id, v.outcome, v.at
        from case_event v where v.coop_id = $1 and v.case_id = $2 order by v.seq";
    /// Other cases about the same entry that wait for an answer.
    COUNT_OTHERS = "select count(*) from rights_case c
        where c.coop_id = $1 and c.entry_no = $2 and c.id <> $3 and c.closed_at is null
            and coalesce((select v.state from case_event v
                where v.coop_id = c.coop_id and v.case_id = c.id order by v.seq desc limit 1), 'open')
                in ('open', 'escalated', 'appealed')";
}

/// A case with all that happened to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptCase {
    /// Which.
    pub id: CaseId,
    /// Its number.
    pub no: i64,
    /// Whose.
    pub member: MemberId,
    /// Her number.
    pub member_no: i64,
    /// What it asks for.
    pub kind: CaseKind,
    /// The number of the entry that it is about.
    pub entry_no: Option<i64>,
    /// The amount that would be right, where she said one.
    pub amount: Option<Paise>,
    /// When it was opened.
    pub opened_at: Instant,
    /// Its first answer is due at this moment.
    pub due_at: Instant,
    /// What happened to it, oldest first.
    pub steps: Vec<(CaseStep, Instant)>,
}

impl KeptCase {
    /// Where it stands.
    pub fn standing(&self) -> CaseStanding {
        CaseStanding::kept(self.due_at, &self.steps)
    }
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    id: i64,
    no: i64,
    member_id: i64,
    member_no: i64,
    kind: String,
    entry_no: Option<i64>,
    amount: Option<i64>,
    at: i64,
    due_at: i64,
}

impl CaseRow {
    fn kept(self, steps: &[StepRow]) -> Result<KeptCase, Error> {
        let steps = steps.iter().filter(|step| step.case_id == self.id);
        Ok(KeptCase {
            id: CaseId(self.id),
            no: self.no,
            member: MemberId(self.member_id),
            member_no: self.member_no,
            kind: CaseKind::parse(&self.kind).ok_or(Error::UnknownCode {
                table: "rights_case",
                column: "kind",
            })?,
            entry_no: self.entry_no,
            amount: self.amount.map(Paise),
            opened_at: Instant(self.at),
            due_at: Instant(self.due_at),
            steps: steps.map(StepRow::step).collect::<Result<_, _>>()?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct StepRow {
    case_id: i64,
    state: String,
    due_at: Option<i64>,
    officer_id: Option<i64>,
    outcome: Option<String>,
    at: i64,
}

impl StepRow {
    fn step(&self) -> Result<(CaseStep, Instant), Error> {
        let unknown = |column| Error::UnknownCode {
            table: "case_event",
            column,
        };
        let outcome = self.outcome.as_deref().and_then(CaseOutcome::parse);
        let step = match CaseState::parse(&self.state).ok_or(unknown("state"))? {
            CaseState::Escalated => CaseStep::Escalated,
            CaseState::Answered => CaseStep::Answered {
                by: self.officer_id.map(OfficerId),
                outcome: outcome.ok_or(unknown("outcome"))?,
            },
            CaseState::Appealed => CaseStep::Appealed {
                due_at: self.due_at.map(Instant).ok_or(unknown("due_at"))?,
            },
            CaseState::Closed => CaseStep::Closed,
            CaseState::Open => return Err(unknown("state")),
        };
        Ok((step, Instant(self.at)))
    }
}

impl Store {
    /// Cases that are not over with numbers behind this one, by number: at most `CASES_MAX`.
    pub async fn cases(&self, coop: CoopId, after_no: i64) -> Result<Vec<KeptCase>, Error> {
        let most = i64::try_from(CASES_MAX).unwrap_or(i64::MAX);
        let mut link = self.core.read().await?;
        let rows: Vec<CaseRow> = link.all(LIST_CASES, args![coop.0, after_no, most]).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let steps: Vec<StepRow> = link.all(LIST_STEPS, args![coop.0, after_no]).await?;
        rows.into_iter().map(|row| row.kept(&steps)).collect()
    }

    /// The case of this number, also one that is over.
    pub async fn case(&self, coop: CoopId, no: i64) -> Result<Option<KeptCase>, Error> {
        let mut link = self.core.read().await?;
        kept(&mut link, coop, no).await
    }

    /// The same with the entry that it is about, unless that is taken back, and whether another case about that entry
    /// waits too.
    pub async fn case_with_entry(
        &self,
        coop: CoopId,
        no: i64,
    ) -> Result<Option<(KeptCase, Option<Entry>, bool)>, Error> {
        let mut link = self.core.read().await?;
        let Some(case) = kept(&mut link, coop, no).await? else {
            return Ok(None);
        };
        let Some(entry_no) = case.entry_no else {
            return Ok(Some((case, None, false)));
        };
        let entry = record::entry(&mut link, coop, case.member, entry_no).await?;
        let args = args![coop.0, entry_no, case.id.0];
        let others: Option<(i64,)> = link.find(COUNT_OTHERS, args).await?;
        Ok(Some((case, entry, others.is_some_and(|(n,)| n > 0))))
    }

    /// The number of a new entry, which an answer may need; an unused one is skipped.
    pub async fn next_entry_no(&self, coop: CoopId, now: Instant) -> Result<i64, Error> {
        self.core.next_no(coop, NumberKind::Entry, now).await
    }
}

async fn kept(link: &mut Link, coop: CoopId, no: i64) -> Result<Option<KeptCase>, Error> {
    let found: Option<CaseRow> = link.find(FIND_CASE, args![coop.0, no]).await?;
    let Some(row) = found else { return Ok(None) };
    let steps: Vec<StepRow> = link.all(LIST_STEPS_OF, args![coop.0, row.id]).await?;
    row.kept(&steps).map(Some)
}
