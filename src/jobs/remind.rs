//! Reminds of meetings and votes, each once: of a meeting within three days before it, of a vote when
//! it has opened and on the day it closes.
//!
//! Of a vote everybody on the roll is reminded, voted or not, so that a shared phone does not learn
//! who has not (domain reference E5). What has been reminded of is written down together with the
//! texts, so that a run that dies reminds of all or nothing, and is gone on with by the next one. Where a
//! language has no approved template yet, its readers are reminded once it has one.

use super::{Job, Run};
use crate::app::Service;
use crate::core::domain::{BallotId, By, Filling, Instant, MeetingId, Notice, Words};
use crate::office::announcements::{self, News, announce};
use crate::store::Lease;
use crate::store::{self, Announced, CoopEntry};

/// On which day before a meeting all are reminded of it.
const MEETING_DAYS: i64 = 3;
/// Later than this it is of no use: who comes has left.
const MEETING_LAST_MS: i64 = 2 * 3_600_000;

pub(super) const JOB: Job = Job {
    name: "remind",
    schedule: "0 */5 * * * *",
    run,
};

/// Something to remind of.
struct Reminder {
    notice: Notice,
    once: (&'static str, i64),
    ballot: Option<BallotId>,
    meeting: Option<MeetingId>,
    fillings: Vec<(&'static str, Filling)>,
}

fn run<'a>(service: &'a Service, now: Instant, _: Option<&'a Lease>) -> Run<'a> {
    Box::pin(async move {
        let mut done = service.store.finish_announcements(now).await?;
        for entry in service.store.coops().await? {
            for reminder in due(service, &entry, now).await? {
                done += u64::from(remind(service, &entry, &reminder, now).await?);
            }
        }
        Ok(done)
    })
}

/// What a cooperative's members are to be reminded of now.
async fn due(
    service: &Service,
    entry: &CoopEntry,
    now: Instant,
) -> Result<Vec<Reminder>, store::Error> {
    let coop = entry.coop.id;
    // Her day counts, not the hour: who hears of it on Monday knows that it is on Thursday.
    let last = now.day().plus(MEETING_DAYS + 1).start();
    let (from, upto) = (now.plus_ms(MEETING_LAST_MS), last.plus_ms(-1));
    let mut due = Vec::new();
    for (meeting, at, place) in service.store.meetings_between(coop, from, upto).await? {
        due.push(of_meeting(meeting, at, place));
    }
    for (ballot, closes_at) in service.store.ballots_open(coop, now).await? {
        due.push(of_ballot(ballot, closes_at, now));
    }
    let mut fresh = Vec::new();
    for reminder in due {
        if announcements::is_waited_for(&service.store, coop, reminder.once).await? {
            fresh.push(reminder);
        }
    }
    Ok(fresh)
}

fn of_meeting(meeting: MeetingId, at: Instant, place: Words) -> Reminder {
    Reminder {
        notice: Notice::MeetingReminder,
        once: ("meeting", meeting.0),
        ballot: None,
        meeting: Some(meeting),
        fillings: vec![
            ("when", Filling::When(at)),
            ("place", Filling::Words(place)),
        ],
    }
}

/// On its last day a vote is said to close, and on any other to be open. One that closes at midnight has
/// its last day before that.
fn of_ballot(ballot: BallotId, closes_at: Instant, now: Instant) -> Reminder {
    let closes_today = closes_at.said_day() <= now.day();
    let (notice, kind, place) = if closes_today {
        (Notice::VoteClosing, "vote-closing", "at")
    } else {
        (Notice::VoteOpened, "vote-opened", "until")
    };
    Reminder {
        notice,
        once: (kind, ballot.0),
        ballot: Some(ballot),
        meeting: None,
        fillings: vec![(place, Filling::When(closes_at))],
    }
}

/// Queues the texts of one reminder for those who have not had it; whether there were any.
async fn remind(
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
