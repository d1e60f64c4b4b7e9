//! The one way to change the record: the changes, the second signature, the lines of the ledger and the
//! texts that follow, in one transaction.
//!
//! `Store::commit` is for work without a caller's session: jobs, the office, the command line, the webhooks
//! of providers. A step of a call and an incoming text first write a row of their own, which shows whether
//! they are the next in order (`batch`, `sms::inbox::record_inbound`); then they call `write_all` in the
//! same transaction. From there on both go the same way. Cooperatives, registers and ballots are imported
//! as a whole: their files in this folder have their own transactions, and write their lines of the ledger
//! in them.
//!
//! What a change relies on is checked in three places: the guard of the change is part of its statement,
//! the second signature comes with the `Writer` and is written first, and the lease of a job is checked
//! where the transaction begins (`runs`).

use super::WriteContext;
use crate::core::domain::change::proposal::{self, ProposalSigned};
use crate::core::domain::{By, Change, CoopId, Instant, Message};
use crate::store::db::conn::Link;
use crate::store::ledger;
use crate::store::signatures::{Agreement, Writer};
use crate::store::sms::outbox::queue::queue;
use crate::store::{Core, Error, Store};

/// If ids collide more often than this, something is wrong.
const DRAWS_MAX: u32 = 8;

impl Store {
    /// Writes these changes, the signature that comes with the writer, the lines of the ledger and these
    /// texts, all or none. Returns `false` and writes nothing where something that a change relies on no
    /// longer holds. A row in the way is an error that `is_conflict`.
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

/// The context of a write that does not come from a phone.
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

/// Writes the second signature, if there is one, in the transaction of what is signed. `false` where the
/// proposal is not as it was shown any more.
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
    /// Writes changes with their lines of the ledger, and texts. `false` where something that a change
    /// relies on no longer holds; then the caller must roll back.
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
            // This change may have got a later time than `now`; the next one starts from `now` again.
            written.push((change, self.now));
            self.now = now;
        }
        self.write_lines(written).await?;
        queue(self.core, self.link, self.coop, now, texts).await?;
        Ok(true)
    }

    /// The lines of the changes, each with the time of its change. An id that another node has drawn too is
    /// drawn again.
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

    /// Writes one change and its line of the ledger; `false` where what it relied on no longer holds.
    pub(in crate::store) async fn record(&mut self, change: &Change) -> Result<bool, Error> {
        self.write_all(std::slice::from_ref(change), &[]).await
    }
}
