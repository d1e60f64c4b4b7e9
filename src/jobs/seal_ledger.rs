//! Adds new lines of the ledger to its hash chain, so that a changed line is noticed, and the looks of each day that is
//! over to theirs. It runs every few seconds and not with each turn, so that no caller waits for the chain.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "seal-ledger",
    schedule: "*/5 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let lines_n = service.store.seal_ledger(now).await?;
        Ok(lines_n + service.store.chain_looks(now).await?)
    })
}
