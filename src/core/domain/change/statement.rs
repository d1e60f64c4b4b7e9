//! Codes for statements.

use crate::core::domain::{Day, MemberId, RowId};

/// She made a code for her statement; an older code of hers ends with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issued {
    /// The member whose it is.
    pub member: MemberId,
    /// The row's id.
    pub id: RowId,
    /// Six signs she can read out.
    pub code: String,
    /// The first local day it covers.
    pub from_on: Day,
    /// The last local day it covers.
    pub to_on: Day,
    /// The last local day on which the code works.
    pub ends_on: Day,
}

/// The changes of codes for statements.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// She made a code for her statement; an older code of hers ends with it.
    Issued(Issued),
}
