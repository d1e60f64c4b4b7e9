//! Taking the locks of this process's own values.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks. No code panics while it holds one of these locks; if it did, the value would still be whole.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
