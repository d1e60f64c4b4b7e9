//! Opening the database: pools, settings, migrations, and the tasks that gather what callers want.

use super::link::{Faults, Link};
use super::{Core, Error, Store, batch, known, numbers};
use crate::clock::Chance;
use crate::seal::Keys;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolOptions;
use sqlx::postgres::{PgConnectOptions, PgPool, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool,
    SqliteSynchronous,
};
use std::str::FromStr;
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// One set for both dialects.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

const SQLITE_READERS_MAX: u32 = 4;
const POSTGRES_CONNECTIONS_MAX: u32 = 16;
const ACQUIRE_SECONDS: u64 = 5;
const SQLITE_BUSY_SECONDS: u64 = 5;
/// Statements kept prepared on each connection; more than the program has.
const PREPARED_MAX: usize = 256;
/// Callers that may wait for a batch before the next one waits to be let in.
const WAITING_MAX: usize = 1024;
/// PostgreSQL gathers in two tasks, so that one batch is written while the next is gathered.
const POSTGRES_TASKS: usize = 2;

/// Which database, and its connections.
#[derive(Clone, Debug)]
pub(super) enum Db {
    /// One file: readers, and the one writer.
    Sqlite { read: SqlitePool, write: SqlitePool },
    /// A server.
    Postgres(PgPool),
}

impl Store {
    /// Opens the database at `sqlite:PATH` (made where it is missing) or `postgres://…`, without
    /// migrating it. Must be called inside a runtime: it starts the tasks that gather batches, which
    /// end when the last clone of the store is dropped.
    pub async fn connect(url: &str, keys: Arc<Keys>, chance: Arc<Chance>) -> Result<Self, Error> {
        let db = if url.starts_with("sqlite:") {
            connect_sqlite(url).await?
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            connect_postgres(url)?
        } else {
            return Err(Error::Address);
        };
        let core = Arc::new(Core {
            db,
            keys,
            chance,
            faults: Faults::default(),
            numbers: numbers::Leased::default(),
            at_hand: AtHand::default(),
        });
        let (steps, waiting_steps) = mpsc::channel(WAITING_MAX);
        let (looks, waiting_looks) = mpsc::channel(WAITING_MAX);
        start_tasks(&core, waiting_steps, waiting_looks);
        Ok(Self { core, steps, looks })
    }

    /// Brings an empty or older database to this release; refuses a newer one.
    pub async fn migrate(&self) -> Result<(), Error> {
        let done = match &self.core.db {
            Db::Sqlite { write, .. } => MIGRATIONS.run(write).await,
            Db::Postgres(pool) => MIGRATIONS.run(pool).await,
        };
        done.map_err(|error| {
            if matches!(error, MigrateError::VersionMissing(_)) {
                Error::Newer
            } else {
                Error::Migrate(Arc::new(error))
            }
        })
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        self.core.read().await?.run(PING, vec![]).await.map(|_| ())
    }

    /// Closes all connections, so that a file can be moved or a server stopped.
    pub async fn close(&self) {
        self.core.at_hand.clear();
        match &self.core.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

super::link::statements! {
    /// Answers without looking at any table.
    PING = "select 1";
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tasks end by themselves when the last clone of the store is dropped"
)]
fn start_tasks(
    core: &Arc<Core>,
    steps: mpsc::Receiver<batch::Job>,
    looks: mpsc::Receiver<known::Look>,
) {
    let tasks = match core.db {
        Db::Sqlite { .. } => 1,
        Db::Postgres(_) => POSTGRES_TASKS,
    };
    let steps = Arc::new(Mutex::new(steps));
    let looks = Arc::new(Mutex::new(looks));
    for _ in 0..tasks {
        tokio::spawn(batch::write_batches(Arc::clone(core), Arc::clone(&steps)));
        tokio::spawn(known::read_batches(Arc::clone(core), Arc::clone(&looks)));
    }
}

async fn connect_sqlite(url: &str) -> Result<Db, Error> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|source| Error::database("CONNECT", source))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A saved entry survives a power cut; grouped commits make it affordable.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(SQLITE_BUSY_SECONDS))
        .auto_vacuum(SqliteAutoVacuum::None)
        .statement_cache_capacity(PREPARED_MAX)
        // Deleted votes and keys are overwritten with zeros.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .optimize_on_close(false, None);
    // The writer comes first: it makes the file and switches the journal.
    let write = pool_options::<Sqlite>(1)
        .connect_with(options.clone())
        .await;
    let write = write.map_err(|source| Error::database("CONNECT", source))?;
    let read = pool_options::<Sqlite>(SQLITE_READERS_MAX)
        .connect_with(options)
        .await;
    let read = read.map_err(|source| Error::database("CONNECT", source))?;
    Ok(Db::Sqlite { read, write })
}

