//! For tests: kills the program between two statements.

use crate::store::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

/// For tests: kills the program between two statements. Inert unless it is set.
///
/// What has been killed is rolled back as a crash would; the next step finds a working store, as
/// after a restart.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    passed: AtomicI64,
    left: AtomicI64,
    disk: AtomicU8,
}

/// Its own limit of pages stands in for the disk's.
const DISKS: [Option<&str>; 3] = [
    None,
    Some("pragma max_page_count = 1"),
    Some("pragma max_page_count = 4294967294"),
];

impl Faults {
    /// Kills before the `n`-th statement from now, counted from 1, or before or after a commit.
    pub fn kill_before(&self, n: i64) {
        self.0.left.store(n, Ordering::SeqCst);
    }

    /// Kills nothing any more.
    pub fn spare(&self) {
        self.kill_before(0);
    }

    /// How many statements and commits have passed.
    pub fn passed(&self) -> i64 {
        self.0.passed.load(Ordering::SeqCst)
    }

    /// Lets the file of SQLite grow no further, as on a full disk; or lets it grow again.
    pub fn fill_disk(&self, is_full: bool) {
        self.0
            .disk
            .store(if is_full { 1 } else { 2 }, Ordering::SeqCst);
    }

    /// What the writer of SQLite is told about its disk before it begins.
    pub(in crate::store) fn disk(&self) -> Option<&'static str> {
        DISKS[usize::from(self.0.disk.load(Ordering::Relaxed))]
    }

    /// Stands before every statement, and before and after every commit.
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
