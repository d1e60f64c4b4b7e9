//! Entries and what happens to them.

use super::WriteContext;
use crate::core::domain::change::entry::{Added, Change, Withdrawn};
use crate::core::domain::{EntryId, EntryState, MemberId, RowId, change};
use crate::store::Error;
use crate::store::db::conn::{Arg, BatchSql, Link, args, statements};

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
}

/// Whether a change is nothing but a new row, so that those of many callers go out together.
pub(in crate::store) fn is_plain(change: &change::Change) -> bool {
    plain_entry(change).is_some()
}

/// The entry of a change that is nothing but a new row.
pub(in crate::store) fn plain_entry(change: &change::Change) -> Option<&Added> {
    if let change::Change::Entry(Change::Added(added)) = change
        && added.entry.replaces.is_none()
    {
        return Some(added);
    }
    None
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
        Err(Error::Conflict)
    }
}

impl WriteContext<'_> {
    pub(super) async fn write_entry(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Added(added) => self.add_entry(added).await,
            Change::Withdrawn(withdrawn) => self.withdraw_entry(withdrawn).await,
        }
    }

    /// The row of an added entry.
    pub(in crate::store) fn entry_row(&self, added: &Added) -> Vec<Arg> {
        let Added { member, entry, .. } = added;
        let (session, turn) = self.said_in.unzip();
        args![
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
            self.by.source(),
        ]
    }

    async fn add_entry(&mut self, added: &Added) -> Result<bool, Error> {
        let row = self.entry_row(added);
        add_entries(self.link, std::slice::from_ref(&row)).await?;
        match added.entry.replaces {
            None => Ok(true),
            Some(old) => {
                self.entry_event(added.member, old, added.event, EntryState::Withdrawn)
                    .await
            }
        }
    }

    async fn withdraw_entry(&mut self, withdrawn: &Withdrawn) -> Result<bool, Error> {
        let Withdrawn {
            member,
            entry,
            event,
        } = *withdrawn;
        self.entry_event(member, entry, event, EntryState::Withdrawn)
            .await
    }

    pub(super) async fn entry_event(
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
}
