//! Ends proposals that were not signed within 72 hours.
//!
//! Each ended proposal keeps the random id of the run that ended it.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::{By, Instant};
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "end-proposals",
    schedule: "40 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, lease: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let by = By::job(JOB.name);
        service.store.expire_proposals(&by, lease, now).await
    })
}
