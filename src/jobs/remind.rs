//! Reminds members of meetings and votes, each once: of a meeting within three days before it, of a vote
//! after it has opened and on the day it closes.
//!
//! The act `notice/remind` decides what members are reminded of. That they were reminded is written
//! together with the texts, so a run that dies has reminded all or nobody, and the next run continues. If a
//! language has no approved template yet, its readers are reminded when it has one.

use super::job::{Job, Run};
use crate::app::Service;
use crate::core::acts::notice::remind::{self, Facts, PlannedMeeting, Reminder, RunningBallot};
use crate::core::domain::{By, Instant};
use crate::office::announcements::{self, News, announce};
use crate::store::Lease;
use crate::store::{self, Announced, CoopEntry};

pub(super) const JOB: Job = Job {
    name: "remind",
    schedule: "0 */5 * * * *",
    run,
};

fn run<'a>(service: &'a Service, now: Instant, _: &'a Lease) -> Run<'a> {
    Box::pin(async move {
        let mut done = service.store.finish_announcements(now).await?;
        for entry in service.store.coops().await? {
            for reminder in due(service, &entry, now).await? {
                done += u64::from(queue(service, &entry, &reminder, now).await?);
            }
        }
        Ok(done)
    })
}

/// What the members of a cooperative must be reminded of now.
async fn due(
    service: &Service,
    entry: &CoopEntry,
    now: Instant,
) -> Result<Vec<Reminder>, store::Error> {
    let coop = entry.coop.id;
    let (from, upto) = remind::meetings_from_to(now);
    let meetings = service.store.meetings_between(coop, from, upto).await?;
    let meetings: Vec<PlannedMeeting> = meetings
        .into_iter()
        .map(|(id, at, place)| PlannedMeeting { id, at, place })
        .collect();
    let ballots = service.store.ballots_open(coop, now).await?;
    let ballots: Vec<RunningBallot> = ballots
        .into_iter()
        .map(|(id, closes_at)| RunningBallot { id, closes_at })
        .collect();
    let facts = Facts {
        meetings: &meetings,
        ballots: &ballots,
    };
    let due = remind::decide(facts, now);
    let mut fresh = Vec::new();
    for reminder in due {
        if announcements::is_waited_for(&service.store, coop, reminder.once).await? {
            fresh.push(reminder);
        }
    }
    Ok(fresh)
}

/// Queues the texts of one reminder for readers who have not had it; returns whether there were any.
async fn queue(
    service: &Service,
    entry: &CoopEntry,
    reminder: &Reminder,
    now: Instant,
) -> Result<bool, store::Error> {
    let news = News {
        notice: reminder.notice.word(),
        fillings: &reminder.fillings,
        ballot: reminder.ballot,
        meeting: reminder.meeting,
        once: Some(reminder.once),
        again: None,
    };
    let (notice, coop) = (reminder.notice.word(), entry.coop.id.0);
    let texts_n = match announce(service, &By::job(JOB.name), entry, news, now).await {
        Ok(Announced::Queued(texts_n)) => texts_n,
        Ok(Announced::Reminded | Announced::Said(_)) => 0,
        Err(announcements::Error::Store(error)) => return Err(error),
        Err(announcements::Error::Text(error)) => {
            tracing::error!(notice, coop.id = coop, %error, "reminder not queued");
            return Ok(false);
        }
    };
    if texts_n > 0 {
        tracing::info!(notice, coop.id = coop, texts_n, "reminders queued");
    }
    Ok(texts_n > 0)
}
