//! For tests: kills the program between two statements.

use super::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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
}

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

    /// Stands before every statement, and before and after every commit.
    pub(super) fn pass(&self) -> Result<(), Error> {
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
