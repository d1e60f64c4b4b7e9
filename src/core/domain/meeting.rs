//! Meetings, their agenda, and the last notices.

use super::{Instant, MeetingId, Words, entry::coded};

/// The next meeting, as she sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meeting {
    /// The meeting's id.
    pub id: MeetingId,
    /// When it is planned.
    pub at: Instant,
    /// The place of the meeting.
    pub place: Words,
    /// What will be talked about, in order.
    pub agenda: Vec<Words>,
    /// Her answer, once she gave one.
    pub coming: Option<bool>,
    /// How many asked for each topic, and how many must ask so that it is put on the agenda
    /// (a tenth of the members).
    pub topic_needed_n: i64,
}

/// One of the last notices, readable again without a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeLine {
    /// What it said, in a few words.
    pub words: Words,
    /// When it was sent.
    pub at: Instant,
}

/// A text that was sent to her, readable again without a text.
#[derive(Clone, PartialEq, Eq)]
pub struct SentText {
    /// When it was sent.
    pub at: Instant,
    /// What it really says; `None` once that is dropped.
    pub words: Option<String>,
    /// Whether her phone was told only that there is a message, so that the PIN stands before the words.
    pub was_neutral: bool,
}

impl std::fmt::Debug for SentText {
    /// When, and nothing of what it says.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SentText({:?})", self.at)
    }
}

coded! {
    /// A topic that a member can ask to have on the agenda.
    Topic {
        /// The accounts.
        Accounts = "accounts",
        /// Prices.
        Prices = "prices",
        /// Loans.
        Loans = "loans",
        /// Training.
        Training = "training",
        /// Something else, told to the officers at the meeting.
        Other = "other",
    }
}
