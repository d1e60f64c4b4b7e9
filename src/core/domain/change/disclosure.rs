//! Data of a member that is handed out, and looks that are refused.

use crate::core::domain::entry::coded;
use crate::core::domain::{MemberId, RequestId, RowId};

coded! {
    /// Why a look was refused.
    WhyNot {
        /// The members did not vote for it.
        NoVote = "no-vote",
        /// She did not say yes, or stopped it.
        NoConsent = "no-consent",
        /// Her yes has ended by itself.
        Ended = "ended",
    }
}

/// A look at data of hers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Its id.
    pub id: RowId,
    /// Under which request.
    pub request: RequestId,
    /// At whose data.
    pub member: MemberId,
}

/// What changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// Her data goes out. Refused unless the members voted for it and she said yes.
    HandedOut(Look),
    /// Her data does not go out; the try is kept.
    Refused(Look, WhyNot),
}

impl Change {
    /// Which look.
    pub fn look(&self) -> Look {
        match self {
            Self::HandedOut(look) | Self::Refused(look, _) => *look,
        }
    }
}
