//! Ends proposals that nobody has signed within their 72 hours.
//!
//! The run's lease has a random id, and the statement that ends proposals repeats it: a run that was held
//! up until its lease was over, and another's, ends nothing.

use super::{Job, Run};
use crate::app::Service;
use crate::core::domain::{By, Instant};
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "end-proposals",
    schedule: "40 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, lease: Option<&'a Lease>) -> Run<'a> {
    Box::pin(async move {
        let by = By::job(JOB.name);
        if let Some(lease) = lease {
            return service.store.expire_proposals(&by, lease, now).await;
        }
        // Somebody runs it by its name: it takes the lease like any other run, or leaves it to that.
        let due_at = Instant(now.0 + 1);
        let lease = service
            .store
            .lease_run(JOB.name, due_at, now, super::LEASE_MS);
        let Some(lease) = lease.await? else {
            return Ok(0);
        };
        let expired = service.store.expire_proposals(&by, &lease, now).await;
        service.store.drop_lease(&lease).await?;
        expired
    })
}
