//! Entries and what happens to them, statements, and cases.

use super::Act;
use crate::domain::{Case, Change, Entry, EntryId, EntryState, MemberId, RowId};
use crate::store::Error;
use crate::store::link::{Arg, BatchSql, Link, args, statements};

pub(in crate::store) const BATCHES: &[BatchSql] = &[ADD_ENTRIES];

/// Adds entries. One that is there already, or whose number or step is taken, is not added.
const ADD_ENTRIES: BatchSql = BatchSql {
    name: "ADD_ENTRIES",
    sqlite: Some(
        "insert into entry (coop_id, id, no, member_id, kind, category, amount, period, from_on,
            to_on, proof, state, replaces_id, session_id, turn, at, src)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
            value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11,
            value ->> 12, value ->> 13, value ->> 14, value ->> 15, value ->> 16
        from json_each($1) where true
        on conflict do nothing returning id",
    ),
    postgres: Some(
        "insert into entry (coop_id, id, no, member_id, kind, category, amount, period, from_on,
            to_on, proof, state, replaces_id, session_id, turn, at, src)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[],
            $6::bigint[], $7::bigint[], $8::text[], $9::bigint[], $10::bigint[], $11::text[],
            $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::text[])
        on conflict do nothing returning id",
    ),
};

statements! {
    /// An event of an entry of hers that has not been taken back.
    ADD_ENTRY_EVENT = "insert into entry_event (coop_id, id, entry_id, state, at)
        select e.coop_id, $2, e.id, $5, $6 from entry e
        where e.coop_id = $1 and e.id = $3 and e.member_id = $4 and not exists
            (select 1 from entry_event v where v.coop_id = e.coop_id and v.entry_id = e.id
                and v.state = 'withdrawn')
        on conflict do nothing";
    OPEN_CASE = "insert into rights_case (coop_id, id, no, member_id, kind, entry_no, amount, at,
            due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing";
    /// Her older code ends with a newer one.
    END_STATEMENTS = "update statement set ended_at = $3
        where coop_id = $1 and member_id = $2 and ended_at is null";
    ISSUE_STATEMENT = "insert into statement (coop_id, id, member_id, code, from_on, to_on, ends_on,
            at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
}

/// Whether a change is nothing but a new row, so that those of many callers go out together.
pub(in crate::store) fn is_plain(change: &Change) -> bool {
    matches!(change, Change::EntryAdded { entry, .. } if entry.replaces.is_none())
}

/// Adds entries of several callers; a row that is in the way is a failure of the whole batch.
pub(in crate::store) async fn add_entries(link: &mut Link, rows: &[Vec<Arg>]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let added: Vec<(i64,)> = link.batch(ADD_ENTRIES, rows).await?;
    if added.len() == rows.len() {
        Ok(())
    } else {
        Err(Error::Rivalry)
    }
}

impl Act<'_> {
    /// The row of an added entry.
    pub(in crate::store) fn entry_row(&self, change: &Change) -> Option<Vec<Arg>> {
        let Change::EntryAdded { member, entry, .. } = change else {
            return None;
        };
        let (session, turn) = self.said_in.unzip();
        Some(args![
            self.coop.0,
            entry.id.0,
            entry.no,
            member.0,
            entry.kind.code(),
            entry.category,
            entry.amount.0,
            entry.period.code(),
            entry.from_on.0,
            entry.to_on.0,
            entry.proof.code(),
            entry.state.code(),
            entry.replaces.map(|id| id.0),
            session.map(|id| id.0),
            turn,
            entry.at.0,
            self.src,
        ])
    }

    pub(super) async fn add_entry(
        &mut self,
        change: &Change,
        entry: &Entry,
        event: RowId,
    ) -> Result<bool, Error> {
        let Change::EntryAdded { member, .. } = change else {
            return Ok(false);
        };
        let row = self.entry_row(change);
        add_entries(self.link, row.as_slice()).await?;
        match entry.replaces {
            None => Ok(true),
            Some(old) => self.withdraw_entry(*member, old, event).await,
        }
    }

    pub(super) async fn withdraw_entry(
        &mut self,
        member: MemberId,
        entry: EntryId,
        event: RowId,
    ) -> Result<bool, Error> {
        self.entry_event(member, entry, event, EntryState::Withdrawn)
            .await
    }

    async fn entry_event(
        &mut self,
        member: MemberId,
        entry: EntryId,
        event: RowId,
        state: EntryState,
    ) -> Result<bool, Error> {
        let args = args![
            self.coop.0,
            event.0,
            entry.0,
            member.0,
            state.code(),
            self.now.0
        ];
        self.touches_one(ADD_ENTRY_EVENT, args).await
    }

    pub(super) async fn open_case(
        &mut self,
        member: MemberId,
        case: &Case,
        disputes: Option<(EntryId, RowId)>,
    ) -> Result<bool, Error> {
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
        let opened = self.touches_one(OPEN_CASE, args).await?;
        match disputes {
            Some((entry, event)) if opened => {
                self.entry_event(member, entry, event, EntryState::Disputed)
                    .await
            }
            _ => Ok(opened),
        }
    }

    pub(super) async fn issue_statement(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::StatementIssued {
            member,
            id,
            code,
            from_on,
            to_on,
            ends_on,
        } = change
        else {
            return Ok(false);
        };
        let ended = args![self.coop.0, member.0, self.now.0];
        self.link.run(END_STATEMENTS, ended).await?;
        let args = args![
            self.coop.0,
            id.0,
            member.0,
            code,
            from_on.0,
            to_on.0,
            ends_on.0,
            self.now.0
        ];
        self.touches_one(ISSUE_STATEMENT, args).await
    }
}
