//! How long an officer waits for a page of the console with a hundred thousand members in the register: alone, and
//! while 64 callers dial; and how long callers wait while she reads, beside how long they wait without her.
//!
//! `cargo bench --bench console` prints the table of the manual; `-- 20000` uses fewer members, `-- sqlite` or
//! `-- postgres` one database only. The server is a process of its own; officer and callers are in this one.
//! PostgreSQL is a private one in a temporary folder.

#[path = "../shared/callers.rs"]
mod callers;
mod officer;
mod server;
#[path = "../shared/mod.rs"]
mod shared;

use callers::Callers;
use officer::{Officer, READS, Read};
use shared::postgres::Postgres;
use shared::{at_most_ms, grouped, memory_mb, print};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const MEMBERS: u32 = 100_000;
/// How long each figure is measured.
const MEASURE: Duration = Duration::from_secs(10);
/// How long she reads a page before she opens the next, while callers dial.
const READS_FOR: Duration = Duration::from_millis(100);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, url, members] = &args[..]
        && verb == "--serve"
    {
        return server::serve(url, members.parse().expect("a number"));
    }
    let members = args.iter().find_map(|arg| arg.parse().ok());
    let members = members.unwrap_or(MEMBERS);
    print("| what | p50 | p99 | p50, callers dial | p99, callers dial |");
    print("|---|---|---|---|---|");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    if !args.iter().any(|arg| arg == "postgres") {
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        runtime.block_on(measure("SQLite", &url, members));
    }
    if !args.iter().any(|arg| arg == "sqlite") {
        let server = Postgres::start(folder.path());
        let url = server.database("a");
        runtime.block_on(measure("PostgreSQL", &url, members));
    }
}

/// The server's process; it ends when this is dropped.
struct Server {
    child: Child,
    address: String,
    /// The first code of the officer's sheet.
    code: String,
}

impl Server {
    fn start(url: &str, members: u32) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--serve", url, &members.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("it is piped"))
            .read_line(&mut said)
            .expect("it speaks");
        let (address, code) = said.trim().split_once(' ').expect("an address and a code");
        Self {
            child,
            address: address.to_owned(),
            code: code.to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long each of her pages took, the shortest first, in the order of `READS`.
type Waits = Vec<Vec<Duration>>;

async fn reads(officer: &mut Officer, pause: Duration) -> Waits {
    let mut waits = vec![Vec::new(); READS.len()];
    let begun = Instant::now();
    while begun.elapsed() < MEASURE {
        for (read, took) in READS.iter().zip(&mut waits) {
            let asked = Instant::now();
            officer.read(*read).await;
            took.push(asked.elapsed());
            tokio::time::sleep(pause).await;
        }
    }
    for took in &mut waits {
        took.sort_unstable();
    }
    waits
}

async fn measure(name: &str, url: &str, members: u32) {
    let server = Server::start(url, members);
    let mut officer = Officer::log_in(&server.address, &server.code).await;
    // The list of names is made at the first search, which is not measured but told.
    let begun = Instant::now();
    officer.read(Read::Search).await;
    let first = begun.elapsed();
    let alone = reads(&mut officer, Duration::ZERO).await;
    let callers = Callers::start(&server.address).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    callers.forget();
    tokio::time::sleep(MEASURE).await;
    let without = callers.times();
    callers.forget();
    let beside = reads(&mut officer, READS_FOR).await;
    let with = callers.times();
    let name = format!("{name}, {} members", grouped(f64::from(members)));
    for ((read, alone), beside) in READS.iter().zip(&alone).zip(&beside) {
        let figures = [(alone, 50), (alone, 99), (beside, 50), (beside, 99)];
        let figures = figures.map(|(times, share)| format!("{:.1} ms", at_most_ms(times, share)));
        print(&format!(
            "| {name}: {} | {} |",
            read.words(),
            figures.join(" | ")
        ));
    }
    print(&format!(
        "| {name}: a USSD turn, without and with an officer who reads | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
        at_most_ms(&without, 50),
        at_most_ms(&without, 99),
        at_most_ms(&with, 50),
        at_most_ms(&with, 99),
    ));
    print(&format!(
        "| {name}: the first search, which reads all names; memory at most | {:.0} ms | | | {} MB |",
        first.as_secs_f64() * 1000.0,
        memory_mb(server.child.id(), "VmHWM:"),
    ));
}
