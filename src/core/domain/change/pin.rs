//! PINs: tried, chosen, helped with.

use crate::core::domain::{MemberId, PhoneId, RowId, Tries};

/// Whose wrong tries are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TriesOf {
    /// A member's PIN.
    Member(MemberId),
    /// A phone's tries with codes that it texts; they lock nobody's PIN.
    Phone(PhoneId),
    /// A phone's tries with one number that is not linked to it, by a keyed hash of both; they lock
    /// nobody (decision 21).
    Stranger(i64),
}

/// A PIN, or the code of a slip, was tried. The store writes `after` only where the row still stands as `before`, and
/// otherwise refuses, so that parallel guesses gain nothing (decision 2).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    /// Whose tries.
    pub of: TriesOf,
    /// Whether it was right.
    pub right: bool,
    /// The tries as they were when the PIN was looked at.
    pub before: Tries,
    /// The tries after it.
    pub after: Tries,
}

/// A member set a new PIN.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Set {
    /// Who.
    pub member: MemberId,
    /// The argon2id hash, as a PHC string without the pepper.
    pub hash: String,
}

/// A member chose a PIN with the code of a slip, which is used up; all her locks are open. Refused
/// where the code was used or replaced meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Activated {
    /// Who.
    pub member: MemberId,
    /// The hash of the new PIN.
    pub hash: String,
    /// The row of the code.
    pub code: RowId,
}

/// What changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A PIN, or the code of a slip, was tried. The store writes `after` only where the row still stands as `before`, and
    Tried(Tried),
    /// A member set a new PIN.
    Set(Set),
    /// A member chose a PIN with the code of a slip, which is used up; all her locks are open. Refused
    Activated(Activated),
}
