//! Entries: added and taken back.

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

/// A member took back her own fresh entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryWithdrawn {
    /// The member whose it is.
    pub member: MemberId,
    /// The entry.
    pub entry: EntryId,
    /// The id of the event.
    pub event: RowId,
}

/// The changes of entries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// A new entry; where `entry.replaces` is set, the old one is withdrawn with it.
    Added(Added),
    /// A member took back her own fresh entry.
    Withdrawn(EntryWithdrawn),
}
