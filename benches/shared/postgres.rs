//! A private PostgreSQL with its usual durability, in a temporary folder, reachable by a socket only.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The server; it stops when this is dropped.
pub(crate) struct Postgres {
    bin: PathBuf,
    folder: PathBuf,
}

impl Postgres {
    pub(crate) fn start(within: &Path) -> Self {
        let mut bins: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
            .expect("PostgreSQL is installed (tests/run installs it)")
            .map(|entry| entry.expect("a folder").path().join("bin"))
            .collect();
        bins.sort();
        let server = Self {
            bin: bins.pop().expect("PostgreSQL is installed"),
            folder: within.join("pg"),
        };
        std::fs::create_dir(&server.folder).expect("a folder");
        if is_root() {
            // PostgreSQL refuses to run as root.
            run(Command::new("chmod").arg("711").arg(within));
            run(Command::new("chown").arg("postgres").arg(&server.folder));
        }
        let data = server.folder.join("data");
        run(server
            .ordinary("initdb")
            .args([
                "-U",
                "sahkar",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-D",
            ])
            .arg(&data));
        let options = format!(
            "-k {} -h '' -c max_connections=100",
            server.folder.display()
        );
        run(server
            .ordinary("pg_ctl")
            .args(["-w", "-t", "60", "-o", &options, "-l"])
            .arg(server.folder.join("log"))
            .arg("-D")
            .arg(&data)
            .arg("start"));
        server
    }

    /// A program of PostgreSQL, run as an ordinary user.
    fn ordinary(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        }
    }

    /// Creates a database; returns its address.
    pub(crate) fn database(&self, name: &str) -> String {
        run(self
            .ordinary("createdb")
            .args(["-U", "sahkar", "-h"])
            .arg(&self.folder)
            .arg(name));
        format!(
            "postgres://sahkar@localhost/{name}?host={}",
            self.folder.display()
        )
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        run(self
            .ordinary("pg_ctl")
            .args(["-m", "immediate", "stop", "-D"])
            .arg(data));
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|about| {
        use std::os::unix::fs::MetadataExt as _;
        about.uid() == 0
    })
}

fn run(command: &mut Command) {
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()
        .expect("it runs");
    assert!(output.success(), "{command:?}");
}
