//! The next meeting.

use crate::core::domain::{Meeting, MeetingId};

pub mod answer;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No meeting is planned, or not any more the one that she was asked about.
    NoMeeting,
}

/// The meeting that is meant: the one she was asked about, where she was, else the next.
pub(super) fn meant(
    next: Option<&Meeting>,
    asked: Option<MeetingId>,
) -> Result<MeetingId, Refusal> {
    let next = next.map(|meeting| meeting.id).ok_or(Refusal::NoMeeting)?;
    match asked {
        Some(asked) if asked != next => Err(Refusal::NoMeeting),
        _ => Ok(next),
    }
}
