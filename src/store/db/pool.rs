//! A pool of a few connections. Each is used by one caller at a time, and every wait has a limit.
//!
//! The driver's own pool is not used, for three reasons. When a connection is given back, the driver's pool
//! pings it without a time limit, so that silently dead connections occupy their places for ever. It counts
//! how deeply transactions are nested, and a failed commit leaves that count wrong. And closing it waits
//! for every user of a connection. In this pool a connection is used again only where nothing failed on it
//! and no statement is running:
//!
//! - one whose begin, commit or rollback failed, or that the database reported as lost, is closed;
//! - one on which a statement is still running, because its time was over or its user was dropped, is set
//!   aside until the server answers, and is then closed. Only a limited number may be set aside; a server
//!   whose commits hang would otherwise get a new connection for each;
//! - one with an open transaction is rolled back first;
//! - one that was opened before the last broken connection is closed, because it is probably broken too.

use crate::store::Error;
use crate::store::db::raw::{Opens, RawConn};
use crate::store::db::warnings;
use crate::store::health::watch::DatabaseWatch;
use std::collections::VecDeque;
use std::fmt;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep, timeout, timeout_at};
use tracing::Dispatch;

/// Connections of one pool that may be opened at the same time.
const OPENING_MAX: usize = 4;
/// The pause between two attempts to open one: the first, and the longest.
const OPEN_PAUSE: Duration = Duration::from_millis(10);
const OPEN_PAUSE_MAX: Duration = Duration::from_millis(160);
/// Limit of connections set aside: from this number on no new connection for writing is opened, and from
/// twice the number none for reading.
const ASIDE_MAX: usize = 24;
/// How long a connection may be set aside.
const ASIDE_TIME_MAX: Duration = Duration::from_mins(1);
/// Time limit of a rollback in the background.
const ROLL_BACK_TIME_MAX: Duration = Duration::from_secs(1);

/// State that all pools of one store share.
#[derive(Debug)]
pub(in crate::store) struct Shared {
    /// How often a connection broke. One that was opened before the last time is not used again.
    breaks: AtomicU64,
    aside: AtomicUsize,
    kept: Notify,
    pub(in crate::store) listener: Dispatch,
    pub(in crate::store) watch: Arc<DatabaseWatch>,
}

impl Shared {
    /// For the database that is watched.
    pub(in crate::store) fn new(watch: &Arc<DatabaseWatch>) -> Self {
        Self {
            breaks: AtomicU64::new(0),
            aside: AtomicUsize::new(0),
            kept: Notify::new(),
            listener: warnings::listener(),
            watch: Arc::clone(watch),
        }
    }

    /// Closes all idle connections, because one was found dead.
    pub(in crate::store) fn close_idle(&self) {
        self.breaks.fetch_add(1, Ordering::AcqRel);
    }

    /// A commit succeeded, so connections that are still set aside are dead and do not wait for the same
    /// server.
    pub(in crate::store) fn commit_succeeded(&self) {
        if self.aside.load(Ordering::Relaxed) > 0 {
            self.kept.notify_waiters();
        }
    }
}

/// An idle connection.
struct Idle {
    raw: RawConn,
    breaks: u64,
}

/// A pool of a few connections.
pub(in crate::store) struct Pool {
    opens: Opens,
    size: u32,
    writes: bool,
    places: Arc<Semaphore>,
    opening: Semaphore,
    idle: Mutex<VecDeque<Idle>>,
    is_closed: AtomicBool,
    shared: Arc<Shared>,
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pool")
    }
}

impl Pool {
    /// A pool of at most so many connections, none of which is open yet. `writes`: whether they are used
    /// for writing.
    pub(in crate::store) fn new(
        opens: Opens,
        size: u32,
        writes: bool,
        shared: &Arc<Shared>,
    ) -> Arc<Self> {
        Arc::new(Self {
            opens,
            size,
            writes,
            places: Arc::new(Semaphore::new(size as usize)),
            opening: Semaphore::new(OPENING_MAX),
            idle: Mutex::default(),
            is_closed: AtomicBool::new(false),
            shared: Arc::clone(shared),
        })
    }

    /// Takes a connection: an idle one, or a new one.
    pub(in crate::store) async fn take(
        self: &Arc<Self>,
        until: Instant,
    ) -> Result<PooledConn, Error> {
        if self.is_closed.load(Ordering::Acquire) {
            return Err(Error::Stopped);
        }
        let place = timeout_at(until, Arc::clone(&self.places).acquire_owned())
            .await
            .map_err(|_| Error::Slow { statement: ACQUIRE })?
            .map_err(|_| Error::Stopped)?;
        let breaks = self.shared.breaks.load(Ordering::Acquire);
        let raw = match self.at_hand(breaks) {
            Some(raw) => raw,
            None => self.open(until).await?,
        };
        Ok(PooledConn {
            raw: Some(raw),
            is_busy: false,
            is_broken: false,
            in_transaction: false,
            breaks,
            pool: Arc::clone(self),
            place: Some(place),
        })
    }

    fn idle(&self) -> MutexGuard<'_, VecDeque<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The idle connection that was used last, because it has the most statements prepared.
    fn at_hand(&self, breaks: u64) -> Option<RawConn> {
        let mut idle = self.idle();
        idle.retain(|one| one.breaks == breaks);
        idle.pop_back().map(|one| one.raw)
    }