fn connect_postgres(url: &str) -> Result<Db, Error> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|source| Error::database("CONNECT", source))?
        .application_name("sahkar")
        .statement_cache_capacity(PREPARED_MAX)
        // Our statements are short and their plans do not hang on their parameters.
        .options([("jit", "off"), ("plan_cache_mode", "force_generic_plan")]);
    let pool = pool_options::<Postgres>(POSTGRES_CONNECTIONS_MAX).connect_lazy_with(options);
    Ok(Db::Postgres(pool))
}

fn pool_options<DB: sqlx::Database>(connections_max: u32) -> PoolOptions<DB> {
    PoolOptions::new()
        .max_connections(connections_max)
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS))
        .idle_timeout(None)
        .max_lifetime(None)
}

/// Connections that the pool would look at whenever they are taken and given back, which costs a
/// round trip each time. The way of a step keeps a few at hand instead; a broken one fails once and
/// is not put back.
#[derive(Debug, Default)]
pub(super) struct AtHand(std::sync::Mutex<Vec<Link>>);

/// Fewer than either pool has, so that jobs always find one.
const AT_HAND_MAX: usize = 3;

impl AtHand {
    fn links(&self) -> std::sync::MutexGuard<'_, Vec<Link>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<Link> {
        self.links().pop()
    }

    fn put(&self, link: Link) {
        let mut links = self.links();
        if links.len() < AT_HAND_MAX {
            links.push(link);
        }
    }

    fn clear(&self) {
        self.links().clear();
    }
}

impl Core {
    /// A connection to read from: one at hand, else one of the pool.
    pub(super) async fn read(&self) -> Result<Link, Error> {
        if let Some(link) = self.at_hand.take() {
            return Ok(link);
        }
        let faults = self.faults.clone();
        match &self.db {
            Db::Sqlite { read, .. } => read
                .acquire()
                .await
                .map(|open| Link::SqliteRead(open, faults)),
            Db::Postgres(pool) => pool
                .acquire()
                .await
                .map(|open| Link::PostgresRead(open, faults)),
        }
        .map_err(|source| Error::database("ACQUIRE", source))
    }

    /// Keeps a connection at hand after all went well on it, for the next read of a step.
    pub(super) fn give_back(&self, link: Link) {
        self.at_hand.put(link);
    }

    /// Lets go of what is at hand where the database was out of reach: those connections are gone.
    pub(super) fn mind_outage(&self, error: &Error) {
        if error.is_outage() {
            self.at_hand.clear();
        }
    }

    /// A transaction: the one writer of SQLite, READ COMMITTED on PostgreSQL. Rolls back unless it
    /// is committed.
    pub(super) async fn begin(&self) -> Result<Link, Error> {
        let faults = self.faults.clone();
        faults.pass()?;
        match &self.db {
            Db::Sqlite { write, .. } => write
                .begin_with("begin immediate")
                .await
                .map(|open| Link::SqliteWrite(open, faults)),
            Db::Postgres(pool) => pool
                .begin()
                .await
                .map(|open| Link::PostgresWrite(open, faults)),
        }
        .map_err(|source| Error::database("BEGIN", source))
    }
}
