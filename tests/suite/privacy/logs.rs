//! The log lines of this program on this thread, without their times.
//!
//! One subscriber is used for the whole process, and each thread keeps its own lines. A subscriber for each
//! thread would lose some, because `tracing` decides once for the process whether a place in the source
//! logs at all, and concurrent tests would decide it for each other.

use std::cell::RefCell;
use std::io;
use std::sync::Once;
use tracing_subscriber::EnvFilter;

thread_local! {
    /// What this thread has logged, where it is being listened to.
    static LINES: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

static LISTEN: Once = Once::new();

/// What was logged on this thread since it began; ends with this value.
pub(super) struct Logs;

/// Where a line is written: to the lines of the thread that logs it.
struct OfThisThread;

impl io::Write for OfThisThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.with_borrow_mut(|lines| {
            if let Some(lines) = lines {
                lines.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Logs {
    /// Captures every level of our own modules.
    pub(super) fn capture() -> Self {
        LISTEN.call_once(|| {
            tracing_subscriber::fmt()
                .with_env_filter(EnvFilter::new("sahkar=trace"))
                .without_time()
                .with_ansi(false)
                .with_writer(|| OfThisThread)
                .init();
        });
        LINES.set(Some(Vec::new()));
        Self
    }

    /// Forgets what was logged so far.
    #[expect(clippy::unused_self, reason = "only what is captured can be forgotten")]
    pub(super) fn clear(&self) {
        LINES.set(Some(Vec::new()));
    }

    /// What was logged.
    #[expect(clippy::unused_self, reason = "only what is captured can be read")]
    pub(super) fn lines(&self) -> Vec<String> {
        let bytes = LINES.with_borrow(|lines| lines.clone().unwrap_or_default());
        let text = String::from_utf8(bytes).unwrap();
        text.lines().map(str::to_owned).collect()
    }
}

impl Drop for Logs {
    fn drop(&mut self) {
        LINES.set(None);
    }
}
