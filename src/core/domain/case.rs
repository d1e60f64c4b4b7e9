//! Cases: requests under her rights, each with a number and a day for the answer.

use super::{CaseId, EntryState, Instant, entry::coded};

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
        /// An entry is to be taken out.
        EntryErase = "entry-erase",
        /// Her statement on paper, at the meeting.
        Statement = "statement",
    }
}

/// A case as a change carries it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The case's id.
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

/// Where a case stands, as a state machine. How one is answered comes with the officers' act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseStanding {
    /// No case was opened.
    Unopened,
    /// The case waits for the cooperative's answer.
    Open(Open),
}

/// A case that waits for the cooperative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Open {
    /// The answer is due at this moment.
    pub due_at: Instant,
}

/// Why a step is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The case is open already.
    AlreadyOpen,
    /// The entry that it would be about is taken back.
    EntryGone,
}

impl CaseStanding {
    /// It is opened; `about`: where the entry stands that it is about, where it is about one, which is
    /// disputed with it.
    pub fn open(self, about: Option<EntryState>, now: Instant) -> Result<Open, Refusal> {
        match self {
            Self::Open(_) => Err(Refusal::AlreadyOpen),
            Self::Unopened => {
                let disputed = about.map(EntryState::dispute).transpose();
                disputed.map_err(|_gone| Refusal::EntryGone)?;
                Ok(Open {
                    due_at: now.plus_days(ANSWER_DAYS),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_156_200_000);

    #[test]
    fn a_case_is_opened_once_and_not_about_what_is_gone() {
        let due_at = NOW.plus_days(7);
        let opened = CaseStanding::Unopened.open(None, NOW);
        assert_eq!(opened, Ok(Open { due_at }));
        for state in EntryState::ALL {
            let opened = CaseStanding::Unopened.open(Some(*state), NOW);
            let is_gone = *state == EntryState::Withdrawn;
            assert_eq!(opened == Err(Refusal::EntryGone), is_gone, "{state:?}");
            assert_eq!(opened.is_ok(), !is_gone, "{state:?}");
            let twice = CaseStanding::Open(Open { due_at }).open(Some(*state), NOW);
            assert_eq!(twice, Err(Refusal::AlreadyOpen));
        }
    }
}
