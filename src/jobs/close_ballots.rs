//! Closes ballots whose time is over: counts them and separates every vote from its voter, in one
//! transaction (decision 5).

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::{By, Instant};
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "close-ballots",
    schedule: "0 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let counted = service.store.close_ballots(&By::job(JOB.name), now).await?;
        for ballot in &counted {
            tracing::info!(
                ballot.id = ballot.ballot.0,
                outcome = ?ballot.outcome,
                "ballot closed"
            );
        }
        Ok(u64::try_from(counted.len()).unwrap_or(u64::MAX))
    })
}
