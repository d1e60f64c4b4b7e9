//! Who may have which connections, and for how long.
//!
//! The phone line has connections of its own. A caller has seconds, a text has minutes: when an
//! announcement leaves or a provider sends ten thousand receipts again, what serves them stands in a
//! queue of its own, and of it one at a time waits for the one writer of SQLite. So a caller waits for
//! at most one other piece of work, however many are waiting behind it.
//!
//! Nothing waits without a limit. A caller's apology is due within three seconds, so what is done for
//! her has less, the wait for a connection included.

use crate::store::db::conn::Limit;
use crate::store::db::pool::{Pool, Shared};
use crate::store::db::raw::Opens;
use crate::store::health::watch::DatabaseWatch;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// What a connection is wanted for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum Work {
    /// What is known before a caller's turn: every request begins with it.
    Looks,
    /// Keeping callers' steps.
    Steps,
    /// What a caller's screens mention.
    Facts,
    /// Texts, receipts, jobs, officers.
    Rest,
    /// What is done to very many rows in one statement.
    Bulk,
    /// What goes over all of the database in one statement, or is an operator's.
    Long,
}

/// All that is done on one connection for callers, by kind of work. A look that meets a dead connection
/// is taken once more within her time.
const LOOKS_TIME_MAX: Duration = Duration::from_millis(1200);
const STEPS_TIME_MAX: Duration = Duration::from_secs(2);
const FACTS_TIME_MAX: Duration = Duration::from_millis(1500);
/// Whoever is not a caller: the wait for a connection, and each statement.
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

    /// Until when it may wait for a connection, and how long it may work on it.
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

/// Connections of the phone line's pool of readers, and of the rest's; on PostgreSQL they write too.
const SQLITE_READERS_MAX: u32 = 8;
const POSTGRES_CONNECTIONS_MAX: u32 = 12;

/// The connections: those of the phone line, and those of all the rest.
#[derive(Debug)]
pub(in crate::store) struct Pools {
    pub(super) line: Arc<Pool>,
    pub(super) rest: Arc<Pool>,
    /// The one writer of SQLite.
    pub(super) write: Option<Arc<Pool>>,
    /// Whoever is not a caller waits here for the one writer of SQLite.
    pub(super) rest_writes: Arc<Semaphore>,
}

impl Pools {
    /// One file: readers, and the one writer.
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

    /// A server.
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
