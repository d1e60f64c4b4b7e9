//! The one way to change the record: the changes, the second signature, the lines of the ledger and the
//! texts that follow, in one transaction.
//!
//! `Store::commit` is called by whoever changes something by itself: jobs, the office, the command line,
//! the webhook of a provider, and whoever brings a cooperative, a register or old books in. Four callers need a
//! transaction of their own; each calls `write_all` in it, and it is the same way from there on:
//!
//! - a step of a call and a text that comes in have a row of their own, which is written first and says
//!   whether it is their turn (`batch`, `sms::inbox::record_inbound`);
//! - what follows from a text's failure is written with the text's new state (`sms::outbox::tasks`);
//! - a look at data is written as refused where it cannot be given, and her consent stays locked until then
//!   (`disclosure`).
//!
//! What a change relies on is checked in three places: the guard of the change is part of its statement,
//! the second signature comes with the `Writer` and is written first, and the lease of a job is checked
//! where the transaction begins (`runs`).

use super::WriteContext;
use super::entry::{EntryRow, add_entries, plain_entry};
use crate::core::domain::change::proposal::{self, ProposalSigned};
use crate::core::domain::{By, Change, CoopId, Instant, Message};
use crate::store::db::conn::Link;
use crate::store::db::pools::Work;
use crate::store::ledger::{self, LedgerLine};
use crate::store::signatures::{Agreement, Writer};
use crate::store::sms::outbox::queue::queue;
use crate::store::{Core, Error, Store};

/// If ids collide more often than this, something is wrong.
const DRAWS_MAX: u32 = 8;
/// Entries, and lines of the ledger, that go out in one statement at most.
const ROWS_MAX: usize = 500;

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
        self.commit_in(Work::Rest, writer.into(), (coop, now), (changes, texts))
            .await
    }

    /// The same, for work that takes another time.
    pub(super) async fn commit_in(
        &self,
        work: Work,
        Writer { by, agreement }: Writer<'_>,
        (coop, now): (CoopId, Instant),
        (changes, texts): (&[Change], &[Message]),
    ) -> Result<bool, Error> {
        let mut link = self.core.begin_in(work).await?;
        let done = signs(&self.core, &mut link, (coop, now), agreement).await?
            && context(&self.core, &mut link, (coop, now), by)
                .write_all(changes, texts)
                .await?;
        end(link, done).await
    }

    /// The same without texts, where whoever asks cannot decide anew: what no longer holds is an error that
    /// `is_conflict`.
    pub async fn commit_whole(
        &self,
        writer: impl Into<Writer<'_>>,
        at: (CoopId, Instant),
        changes: &[Change],
    ) -> Result<(), Error> {
        if self.commit(writer, at, changes, &[]).await? {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }

    /// Writes a change of each of several cooperatives, all or none.
    pub(in crate::store) async fn commit_each(
        &self,
        by: &By,
        changes: &[(CoopId, Change)],
        now: Instant,
    ) -> Result<bool, Error> {
        let mut link = self.core.begin().await?;
        for (coop, change) in changes {
            let mut writes = context(&self.core, &mut link, (*coop, now), by);
            if !writes.record(change).await? {
                return end(link, false).await;
            }
        }
        end(link, true).await
    }
}

/// Keeps what was written, or takes it back; which of the two.
async fn end(link: Link, keeps: bool) -> Result<bool, Error> {
    if keeps {
        link.commit().await?;
    } else {
        link.roll_back().await?;
    }
    Ok(keeps)
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

/// Writes the second signature, where there is one, in the transaction of what is signed; `false` where
/// the proposal is no longer what was shown.
async fn signs(
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

/// A change that is written, and its line, which is not yet.
struct ChangeWritten<'c> {
    change: &'c Change,
    /// Its moment.
    at: Instant,
    line: LedgerLine,
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
        let mut left = changes;
        while let [change, others @ ..] = left {
            let rows: Vec<EntryRow> = left
                .iter()
                .take(ROWS_MAX)
                .map_while(|change| Some(self.entry_row(plain_entry(change)?)))
                .collect();
            if rows.is_empty() {
                if !self.write(change).await? {
                    return Ok(false);
                }
                written.push(self.written(change));
                // A change may have had to come later than another; the next one need not.
                self.now = now;
                left = others;
            } else {
                add_entries(self.link, &rows).await?;
                let (entries, rest) = left.split_at(rows.len());
                written.extend(entries.iter().map(|change| self.written(change)));
                left = rest;
            }
        }
        while !written.is_empty() {
            let some = written.drain(..written.len().min(ROWS_MAX)).collect();
            self.write_lines(some).await?;
        }
        queue(self.core, self.link, self.coop, now, texts).await?;
        Ok(true)
    }

    fn written<'c>(&self, change: &'c Change) -> ChangeWritten<'c> {
        ChangeWritten {
            change,
            at: self.now,
            line: self.ledger_line(change),
        }
    }

    /// The lines of changes. An id that another node has drawn too is drawn again.
    async fn write_lines(&mut self, mut left: Vec<ChangeWritten<'_>>) -> Result<(), Error> {
        let now = self.now;
        for _ in 0..DRAWS_MAX {
            let lines: Vec<LedgerLine> = left.iter().map(|one| one.line.clone()).collect();
            let taken = ledger::add(self.link, &lines).await?;
            if taken.is_empty() {
                return Ok(());
            }
            let mut anew = Vec::with_capacity(taken.len());
            for place in taken {
                self.now = left[place].at;
                anew.push(self.written(left[place].change));
            }
            self.now = now;
            left = anew;
        }
        Err(Error::Conflict)
    }

    /// Writes one change and its line of the ledger; `false` where what it relied on no longer holds.
    pub(in crate::store) async fn record(&mut self, change: &Change) -> Result<bool, Error> {
        self.write_all(std::slice::from_ref(change), &[]).await
    }
}