    async fn open(&self, until: Instant) -> Result<RawConn, Error> {
        let aside_max = if self.writes {
            ASIDE_MAX
        } else {
            2 * ASIDE_MAX
        };
        if self.shared.aside.load(Ordering::Relaxed) >= aside_max {
            return Err(Error::Slow { statement: ACQUIRE });
        }
        let mut failed = Error::Slow { statement: ACQUIRE };
        let mut pause = OPEN_PAUSE;
        let opened = timeout_at(until, async {
            let _turn = self.opening.acquire().await;
            loop {
                match self.open_ours().await {
                    Ok(Some(raw)) => return Ok(raw),
                    Ok(None) => return Err(Error::Gone),
                    Err(source) if is_starting(&source) => {
                        failed = Error::database(ACQUIRE, source);
                    }
                    Err(source) => return Err(Error::database(ACQUIRE, source)),
                }
                sleep(pause).await;
                pause = (pause * 2).min(OPEN_PAUSE_MAX);
            }
        });
        opened.await.unwrap_or(Err(failed))
    }

    /// Opens a connection; `None` where it leads to another database than before.
    async fn open_ours(&self) -> Result<Option<RawConn>, sqlx::Error> {
        let mut raw = self.opens.open().await?;
        let is_ours = match &mut raw {
            RawConn::Sqlite(_) => true,
            RawConn::Postgres(open) => self.shared.watch.is_ours(open).await?,
        };
        Ok(is_ours.then_some(raw))
    }

    /// Takes back a connection on which nothing failed.
    fn keep(&self, raw: RawConn, breaks: u64) {
        let is_of_now = breaks == self.shared.breaks.load(Ordering::Acquire);
        if is_of_now && !self.is_closed.load(Ordering::Acquire) {
            self.idle().push_back(Idle { raw, breaks });
        }
    }

    /// Sets a connection aside on which a statement is running.
    fn set_aside(&self, mut raw: RawConn) {
        let shared = Arc::clone(&self.shared);
        shared.aside.fetch_add(1, Ordering::Relaxed);
        in_background(async move {
            tokio::select! {
                _ = timeout(ASIDE_TIME_MAX, raw.settle()) => {}
                () = shared.kept.notified() => {}
            }
            shared.aside.fetch_sub(1, Ordering::Relaxed);
        });
    }

    /// Closes all connections. Those in use may finish until then; they are closed when they come back.
    pub(in crate::store) async fn close(&self, until: Instant) {
        self.is_closed.store(true, Ordering::Release);
        self.close_idle(until).await;
        let all = timeout_at(until, self.places.acquire_many(self.size)).await;
        drop(all);
        self.places.close();
        self.close_idle(until).await;
    }

    async fn close_idle(&self, until: Instant) {
        let idle = std::mem::take(&mut *self.idle());
        for one in idle {
            // Without time left, dropping it closes the socket at once.
            let _ = timeout_at(until, one.raw.close()).await;
        }
    }
}

/// The statement name in errors about waiting for a connection.
const ACQUIRE: &str = "ACQUIRE";

/// Whether the server is starting, so that another attempt makes sense.
fn is_starting(error: &sqlx::Error) -> bool {
    if let sqlx::Error::Io(error) = error {
        return matches!(
            error.kind(),
            ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof
        );
    }
    error
        .as_database_error()
        .is_some_and(sqlx::error::DatabaseError::is_transient_in_connect_phase)
}

/// Runs work in the background that nobody waits for. All such work has a time limit. Outside a runtime,
/// when the program is ending, it is dropped.
fn in_background(work: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = Handle::try_current() {
        runtime.spawn(work);
    }
}

/// A connection in use. When it is dropped it goes back to the pool, or is closed where it may not be used
/// again.
pub(in crate::store) struct PooledConn {
    raw: Option<RawConn>,
    /// Whether a statement is running on it.
    pub(in crate::store) is_busy: bool,
    /// Whether it may not be used again.
    pub(in crate::store) is_broken: bool,
    pub(in crate::store) in_transaction: bool,
    breaks: u64,
    pool: Arc<Pool>,
    place: Option<OwnedSemaphorePermit>,
}

impl PooledConn {
    /// The connection, its state flags, and what its pools share.
    pub(in crate::store) fn parts(&mut self) -> (&mut RawConn, Notes<'_>) {
        let raw = self.raw.as_mut().expect("it is there until it is dropped");
        let notes = Notes {
            is_busy: &mut self.is_busy,
            is_broken: &mut self.is_broken,
            shared: &self.pool.shared,
        };
        (raw, notes)
    }

    pub(in crate::store) fn is_sqlite(&self) -> bool {
        self.raw.as_ref().is_some_and(RawConn::is_sqlite)
    }
}

/// State flags of a connection in use.
pub(in crate::store) struct Notes<'a> {
    pub(in crate::store) is_busy: &'a mut bool,
    pub(in crate::store) is_broken: &'a mut bool,
    pub(in crate::store) shared: &'a Shared,
}

impl Drop for PooledConn {
    fn drop(&mut self) {
        let (Some(raw), Some(place)) = (self.raw.take(), self.place.take()) else {
            return;
        };
        if self.is_busy {
            self.pool.set_aside(raw);
        } else if self.is_broken {
            drop(raw);
        } else if self.in_transaction {
            let (pool, breaks) = (Arc::clone(&self.pool), self.breaks);
            in_background(roll_back(pool, raw, breaks, place));
        } else {
            self.pool.keep(raw, self.breaks);
            // The place is released only after the connection is back, so that the next waiting caller
            // finds it.
            drop(place);
        }
    }
}

async fn roll_back(pool: Arc<Pool>, mut raw: RawConn, breaks: u64, place: OwnedSemaphorePermit) {
    match timeout(ROLL_BACK_TIME_MAX, raw.plain("rollback")).await {
        Ok(Ok(())) => pool.keep(raw, breaks),
        Ok(Err(_)) => drop(raw),
        Err(_) => pool.set_aside(raw),
    }
    drop(place);
}
