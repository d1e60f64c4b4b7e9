//! Entries: added, taken back, and settled where they were disputed.

use crate::core::domain::{Entry, EntryId, MemberId, RowId};

/// A new entry; where `entry.replaces` is set, the old one is withdrawn with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// The member whose it is.
    pub member: MemberId,
    /// The entry.
    pub entry: Entry,
    /// The id of the event that withdraws the replaced one.
    pub event: RowId,
}

/// An entry was taken back: by herself while it was fresh, or by the answer of a case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryWithdrawn {
    /// The member whose it is.
    pub member: MemberId,
    /// The entry.
    pub entry: EntryId,
    /// The id of the event.
    pub event: RowId,
}

/// A disputed entry stays as it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntrySettled {
    /// Whose.
    pub member: MemberId,
    /// Which.
    pub entry: EntryId,
    /// The id of the event.
    pub event: RowId,
}

/// The changes of entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A new entry; where `entry.replaces` is set, the old one is withdrawn with it.
    Added(Added),
    /// An entry was taken back: by herself while it was fresh, or by the answer of a case.
    Withdrawn(EntryWithdrawn),
    /// A disputed entry stays as it is.
    Settled(EntrySettled),
}
