//! Jobs: what is done at set times, without a request.
//!
//! A job takes no input: it compares what is with what should be and changes the difference, so that
//! running it twice, or late, does no harm. Schedules are `cron` expressions with seconds, in Indian time.
//! A lease in the database ensures that one node runs a job at a time. A run that was missed, because no
//! node was running or the last one died, is made up once.
//!
//! **Invariant:** a job runs only under a lease, and a run that has lost its lease writes nothing.

pub mod close_ballots;
pub mod end_proposals;
pub mod forget_sessions;
pub mod forget_texts;
mod job;
pub mod remind;
pub mod seal_ledger;
pub mod see_to_cases;
pub mod tell_officers;

pub use job::{Job, Run};

use crate::app::Service;
use crate::core::domain::Instant;
use crate::store::{self, Store};
use crate::telemetry::chain;
use chrono::{DateTime, Utc};
use chrono_tz::Asia::Kolkata;
use cron::Schedule;
use job::LEASE_MS;
use std::str::FromStr as _;
use std::time::Duration;
use tokio::sync::watch;

/// All jobs.
pub const JOBS: &[Job] = &[
    seal_ledger::JOB,
    close_ballots::JOB,
    forget_sessions::JOB,
    forget_texts::JOB,
    remind::JOB,
    tell_officers::JOB,
    end_proposals::JOB,
    see_to_cases::JOB,
];

/// The job with this name.
pub fn find(name: &str) -> Option<&'static Job> {
    JOBS.iter().find(|job| job.name == name)
}

/// Why a job could not be run by its name.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such job.
    #[error("there is no job {0}")]
    Unknown(String),
    /// Another run has its lease.
    #[error("{0} is running already")]
    Running(String),
    /// The database failed.
    #[error("running the job")]
    Store(#[from] store::Error),
}

/// Runs a job now, due or not; returns how many things it changed.
pub async fn run_now(service: &Service, name: &str) -> Result<u64, Error> {
    let job = find(name).ok_or_else(|| Error::Unknown(name.to_owned()))?;
    let done = job.run_now(service, service.clock.now()).await?;
    done.ok_or_else(|| Error::Running(name.to_owned()))
}

/// Where a job stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct JobStanding {
    /// Its name.
    pub name: &'static str,
    /// The moment whose run was made last; `None`: it has not run yet.
    pub last: Option<Instant>,
    /// Whether a later run was due, longer ago than a node that died at it would be waited for.
    pub is_late: bool,
}

/// Where every job stands, in their order.
pub async fn standings(store: &Store, now: Instant) -> Result<Vec<JobStanding>, store::Error> {
    let mut standings = Vec::with_capacity(JOBS.len());
    for job in JOBS {
        let last = store.last_run(job.name).await?;
        let due = last_before(&schedule(job), now.plus_ms(-LEASE_MS));
        standings.push(JobStanding {
            name: job.name,
            last,
            is_late: last.is_some() && last < due,
        });
    }
    Ok(standings)
}

/// How long the runner sleeps at most, so that a clock that was set is noticed.
const SLEEP_MAX: Duration = Duration::from_secs(5);
const SLEEP_MIN: Duration = Duration::from_millis(200);

/// Runs the jobs when they are due, until told to stop.
pub async fn run_until(service: &Service, mut stop: watch::Receiver<bool>) {
    let schedules: Vec<(&Job, Schedule)> = JOBS.iter().map(|job| (job, schedule(job))).collect();
    loop {
        for (job, schedule) in &schedules {
            run_if_due(service, job, schedule).await;
        }
        let now = service.clock.now();
        let next = schedules
            .iter()
            .filter_map(|(_, schedule)| next_after(schedule, now))
            .min();
        let wait_ms = next.map_or(0, |next| next.0 - now.0);
        let wait = Duration::from_millis(u64::try_from(wait_ms).unwrap_or_default());
        tokio::select! {
            () = tokio::time::sleep(wait.clamp(SLEEP_MIN, SLEEP_MAX)) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

async fn run_if_due(service: &Service, job: &Job, schedule: &Schedule) {
    let now = service.clock.now();
    let Some(due) = last_before(schedule, now) else {
        return;
    };
    let store = &service.store;
    let outcome = match store.lease_run(job.name, due, now, LEASE_MS).await {
        Ok(None) => return,
        Ok(Some(lease)) => match job.run_under(&lease, service, now).await {
            Ok(changed_n) => store.finish_run(&lease).await.map(|_| changed_n),
            Err(error) => {
                // If this fails too, the lease ends by itself and the run is made up.
                let _ = store.drop_lease(&lease).await;
                Err(error)
            }
        },
        Err(error) => Err(error),
    };
    let word = match outcome {
        Ok(0) => "idle",
        Ok(changed_n) => {
            tracing::info!(job = job.name, changed_n, "job done");
            "done"
        }
        Err(store::Error::LeaseLost) => {
            tracing::warn!(job = job.name, "job lease lost; another run has taken over");
            "lost"
        }
        Err(error) => {
            tracing::error!(job = job.name, error = %chain(&error), "job failed; retried");
            "failed"
        }
    };
    metrics::counter!("sahkar_job_runs_total", "job" => job.name, "outcome" => word).increment(1);
}

fn schedule(job: &Job) -> Schedule {
    Schedule::from_str(job.schedule).expect("every schedule is read by a test")
}

/// The last moment up to now at which the schedule says to run.
fn last_before(schedule: &Schedule, now: Instant) -> Option<Instant> {
    // The schedule has whole seconds, and its search backwards leaves the given moment out.
    let next_second = Instant((now.0.div_euclid(1000) + 1) * 1000);
    let from = local(next_second)?;
    let last = schedule.after(&from).next_back()?;
    Some(Instant(last.timestamp_millis()))
}

fn next_after(schedule: &Schedule, now: Instant) -> Option<Instant> {
    let next = schedule.after(&local(now)?).next()?;
    Some(Instant(next.timestamp_millis()))
}

fn local(moment: Instant) -> Option<DateTime<chrono_tz::Tz>> {
    let utc: DateTime<Utc> = DateTime::from_timestamp_millis(moment.0)?;
    Some(utc.with_timezone(&Kolkata))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schedule_is_read_and_every_name_is_its_own() {
        for job in JOBS {
            schedule(job);
            assert_eq!(
                find(job.name).map(|found| found.schedule),
                Some(job.schedule)
            );
        }
    }

    #[test]
    fn a_schedule_is_read_as_the_clock_on_a_wall_in_gujarat() {
        let daily = Schedule::from_str("0 30 6 * * *").unwrap();
        // 2026-11-24 01:00:00 UTC is 06:30 in Gujarat.
        let half_past_six = Instant(1_795_482_000_000);
        assert_eq!(half_past_six.local().to_string(), "2026-11-24 06:30:00");
        assert_eq!(last_before(&daily, half_past_six), Some(half_past_six));
        let a_moment_before = half_past_six.plus_ms(-1);
        assert_eq!(
            last_before(&daily, a_moment_before),
            Some(half_past_six.plus_days(-1))
        );
        assert_eq!(next_after(&daily, a_moment_before), Some(half_past_six));
        assert_eq!(
            next_after(&daily, half_past_six),
            Some(half_past_six.plus_days(1))
        );
    }
}
