//! Tells officers of tasks that were not reported yet.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::Instant;
use crate::office::duty;
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "tell-officers",
    schedule: "*/10 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(duty::tell(service, now))
}
