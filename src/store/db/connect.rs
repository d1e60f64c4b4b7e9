//! Opening the database: pools, settings, migrations, and the tasks that collect batches.

use crate::clock::Chance;
use crate::seal::Keys;
use crate::store::admin::private_file;
use crate::store::db::faults::Faults;
use crate::store::db::pools::{Pools, Work};
use crate::store::db::raw::Opens;
use crate::store::db::word_checks;
use crate::store::facts::known;
use crate::store::facts::known_lookup::KnownLookup;
use crate::store::health::step_results::Readiness;
use crate::store::health::watch::DatabaseWatch;
use crate::store::number_block::Leased;
use crate::store::step::QueuedStep;
use crate::store::{Core, Error, Store, batch};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};

/// One set of migrations for both databases.
pub(in crate::store) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Pages of 4 KiB in SQLite's log before they are copied to the file: 32 MB.
const WAL_PAGES: u32 = 8192;
/// How long SQLite waits for another program that is writing. It is less than a step may take, so that
/// SQLite reports "locked" before our own limit reports only "slow", and no thread is left waiting.
const SQLITE_BUSY_TIME_MAX: Duration = Duration::from_millis(1600);
/// Statements kept prepared on each connection; more than the program has.
const PREPARED_MAX: usize = 256;
/// Requests that may wait for a batch; further ones wait before they are queued.
const WAITING_MAX: usize = 1024;
/// On PostgreSQL two tasks collect batches, so that one batch is written while the next is collected.
const POSTGRES_TASKS: usize = 2;

impl Store {
    /// Opens the database at `sqlite:PATH` (created where it is missing) or `postgres://…`, without
    /// migrating it. Must be called inside a runtime: it starts the tasks that collect batches, which end
    /// when the last clone of the store is dropped.
    pub async fn connect(url: &str, keys: Arc<Keys>, chance: Arc<Chance>) -> Result<Self, Error> {
        Self::connect_to(url, keys, chance, true).await
    }

    /// The same; the argument says whether a missing file may be created.
    pub(in crate::store) async fn connect_to(
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
            numbers: Leased::default(),
            leasing: Mutex::default(),
            node: Mutex::default(),
            readiness: Readiness::default(),
        });
        if core.db.is_sqlite() {
            // The writer is opened first, because it sets the journal mode.
            core.writer(Work::Rest).await?;
        }
        let (steps, waiting_steps) = mpsc::channel(WAITING_MAX);
        let (looks, waiting_looks) = mpsc::channel(WAITING_MAX);
        start_tasks(&core, waiting_steps, waiting_looks);
        Ok(Self { core, steps, looks })
    }

    /// Brings an empty or older database to this release. Refuses a newer one, and keys that it was not
    /// made with.
    pub async fn migrate(&self) -> Result<(), Error> {
        let mut link = self.core.writer(Work::Long).await?;
        let done = link.migrate(&MIGRATIONS).await;
        done.map_err(|error| {
            if matches!(error, MigrateError::VersionMissing(_)) {
                Error::Newer
            } else {
                Error::Migrate(Arc::new(error))
            }
        })?;
        word_checks::make(&mut link).await?;
        // A writer must be there for whoever makes the check value.
        drop(link);
        self.check_keys().await
    }

    /// Gives unused numbers back and closes all connections, so that a file can be moved or a server
    /// stopped. Takes a second and a half at most.
    pub async fn close(&self) {
        self.core.give_back_numbers().await;
        self.core.close().await;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tasks end by themselves when the last clone of the store is dropped"
)]
fn start_tasks(
    core: &Arc<Core>,
    steps: mpsc::Receiver<QueuedStep>,
    looks: mpsc::Receiver<KnownLookup>,
) {
    let tasks = if core.db.is_sqlite() {
        1
    } else {
        POSTGRES_TASKS
    };
    let steps = Arc::new(Mutex::new(steps));
    let looks = Arc::new(Mutex::new(looks));
    for _ in 0..tasks {
        tokio::spawn(batch::write_batches(Arc::clone(core), Arc::clone(&steps)));
        tokio::spawn(known::read_batches(Arc::clone(core), Arc::clone(&looks)));
    }
}

/// Parses the address only: nothing is created or changed.
pub(in crate::store) fn sqlite_options(url: &str) -> Result<SqliteConnectOptions, Error> {
    SqliteConnectOptions::from_str(url)
        .map(|options| options.create_if_missing(false))
        .map_err(|source| Error::database("CONNECT", source))
}

