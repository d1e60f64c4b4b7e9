//! Callers who dial while something else is measured: each waits a little between two keys, as people do.

use crate::shared::line::{Call, Line};
use crate::shared::members;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Callers at the same time.
const CALLERS: u32 = 64;
/// Phones that each of them calls from in turn.
const PHONES_EACH: u32 = 8;
/// The pause between two keys of a caller.
const THINKS: Duration = Duration::from_millis(200);

type Times = Arc<Mutex<Vec<Duration>>>;

/// All callers, and how long each of their turns took.
pub(crate) struct Callers(Times);

impl Callers {
    pub(crate) async fn start(address: &str) -> Self {
        let times = Times::default();
        for n in 0..CALLERS {
            let line = Line::open(address).await;
            let times = Arc::clone(&times);
            #[expect(clippy::disallowed_methods, reason = "it ends with the bench")]
            tokio::spawn(async move {
                tokio::time::sleep(THINKS * n / CALLERS).await;
                // An error only means that the bench has ended the server.
                let _ = calls(line, n, &times).await;
            });
        }
        Self(times)
    }

    /// Drops what was measured so far.
    pub(crate) fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// How long turns took, the shortest first.
    pub(crate) fn times(&self) -> Vec<Duration> {
        let mut times = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        times.sort_unstable();
        times
    }
}

/// Dials and goes from screen to screen until the server ends.
async fn calls(mut line: Line, n: u32, times: &Times) -> io::Result<()> {
    for calls_n in 0_u32.. {
        let phone = members::phone(n + CALLERS * (calls_n % PHONES_EACH));
        let mut call = Call::new(&format!("{n}-{calls_n}"), &phone);
        for keys in ["", "6", "5", "0", "0", "6", "5", "0", "0"] {
            let begun = Instant::now();
            if keys.is_empty() {
                line.dial(&call).await?;
            } else {
                line.say(&mut call, keys).await?;
            }
            let took = begun.elapsed();
            times
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(took);
            tokio::time::sleep(THINKS).await;
        }
    }
    Ok(())
}
