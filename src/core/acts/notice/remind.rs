//! All are reminded, each once: of a meeting within three days before it, of a vote when it has opened and
//! on the day it closes.
//!
//! Of a vote everybody on the roll is reminded, voted or not, so that a shared phone does not learn who has
//! not (domain reference E5).

use crate::core::domain::change::announcement::ReminderOf;
use crate::core::domain::{BallotId, Filling, Instant, MeetingId, Notice, Words};

/// On which day before a meeting all are reminded of it.
const MEETING_DAYS: i64 = 3;
/// Later than this it is of no use: who comes has left.
const MEETING_LAST_MS: i64 = 2 * 3_600_000;

/// A meeting that is planned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedMeeting {
    /// Which.
    pub id: MeetingId,
    /// When it begins.
    pub at: Instant,
    /// Where.
    pub place: Words,
}

/// A ballot that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RunningBallot {
    /// Which.
    pub id: BallotId,
    /// When it closes.
    pub closes_at: Instant,
}

/// What there may be to remind of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Meetings that are planned.
    pub meetings: &'a [PlannedMeeting],
    /// Ballots that are open.
    pub ballots: &'a [RunningBallot],
}

/// Something to remind of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reminder {
    /// By which text.
    pub notice: Notice,
    /// What it reminds of, once.
    pub once: ReminderOf,
    /// Only those on the roll of this ballot.
    pub ballot: Option<BallotId>,
    /// It asks whether they come to this meeting.
    pub meeting: Option<MeetingId>,
    /// What stands in its places.
    pub fillings: Vec<(&'static str, Filling)>,
}

/// The first and the last moment at which a meeting begins of which all are reminded now. Her day counts, not
/// the hour: who hears of it on Monday knows that it is on Thursday.
pub fn meetings_from_to(now: Instant) -> (Instant, Instant) {
    let last = now.day().plus(MEETING_DAYS + 1).start();
    (now.plus_ms(MEETING_LAST_MS), last.plus_ms(-1))
}

/// What members are to be reminded of now.
pub fn decide(facts: Facts<'_>, now: Instant) -> Vec<Reminder> {
    let (from, upto) = meetings_from_to(now);
    let meetings = facts.meetings.iter();
    let meetings = meetings.filter(|one| one.at >= from && one.at <= upto);
    let ballots = facts.ballots.iter().filter(|one| now < one.closes_at);
    meetings
        .map(of_meeting)
        .chain(ballots.map(|one| of_ballot(one, now)))
        .collect()
}

fn of_meeting(meeting: &PlannedMeeting) -> Reminder {
    Reminder {
        notice: Notice::MeetingReminder,
        once: ReminderOf {
            kind: "meeting",
            about: meeting.id.0,
        },
        ballot: None,
        meeting: Some(meeting.id),
        fillings: vec![
            ("when", Filling::When(meeting.at)),
            ("place", Filling::Words(meeting.place.clone())),
        ],
    }
}

/// On its last day a vote is said to close, and on any other to be open. One that closes at midnight has
/// its last day before that.
fn of_ballot(ballot: &RunningBallot, now: Instant) -> Reminder {
    let closes_today = ballot.closes_at.said_day() <= now.day();
    let (notice, kind, place) = if closes_today {
        (Notice::VoteClosing, "vote-closing", "at")
    } else {
        (Notice::VoteOpened, "vote-opened", "until")
    };
    Reminder {
        notice,
        once: ReminderOf {
            kind,
            about: ballot.id.0,
        },
        ballot: Some(ballot.id),
        meeting: None,
        fillings: vec![(place, Filling::When(ballot.closes_at))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 24 November 2026, 9:30 in Gujarat.
    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn a_meeting_is_told_three_days_before_and_a_vote_at_its_beginning_and_its_end() {
        let meeting = |at| PlannedMeeting {
            id: MeetingId(5),
            at,
            place: Words::new("a", "b", "c"),
        };
        let notices = |meetings: &[PlannedMeeting], closes_at: Option<Instant>| {
            let ballots: Vec<RunningBallot> = closes_at
                .map(|closes_at| RunningBallot {
                    id: BallotId(17),
                    closes_at,
                })
                .into_iter()
                .collect();
            let facts = Facts {
                meetings,
                ballots: &ballots,
            };
            let due = decide(facts, NOW).into_iter();
            due.map(|one| one.notice).collect::<Vec<_>>()
        };
        let (from, upto) = meetings_from_to(NOW);
        assert_eq!(upto.local().to_string(), "2026-11-27 23:59:59.999");
        for (at, is_told) in [
            (from.plus_ms(-1), false),
            (from, true),
            (upto, true),
            (upto.plus_ms(1), false),
        ] {
            assert_eq!(!notices(&[meeting(at)], None).is_empty(), is_told, "{at:?}");
        }
        let of_vote = |closes_at| notices(&[], Some(closes_at));
        assert_eq!(of_vote(NOW.plus_days(1)), [Notice::VoteOpened]);
        assert_eq!(of_vote(NOW.plus_ms(1)), [Notice::VoteClosing]);
        let midnight = NOW.day().plus(1).start();
        assert_eq!(of_vote(midnight), [Notice::VoteClosing]);
        assert_eq!(of_vote(NOW), []);
    }
}
