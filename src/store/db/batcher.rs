//! Gathering what many callers want at once, so that it goes to the database together.
//!
//! A batch costs about the same whether it holds one wish or fifty: a thread is woken, a statement is
//! run, an answer is carried back. Callers of a crowd come one by one, so a batch that leaves with
//! whoever came first holds one or two, and the crowd is served at the price of a batch each. In a
//! crowd we therefore let the others come in, for as long as somebody still does. No clock is waited
//! for, and somebody who calls alone never waits.

use tokio::sync::{Mutex, mpsc};

/// How often in a row nobody may come before a crowd is taken to be in.
const QUIET_MAX: u32 = 4;

/// Gathers batches, and remembers whether the last one was of a crowd.
#[derive(Debug, Default)]
pub(in crate::store) struct Gatherer {
    crowded: bool,
}

impl Gatherer {
    /// The next batch, at most so large; empty when nobody can come any more.
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
        // In a crowd the next batch waits for who is on the way.
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
