//! Deletes the words of incoming and outgoing texts after thirty days, and ends texts that have expired.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "forget-texts",
    schedule: "0 20 * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let sent_n = service.store.forget_texts(now).await?;
        Ok(sent_n + service.store.forget_inbox(now).await?)
    })
}
