//! `jobs`: when each job ran last, and which of them is late.

use super::{CommandResult, SettingsArgs, database_config, open, tell};
use crate::clock::Clock;
use crate::jobs::{JobStanding, standings};

pub(super) async fn jobs(settings: &SettingsArgs) -> CommandResult {
    let store = open(&database_config(settings)?).await?;
    let found = standings(&store, Clock::system().now()).await;
    store.close().await;
    found?.iter().map(line).for_each(tell);
    Ok(())
}

/// A job, the moment that its last run was due, in the time of Gujarat, and whether a later one is overdue.
fn line(job: &JobStanding) -> String {
    let name = job.name;
    let Some(last) = job.last else {
        return format!("{name:<16}  has not run yet");
    };
    let last = last.local().format("%Y-%m-%d %H:%M:%S");
    let late = if job.is_late { ", and is late" } else { "" };
    format!("{name:<16}  ran for {last}{late}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::Instant;

    #[test]
    fn a_job_says_when_it_ran_and_whether_it_is_late() {
        let job = |last, is_late| JobStanding {
            name: "remind",
            last,
            is_late,
        };
        let last = Some(Instant(1_795_492_800_000));
        assert_eq!(line(&job(None, false)), "remind            has not run yet");
        let ran = "remind            ran for 2026-11-24 09:30:00";
        assert_eq!(line(&job(last, false)), ran);
        assert_eq!(line(&job(last, true)), format!("{ran}, and is late"));
    }
}
