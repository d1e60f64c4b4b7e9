//! Collects the requests of many callers into batches, so that they go to the database together.
//!
//! A batch costs about the same whether it holds one request or fifty: waking a thread, running a
//! statement, returning the answer. When many callers come at short intervals, a batch that leaves at once
//! would hold one or two requests. So after a batch with several requests, the next one waits as long as
//! further requests keep arriving. It waits for no timer, and a caller who is alone never waits.

use tokio::sync::{Mutex, mpsc};

/// After so many polls in a row without a new request, the batch leaves.
const QUIET_MAX: u32 = 4;

/// Collects batches, and remembers whether the last one held several requests.
#[derive(Debug, Default)]
pub(in crate::store) struct Gatherer {
    crowded: bool,
}

impl Gatherer {
    /// The next batch, of limited size; empty when no sender is left.
    pub(in crate::store) async fn gather<T>(
        &mut self,
        waiting: &Mutex<mpsc::Receiver<T>>,
        most: usize,
    ) -> Vec<T> {
        let mut waiting = waiting.lock().await;
        let mut batch = Vec::new();
        waiting.recv_many(&mut batch, most).await;
        let mut quiet = if self.crowded { 0 } else { QUIET_MAX };
        while quiet < QUIET_MAX && batch.len() < most {
            tokio::task::yield_now().await;
            quiet += 1;
            while batch.len() < most
                && let Ok(next) = waiting.try_recv()
            {
                batch.push(next);
                quiet = 0;
            }
        }
        self.crowded = batch.len() > 1;
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_crowd_goes_together_and_nobody_is_left_behind() {
        let (tell, waiting) = mpsc::channel(64);
        let waiting = Mutex::new(waiting);
        let mut gatherer = Gatherer::default();
        tell.send(1).await.unwrap();
        assert_eq!(gatherer.gather(&waiting, 8).await, [1]);
        for n in 2..=9 {
            tell.send(n).await.unwrap();
        }
        assert_eq!(gatherer.gather(&waiting, 5).await, [2, 3, 4, 5, 6]);
        // When there are many callers, the batch waits for requests that are about to arrive.
        let late = async {
            tokio::task::yield_now().await;
            tell.send(10).await.unwrap();
            drop(tell);
        };
        let (batch, ()) = tokio::join!(gatherer.gather(&waiting, 8), late);
        assert_eq!(batch, [7, 8, 9, 10]);
        assert_eq!(gatherer.gather(&waiting, 8).await, [0; 0]);
    }
}
