//! What a job is, and that it runs under a lease.

use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::{self, Lease};
use std::pin::Pin;

/// What a run comes to: how many things it changed, for the log.
pub type Run<'a> = Pin<Box<dyn Future<Output = Result<u64, store::Error>> + Send + 'a>>;

/// One job.
#[derive(Clone, Copy)]
pub struct Job {
    /// Its name, for the lease, for logs and for `run` in a transcript.
    pub name: &'static str,
    /// When it runs.
    pub schedule: &'static str,
    /// What it does. It is run under a lease by `run_under`.
    pub(super) run: for<'a> fn(&'a Service, Instant, &'a Lease) -> Run<'a>,
}

impl Job {
    /// Does it under a lease of its own: where another run has taken that over, what it would write is
    /// refused with `store::Error::LeaseLost`.
    pub async fn run_under(
        &self,
        lease: &Lease,
        service: &Service,
        now: Instant,
    ) -> Result<u64, store::Error> {
        let work = (self.run)(service, now, lease);
        lease.clone().hold(work).await
    }

    /// Does it now, due or not; `None` where another run is at it.
    pub async fn run_now(
        &self,
        service: &Service,
        now: Instant,
    ) -> Result<Option<u64>, store::Error> {
        let store = &service.store;
        // A run that nobody has made yet: the next moment's.
        let due_at = now.plus_ms(1);
        let Some(lease) = store.lease_run(self.name, due_at, now, LEASE_MS).await? else {
            return Ok(None);
        };
        let done = self.run_under(&lease, service, now).await;
        // Not finished: what is due later is still due. A lease that cannot be given back ends by itself.
        let given_back = store.drop_lease(&lease).await;
        let changed_n = done?;
        given_back?;
        Ok(Some(changed_n))
    }
}

/// A node that dies while it runs a job is waited for this long.
pub(super) const LEASE_MS: i64 = 60_000;
