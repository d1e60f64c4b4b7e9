//! A whole service with its own database, the demo cooperative, a clock that the test moves, seeded
//! randomness, and phones. Tests that use it go through all layers: every turn is also stored and loaded.

mod cluster;
pub(crate) mod console;
mod copied;
mod fake_provider;
mod members;
mod office;
mod paths;
mod phone;
pub(crate) mod recorded;
mod running;
mod size;
mod small_disk;
mod texts;

pub(crate) use cluster::Cluster;
pub(crate) use copied::{Database, Model};
pub(crate) use fake_provider::{
    AcceptedText, FakeProvider, PLAIN, ProviderAnswer, STEADY, WRITER, described,
};
pub(crate) use members::member;
pub(crate) use office::{duty_set, make_codes};
pub(crate) use phone::{Dialler, number_of, pin_of, ussd_form};
pub(crate) use running::{Running, free_address, free_port, until_it_listens};
pub(crate) use size::sized;
pub(crate) use small_disk::SmallDisk;

use sahkar::app::Service;
use sahkar::clock::{Chance, Clock};
use sahkar::core::domain::{CoopId, Instant};
use sahkar::core::script::Script;
use sahkar::seal::{Keys, SecretBytes, pepper};
use sahkar::store::{CoopEntry, Store};
use sahkar::{demo, jobs};
use sqlx::{AssertSqlSafe, Connection, Executor, Row};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use tokio::sync::{Mutex, MutexGuard};

/// The demo cooperative's code.
pub(crate) const CODE: &str = "*384*2742#";

/// Tuesday 24 November 2026, half past nine in Gujarat: where every test begins.
pub(crate) const START: Instant = Instant(1_795_492_800_000);

/// One minute.
pub(crate) const MINUTE_MS: i64 = 60_000;

/// Which database a test runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// SQLite always, and PostgreSQL where there is one.
    pub(crate) fn all() -> Vec<Self> {
        match postgres_url() {
            Some(_) => vec![Self::Sqlite, Self::Postgres],
            None => vec![Self::Sqlite],
        }
    }
}

fn postgres_url() -> Option<String> {
    std::env::var_os("TEST_POSTGRES_URL").map(|url| url.into_string().unwrap())
}

/// The script of this build. It is checked once.
pub(crate) fn script() -> Arc<Script> {
    static SCRIPT: LazyLock<Arc<Script>> =
        LazyLock::new(|| Arc::new(Script::embedded().expect("the shipped script has no problems")));
    Arc::clone(&SCRIPT)
}

/// What PINs are hashed with in every test.
pub(crate) const PEPPER: &str = "a pepper for tests";

/// The key that seals in every test.
pub(crate) fn master() -> SecretBytes {
    SecretBytes::draw(&Chance::seeded(1))
}

/// The same keys in every test.
pub(crate) fn keys() -> Arc<Keys> {
    Arc::new(Keys::new(&master(), None, pepper(PEPPER)))
}

/// A service, its clock, and its database.
pub(crate) struct World {
    pub(crate) service: Arc<Service>,
    pub(crate) clock: Clock,
    pub(crate) kind: Kind,
    database: Database,
    dialled_n: AtomicU32,
    /// The test's own connection to PostgreSQL, which is slow to open.
    beside: Mutex<Option<sqlx::PgConnection>>,
}

/// What the demo cooperative looks like at `START`, made once for each database and then copied.
static DEMO: Model = Model::new();

/// The address of another database on the same server.
pub(crate) fn sibling(base: &str, database: &str) -> String {
    let (head, query) = base.split_once('?').unwrap_or((base, ""));
    let (server, _) = head.rsplit_once('/').expect("an address with a database");
    format!("{server}/{database}?{query}")
}

/// Runs a statement on a server.
pub(crate) async fn on_server(base: &str, statement: String) {
    let mut connection = sqlx::PgConnection::connect(base).await.unwrap();
    connection.execute(AssertSqlSafe(statement)).await.unwrap();
    connection.close().await.unwrap();
}

