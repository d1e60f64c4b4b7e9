//! Wipes a session's state, reply and draft ten minutes after its last touch, and deletes tries of
//! strangers that are a year old, forms and sessions of the console that are a day old, and looks of officers
//! that are a year old.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::Lease;

pub(super) const JOB: Job = Job {
    name: "forget-sessions",
    schedule: "30 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let (wiped_n, forgotten_n) = service.store.forget_sessions(now).await?;
        let strangers_n = service.store.forget_strangers(now).await?;
        let console_n = service.store.forget_console(now).await?;
        let looks_n = service.store.forget_looks(now).await?;
        Ok(wiped_n + forgotten_n + strangers_n + console_n + looks_n)
    })
}
