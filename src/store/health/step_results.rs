//! Results of the last steps and texts of callers: when one was last kept, and what has failed since.

use crate::store::Error;
use crate::store::health::trouble::Trouble;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// A caller who goes away sooner has hung up; one who has waited longer has given up on the database.
const PATIENCE: Duration = Duration::from_secs(1);

/// The results so far. They are recorded by each step and read by the readiness check.
#[derive(Debug, Default)]
pub(in crate::store) struct StepResults {
    seen: Mutex<StepResultsState>,
    kept: Notify,
}

/// The last answer of the readiness check, and the results of steps.
#[derive(Debug, Default)]
pub(in crate::store) struct Readiness {
    pub(in crate::store) step_results: StepResults,
    pub(super) last: tokio::sync::Mutex<Option<(Instant, Result<(), Trouble>)>>,
    pub(super) slot: OnceLock<i64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct StepResultsState {
    kept_at: Option<Instant>,
    failed: Option<(Instant, Trouble)>,
    refused: Option<Trouble>,
    tried_at: Option<Instant>,
    /// How often a step has failed after a successful try, since one was kept.
    failed_after_try_n: u32,
}

/// What the last steps say about the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum StepHealth {
    /// The last one was kept a moment ago.
    Kept,
    /// They keep failing, although a try succeeded.
    Failing(Trouble),
    /// Nothing: no recent result.
    Nothing,
}

impl StepResults {
    fn seen(&self) -> MutexGuard<'_, StepResultsState> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs a step's work and records its result; `is_kept` says whether a result without an error means
    /// that something was written. Losing to a faster step is not a failure.
    pub(in crate::store) async fn note<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
        is_kept: impl FnOnce(&T) -> bool,
    ) -> Result<T, Error> {
        let mut unfinished = Unfinished {
            step_results: self,
            begun: Some(Instant::now()),
        };
        let done = work.await;
        unfinished.begun = None;
        match &done {
            Ok(done) if is_kept(done) => self.kept(Instant::now()),
            Ok(_) => {}
            Err(error) if error.is_conflict() => {}
            Err(error) => self.failed(Trouble::of(error), Instant::now()),
        }
        done
    }

    fn kept(&self, now: Instant) {
        let mut seen = self.seen();
        seen.kept_at = Some(now);
        seen.failed = None;
        seen.refused = None;
        seen.failed_after_try_n = 0;
        drop(seen);
        self.kept.notify_waiters();
    }

    /// Waits until a step is kept.
    pub(in crate::store) async fn until_kept(&self) {
        self.kept.notified().await;
    }

    fn failed(&self, trouble: Trouble, now: Instant) {
        let mut seen = self.seen();
        let before = seen.failed.map(|(at, _)| at).max(seen.kept_at);
        if seen
            .tried_at
            .is_some_and(|tried| before.is_none_or(|before| before < tried))
        {
            seen.failed_after_try_n += 1;
        }
        seen.failed = Some((now, trouble));
    }

    /// Records why the database did not begin a transaction: the others that wait for it are only slow.
    pub(in crate::store) fn refused(&self, error: &Error) {
        let trouble = Trouble::of(error);
        if trouble != Trouble::Silent {
            self.seen().refused = Some(trouble);
        }
    }

    /// The trouble to report: where a step was only slow, the more exact trouble that the database gave
    /// another one since a step was last kept, if there is one.
    pub(in crate::store) fn said(&self, trouble: Trouble) -> Trouble {
        match self.seen().refused {
            Some(refused) if trouble == Trouble::Silent => refused,
            _ => trouble,
        }
    }

    /// A try that began at this moment succeeded.
    pub(in crate::store) fn tried(&self, begun: Instant) {
        self.seen().tried_at = Some(begun);
    }

    /// What the steps say. If one was kept within `recent`, no try is needed. Failed steps count for
    /// `memory` after the last one, if steps have failed after a successful try that often.
    pub(in crate::store) fn told(
        &self,
        now: Instant,
        recent: Duration,
        memory: Duration,
    ) -> StepHealth {
        const BELIED_MAX: u32 = 2;
        let seen = *self.seen();
        let since = |at: Instant| now.saturating_duration_since(at);
        match (seen.failed, seen.kept_at) {
            (Some((at, trouble)), _)
                if seen.failed_after_try_n >= BELIED_MAX && since(at) < memory =>
            {
                StepHealth::Failing(trouble)
            }
            (None, Some(at)) if since(at) < recent => StepHealth::Kept,
            _ => StepHealth::Nothing,
        }
    }
}

