//! What came from the phone, and what a typed number is read as.

/// What came from the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// She dialled.
    Open,
    /// She replied.
    Text(&'a str),
}

/// A typed member number; `None` where the reply is not one. `0` is back. A register may begin at 1: where a
/// number is asked for, no key of one digit means anything else (decision 17).
pub(super) fn member_no(typed: &str) -> Option<i64> {
    short_no(typed).filter(|no| *no >= 1)
}

/// A number that people type, of a length that fits.
pub(super) fn short_no(typed: &str) -> Option<i64> {
    let fits = !typed.is_empty() && typed.len() <= 12 && typed.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| typed.parse().ok()).flatten()
}
