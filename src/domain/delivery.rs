//! What becomes of a text: where it stands, how it can fail, and what is done about it.

use super::entry::coded;

coded! {
    /// Where a text stands. It only ever goes forward: a late word of an earlier state changes
    /// nothing.
    MessageState {
        /// It waits for its time and its turn.
        Waiting = "waiting",
        /// It is leased, and on its way to a provider.
        Sending = "sending",
        /// It may or may not have been taken; a receipt will tell, or time.
        Unsure = "unsure",
        /// A provider has it.
        Sent = "sent",
        /// The handset has it.
        Delivered = "delivered",
        /// It will not arrive.
        Failed = "failed",
        /// It was not worth sending any more.
        Expired = "expired",
    }
}

impl MessageState {
    /// Whether nothing more happens to it.
    pub fn is_final(self) -> bool {
        match self {
            Self::Waiting | Self::Sending | Self::Unsure | Self::Sent => false,
            Self::Delivered | Self::Failed | Self::Expired => true,
        }
    }
}

coded! {
    /// Why a text did not arrive, whatever words a provider has for it.
    Failure {
        /// Nobody has this number.
        BadNumber = "bad-number",
        /// The handset was off, full, or out of reach.
        Away = "away",
        /// She, or her network, wants no texts of this kind.
        OptedOut = "opted-out",
        /// The text does not match its registered template.
        Template = "template",
        /// The header, the entity or the chain is not registered as it was sent.
        Route = "route",
        /// The account has no credit.
        NoCredit = "no-credit",
        /// Too many at once.
        Throttled = "throttled",
        /// The network lets no such text through at this hour.
        OutOfHours = "out-of-hours",
        /// The provider is out of reach, or in trouble.
        Down = "down",
        /// Our own settings at the provider are wrong.
        Settings = "settings",
        /// It failed, and nobody says why.
        Other = "other",
    }
}

/// What a receipt says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reported {
    /// The provider has passed it on; not yet the end.
    Sent,
    /// It has arrived.
    Delivered,
    /// It has not, and will not.
    Failed(Failure),
    /// A word that we do not know yet: kept and logged, and changes nothing.
    Unknown(String),
}
