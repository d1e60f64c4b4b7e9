//! Topics for the agenda of a meeting.

pub mod ask;
