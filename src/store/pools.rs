//! Connections, and who may have them.
//!
//! The phone line has connections of its own. A caller has seconds, a text has minutes: when an
//! announcement leaves or a provider sends ten thousand receipts again, what serves them stands in a
//! queue of its own, and of it one at a time waits for the one writer of SQLite. So a caller waits for
//! at most one other piece of work, however many are waiting behind it.

use super::link::Link;
use super::{Core, Error};
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;

/// Which database, and its connections: those of the phone line, and those of all the rest.
#[derive(Clone, Debug)]
pub(super) enum Db {
    /// One file: readers, and the one writer.
    Sqlite {
        line: SqlitePool,
        rest: SqlitePool,
        write: SqlitePool,
    },
    /// A server.
    Postgres { line: PgPool, rest: PgPool },
}

/// What a connection is wanted for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Work {
    /// What is known before a caller's turn: every request begins with it.
    Looks,
    /// Keeping callers' steps.
    Steps,
    /// What a caller's screens mention.
    Facts,
    /// Texts, receipts, jobs, officers.
    Rest,
}

impl Work {
    const fn is_line(self) -> bool {
        !matches!(self, Self::Rest)
    }

    /// Connections kept at hand. Each pool has more than its kinds of work keep, so that nobody waits for
    /// what only lies at hand.
    const fn kept_max(self) -> usize {
        match self {
            Self::Looks | Self::Steps => 2,
            Self::Facts | Self::Rest => 3,
        }
    }
}

/// Connections of the phone line's pool of readers, and of the rest's; on PostgreSQL they write too.
pub(super) const SQLITE_READERS_MAX: u32 = 8;
pub(super) const POSTGRES_CONNECTIONS_MAX: u32 = 12;

/// Connections that a pool would look at whenever they are taken and given back, which costs a round
/// trip each time. A few are kept at hand instead; a broken one fails once and is not put back.
#[derive(Debug)]
pub(super) struct AtHand {
    kept: [Mutex<Vec<Link>>; 4],
    /// How many wait for a connection of the line's pool, and of the rest's: while somebody does, none
    /// is kept at hand for those who come later.
    waiting: [AtomicU32; 2],
    /// Whoever is not a caller waits here for the one writer of SQLite.
    rest_writes: Arc<Semaphore>,
}

impl Default for AtHand {
    fn default() -> Self {
        Self {
            kept: Default::default(),
            waiting: Default::default(),
            rest_writes: Arc::new(Semaphore::new(1)),
        }
    }
}

impl AtHand {
    fn kept(&self, work: Work) -> MutexGuard<'_, Vec<Link>> {
        self.kept[work as usize]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn clear(&self) {
        for kept in &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
        }
    }
}

/// Counts somebody who waits, for as long as it lives.
struct Waiting<'a>(&'a AtomicU32);

impl<'a> Waiting<'a> {
    fn new(waiting_n: &'a AtomicU32) -> Self {
        waiting_n.fetch_add(1, Ordering::Relaxed);
        Self(waiting_n)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Core {
    /// A connection to read from: one at hand, else one of the pool.
    pub(super) async fn link(&self, work: Work) -> Result<Link, Error> {
        if let Some(link) = self.at_hand.kept(work).pop() {
            return Ok(link);
        }
        // A new connection to a file that took the place of ours would read the old one's log into it.
        self.watch.check()?;
        let faults = self.faults.clone();
        let _waiting = Waiting::new(&self.at_hand.waiting[usize::from(work.is_line())]);
        match &self.db {
            Db::Sqlite { line, rest, .. } => if work.is_line() { line } else { rest }
                .acquire()
                .await
                .map(|open| Link::SqliteRead(open, faults)),
            Db::Postgres { line, rest } => if work.is_line() { line } else { rest }
                .acquire()
                .await
                .map(|open| Link::PostgresRead(open, faults)),
        }
        .map_err(|source| self.watch.refused("ACQUIRE", source))
    }

    /// A connection to read from, for whoever is not a caller.
    pub(super) async fn read(&self) -> Result<Link, Error> {
        self.link(Work::Rest).await
    }

    /// Keeps a connection at hand after all went well on it.
    pub(super) fn put_back(&self, work: Work, link: Link) {
        let waiting_n = &self.at_hand.waiting[usize::from(work.is_line())];
        let mut kept = self.at_hand.kept(work);
        if kept.len() < work.kept_max() && waiting_n.load(Ordering::Relaxed) == 0 {
            kept.push(link);
        }
    }

    /// Keeps at hand what `read` gave.
    pub(super) fn give_back(&self, link: Link) {
        self.put_back(Work::Rest, link);
    }

    /// Lets go of what is at hand where the database was out of reach: those connections are gone.
    pub(super) fn mind_outage(&self, error: &Error) {
        if error.is_outage() {
            self.at_hand.clear();
        }
    }

    /// A transaction of callers: the one writer of SQLite, READ COMMITTED on PostgreSQL. Rolls back
    /// unless it is committed.
    pub(super) async fn begin_steps(&self) -> Result<Link, Error> {
        self.begin_in(Work::Steps).await
    }

    /// A transaction of whoever is not a caller.
    pub(super) async fn begin(&self) -> Result<Link, Error> {
        self.begin_in(Work::Rest).await
    }

    async fn begin_in(&self, work: Work) -> Result<Link, Error> {
        let faults = self.faults.clone();
        faults.pass()?;
        self.watch.check()?;
        match &self.db {
            Db::Sqlite { write, .. } => {
                let turn = if work.is_line() {
                    None
                } else {
                    let rest_writes = Arc::clone(&self.at_hand.rest_writes);
                    rest_writes.acquire_owned().await.ok()
                };
                write
                    .begin_with("begin immediate")
                    .await
                    .map(|open| Link::SqliteWrite(open, faults, turn, Arc::clone(&self.watch)))
            }
            Db::Postgres { line, rest } => {
                let _waiting = Waiting::new(&self.at_hand.waiting[usize::from(work.is_line())]);
                if work.is_line() { line } else { rest }
                    .begin()
                    .await
                    .map(|open| Link::PostgresWrite(open, faults))
            }
        }
        .map_err(|source| self.watch.refused("BEGIN", source))
    }

    /// Closes all connections.
    pub(super) async fn close(&self) {
        self.at_hand.clear();
        match &self.db {
            Db::Sqlite { line, rest, write } => {
                line.close().await;
                rest.close().await;
                write.close().await;
            }
            Db::Postgres { line, rest } => {
                line.close().await;
                rest.close().await;
            }
        }
    }
}
