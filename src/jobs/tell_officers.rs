//! Tells officers of tasks that nobody has been told of yet.

use super::{Job, Run};
use crate::domain::Instant;
use crate::officers;
use crate::service::Service;

pub(super) const JOB: Job = Job {
    name: "tell-officers",
    schedule: "*/10 * * * * *",
    run,
};

fn run(service: &Service, now: Instant) -> Run<'_> {
    Box::pin(officers::tell(service, now))
}
