//! Opening the database: pools, settings, migrations, and the tasks that gather what callers want.

use super::link::Faults;
use super::pools::{AtHand, Db, POSTGRES_CONNECTIONS_MAX, SQLITE_READERS_MAX};
use super::readiness::Readiness;
use super::watch::Watch;
use super::{Core, Error, Store, batch, known, numbers, private_file};
use crate::clock::Chance;
use crate::seal::Keys;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolOptions;
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// One set for both dialects.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

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
        Self::connect_to(url, keys, chance, true).await
    }

    /// The same; whether a file that is missing may be made.
    pub(super) async fn connect_to(
        url: &str,
        keys: Arc<Keys>,
        chance: Arc<Chance>,
        may_make: bool,
    ) -> Result<Self, Error> {
        let (db, watch) = if url.starts_with("sqlite:") {
            connect_sqlite(url, may_make).await?
        } else {
            connect_postgres(url)?
        };
        let core = Arc::new(Core {
            db,
            watch,
            keys,
            chance,
            faults: Faults::default(),
            numbers: numbers::Leased::default(),
            at_hand: AtHand::default(),
            leasing: Mutex::default(),
            readiness: Readiness::default(),
        });
        let (steps, waiting_steps) = mpsc::channel(WAITING_MAX);
        let (looks, waiting_looks) = mpsc::channel(WAITING_MAX);
        start_tasks(&core, waiting_steps, waiting_looks);
        Ok(Self { core, steps, looks })
    }

    /// Brings an empty or older database to this release; refuses a newer one, and keys that it was not
    /// made with.
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
        })?;
        self.check_keys().await
    }

    /// Closes all connections, so that a file can be moved or a server stopped.
    pub async fn close(&self) {
        self.core.close().await;
    }
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

/// The address, and nothing else: what is there is neither made nor changed.
pub(super) fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, Error> {
    SqliteConnectOptions::from_str(url)
        .map(|options| options.create_if_missing(false))
        .map_err(|source| Error::database("CONNECT", source))
}

/// The address, and nothing else.
pub(super) fn postgres_options(url: &str) -> Result<PgConnectOptions, Error> {
    if !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
        return Err(Error::Address);
    }
    PgConnectOptions::from_str(url)
        .map(|options| options.application_name("sahkar"))
        .map_err(|source| Error::database("CONNECT", source))
}

async fn connect_sqlite(url: &str, may_make: bool) -> Result<(Db, Arc<Watch>), Error> {
    let options = sqlite_options(url)?
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
    let failed = |source| Error::database("CONNECT", source);
    if may_make {
        // Only here: a connection that is opened later must not make a file in the place of one that
        // was taken away.
        let of_file = |error| Error::File(Arc::new(error));
        private_file::make(options.get_filename()).map_err(of_file)?;
        let made = options.clone().create_if_missing(true).connect().await;
        made.map_err(failed)?.close().await.map_err(failed)?;
    }
    private_file::close_to_others(options.get_filename());
    // The writer comes first: it switches the journal.
    let write = pool_options(1).connect_with(options.clone()).await;
    let write = write.map_err(failed)?;
    let readers = || pool_options(SQLITE_READERS_MAX).connect_lazy_with(options.clone());
    let watch = Watch::of_file(options.get_filename());
    let db = Db::Sqlite {
        line: readers(),
        rest: readers(),
        write,
    };
    Ok((db, Arc::new(watch)))
}

fn connect_postgres(url: &str) -> Result<(Db, Arc<Watch>), Error> {
    let options = postgres_options(url)?
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
    let watch = Arc::new(Watch::default());
    let pool = || {
        let watch = Arc::clone(&watch);
        pool_options(POSTGRES_CONNECTIONS_MAX)
            .after_connect(move |connection, _| {
                let watch = Arc::clone(&watch);
                Box::pin(async move { watch.admit(connection).await })
            })
            .connect_lazy_with(options.clone())
    };
    let db = Db::Postgres {
        line: pool(),
        rest: pool(),
    };
    Ok((db, watch))
}

fn pool_options<DB: sqlx::Database>(connections_max: u32) -> PoolOptions<DB> {
    PoolOptions::new()
        .max_connections(connections_max)
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS))
        .idle_timeout(None)
        .max_lifetime(None)
}
