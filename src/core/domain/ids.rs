//! Ids: 63-bit, time-ordered, drawn by `Chance` before a turn; one type for each kind of thing.
//!
//! They are never shown to people; people type short numbers (`entry_no`, `ballot_no` …).

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A cooperative: the tenant that every row belongs to.
    CoopId,
    /// A woman of the cooperative.
    MemberId,
    /// A number.
    PhoneId,
    /// One line of income, cost, saving or repayment.
    EntryId,
    /// An outsider's wish to use data.
    RequestId,
    /// A member's permission.
    ConsentId,
    /// A question put to the members.
    BallotId,
    /// A meeting of the cooperative.
    MeetingId,
    /// A request under her rights.
    CaseId,
    /// A session row: our own id, derived from the gateway's session id by a keyed hash.
    SessionId,
    /// Somebody with a role in the cooperative.
    OfficerId,
    /// An act that waits for a second signature.
    ProposalId,
    /// Any other row that a change writes (an event, a call-back, a statement).
    RowId,
}
