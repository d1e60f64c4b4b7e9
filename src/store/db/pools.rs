//! Which work uses which connections, and its time limits.
//!
//! The phone line has its own connections. A caller can wait for seconds, a text for minutes. Texts,
//! receipts and jobs share another pool, and only one of them at a time waits for the one writer of SQLite.
//! So a caller waits for at most one other piece of work, however many are queued.
//!
//! Every wait has a limit. A caller must hear the apology within three seconds, so the work for her has
//! less, the wait for a connection included.

use crate::store::db::conn::Limit;
use crate::store::db::pool::{Pool, Shared};
use crate::store::db::raw::Opens;
use crate::store::health::watch::DatabaseWatch;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// The kind of work that a connection is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Work {
    /// The lookup before a caller's turn: every request begins with it.
    Looks,
    /// Writing callers' steps.
    Steps,
    /// Reading what a caller's screens mention.
    Facts,
    /// Texts, receipts, jobs, officers.
    Rest,
    /// A statement over very many rows.
    Bulk,
    /// A statement over the whole database, or an operator's command.
    Long,
}

/// Time limits of work for callers, one for each kind. A lookup on a dead connection is repeated once
/// within this time.
const LOOKS_TIME_MAX: Duration = Duration::from_millis(1200);
const STEPS_TIME_MAX: Duration = Duration::from_secs(2);
const FACTS_TIME_MAX: Duration = Duration::from_millis(1500);
/// Limits for all other work: waiting for a connection, and each statement.
const REST_WAIT_MAX: Duration = Duration::from_secs(8);
const REST_TIME_MAX: Duration = Duration::from_secs(4);
const BULK_TIME_MAX: Duration = Duration::from_mins(1);
const LONG_TIME_MAX: Duration = Duration::from_mins(10);

impl Work {
    pub(super) const fn is_line(self) -> bool {
        match self {
            Self::Looks | Self::Steps | Self::Facts => true,
            Self::Rest | Self::Bulk | Self::Long => false,
        }
    }

    /// How long it may wait for a connection, and how long it may work on it.
    pub(super) fn limits(self) -> (Instant, Limit) {
        let now = Instant::now();
        let whole = |time_max| (now + time_max, Limit::Whole(now + time_max));
        match self {
            Self::Looks => whole(LOOKS_TIME_MAX),
            Self::Steps => whole(STEPS_TIME_MAX),
            Self::Facts => whole(FACTS_TIME_MAX),
            Self::Rest => (now + REST_WAIT_MAX, Limit::Each(REST_TIME_MAX)),
            Self::Bulk => (now + REST_WAIT_MAX, Limit::Each(BULK_TIME_MAX)),
            Self::Long => (now + REST_WAIT_MAX, Limit::Each(LONG_TIME_MAX)),
        }
    }
}

/// Readers in the phone line's pool, and in the other one; on PostgreSQL they write too.
const SQLITE_READERS_MAX: u32 = 8;
const POSTGRES_CONNECTIONS_MAX: u32 = 12;

/// The pools: that of the phone line, and that of all other work.
#[derive(Debug)]
pub(in crate::store) struct Pools {
    pub(super) line: Arc<Pool>,
    pub(super) rest: Arc<Pool>,
    /// The one writer of SQLite.
    pub(super) write: Option<Arc<Pool>>,
    /// Work that is not a caller's waits here for the one writer of SQLite.
    pub(super) rest_writes: Arc<Semaphore>,
}

impl Pools {
    /// For a file: readers, and one writer.
    pub(in crate::store) fn sqlite(opens: &Opens, watch: &Arc<DatabaseWatch>) -> Self {
        let shared = Arc::new(Shared::new(watch));
        let readers = || Pool::new(opens.clone(), SQLITE_READERS_MAX, false, &shared);
        Self {
            line: readers(),
            rest: readers(),
            write: Some(Pool::new(opens.clone(), 1, true, &shared)),
            rest_writes: Arc::new(Semaphore::new(1)),
        }
    }

    /// For a server.
    pub(in crate::store) fn postgres(line: Opens, rest: Opens, watch: &Arc<DatabaseWatch>) -> Self {
        let shared = Arc::new(Shared::new(watch));
        Self {
            line: Pool::new(line, POSTGRES_CONNECTIONS_MAX, true, &shared),
            rest: Pool::new(rest, POSTGRES_CONNECTIONS_MAX, true, &shared),
            write: None,
            rest_writes: Arc::new(Semaphore::new(1)),
        }
    }

    pub(in crate::store) fn is_sqlite(&self) -> bool {
        self.write.is_some()
    }
}
