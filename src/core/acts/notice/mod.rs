//! Texts to many members: announcements of an officer, and reminders.

pub mod announce;
pub mod remind;
