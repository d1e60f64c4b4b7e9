//! Entries, and the events of entries.

use super::WriteContext;
use crate::core::domain::change::entry::{Added, Change, EntrySettled, EntryWithdrawn};
use crate::core::domain::{EntryId, EntryState, MemberId, RowId, change};
use crate::store::Error;
use crate::store::db::batches::batches;
use crate::store::db::conn::{Link, args, statements};

batches! {
    /// Adds entries. An entry that exists already, or whose number or step is taken, is not added.
    pub(in crate::store) ADD_ENTRIES of EntryRow {
        coop_id: int, id: int, no: int, member_id: int, kind: text, category: int_or_none, amount: int,
        period: text, from_on: int, to_on: int, proof: text, state: text, replaces_id: int_or_none,
        session_id: int_or_none, turn: int_or_none, at: int, src: text,
    } = (
        "insert into entry (" columns ") select " columns " from " rows "
        where true on conflict do nothing returning id"
    )
}

statements! {
    /// Adds an event to an entry of hers that has not been taken back.
    ADD_ENTRY_EVENT = "insert into entry_event (coop_id, id, entry_id, state, at)
        select e.coop_id, $2, e.id, $5, $6 from entry e
        where e.coop_id = $1 and e.id = $3 and e.member_id = $4 and not exists
            (select 1 from entry_event v where v.coop_id = e.coop_id and v.entry_id = e.id
                and v.state = 'withdrawn')
        on conflict do nothing";
    /// Settles an entry of hers whose newest event disputes it.
    SETTLE_ENTRY = "insert into entry_event (coop_id, id, entry_id, state, at)
        select e.coop_id, $2, e.id, 'ok', $5 from entry e
        where e.coop_id = $1 and e.id = $3 and e.member_id = $4
            and (select v.state from entry_event v where v.coop_id = e.coop_id
                and v.entry_id = e.id order by v.at desc, v.id desc limit 1) = 'disputed'
        on conflict do nothing";
}

/// Whether a change only adds a row, so that those of many callers can be written in one statement.
pub(in crate::store) fn is_plain(change: &change::Change) -> bool {
    plain_entry(change).is_some()
}

/// The entry of such a change.
pub(in crate::store) fn plain_entry(change: &change::Change) -> Option<&Added> {
    if let change::Change::Entry(Change::Added(added)) = change
        && added.entry.replaces.is_none()
    {
        return Some(added);
    }
    None
}

/// Adds entries of several callers. A row in the way fails the whole batch.
pub(in crate::store) async fn add_entries(link: &mut Link, rows: &[EntryRow]) -> Result<(), Error> {
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
            Change::Settled(settled) => self.settle_entry(settled).await,
        }
    }

    async fn settle_entry(&mut self, settled: &EntrySettled) -> Result<bool, Error> {
        let EntrySettled {
            member,
            entry,
            event,
        } = settled;
        let args = args![self.coop.0, event.0, entry.0, member.0, self.now.0];
        self.touches_one(SETTLE_ENTRY, args).await
    }

    /// The row of an added entry.
    pub(in crate::store) fn entry_row(&self, added: &Added) -> EntryRow {
        let Added { member, entry, .. } = added;
        let (session, turn) = self.said_in.unzip();
        EntryRow {
            coop_id: self.coop.0,
            id: entry.id.0,
            no: entry.no,
            member_id: member.0,
            kind: entry.kind.code().to_owned(),
            category: entry.category,
            amount: entry.amount.0,
            period: entry.period.code().to_owned(),
            from_on: entry.from_on.0,
            to_on: entry.to_on.0,
            proof: entry.proof.code().to_owned(),
            state: entry.state.code().to_owned(),
            replaces_id: entry.replaces.map(|id| id.0),
            session_id: session.map(|id| id.0),
            turn,
            at: entry.at.0,
            src: self.by.source().to_owned(),
        }
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

    async fn withdraw_entry(&mut self, withdrawn: &EntryWithdrawn) -> Result<bool, Error> {
        let EntryWithdrawn {
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
