//! Cases: requests under her rights, each with a number and a day for the answer.

use super::{CaseId, Instant, entry::coded};

/// The days within which the cooperative answers a case (domain reference H2.10).
pub const ANSWER_DAYS: i64 = 7;

coded! {
    /// What a case asks for.
    CaseKind {
        /// A copy of all that is held about her.
        Copy = "copy",
        /// Something about her is wrong.
        Fix = "fix",
        /// Erase what is held about her.
        Erase = "erase",
        /// Name or change her nominee.
        Nominee = "nominee",
        /// A complaint.
        Complain = "complain",
        /// An entry has a wrong amount.
        EntryAmount = "entry-amount",
        /// An entry is not hers.
        EntryNotMine = "entry-not-mine",
        /// An entry should go.
        EntryErase = "entry-erase",
        /// Her statement on paper, at the meeting.
        Statement = "statement",
    }
}

/// A case as a change carries it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its short number.
    pub no: i64,
    /// What it asks for.
    pub kind: CaseKind,
    /// The entry it is about, by number.
    pub entry_no: Option<i64>,
    /// The amount that would be right, in paise.
    pub amount: Option<super::Paise>,
    /// The answer is due at this moment.
    pub due_at: Instant,
}
