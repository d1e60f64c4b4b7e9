//! An announcement to a hundred thousand members: how fast it is queued, how fast it is handed to a
//! provider on this machine, what memory that takes, and how long a caller who dials meanwhile waits.
//!
//! `cargo bench --bench texts` prints the table of the README; `-- 20000` asks for fewer members. The
//! server runs in a process of its own, so that its memory is its own; callers and provider run in
//! this one, on the same machine. PostgreSQL is a private one in a temporary folder.

mod callers;
#[path = "../turns/postgres.rs"]
mod postgres;
mod server;
mod sink;

use sink::Sink;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const MEMBERS: i64 = 100_000;
/// Longer than this nothing is waited for.
const PATIENCE: Duration = Duration::from_mins(5);

fn print(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

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
    let sqlite = format!("sqlite:{}", folder.path().join("a.db").display());
    print(&runtime.block_on(measure("SQLite", &sqlite, members)));
    let server = postgres::Postgres::start(folder.path());
    let url = server.database("a");
    print(&runtime.block_on(measure("PostgreSQL", &url, members)));
}

/// The server's process; ends with this value.
struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Server {
    fn start(url: &str, sink: &str, members: i64) -> Self {
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

    /// A line of its memory, in MB.
    fn memory_mb(&self, which: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(which));
        let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
        kib.unwrap_or(0_u64) / 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn measure(name: &str, url: &str, members: i64) -> String {
    let sink = Sink::open().await;
    let mut server = Server::start(url, &sink.url, members);
    let address = server.hear();
    let callers = callers::Callers::start(&address).await;
    // What warms up counts for nothing.
    tokio::time::sleep(Duration::from_secs(2)).await;
    callers.forget();
    let before_mb = server.memory_mb("VmRSS:");
    let begun = Instant::now();
    server.go();
    let said = server.hear();
    let (queued, wanted) = said.split_once(' ').expect("two numbers");
    let queued: f64 = queued.parse().expect("seconds");
    let wanted: u64 = wanted.parse().expect("texts");
    while sink.taken() < wanted && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let all = begun.elapsed();
    let peak_mb = server.memory_mb("VmHWM:");
    let times = callers.times();
    let handing = sink.handing();
    assert_eq!(sink.taken(), wanted, "each was sent one text");
    let per_second = |seconds: f64| {
        #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
        let n = wanted as f64 / seconds;
        grouped(n)
    };
    format!(
        "| {name}, {} members | {} | {} | {:.1} s | {before_mb} MB, {peak_mb} MB | {:.1} ms | {:.1} ms | {:.0} |",
        grouped(f64::from(i32::try_from(members).expect("few"))),
        per_second(queued),
        per_second(handing.as_secs_f64()),
        all.as_secs_f64(),
        times.at(50),
        times.at(99),
        times.per_second(all),
    )
}

/// `12,345`.
fn grouped(n: f64) -> String {
    let digits = format!("{n:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
