//! Cases under a member's rights.
//!
//! Each step of a case is one statement that repeats the conditions of `core::domain::case`. Of two at the
//! same time one is refused, since both would have the same place in the case's order.

use super::WriteContext;
use crate::core::domain::EntryState;
use crate::core::domain::case::APPEAL_DAYS;
use crate::core::domain::change::case::{
    CaseAnswered, CaseAppealed, CaseClosed, CaseMoved, CaseOpened, Change,
};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

/// A column of the newest event of the case `c`; null where it has none.
macro_rules! newest {
    ($column:literal) => {
        concat!(
            "(select v.",
            $column,
            " from case_event v where v.coop_id = c.coop_id and v.case_id = c.id
                order by v.seq desc limit 1)"
        )
    };
}

/// The place of the next event of the case `c`.
macro_rules! next_seq {
    () => {
        concat!("coalesce(", newest!("seq"), ", 0) + 1")
    };
}

statements! {
    OPEN_CASE = "insert into rights_case (coop_id, id, no, member_id, kind, entry_no, amount, at,
            due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    /// Not twice for one clock, and not before it is over.
    ESCALATE_CASE = concat!("insert into case_event (coop_id, id, case_id, seq, state, at)
        select c.coop_id, $2, c.id, ", next_seq!(), ", 'escalated', $5 from rights_case c
        where c.coop_id = $1 and c.id = $3 and c.member_id = $4
            and coalesce(", newest!("state"), ", 'open') in ('open', 'appealed')
            and coalesce(", newest!("due_at"), ", c.due_at) <= $5
        on conflict do nothing");
    /// Not by herself, and an appeal not by who gave the first answer.
    ANSWER_CASE = concat!("insert into case_event (coop_id, id, case_id, seq, state, officer_id, outcome,
            at)
        select c.coop_id, $2, c.id, ", next_seq!(), ", 'answered', $5, $6, $7 from rights_case c
        where c.coop_id = $1 and c.id = $3 and c.member_id = $4
            and coalesce(", newest!("state"), ", 'open') in ('open', 'escalated', 'appealed')
            and not exists (select 1 from case_event f
                where f.coop_id = c.coop_id and f.case_id = c.id and f.state = 'answered'
                    and f.officer_id is not distinct from $5)
            and not exists (select 1 from officer o
                where o.coop_id = c.coop_id and o.id = $5 and o.member_id = c.member_id)
        on conflict do nothing");
    /// Once, and in time.
    APPEAL_CASE = concat!("insert into case_event (coop_id, id, case_id, seq, state, due_at, at)
        select c.coop_id, $2, c.id, ", next_seq!(), ", 'appealed', $5, $6 from rights_case c
        where c.coop_id = $1 and c.id = $3 and c.member_id = $4
            and ", newest!("state"), " = 'answered' and ", newest!("at"), " > $7
            and not exists (select 1 from case_event f
                where f.coop_id = c.coop_id and f.case_id = c.id and f.state = 'appealed')
        on conflict do nothing");
    /// Where she is content, or cannot appeal any more. An `exists` behind an `or` makes PostgreSQL read all
    /// events once; a value is looked up by its key.
    CLOSE_CASE = concat!("insert into case_event (coop_id, id, case_id, seq, state, at)
        select c.coop_id, $2, c.id, ", next_seq!(), ", 'closed', $5 from rights_case c
        where c.coop_id = $1 and c.id = $3 and c.member_id = $4
            and ", newest!("state"), " = 'answered'
            and ($7 or ", newest!("at"), " <= $6 or (select min(f.seq) from case_event f
                where f.coop_id = c.coop_id and f.case_id = c.id and f.state = 'appealed') is not null)
        on conflict do nothing");
    MARK_CLOSED = "update rights_case set closed_at = $3 where coop_id = $1 and id = $2";
}

impl WriteContext<'_> {
    pub(super) async fn write_case(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Opened(opened) => self.open_case(opened).await,
            Change::Escalated(moved) => self.escalate_case(*moved).await,
            Change::Answered(answered) => self.answer_case(*answered).await,
            Change::Appealed(appealed) => self.appeal_case(*appealed).await,
            Change::Closed(closed) => self.close_case(*closed).await,
        }
    }

    async fn open_case(&mut self, opened: &CaseOpened) -> Result<bool, Error> {
        let CaseOpened {
            member,
            case,
            disputes,
        } = opened;
        let args = args![
            self.coop.0,
            case.id.0,
            case.no,
            member.0,
            case.kind.code(),
            case.entry_no,
            case.amount.map(|amount| amount.0),
            self.now.0,
            case.due_at.0,
        ];
        let is_open = self.touches_one(OPEN_CASE, args).await?;
        match disputes {
            Some((entry, event)) if is_open => {
                self.entry_event(*member, *entry, *event, EntryState::Disputed)
                    .await
            }
            _ => Ok(is_open),
        }
    }

    async fn escalate_case(&mut self, moved: CaseMoved) -> Result<bool, Error> {
        let CaseMoved {
            member,
            case,
            event,
        } = moved;
        let args = args![self.coop.0, event.0, case.0, member.0, self.now.0];
        self.touches_one(ESCALATE_CASE, args).await
    }

    async fn answer_case(&mut self, answered: CaseAnswered) -> Result<bool, Error> {
        let CaseAnswered {
            moved, by, outcome, ..
        } = answered;
        let args = args![
            self.coop.0,
            moved.event.0,
            moved.case.0,
            moved.member.0,
            by.map(|officer| officer.0),
            outcome.code(),
            self.now.0,
        ];
        self.touches_one(ANSWER_CASE, args).await
    }

    async fn appeal_case(&mut self, appealed: CaseAppealed) -> Result<bool, Error> {
        let CaseAppealed { moved, due_at, .. } = appealed;
        let args = args![
            self.coop.0,
            moved.event.0,
            moved.case.0,
            moved.member.0,
            due_at.0,
            self.now.0,
            self.now.plus_days(-APPEAL_DAYS).0,
        ];
        self.touches_one(APPEAL_CASE, args).await
    }

    async fn close_case(&mut self, closed: CaseClosed) -> Result<bool, Error> {
        let CaseClosed { moved, is_content } = closed;
        let args = args![
            self.coop.0,
            moved.event.0,
            moved.case.0,
            moved.member.0,
            self.now.0,
            self.now.plus_days(-APPEAL_DAYS).0,
            is_content,
        ];
        if !self.touches_one(CLOSE_CASE, args).await? {
            return Ok(false);
        }
        let args = args![self.coop.0, moved.case.0, self.now.0];
        self.touches_one(MARK_CLOSED, args).await
    }
}
