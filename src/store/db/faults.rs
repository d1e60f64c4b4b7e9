//! For tests: kills the program between two statements.

use crate::store::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

/// For tests: kills the program between two statements. Does nothing unless it is set.
///
/// What is killed is rolled back, as after a crash. The next step finds a working store, as after a
/// restart.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    passed: AtomicI64,
    left: AtomicI64,
    disk: AtomicU8,
}

/// What the writer sets: SQLite's own limit of pages stands in for a full disk.
const DISKS: [Option<&str>; 3] = [
    None,
    Some("pragma max_page_count = 1"),
    Some("pragma max_page_count = 4294967294"),
];

impl Faults {
    /// Kills before the `n`-th statement or commit from now on, counted from 1. A commit counts twice:
    /// before and after it.
    pub fn kill_before(&self, n: i64) {
        self.0.left.store(n, Ordering::SeqCst);
    }

    /// Stops killing.
    pub fn stop_killing(&self) {
        self.kill_before(0);
    }

    /// How many statements and commits have run.
    pub fn passed(&self) -> i64 {
        self.0.passed.load(Ordering::SeqCst)
    }

    /// Stops the file of SQLite from growing, as a full disk does; or lets it grow again.
    pub fn fill_disk(&self, is_full: bool) {
        self.0
            .disk
            .store(if is_full { 1 } else { 2 }, Ordering::SeqCst);
    }

    /// The statement that the writer of SQLite runs first to set the simulated disk.
    pub(in crate::store) fn disk(&self) -> Option<&'static str> {
        DISKS[usize::from(self.0.disk.load(Ordering::Relaxed))]
    }

    /// Called before every statement, and before and after every commit.
    pub(in crate::store) fn pass(&self) -> Result<(), Error> {
        self.0.passed.fetch_add(1, Ordering::Relaxed);
        if self.0.left.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        if self.0.left.fetch_sub(1, Ordering::SeqCst) == 1 {
            return Err(Error::Killed);
        }
        Ok(())
    }
}