/// Records that a caller stopped waiting.
struct Unfinished<'a> {
    step_results: &'a StepResults,
    begun: Option<Instant>,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if self.begun.is_some_and(|begun| begun.elapsed() > PATIENCE) {
            self.step_results.failed(Trouble::Silent, Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECENT: Duration = Duration::from_secs(1);
    const MEMORY: Duration = Duration::from_secs(10);

    #[test]
    fn s5_who_waits_behind_a_refused_one_is_not_only_late() {
        let step_results = StepResults::default();
        assert_eq!(step_results.said(Trouble::Silent), Trouble::Silent);
        step_results.refused(&Error::Busy);
        assert_eq!(step_results.said(Trouble::Silent), Trouble::Locked);
        assert_eq!(step_results.said(Trouble::Full), Trouble::Full);
        step_results.kept(Instant::now());
        assert_eq!(step_results.said(Trouble::Silent), Trouble::Silent);
    }

    #[test]
    fn s5_steps_that_fail_although_tries_pass_are_believed_until_one_is_kept() {
        let step_results = StepResults::default();
        let begun = Instant::now();
        let at = |ms| begun + Duration::from_millis(ms);
        let told = |ms| step_results.told(at(ms), RECENT, MEMORY);
        assert_eq!(told(0), StepHealth::Nothing);
        step_results.kept(at(0));
        assert_eq!(told(999), StepHealth::Kept);
        assert_eq!(told(1000), StepHealth::Nothing);
        for n in [1100, 1200, 1300] {
            step_results.failed(Trouble::Locked, at(n));
        }
        assert_eq!(told(1300), StepHealth::Nothing, "a try tells");
        step_results.tried(at(1400));
        step_results.failed(Trouble::Locked, at(1500));
        assert_eq!(
            told(1500),
            StepHealth::Nothing,
            "one step may fail by itself"
        );
        step_results.tried(at(2400));
        step_results.failed(Trouble::Locked, at(2500));
        assert_eq!(told(2500), StepHealth::Failing(Trouble::Locked));
        step_results.tried(at(3400));
        assert_eq!(told(3500), StepHealth::Failing(Trouble::Locked));
        assert_eq!(
            told(12_500),
            StepHealth::Nothing,
            "nobody has called for long"
        );
        step_results.failed(Trouble::Locked, at(12_600));
        step_results.kept(at(12_700));
        assert_eq!(told(12_700), StepHealth::Kept);
    }

    #[tokio::test]
    async fn s5_whoever_gives_up_waiting_has_failed_and_whoever_hangs_up_has_not() {
        for (waited, is_failure) in [(Duration::ZERO, false), (PATIENCE * 2, true)] {
            let step_results = StepResults::default();
            let begun = Instant::now().checked_sub(waited);
            drop(Unfinished {
                step_results: &step_results,
                begun,
            });
            let failed = step_results.seen().failed.map(|(_, trouble)| trouble);
            assert_eq!(failed, is_failure.then_some(Trouble::Silent));
        }
        let step_results = StepResults::default();
        let rival = step_results.note(async { Err::<(), _>(Error::Conflict) }, |()| true);
        assert!(rival.await.is_err());
        assert!(step_results.seen().failed.is_none());
        let gone = step_results.note(async { Err::<(), _>(Error::Gone) }, |()| true);
        assert!(gone.await.is_err());
        assert!(step_results.seen().failed.is_some());
    }
}
