//! How many turns a second: the pure engine; and over HTTP with 64 connections, on SQLite with full
//! sync and on PostgreSQL, plain navigation and saving entries, each beside a bare loop that does only
//! the same SQL.
//!
//! `cargo bench --bench turns` prints the table of the README. `cargo bench --bench turns -- engine`
//! measures the engine only. The server runs in a process of its own, so that its memory is its own;
//! the load is made on the same machine. PostgreSQL is a private one in a temporary folder.

mod bare;
mod engine;
mod load;
mod postgres;
mod server;

use load::{Errand, Measured};
use std::io::Write as _;
use std::time::Duration;

/// Callers at once.
pub(crate) const CONNECTIONS: usize = 64;
/// How long each figure is measured, after a warm-up.
pub(crate) const MEASURE: Duration = Duration::from_secs(8);
pub(crate) const WARM_UP: Duration = Duration::from_secs(2);

fn print(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

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
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    let server = postgres::Postgres::start(folder.path());
    for (name, urls) in [
        ("SQLite", [sqlite("a.db"), sqlite("b.db")]),
        ("PostgreSQL", [server.database("a"), server.database("b")]),
    ] {
        for errand in [Errand::Navigate, Errand::Save] {
            // The bare loop has a database of its own, filled in the same way.
            let bare = runtime.block_on(bare::steps_per_second(&urls[0], errand));
            let measured = runtime.block_on(load::over_http(&urls[1], errand));
            print(&row(name, errand, &measured, bare));
        }
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
