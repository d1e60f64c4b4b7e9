//! How many turns a second: the pure engine; and over HTTP with 64 connections, on SQLite with full
//! sync and on PostgreSQL, plain navigation and saving entries, each beside a bare loop that does only
//! the same SQL.
//!
//! `cargo bench --bench turns` prints the table of the manual. `-- engine` measures the engine only,
//! `-- sqlite`, `-- postgres`, `-- navigating` or `-- saving` that part only. The server runs in a process of its own, so that its memory is its own;
//! the load is made on the same machine. PostgreSQL is a private one in a temporary folder.

mod bare;
mod engine;
mod load;
mod server;
#[path = "../shared/mod.rs"]
mod shared;

use load::{Errand, Measured};
use shared::postgres::Postgres;
use shared::{grouped, print};
use std::time::Duration;

/// Callers at once.
pub(crate) const CONNECTIONS: u32 = 64;
/// Phones that each of them calls from in turn, as many women do; and entries that each saves.
pub(crate) const PHONES_EACH: u32 = 250;
/// How long each figure is measured, after a warm-up.
pub(crate) const MEASURE: Duration = Duration::from_secs(8);
pub(crate) const WARM_UP: Duration = Duration::from_secs(2);

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [verb, url] = &args[..]
        && verb == "--serve"
    {
        return server::serve(url);
    }
    print("| what | steps/s | bare loop | of it | p50 | p99 | memory |");
    print("|---|---|---|---|---|---|---|");
    let turns = engine::turns_per_second();
    print(&format!(
        "| the engine alone, one core | {} | | | | | |",
        grouped(turns)
    ));
    if args.iter().any(|arg| arg == "engine") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let is_wanted = |part: &str, other: &str| {
        let said = |word: &str| args.iter().any(|arg| arg == word);
        said(part) || !said(other)
    };
    let errands: Vec<Errand> = [
        (Errand::Navigate, is_wanted("navigating", "saving")),
        (Errand::Save, is_wanted("saving", "navigating")),
    ]
    .into_iter()
    .filter_map(|(errand, wanted)| wanted.then_some(errand))
    .collect();
    if is_wanted("sqlite", "postgres") {
        let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        measure("SQLite", [&file("a.db"), &file("b.db")], &errands);
    }
    if is_wanted("postgres", "sqlite") {
        let server = Postgres::start(folder.path());
        let urls = [&*server.database("a"), &*server.database("b")];
        measure("PostgreSQL", urls, &errands);
    }
}

/// Prints the rows of a database. The bare loop has one of its own, filled in the same way.
fn measure(name: &str, [bare_url, url]: [&str; 2], errands: &[Errand]) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    // Filled by this process, so that the server's memory holds nothing of it.
    runtime.block_on(async { server::open(url).await.close().await });
    for &errand in errands {
        let bare = runtime.block_on(bare::steps_per_second(bare_url, errand));
        let measured = runtime.block_on(load::over_http(url, errand));
        print(&row(name, errand, &measured, bare));
    }
}

fn row(database: &str, errand: Errand, measured: &Measured, bare: f64) -> String {
    format!(
        "| {database}, {} | {} | {} | {:.0} % | {:.1} ms | {:.1} ms | {} MB |",
        errand.words(),
        grouped(measured.per_second),
        grouped(bare),
        100.0 * measured.per_second / bare,
        measured.p50_ms,
        measured.p99_ms,
        measured.memory_mb
    )
}
