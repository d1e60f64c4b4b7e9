//! Announcements to a phone.

pub mod set;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The phone wants them, or wants none, already.
    AlreadySo,
}
