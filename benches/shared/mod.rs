//! What several benches need: a private PostgreSQL, a cooperative with many members, callers and their connections,
//! the server's memory, and readable figures.

pub(crate) mod line;
pub(crate) mod members;
pub(crate) mod postgres;

use std::io::Write as _;
use std::time::Duration;

/// Prints a line of the table, without buffering.
pub(crate) fn print(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// A number as `12,345`.
pub(crate) fn grouped(n: f64) -> String {
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

/// The percentile of these sorted times, in milliseconds; `share` in hundredths.
pub(crate) fn at_most_ms(times: &[Duration], share: usize) -> f64 {
    let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, Duration::as_secs_f64) * 1000.0
}

/// A figure of a process's memory in MB: `VmRSS:` is the resident memory now, `VmHWM:` its maximum.
pub(crate) fn memory_mb(process: u32, which: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse().ok());
    kib.unwrap_or(0_u64) / 1024
}
