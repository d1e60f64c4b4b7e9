//! How many turns a second: the pure engine; and over HTTP with 64 connections, on SQLite with full
//! sync and on PostgreSQL, plain navigation and saving entries, each beside a bare loop that does only
//! the same SQL, and beside a peer that stores nothing (`peer`).
//!
//! `cargo bench --bench turns` prints the table of the manual. `-- engine` measures the engine only,
//! `-- sqlite`, `-- postgres`, `-- navigating`, `-- saving` or `-- peer` that part only. Each server runs in a
//! process of its own, so that its memory and its processor time are its own; the load is made on the same
//! machine, and what it costs is told beside. PostgreSQL is a private one in a temporary folder, and so is the
//! peer.
//!
//! # Where a step's time goes
//!
//! `perf record --call-graph fp` of all that runs, SQLite, navigating, frame pointers in Rust and C, two cores
//! that nothing else used; of both cores, so that 1 % is about 2.3 µs a step. A connection with all that is
//! done on it 23 % (of which hyper's own work 5, layers of axum 3, writing to the socket 3.5, reading from it
//! and waiting for it 2.5, the turn with the store's calls 9), gathering and carrying batches 7, SQLite's
//! statements 25 (of which reading pages again 7, commit 5 with the sync 2), `malloc` and its kin 13, waking
//! of threads 4, the load maker 5, idle 17.
//!
//! What navigating adds to the bare loop on SQLite is about 60 µs a step. The load maker takes 10 of them and
//! the turn with its facts about 20. HTTP by itself is cheap: a server that gives one screen from memory does
//! more than a hundred thousand steps a second at 9 µs (the row "HTTP alone"), because there a thread finds
//! many requests each time that it wakes. Where every caller waits for her own commit it wakes once a batch,
//! and what hyper, axum and the sockets take is nearer to 30 µs. So SQLite stays at about three fifths of the
//! bare loop while the load maker, HTTP and the one writer share two cores; PostgreSQL, which works in processes
//! of its own, comes to between 70 and 80 %. `mimalloc` in the place of the system's allocator, tried once, made
//! nothing faster.
//!
//! What the bare loop does too, and would have to change for the peer's speed:
//!
//! - a reader of SQLite forgets its pages whenever somebody has committed, and reads and allocates them again:
//!   the pages stand in one piece (`.cargo/config.toml`), and `mmap_size` would help only for those that are
//!   not in the log;
//! - `json_each` and `->>` read each row's text again for each column: about 4 %;
//! - a look gives back 29 columns, each copied by `sqlite3_value_dup` on one thread and freed on another;
//! - one writer waits for one sync, and all callers of a crowd wait for it together.

mod bare;
mod cpu;
mod engine;
mod load;
mod peer;
mod server;
#[path = "../shared/mod.rs"]
mod shared;

use load::{Errand, Measured, Server};
use shared::postgres::Postgres;
use shared::{grouped, print};
use std::path::Path;
use std::time::Duration;

/// Callers at once.
pub(crate) const CONNECTIONS: u32 = 64;
/// Phones that each of them calls from in turn, as many women do; and entries that each saves.
pub(crate) const PHONES_EACH: u32 = 250;
/// How long each figure is measured, after a warm-up.
pub(crate) const MEASURE: Duration = Duration::from_secs(8);
pub(crate) const WARM_UP: Duration = Duration::from_secs(2);

/// What the table says of each row.
const HEAD: [&str; 2] = [
    "| what | steps/s | of the bare loop | of the peer | p50 | p99 | CPU a step | load maker's | database's | memory |",
    "|---|---|---|---|---|---|---|---|---|---|",
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, url] = &args[..]
        && verb == "--serve"
    {
        return server::serve(url);
    }
    if args.first().is_some_and(|verb| verb == "--serve-nothing") {
        return server::serve_nothing();
    }
    HEAD.into_iter().for_each(print);
    let turns = engine::turns_per_second();
    print(&format!(
        "| the engine alone, one core | {} | | | | | | | | |",
        grouped(turns)
    ));
    if args.iter().any(|arg| arg == "engine") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let said = |word: &str| args.iter().any(|arg| arg == word);
    let is_wanted = |part: &str, others: [&str; 2]| said(part) || !others.into_iter().any(said);
    // The peer knows no entries.
    let navigates = is_wanted("navigating", ["saving"; 2]);
    let peer = navigates.then(|| measure_peer(folder.path()));
    if navigates {
        let nothing = load::over_http(&Server::of_nothing(), Errand::Navigate, None);
        print(&row(
            "HTTP alone, one screen from memory",
            &nothing,
            None,
            peer.flatten(),
        ));
    }
    let errands: Vec<Errand> = [
        (Errand::Navigate, "navigating", "saving"),
        (Errand::Save, "saving", "navigating"),
    ]
    .into_iter()
    .filter_map(|(errand, word, other)| is_wanted(word, [other; 2]).then_some(errand))
    .collect();
    let bench = Bench {
        peer: peer.flatten(),
        errands,
    };
    if is_wanted("sqlite", ["postgres", "peer"]) {
        let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        bench.measure("SQLite", [&file("a.db"), &file("b.db")], None);
    }
    if is_wanted("postgres", ["sqlite", "peer"]) {
        let server = Postgres::start(folder.path());
        let urls = [&*server.database("a"), &*server.database("b")];
        let process = cpu::postgres(folder.path());
        bench.measure("PostgreSQL", urls, Some(process));
    }
}

/// Steps a second of the peer, where it can be had.
fn measure_peer(folder: &Path) -> Option<f64> {
    let server = peer::start(&folder.join("peer"), &peer::screens(&engine::facts()))?;
    let measured = load::over_http(&server, Errand::Navigate, None);
    print(&row(peer::NAME, &measured, None, None));
    Some(measured.per_second)
}

struct Bench {
    /// Steps a second of the peer.
    peer: Option<f64>,
    errands: Vec<Errand>,
}

impl Bench {
    /// Prints the rows of a database. The bare loop has one of its own, filled in the same way.
    fn measure(&self, name: &str, [bare_url, url]: [&str; 2], database: Option<u32>) {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        // Filled by this process, so that the server's memory holds nothing of it.
        runtime.block_on(async { server::open(url).await.close().await });
        for &errand in &self.errands {
            let peer = self.peer.filter(|_| errand == Errand::Navigate);
            let bare = runtime.block_on(bare::measured(bare_url, errand, database));
            let what = format!("{name}, {}", errand.words());
            print(&row(&format!("{what}: the bare loop"), &bare, None, peer));
            let ours = load::over_http(&Server::of_ours(url), errand, database);
            print(&row(&what, &ours, Some(bare.per_second), peer));
        }
    }
}

fn row(what: &str, measured: &Measured, bare: Option<f64>, peer: Option<f64>) -> String {
    let of = |whole: Option<f64>| {
        whole.map_or(String::new(), |whole| {
            format!("{:.0} %", 100.0 * measured.per_second / whole)
        })
    };
    let us = |time: f64| {
        if time > 0.0 {
            format!("{time:.0} µs")
        } else {
            String::new()
        }
    };
    let cpu = &measured.cpu;
    format!(
        "| {what} | {} | {} | {} | {:.1} ms | {:.1} ms | {} | {} | {} | {} MB |",
        grouped(measured.per_second),
        of(bare),
        of(peer),
        measured.p50_ms,
        measured.p99_ms,
        us(cpu.program),
        us(cpu.load),
        us(cpu.database),
        measured.memory_mb
    )
}
