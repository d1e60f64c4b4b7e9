//! Announcements to a phone.

pub mod set;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The phone already has the setting that is asked for.
    AlreadySo,
}
