//! Answers to the next meeting.

use crate::core::domain::{Meeting, MeetingId};

pub mod answer;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No meeting is planned, or the meeting that she was asked about is not the next one any more.
    NoMeeting,
}

/// The meeting that she means: the one she was asked about, else the next one. The first must still be the
/// next.
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
