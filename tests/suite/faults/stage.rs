//! The real program on a database that a test can damage, and how each fault is made and undone.

use super::fault::Fault;
use super::proxy::Proxy;
use crate::readme::Machine;
use crate::support::{Cluster, Kind, Running, SmallDisk, World, fill, on_server};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The secret of every gateway of the machine.
pub(super) const SECRET: &str = "a-secret-of-this-test";

/// A page of SQLite.
const PAGE: usize = 4096;

/// A database with the demo cooperative, what harms it, and the program.
pub(super) struct Stage {
    pub(super) fault: Fault,
    world: World,
    /// Where the test itself looks at the database.
    url: String,
    machine: Machine,
    program: Option<Running>,
    cluster: Option<Cluster>,
    proxy: Option<Proxy>,
    small_disk: Option<SmallDisk>,
    lock: Lock,
    /// The file as it was before its pages were overwritten.
    whole: Vec<u8>,
}

#[derive(Default)]
enum Lock {
    #[default]
    None,
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Stage {
    /// `None` where this machine cannot do it; then it says why.
    pub(super) async fn open(fault: Fault) -> Result<Self, &'static str> {
        if !Kind::all().contains(&fault.kind()) {
            return Err("there is no PostgreSQL");
        }
        let world = World::open(fault.kind(), 91).await;
        let (mut cluster, mut proxy, mut small_disk) = (None, None, None);
        let mut url = world.url().to_owned();
        let mut seen = url.clone();
        match fault {
            Fault::SqliteFull => {
                let disk = SmallDisk::mount().ok_or("only root can make a small disk")?;
                let file = disk.path().join("sahkar.db");
                fs::copy(url.strip_prefix("sqlite:").unwrap(), &file).unwrap();
                url = format!("sqlite:{}", file.display());
                seen.clone_from(&url);
                small_disk = Some(disk);
            }
            Fault::PostgresFrozen => {
                let own = Cluster::start()
                    .await
                    .ok_or("PostgreSQL is not installed")?;
                url = own.database("sahkar");
                on_server(&own.url(), "create database sahkar".to_owned()).await;
                fill(&url).await;
                seen.clone_from(&url);
                cluster = Some(own);
            }
            Fault::PostgresForgotten | Fault::PostgresSwallowed => {
                let (_, folder) = url.split_once("host=").ok_or("it has no socket")?;
                let between = Proxy::before(Path::new(folder));
                seen = url.replace(folder, &between.folder().display().to_string());
                proxy = Some(between);
            }
            Fault::SqliteMoved
            | Fault::SqliteLocked
            | Fault::SqliteDamaged
            | Fault::PostgresLocked
            | Fault::PostgresReadOnly
            | Fault::PostgresAnother => {}
        }
        Ok(Self {
            fault,
            world,
            url,
            machine: Machine::at(&seen),
            program: None,
            cluster,
            proxy,
            small_disk,
            lock: Lock::None,
            whole: Vec::new(),
        })
    }