/// Fills an empty database with the demo cooperative.
pub(crate) async fn fill(url: &str) {
    let chance = Arc::new(Chance::seeded(2));
    let store = Store::connect(url, keys(), chance).await.unwrap();
    store.migrate().await.unwrap();
    // A minute earlier, so that no id drawn later is one of these.
    demo::fill(&store, START.plus_ms(-MINUTE_MS)).await.unwrap();
    store.close().await;
}

impl World {
    /// The cooperative, as the office takes it.
    pub(crate) async fn entry(&self) -> CoopEntry {
        self.service.store.coops().await.unwrap().remove(0)
    }

    /// The demo cooperative at `START`, on a PostgreSQL of the test's own.
    pub(crate) async fn on(cluster: &Cluster, seed: u64) -> Self {
        fill(&cluster.url()).await;
        Self::at(Database::of_others(cluster.url()), Kind::Postgres, seed).await
    }

    /// The demo cooperative at `START`.
    pub(crate) async fn open(kind: Kind, seed: u64) -> Self {
        Self::at(DEMO.copy(kind, fill).await, kind, seed).await
    }

    async fn at(database: Database, kind: Kind, seed: u64) -> Self {
        let clock = Clock::standing_at(START);
        let chance = Arc::new(Chance::seeded(seed));
        let store = Store::connect(&database.url, keys(), chance).await.unwrap();
        let service = Service::new(store, script(), clock.clone());
        Self {
            service: Arc::new(service),
            clock,
            kind,
            database,
            dialled_n: AtomicU32::new(0),
            beside: Mutex::new(None),
        }
    }

    /// A word that no earlier session was named by.
    fn token(&self) -> String {
        self.dialled_n.fetch_add(1, Ordering::Relaxed).to_string()
    }

    /// Closes and removes the database.
    pub(crate) async fn close(self) {
        self.service.store.close().await;
        self.database.remove().await;
    }

    /// Breaks every connection to its PostgreSQL database and lets nobody in; or lets all in again.
    pub(crate) async fn shut_out(&self, everybody: bool) {
        let base = postgres_url().expect("it is open");
        let name = &self.database.name;
        let open = !everybody;
        on_server(
            &base,
            format!("alter database {name} allow_connections {open}"),
        )
        .await;
        if everybody {
            let broken = "select pg_terminate_backend(pid) from pg_stat_activity where datname";
            on_server(&base, format!("{broken} = '{name}'")).await;
        }
    }

    /// The name of its database on the server.
    pub(crate) fn database(&self) -> &str {
        &self.database.name
    }

    /// The address of its database.
    pub(crate) fn url(&self) -> &str {
        &self.database.url
    }

    /// The demo cooperative.
    pub(crate) async fn coop(&self) -> CoopId {
        CoopId(self.number("select id from coop").await)
    }

