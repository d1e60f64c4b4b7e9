//! The one way into the record: what a person or a program changes, the second signature under it, the lines
//! of the ledger and the texts that follow, in one transaction.
//!
//! `Store::commit` is called by whoever changes something by itself: jobs, the office, the command line,
//! the webhook of a provider. A step of a call and a text that comes in have a row of their own that is
//! written first and says whether it is their turn (`batch`, `sms::inbox::record_inbound`); then they
//! call `write_all` in the same transaction. Both are the same way from there on. Brought in as a whole,
//! and counted as a whole, are cooperatives, registers and ballots: their files in this folder have
//! transactions of their own, and write their lines with the same scene.
//!
//! What must still hold stands in three places. A change's own guard is part of its statement. The second
//! signature comes with its `Writer` and is written first. A job's lease is looked at where the
//! transaction begins.

use super::WriteContext;
use crate::core::domain::change::proposal::{self, ProposalSigned};
use crate::core::domain::{By, Change, CoopId, Instant, Message};
use crate::store::db::conn::Link;
use crate::store::ledger;
use crate::store::signatures::{Agreement, Writer};
use crate::store::sms::outbox::queue::queue;
use crate::store::{Core, Error, Store};

/// An id that is taken so often is a fault.
const DRAWS_MAX: u32 = 8;

impl Store {
    /// Writes these changes, the signature that comes with the writer, their lines and these texts, all or
    /// none. `false`: something that one of them relies on no longer holds, and nothing is written. A row
    /// in the way is an error that `is_conflict`.
    pub async fn commit(
        &self,
        writer: impl Into<Writer<'_>>,
        (coop, now): (CoopId, Instant),
        changes: &[Change],
        texts: &[Message],
    ) -> Result<bool, Error> {
        let Writer { by, agreement } = writer.into();
        let mut link = self.core.begin().await?;
        if !signs(&self.core, &mut link, (coop, now), agreement).await? {
            link.roll_back().await?;
            return Ok(false);
        }
        let done = context(&self.core, &mut link, (coop, now), by)
            .write_all(changes, texts)
            .await?;
        if done {
            link.commit().await?;
        } else {
            link.roll_back().await?;
        }
        Ok(done)
    }
}

/// The context of whoever writes without a phone in hand.
pub(in crate::store) fn context<'a>(
    core: &'a Core,
    link: &'a mut Link,
    (coop, now): (CoopId, Instant),
    by: &By,
) -> WriteContext<'a> {
    WriteContext {
        core,
        link,
        coop,
        now,
        phone: None,
        said_in: None,
        by: by.clone(),
    }
}

/// Writes the second signature, where there is one, in the transaction of what is signed; `false` where
/// the proposal is no longer what was shown.
pub(super) async fn signs(
    core: &Core,
    link: &mut Link,
    at: (CoopId, Instant),
    agreement: Option<&Agreement>,
) -> Result<bool, Error> {
    let Some(agreement) = agreement else {
        return Ok(true);
    };
    let signed = proposal::Change::Signed(ProposalSigned {
        id: agreement.proposal,
        version: agreement.version,
        hand: agreement.hand,
        shown_hash: agreement.shown_hash.clone(),
    });
    let mut hand = context(core, link, at, &agreement.by);
    hand.record(&Change::Proposal(signed)).await
}

impl WriteContext<'_> {
    /// Writes changes with their lines, and texts; `false` where what one of them relies on no longer
    /// holds: then the caller takes all of it back.
    pub(in crate::store) async fn write_all(
        &mut self,
        changes: &[Change],
        texts: &[Message],
    ) -> Result<bool, Error> {
        let now = self.now;
        let mut written = Vec::with_capacity(changes.len());
        for change in changes {
            if !self.write(change).await? {
                return Ok(false);
            }
            // A change may have had to come later than another; the next one need not.
            written.push((change, self.now));
            self.now = now;
        }
        self.write_lines(written).await?;
        queue(self.core, self.link, self.coop, now, texts).await?;
        Ok(true)
    }

    /// The lines of changes, each of its moment. An id that another node has drawn too is drawn anew.
    async fn write_lines(&mut self, mut left: Vec<(&Change, Instant)>) -> Result<(), Error> {
        let now = self.now;
        for _ in 0..DRAWS_MAX {
            let mut lines = Vec::with_capacity(left.len());
            for (change, at) in &left {
                self.now = *at;
                lines.push(self.ledger_line(change));
            }
            self.now = now;
            let taken = ledger::add(self.link, &lines).await?;
            left = taken.into_iter().map(|place| left[place]).collect();
            if left.is_empty() {
                return Ok(());
            }
        }
        Err(Error::Conflict)
    }

    /// Records one change and its line; `false` where what it relied on no longer holds.
    pub(in crate::store) async fn record(&mut self, change: &Change) -> Result<bool, Error> {
        self.write_all(std::slice::from_ref(change), &[]).await
    }
}
