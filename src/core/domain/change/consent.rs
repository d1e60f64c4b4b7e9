//! Permissions: given, refused, stopped.

use crate::core::domain::{ConsentId, Day, MemberId, RequestId, RowId, ShownWords};

/// She said yes to a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The member.
    pub member: MemberId,
    /// The new permission.
    pub consent: ConsentId,
    /// Its number.
    pub no: i64,
    /// The request it answers.
    pub request: RequestId,
    /// The last local day on which it counts.
    pub ends_on: Day,
    /// What she was really shown.
    pub shown: ShownWords,
    /// The id of the event.
    pub event: RowId,
}

/// She said no: the same request is never asked again, and nobody but her can see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refused {
    /// The member.
    pub member: MemberId,
    /// The row that keeps the no.
    pub consent: ConsentId,
    /// Its number.
    pub no: i64,
    /// The request it answers.
    pub request: RequestId,
    /// What she was really shown.
    pub shown: ShownWords,
    /// The id of the event.
    pub event: RowId,
}

/// She stopped a permission.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stopped {
    /// The member.
    pub member: MemberId,
    /// The permission.
    pub consent: ConsentId,
    /// Whether the receiver must also erase; writes the row that asks.
    pub erase: bool,
    /// The id of the event.
    pub event: RowId,
    /// The id of the row that asks for the erasure.
    pub erasure: RowId,
}

/// The changes of a member's permissions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She said yes to a request.
    Given(Given),
    /// She said no: the same request is never asked again, and nobody but her can see it.
    Refused(Refused),
    /// She stopped a permission.
    Stopped(Stopped),
}
