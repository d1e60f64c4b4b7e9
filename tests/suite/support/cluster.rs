//! A PostgreSQL server for one test, which the test may freeze. The server that all tests share must keep
//! running.

use super::{Running, sibling};
use sqlx::{Connection as _, Executor as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// How often it is tried whether the server accepts connections, and the pause between two tries.
const LOOKS_MAX: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// Where Debian installs the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A server in a temporary folder, with its socket there; it ends when this is dropped.
pub(crate) struct Cluster {
    server: Option<Running>,
    folder: tempfile::TempDir,
}

impl Cluster {
    /// Creates and starts a server; `None` where PostgreSQL is not installed.
    pub(crate) async fn start() -> Option<Self> {
        let programs = programs()?;
        let folder = own_folder();
        let made = as_user(&programs.join("initdb"))
            .args(["-U", "sahkar", "-A", "trust", "-E", "UTF8"])
            .args(["--locale=C", "--no-sync", "-D"])
            .arg(folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(made.unwrap().success(), "no cluster is made");
        Some(Self::launch(&programs, folder).await)
    }

    /// Creates and starts a standby of this server. The primary waits for it after `wait_for_standby`.
    pub(crate) async fn standby(&self) -> Self {
        let programs = programs().expect("the primary has them");
        let folder = own_folder();
        let copied = as_user(&programs.join("pg_basebackup"))
            .args(["-U", "sahkar", "-c", "fast", "-R", "--no-sync", "-h"])
            .arg(self.folder.path())
            .arg("-D")
            .arg(folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(copied.unwrap().success(), "the primary is not copied");
        Self::launch(&programs, folder).await
    }

    /// From now on each commit waits until a standby has it.
    pub(crate) async fn wait_for_standby(&self) {
        let mut server = sqlx::PgConnection::connect(&self.url()).await.unwrap();
        let waits = "alter system set synchronous_standby_names = '*'";
        server.execute(waits).await.unwrap();
        server.execute("select pg_reload_conf()").await.unwrap();
        let listed = "select count(*) from pg_stat_replication where sync_state = 'sync'";
        for _ in 0..LOOKS_MAX {
            let in_sync: i64 = sqlx::query_scalar(listed)
                .fetch_one(&mut server)
                .await
                .unwrap();
            if in_sync == 1 {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
        panic!("the standby does not follow");
    }

    async fn launch(programs: &Path, folder: tempfile::TempDir) -> Self {
        let started = as_user(&programs.join("postgres"))
            .arg("-D")
            .arg(folder.path().join("data"))
            .arg("-k")
            .arg(folder.path())
            .args(["-h", "", "-c", "fsync=off", "-c", "full_page_writes=off"])
            // Nothing is stored where another server may look for its own data.
            .args(["-c", "dynamic_shared_memory_type=mmap"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let cluster = Self {
            server: Some(Running(started.unwrap())),
            folder,
        };
        for _ in 0..LOOKS_MAX {
            if let Ok(connection) = sqlx::PgConnection::connect(&cluster.url()).await {
                connection.close().await.unwrap();
                return cluster;
            }
            tokio::time::sleep(PAUSE).await;
        }
        panic!("the cluster takes no connections");
    }

    /// The address of its first database.
    pub(crate) fn url(&self) -> String {
        let folder = self.folder.path().display();
        format!("postgres://sahkar@localhost/postgres?host={folder}")
    }

    /// The address of another database on it.
    pub(crate) fn database(&self, name: &str) -> String {
        sibling(&self.url(), name)
    }

    /// Stops all its processes: connections stay open, and nothing answers.
    pub(crate) fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets them continue.
    pub(crate) fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let told = Command::new("kill").arg(signal).args(self.pids()).status();
        assert!(told.is_ok(), "{signal}");
    }

    /// Its first process, from its own pid file, and the child processes.
    fn pids(&self) -> Vec<String> {
        let file = self.folder.path().join("data/postmaster.pid");
        let named = fs::read_to_string(file).unwrap_or_default();
        let Some(first) = named.lines().next().map(str::to_owned) else {
            return Vec::new();
        };
        let listed = Command::new("ps")
            .args(["-o", "pid=", "--ppid", &first])
            .output();
        let listed = String::from_utf8(listed.unwrap().stdout).unwrap();
        let others = listed.split_whitespace().map(str::to_owned);
        std::iter::once(first.clone()).chain(others).collect()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // A stopped process cannot end.
        self.thaw();
        self.signal("-QUIT");
        drop(self.server.take());
    }
}

/// Where the newest PostgreSQL of this machine has its programs.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).ok()?;
    let newest = versions
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .max_by_key(|version| version.parse::<u32>().unwrap_or_default())?;
    let programs = Path::new(DEBIAN).join(newest).join("bin");
    programs.join("initdb").exists().then_some(programs)
}

/// The user that runs the server when the test runs as root.
fn root_stands_in_for() -> Option<&'static str> {
    let asked = Command::new("id").arg("-u").output().unwrap();
    let is_root = asked.stdout.starts_with(b"0\n");
    let has = |name| {
        let asked = Command::new("id")
            .arg(name)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        asked.unwrap().success()
    };
    is_root.then(|| {
        if has("postgres") {
            "postgres"
        } else {
            "nobody"
        }
    })
}

/// A temporary folder that belongs to the user who runs the server.
fn own_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    if let Some(user) = root_stands_in_for() {
        let owned = Command::new("chown").arg(user).arg(folder.path()).status();
        assert!(owned.unwrap().success());
    }
    folder
}

/// A program of PostgreSQL, which refuses to run as root.
fn as_user(program: &Path) -> Command {
    let Some(user) = root_stands_in_for() else {
        return Command::new(program);
    };
    let mut command = Command::new("runuser");
    command.args(["-u", user, "--"]).arg(program);
    command.current_dir("/");
    command
}
