//! What a job is, and running one under its lease.

use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::{self, Lease};
use std::pin::Pin;

/// The result of a run: how many things it changed, for the log.
pub type Run<'a> = Pin<Box<dyn Future<Output = Result<u64, store::Error>> + Send + 'a>>;

/// One job.
#[derive(Clone, Copy)]
pub struct Job {
    /// Its name: in the lease, in logs, and after `run` in a transcript.
    pub name: &'static str,
    /// When it runs.
    pub schedule: &'static str,
    /// Its work. `run_under` calls it under a lease.
    pub(super) run: for<'a> fn(&'a Service, Instant, &'a Lease) -> Run<'a>,
}

impl Job {
    /// Runs it under this lease. If another run has taken the lease, every write is refused with
    /// `store::Error::LeaseLost`.
    pub async fn run_under(
        &self,
        lease: &Lease,
        service: &Service,
        now: Instant,
    ) -> Result<u64, store::Error> {
        let work = (self.run)(service, now, lease);
        lease.clone().hold(work).await
    }

    /// Runs it now, due or not; `None` where another run has the lease.
    pub async fn run_now(
        &self,
        service: &Service,
        now: Instant,
    ) -> Result<Option<u64>, store::Error> {
        let store = &service.store;
        // A moment for which no run can have been made yet.
        let due_at = now.plus_ms(1);
        let Some(lease) = store.lease_run(self.name, due_at, now, LEASE_MS).await? else {
            return Ok(None);
        };
        let done = self.run_under(&lease, service, now).await;
        // The run is not marked as done, so what is due later is still due. A lease that cannot be given
        // back ends by itself.
        let given_back = store.drop_lease(&lease).await;
        let changed_n = done?;
        given_back?;
        Ok(Some(changed_n))
    }
}

/// How long a lease lasts: if a node dies while it runs a job, the others wait for this long.
pub(super) const LEASE_MS: i64 = 60_000;
