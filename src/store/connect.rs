//! Opening the database: pools, settings, migrations, and the tasks that gather what callers want.

use super::link::Faults;
use super::pools::{AtHand, Db, POSTGRES_CONNECTIONS_MAX, SQLITE_READERS_MAX};
use super::{Core, Error, Store, batch, known, numbers};
use crate::clock::Chance;
use crate::seal::Keys;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// One set for both dialects.
static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

const ACQUIRE_SECONDS: u64 = 5;
/// Pages of 4 KiB that SQLite's log may hold before they go to the file: 32 MB.
const WAL_PAGES: u32 = 8192;
const SQLITE_BUSY_SECONDS: u64 = 5;
/// Statements kept prepared on each connection; more than the program has.
const PREPARED_MAX: usize = 256;
/// Callers that may wait for a batch before the next one waits to be let in.
const WAITING_MAX: usize = 1024;
/// PostgreSQL gathers in two tasks, so that one batch is written while the next is gathered.
const POSTGRES_TASKS: usize = 2;

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
            leasing: Mutex::default(),
            node: Mutex::default(),
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
            Db::Postgres { rest, .. } => MIGRATIONS.run(rest).await,
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
        self.core.close().await;
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
        Db::Postgres { .. } => POSTGRES_TASKS,
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
        // What many callers write lies on pages far apart. They go to the file less often, and each
        // once for all who changed it meanwhile.
        .pragma("wal_autocheckpoint", WAL_PAGES.to_string())
        .optimize_on_close(false, None);
    // The writer comes first: it makes the file and switches the journal.
    let write = pool_options(1).connect_with(options.clone()).await;
    let write = write.map_err(|source| Error::database("CONNECT", source))?;
    let readers = || pool_options(SQLITE_READERS_MAX).connect_lazy_with(options.clone());
    Ok(Db::Sqlite {
        line: readers(),
        rest: readers(),
        write,
    })
}

fn connect_postgres(url: &str) -> Result<Db, Error> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|source| Error::database("CONNECT", source))?
        .application_name("sahkar")
        .statement_cache_capacity(PREPARED_MAX)
        // Our statements are short, each of their tables is reached by an index, and their plans hang
        // neither on parameters nor on statistics, which a growing table gets only minutes later.
        .options([
            ("jit", "off"),
            ("plan_cache_mode", "force_generic_plan"),
            ("enable_seqscan", "off"),
            ("enable_hashjoin", "off"),
            ("enable_mergejoin", "off"),
        ]);
    let pool = || pool_options(POSTGRES_CONNECTIONS_MAX).connect_lazy_with(options.clone());
    Ok(Db::Postgres {
        line: pool(),
        rest: pool(),
    })
}

fn pool_options<DB: sqlx::Database>(connections_max: u32) -> PoolOptions<DB> {
    PoolOptions::new()
        .max_connections(connections_max)
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS))
        .idle_timeout(None)
        .max_lifetime(None)
}