/// Parses the address only.
pub(in crate::store) fn postgres_options(url: &str) -> Result<PgConnectOptions, Error> {
    if !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
        return Err(Error::Address);
    }
    PgConnectOptions::from_str(url)
        .map(|options| options.application_name("sahkar"))
        .map_err(|source| Error::database("CONNECT", source))
}

async fn connect_sqlite(url: &str, may_make: bool) -> Result<(Pools, Arc<DatabaseWatch>), Error> {
    let options = sqlite_options(url)?
        .journal_mode(SqliteJournalMode::Wal)
        // A saved entry must survive a power failure; shared commits make this affordable.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(SQLITE_BUSY_TIME_MAX)
        .auto_vacuum(SqliteAutoVacuum::None)
        .statement_cache_capacity(PREPARED_MAX)
        // Deleted votes and keys are overwritten with zeros.
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        // Many callers write to pages that are far apart. With a long log, pages are copied to the file
        // less often, and once for all changes made in the meantime.
        .pragma("wal_autocheckpoint", WAL_PAGES.to_string())
        .optimize_on_close(false, None);
    if may_make {
        // Only here: a connection that is opened later must not create a new file where the old one was
        // removed.
        let of_file = |error| Error::File(Arc::new(error));
        private_file::make(options.get_filename()).map_err(of_file)?;
        let failed = |source| Error::database("CONNECT", source);
        let made = options.clone().create_if_missing(true).connect().await;
        made.map_err(failed)?.close().await.map_err(failed)?;
    }
    private_file::close_to_others(options.get_filename());
    let watch = Arc::new(DatabaseWatch::of_file(options.get_filename()));
    Ok((Pools::sqlite(&Opens::Sqlite(options), &watch), watch))
}

/// TCP keepalive settings for the server's side, so that it soon releases the locks of connections that
/// have died silently. The driver sets none on our side; there our own time limits apply.
const POSTGRES_KEEPALIVE: [(&str, &str); 4] = [
    ("tcp_user_timeout", "5s"),
    ("tcp_keepalives_idle", "5"),
    ("tcp_keepalives_interval", "2"),
    ("tcp_keepalives_count", "3"),
];
/// The server cancels a caller's statement that runs longer than the caller waits, which releases its
/// locks.
const POSTGRES_LINE: [(&str, &str); 3] = [
    ("statement_timeout", "1800ms"),
    ("lock_timeout", "1500ms"),
    ("idle_in_transaction_session_timeout", "5s"),
];
/// How the planner of PostgreSQL is set for the phone line: its statements are short, each of their tables is
/// reached by an index, and their plans hang neither on parameters nor on statistics, which a growing table
/// gets only minutes later and a small one never. A plan is kept until the server counts the rows anew, so it
/// must be by key from the first day on: a table that is read whole once and kept for the rows of a batch
/// (`material`) costs nothing while it is small, and that plan would still be in use when a register has come in.
pub const POSTGRES_LINE_PLANS: [(&str, &str); 5] = [
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_seqscan", "off"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("enable_material", "off"),
];
/// Planner settings for all other work. They are PostgreSQL's own, because pages and jobs read much of a
/// table, for which a scan or a hash join is right. Only plans are not cached: a plan that was made while a
/// table was small would read all of it for one row.
pub const POSTGRES_REST_PLANS: [(&str, &str); 1] = [("plan_cache_mode", "force_custom_plan")];
const POSTGRES_REST: [(&str, &str); 2] = [
    ("lock_timeout", "3s"),
    ("idle_in_transaction_session_timeout", "60s"),
];

fn connect_postgres(url: &str) -> Result<(Pools, Arc<DatabaseWatch>), Error> {
    let options = postgres_options(url)?
        .statement_cache_capacity(PREPARED_MAX)
        // A commit that no standby confirmed is reported by a warning.
        .options([("jit", "off"), ("client_min_messages", "warning")])
        .options(POSTGRES_KEEPALIVE);
    let line = options
        .clone()
        .options(POSTGRES_LINE)
        .options(POSTGRES_LINE_PLANS);
    let rest = options.options(POSTGRES_REST).options(POSTGRES_REST_PLANS);
    let watch = Arc::new(DatabaseWatch::default());
    let pools = Pools::postgres(Opens::Postgres(line), Opens::Postgres(rest), &watch);
    Ok((pools, watch))
}
