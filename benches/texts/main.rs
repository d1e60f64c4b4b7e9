//! An announcement to a hundred thousand members: how fast it is queued, how fast it is sent to a provider
//! on this machine, how much memory that takes, and how long callers wait meanwhile.
//!
//! `cargo bench --bench texts` prints the table of the manual; `-- 20000` uses fewer members, `-- sqlite`
//! or `-- postgres` one database only. The server is a process of its own, so that its memory can be
//! measured; callers and provider are in this process. PostgreSQL is a private one in a temporary folder.

#[path = "../shared/callers.rs"]
mod callers;
mod server;
#[path = "../shared/mod.rs"]
mod shared;
mod sink;

use callers::Callers;
use shared::postgres::Postgres;
use shared::{at_most_ms, grouped, memory_mb, print};
use sink::Sink;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const MEMBERS: u32 = 100_000;
/// The longest time to wait for anything.
const PATIENCE: Duration = Duration::from_mins(5);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, url, sink, members] = &args[..]
        && verb == "--serve"
    {
        return server::serve(url, sink, members.parse().expect("a number"));
    }
    let members = args.iter().find_map(|arg| arg.parse().ok());
    let members = members.unwrap_or(MEMBERS);
    print(
        "| what | queued/s | handed over/s | in all | memory before, at most | p50 | p99 of a USSD turn | turns/s |",
    );
    print("|---|---|---|---|---|---|---|---|");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    if !args.iter().any(|arg| arg == "postgres") {
        let url = format!("sqlite:{}", folder.path().join("a.db").display());
        print(&runtime.block_on(measure("SQLite", &url, members)));
    }
    if !args.iter().any(|arg| arg == "sqlite") {
        let server = Postgres::start(folder.path());
        let url = server.database("a");
        print(&runtime.block_on(measure("PostgreSQL", &url, members)));
    }
}

/// The server's process; it ends when this is dropped.
struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Server {
    fn start(url: &str, sink: &str, members: u32) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--serve", url, sink, &members.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, out }
    }

    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("it speaks");
        line.trim().to_owned()
    }

    fn go(&mut self) {
        let mut way = self.child.stdin.take().expect("it listens");
        way.write_all(b"go\n").expect("it listens");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn measure(name: &str, url: &str, members: u32) -> String {
    let sink = Sink::open().await;
    let mut server = Server::start(url, &sink.url, members);
    let address = server.hear();
    let callers = Callers::start(&address).await;
    // The warm-up is not measured.
    tokio::time::sleep(Duration::from_secs(2)).await;
    callers.forget();
    let before_mb = memory_mb(server.child.id(), "VmRSS:");
    let begun = Instant::now();
    server.go();
    let said = server.hear();
    let (queued, wanted) = said.split_once(' ').expect("two numbers");
    let queued = Duration::from_secs_f64(queued.parse().expect("seconds"));
    let wanted: usize = wanted.parse().expect("texts");
    while sink.taken() < wanted && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let all = begun.elapsed();
    let peak_mb = memory_mb(server.child.id(), "VmHWM:");
    let times = callers.times();
    let handing = sink.handing();
    assert_eq!(sink.taken(), wanted, "each was sent one text");
    let per_second = |n: usize, within: Duration| {
        grouped(f64::from(u32::try_from(n).expect("few")) / within.as_secs_f64())
    };
    format!(
        "| {name}, {} members | {} | {} | {:.1} s | {before_mb} MB, {peak_mb} MB | {:.1} ms | {:.1} ms | {} |",
        grouped(f64::from(members)),
        per_second(wanted, queued),
        per_second(wanted, handing),
        all.as_secs_f64(),
        at_most_ms(&times, 50),
        at_most_ms(&times, 99),
        per_second(times.len(), all),
    )
}
