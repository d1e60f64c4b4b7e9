//! What came from the phone, and what a typed number is read as.

/// What came from the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// She dialled.
    Open,
    /// She replied.
    Text(&'a str),
}

/// A typed member number; `None` where the reply is not one. `0` is not a number but "back". Member numbers
/// may begin at 1, so where a number is asked for, no other key of one digit has a meaning (decision 17).
pub(super) fn member_no(typed: &str) -> Option<i64> {
    short_no(typed).filter(|no| *no >= 1)
}

/// A number that people type, short enough for an `i64`.
pub(super) fn short_no(typed: &str) -> Option<i64> {
    let fits = !typed.is_empty() && typed.len() <= 12 && typed.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| typed.parse().ok()).flatten()
}