    /// Starts the program and waits until it is ready; gives its address.
    pub(super) async fn start(&mut self) -> String {
        let log = File::create(self.log()).unwrap();
        let started = self
            .machine
            .command(&["serve"])
            .env("SAHKAR_LOG", "warn")
            .env("SAHKAR_OPERATE_LISTEN", "off")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        self.program = Some(Running(started.unwrap()));
        let base = format!("http://{}", self.machine.listen);
        let begun = Instant::now();
        sahkar::outbound::prepare_tls();
        let client = reqwest::Client::new();
        let address = format!("{base}/health/ready");
        loop {
            if let Ok(answer) = client.get(&address).send().await
                && answer.status() == 200
            {
                return base;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{:?}: it does not start\n{}",
                self.fault,
                self.logged()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn log(&self) -> PathBuf {
        self.machine.folder.path().join("log")
    }

    /// What the program has logged.
    pub(super) fn logged(&self) -> String {
        fs::read_to_string(self.log()).unwrap_or_default()
    }

    /// Tells the program to stop; its exit code, and how long that took. One that does not end is killed.
    pub(super) async fn stop(&mut self) -> (Option<i32>, Duration) {
        let mut program = self.program.take().expect("it was started");
        let begun = Instant::now();
        let told = Command::new("kill")
            .arg(program.0.id().to_string())
            .status();
        assert!(told.unwrap().success());
        while begun.elapsed() < 2 * super::ENDS_WITHIN {
            if let Some(status) = program.0.try_wait().unwrap() {
                return (status.code(), begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        program.kill();
        (None, begun.elapsed())
    }

    fn file(&self) -> PathBuf {
        PathBuf::from(self.url.strip_prefix("sqlite:").unwrap())
    }

    /// Does the harm.
    pub(super) async fn harm(&mut self) {
        match self.fault {
            Fault::SqliteFull => self.disk().fill(),
            Fault::SqliteMoved => {
                fs::rename(self.file(), self.file().with_extension("away")).unwrap();
            }
            Fault::SqliteLocked => {
                let mut beside = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
                beside.execute("begin immediate").await.unwrap();
                self.lock = Lock::Sqlite(beside);
            }
            Fault::SqliteDamaged => self.damage(),
            Fault::PostgresFrozen => self.cluster().freeze(),
            Fault::PostgresForgotten => self.proxy().forget_all(),
            Fault::PostgresSwallowed => self.proxy().shut(true),
            Fault::PostgresLocked => {
                let mut beside = sqlx::PgConnection::connect(&self.url).await.unwrap();
                let lock = "begin; lock table session in access exclusive mode";
                beside.execute(lock).await.unwrap();
                self.lock = Lock::Postgres(beside);
            }
            Fault::PostgresReadOnly => self.read_only(true).await,
            Fault::PostgresAnother => self.swap("", "_away").await,
        }
    }

    /// Undoes it.
    pub(super) async fn heal(&mut self) {
        match self.fault {
            Fault::SqliteFull => self.disk().make_room(),
            Fault::SqliteMoved => {
                fs::rename(self.file().with_extension("away"), self.file()).unwrap();
            }
            Fault::SqliteLocked | Fault::PostgresLocked => match std::mem::take(&mut self.lock) {
                Lock::None => {}
                Lock::Sqlite(beside) => beside.close().await.unwrap(),
                Lock::Postgres(beside) => beside.close().await.unwrap(),
            },
            Fault::SqliteDamaged => self.mend(),
            Fault::PostgresFrozen => self.cluster().thaw(),
            Fault::PostgresForgotten => {}
            Fault::PostgresSwallowed => self.proxy().shut(false),
            Fault::PostgresReadOnly => self.read_only(false).await,
            Fault::PostgresAnother => self.swap("_away", "").await,
        }
    }

    /// All pages but the first are nothing any more.
    fn damage(&mut self) {
        self.whole = fs::read(self.file()).unwrap();
        let rest = vec![0; self.whole.len() - PAGE];
        let file = File::options().write(true).open(self.file()).unwrap();
        file.write_all_at(&rest, PAGE as u64).unwrap();
    }

    /// Pages that are still nothing are as they were.
    fn mend(&self) {
        let now = fs::read(self.file()).unwrap();
        let file = File::options().write(true).open(self.file()).unwrap();
        for (at, page) in self.whole.chunks(PAGE).enumerate() {
            let begin = at * PAGE;
            let is_nothing = |found: &[u8]| found.iter().all(|byte| *byte == 0);
            if now.get(begin..begin + page.len()).is_none_or(is_nothing) {
                file.write_all_at(page, begin as u64).unwrap();
            }
        }
    }

    fn disk(&self) -> &SmallDisk {
        self.small_disk.as_ref().expect("it has one")
    }

    fn cluster(&self) -> &Cluster {
        self.cluster.as_ref().expect("it has one")
    }

    fn proxy(&self) -> &Proxy {
        self.proxy.as_ref().expect("it has one")
    }

    fn server(&self) -> String {
        crate::support::sibling(&self.url, "postgres")
    }

    /// Sessions that begin from now on can only read, or write again; those that there were are ended as
    /// a failover does it, but only at its beginning: who is still there when it is over must notice.
    async fn read_only(&self, is_so: bool) {
        let name = self.world.database();
        let server = self.server();
        let set = format!("alter database {name} set default_transaction_read_only = {is_so}");
        on_server(&server, set).await;
        if is_so {
            self.break_all(name).await;
        }
    }

    async fn break_all(&self, name: &str) {
        let all = format!(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        );
        on_server(&self.server(), all).await;
    }

    /// The database goes by another name, and an empty one stands in its place; or the other way round.
    async fn swap(&self, from: &str, to: &str) {
        let name = self.world.database();
        let server = self.server();
        let (was, is) = (format!("{name}{from}"), format!("{name}{to}"));
        if to.is_empty() {
            on_server(&server, format!("drop database {name} with (force)")).await;
        }
        // The program connects again at once, so it is asked to stay out meanwhile.
        on_server(
            &server,
            format!("alter database {was} allow_connections false"),
        )
        .await;
        self.break_all(&was).await;
        on_server(&server, format!("alter database {was} rename to {is}")).await;
        on_server(
            &server,
            format!("alter database {is} allow_connections true"),
        )
        .await;
        if from.is_empty() {
            on_server(&server, format!("create database {name}")).await;
        }
    }

    /// How many of these entries are in the database.
    pub(super) async fn stored_n(&self, numbers: &[i64]) -> usize {
        if numbers.is_empty() {
            return 0;
        }
        let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>();
        let query = format!("select no from entry where no in ({})", list.join(", "));
        let query = AssertSqlSafe(query);
        match self.fault.kind() {
            Kind::Sqlite => {
                let mut beside = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
                beside.fetch_all(query).await.unwrap().len()
            }
            Kind::Postgres => {
                let mut beside = sqlx::PgConnection::connect(&self.url).await.unwrap();
                beside.fetch_all(query).await.unwrap().len()
            }
        }
    }

    pub(super) async fn close(mut self) {
        drop(self.program.take());
        self.world.close().await;
    }
}