    /// The phone with this number.
    #[expect(
        clippy::unused_self,
        reason = "a phone is of the world it is dialled in"
    )]
    pub(crate) fn phone(&self, number: &str) -> Dialler {
        Dialler::new(number)
    }

    /// The phone that a member of the demo cooperative has.
    pub(crate) fn phone_of(&self, member_no: i64) -> Dialler {
        self.phone(&number_of(member_no))
    }

    /// Runs one job as if its time had come.
    pub(crate) async fn run_job(&self, name: &str) {
        let job = jobs::find(name).unwrap_or_else(|| panic!("there is no job `{name}`"));
        let done = job.run_now(&self.service, self.clock.now()).await.unwrap();
        assert!(done.is_some(), "{name} is running already");
    }

    /// The test's own connection to PostgreSQL; a new one where the old one was broken.
    async fn beside(&self) -> MutexGuard<'_, Option<sqlx::PgConnection>> {
        let mut beside = self.beside.lock().await;
        let lives = match beside.as_mut() {
            Some(connection) => connection.ping().await.is_ok(),
            None => false,
        };
        if !lives {
            *beside = Some(
                sqlx::PgConnection::connect(&self.database.url)
                    .await
                    .unwrap(),
            );
        }
        beside
    }

    /// Runs a statement beside the program: what an officer, or a later release, will do.
    pub(crate) async fn sql(&self, statement: &str) -> u64 {
        let statement = AssertSqlSafe(statement.to_owned());
        match self.kind {
            Kind::Sqlite => {
                let mut c = sqlx::SqliteConnection::connect(&self.database.url)
                    .await
                    .unwrap();
                let done = c.execute(statement).await.unwrap().rows_affected();
                c.close().await.unwrap();
                done
            }
            Kind::Postgres => {
                let mut c = self.beside().await;
                let c = c.as_mut().expect("it is open");
                c.execute(statement).await.unwrap().rows_affected()
            }
        }
    }

    /// The rows of a query whose columns are all text (`cast(... as text)`); a null is empty.
    pub(crate) async fn rows(&self, query: &str) -> Vec<Vec<String>> {
        fn read<R: Row>(rows: &[R]) -> Vec<Vec<String>>
        where
            usize: sqlx::ColumnIndex<R>,
            for<'r> Option<String>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
        {
            rows.iter()
                .map(|row| {
                    (0..row.len())
                        .map(|n| row.get::<Option<String>, _>(n).unwrap_or_default())
                        .collect()
                })
                .collect()
        }
        let query = AssertSqlSafe(query.to_owned());
        match self.kind {
            Kind::Sqlite => {
                let mut c = sqlx::SqliteConnection::connect(&self.database.url)
                    .await
                    .unwrap();
                let rows = read(&c.fetch_all(query).await.unwrap());
                c.close().await.unwrap();
                rows
            }
            Kind::Postgres => {
                let mut c = self.beside().await;
                read(
                    &c.as_mut()
                        .expect("it is open")
                        .fetch_all(query)
                        .await
                        .unwrap(),
                )
            }
        }
    }

    /// One number of a query that gives one.
    pub(crate) async fn number(&self, query: &str) -> i64 {
        let query = format!("select cast(({query}) as text)");
        self.rows(&query).await[0][0].parse().unwrap_or_default()
    }

    /// Every table with every row, as text, in an order that does not hang on where a row lies.
    pub(crate) async fn dump(&self) -> Vec<(String, Vec<String>)> {
        let mut dump = Vec::new();
        for (table, columns) in self.tables().await {
            let list = columns
                .iter()
                .map(|column| format!("cast({column} as text)"))
                .collect::<Vec<_>>()
                .join(", ");
            let rows = self.rows(&format!("select {list} from {table}")).await;
            let mut lines: Vec<String> = rows
                .into_iter()
                .map(|row| {
                    let cells = columns.iter().zip(row);
                    cells
                        .map(|(column, cell)| format!("{column}={cell}"))
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect();
            lines.sort();
            dump.push((table, lines));
        }
        dump
    }

    /// Our tables and their columns.
    pub(crate) async fn tables(&self) -> Vec<(String, Vec<String>)> {
        let query = match self.kind {
            Kind::Sqlite => {
                "select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c
                 where m.type = 'table' and m.name not like 'sqlite%' order by m.name, c.cid"
            }
            Kind::Postgres => {
                "select cast(table_name as text), cast(column_name as text)
                 from information_schema.columns where table_schema = 'public'
                 order by table_name, ordinal_position"
            }
        };
        let mut tables: Vec<(String, Vec<String>)> = Vec::new();
        for row in self.rows(query).await {
            let [table, column] = row.try_into().expect("two columns");
            if table.starts_with('_') {
                continue;
            }
            match tables.last_mut() {
                Some((last, columns)) if *last == table => columns.push(column),
                _ => tables.push((table, vec![column])),
            }
        }
        tables
    }
}
