//! Escalates cases whose answer is late, and ends those that she cannot appeal against any more.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::acts::case::{escalate, lapse};
use crate::core::domain::{By, CoopId, Instant, RowId};
use crate::office::cases::facts_of;
use crate::store::{self, CASES_MAX, KeptCase, Lease};

pub(super) const JOB: Job = Job {
    name: "see-to-cases",
    schedule: "20 * * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let mut done = 0;
        for coop in service.store.coop_ids().await? {
            let mut after_no = 0;
            loop {
                let cases = service.store.cases(coop, after_no).await?;
                for case in &cases {
                    done += u64::from(see_to(service, coop, case, now).await?);
                    after_no = case.no;
                }
                if cases.len() < CASES_MAX {
                    break;
                }
            }
        }
        Ok(done)
    })
}

/// Whether something was to be done about a case. `false` also where an officer was faster.
async fn see_to(
    service: &Service,
    coop: CoopId,
    case: &KeptCase,
    now: Instant,
) -> Result<bool, store::Error> {
    let (facts, event) = (facts_of(case), RowId(service.chance().id(now)));
    let late = escalate::decide(&facts, event, now);
    let Ok(change) = late.or_else(|_| lapse::decide(&facts, event, now)) else {
        return Ok(false);
    };
    let by = By::job(JOB.name);
    service.store.commit(&by, (coop, now), &[change], &[]).await
}
