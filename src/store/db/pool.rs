//! A few connections, each lent to one at a time, every wait with an end.
//!
//! The driver's own pool is not used. It asks a connection for a sign of life, without a limit, when
//! it is given back, so that connections that died in silence hold their places for ever; it counts
//! how deep in transactions one is, and a commit that fails leaves that count wrong for good; and
//! its closing waits for whoever holds one. Here a connection is lent again only where nothing
//! failed on it and nothing is under way:
//!
//! - one whose begin, commit or rollback failed, or that its database gave up, is closed;
//! - one on which something is still under way, since its time was up or whoever waited went away, is
//!   set aside until its server answers, and then closed. So many may lie aside at once, else a server
//!   whose commits hang would run out of connections;
//! - one in a transaction that nobody ended is rolled back first;
//! - one that was opened before the last break is closed: its fate is likely that of the broken one.

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

/// Connections of one pool that are being opened at a time.
const OPENING_MAX: usize = 4;
/// Between two tries to open one, at first and at most.
const OPEN_PAUSE: Duration = Duration::from_millis(10);
const OPEN_PAUSE_MAX: Duration = Duration::from_millis(160);
/// Set aside at once: with so many nobody may write on a new connection, and with twice as many nobody
/// may read on one.
const ASIDE_MAX: usize = 24;
/// How long one lies aside at most.
const ASIDE_TIME_MAX: Duration = Duration::from_mins(1);
/// A rollback that nobody waits for.
const ROLL_BACK_TIME_MAX: Duration = Duration::from_secs(1);

/// What the pools of one store share.
#[derive(Debug)]
pub(in crate::store) struct Shared {
    /// How often connections broke. One that was opened before the last time is not lent again.
    breaks: AtomicU64,
    aside: AtomicUsize,
    kept: Notify,
    pub(in crate::store) listener: Dispatch,
    pub(in crate::store) watch: Arc<DatabaseWatch>,
}

impl Shared {
    /// Of the database that is watched so.
    pub(in crate::store) fn new(watch: &Arc<DatabaseWatch>) -> Self {
        Self {
            breaks: AtomicU64::new(0),
            aside: AtomicUsize::new(0),
            kept: Notify::new(),
            listener: warnings::listener(),
            watch: Arc::clone(watch),
        }
    }

    /// Closes all idle connections: one of them was found dead.
    pub(in crate::store) fn let_go(&self) {
        self.breaks.fetch_add(1, Ordering::AcqRel);
    }

    /// Something was kept, so those that still lie aside are dead and not waiting for the same thing.
    pub(in crate::store) fn was_kept(&self) {
        if self.aside.load(Ordering::Relaxed) > 0 {
            self.kept.notify_waiters();
        }
    }
}

/// A connection that waits to be lent.
struct Idle {
    raw: RawConn,
    breaks: u64,
}

/// A few connections.
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
    /// At most so many connections, none of them open yet. `writes`: whether they are what is
    /// written on.
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

    /// Gives out a connection: an idle one, else a new one.
    pub(in crate::store) async fn take(self: &Arc<Self>, until: Instant) -> Result<Lent, Error> {
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
        Ok(Lent {
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

    /// The one that was used last, since it has most statements prepared.
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

    /// Opens one; `None` where it leads to another database than it did.
    async fn open_ours(&self) -> Result<Option<RawConn>, sqlx::Error> {
        let mut raw = self.opens.open().await?;
        let is_ours = match &mut raw {
            RawConn::Sqlite(_) => true,
            RawConn::Postgres(open) => self.shared.watch.admits(open).await?,
        };
        Ok(is_ours.then_some(raw))
    }

    /// Takes a connection back on which all went well.
    fn keep(&self, raw: RawConn, breaks: u64) {
        let is_of_now = breaks == self.shared.breaks.load(Ordering::Acquire);
        if is_of_now && !self.is_closed.load(Ordering::Acquire) {
            self.idle().push_back(Idle { raw, breaks });
        }
    }

    /// Sets a connection aside on which something is under way.
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

    /// Closes all connections. Whoever has one may end until then; it is closed when it comes back.
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
            // Out of time: it is dropped, and so closed hard.
            let _ = timeout_at(until, one.raw.close()).await;
        }
    }
}

/// What a connection is waited for under in errors.
const ACQUIRE: &str = "ACQUIRE";

/// Whether the server is on its way up, so that trying again is of use.
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

/// Goes on with something that nobody waits for. Each such work ends by itself. Outside a runtime,
/// where the program is at its end, it is dropped.
fn in_background(work: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = Handle::try_current() {
        runtime.spawn(work);
    }
}

/// A connection that is lent. It goes back when it is dropped, or is closed where it may not be lent
/// again.
pub(in crate::store) struct Lent {
    raw: Option<RawConn>,
    /// Something is under way on it.
    pub(in crate::store) is_busy: bool,
    /// It may not be used again.
    pub(in crate::store) is_broken: bool,
    pub(in crate::store) in_transaction: bool,
    breaks: u64,
    pool: Arc<Pool>,
    place: Option<OwnedSemaphorePermit>,
}

impl Lent {
    /// The connection, what is to be noted of it, and what its pools share.
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

/// What is noted of a connection while it is used.
pub(in crate::store) struct Notes<'a> {
    pub(in crate::store) is_busy: &'a mut bool,
    pub(in crate::store) is_broken: &'a mut bool,
    pub(in crate::store) shared: &'a Shared,
}

impl Drop for Lent {
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
            // Only now: whoever waits for the place finds the connection.
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
