//! Cases: requests under her rights, each with a number and a day for the answer.
//!
//! Two clocks run for each: the cooperative's own, after which the case is escalated, and the law's. Both
//! stop with the answer. She may appeal once, within thirty days, and another officer answers that.

use super::{CaseId, EntryState, Instant, OfficerId, entry::coded};

/// The days within which the cooperative answers a case (domain reference H2.10).
pub const ANSWER_DAYS: i64 = 7;
/// The days within which the law wants an answer (domain reference H2.10; rules D-8).
pub const LEGAL_DAYS: i64 = 30;
/// The days after an answer in which she may appeal.
pub const APPEAL_DAYS: i64 = 30;

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

coded! {
    /// Where a case stands, as a word in SQL and on pages. A case without an event is open.
    CaseState {
        /// It waits for its answer.
        Open = "open",
        /// It still waits, after the day on which the answer was due.
        Escalated = "escalated",
        /// It is answered, and she may appeal.
        Answered = "answered",
        /// She is not content with the answer.
        Appealed = "appealed",
        /// It is over.
        Closed = "closed",
    }
}

coded! {
    /// What an answer says.
    CaseOutcome {
        /// What she asked for is done.
        Done = "done",
        /// It is not done.
        Declined = "declined",
    }
}

/// A step of a case after its opening, as it is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseStep {
    /// Its answer was late.
    Escalated,
    /// It was answered.
    Answered {
        /// By whom; `None`: by the operator.
        by: Option<OfficerId>,
        /// What the answer says.
        outcome: CaseOutcome,
    },
    /// She appealed.
    Appealed {
        /// The second answer is due at this moment.
        due_at: Instant,
    },
    /// It was closed.
    Closed,
}

impl CaseStep {
    /// The state that it leads to.
    pub fn state(self) -> CaseState {
        match self {
            Self::Escalated => CaseState::Escalated,
            Self::Answered { .. } => CaseState::Answered,
            Self::Appealed { .. } => CaseState::Appealed,
            Self::Closed => CaseState::Closed,
        }
    }
}

/// Where a case stands, as a state machine. The guards of the write path repeat these rules, and a test
/// holds the two against each other on both databases.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseStanding {
    /// No case was opened.
    Unopened,
    /// The case waits for the cooperative's answer.
    Open(Open),
    /// It is answered.
    Answered(Answered),
    /// It is over.
    Closed,
}

/// A case that waits for the cooperative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Open {
    /// The answer is due at this moment.
    pub due_at: Instant,
    /// Whether that moment has passed and it was escalated.
    pub is_escalated: bool,
    /// The first answer, where she has appealed.
    pub first: Option<FirstAnswer>,
}

/// Who gave the answer that she appealed against: `None` is the operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FirstAnswer(pub Option<OfficerId>);

/// A case that is answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answered {
    /// By whom; `None`: by the operator.
    pub by: Option<OfficerId>,
    /// She may appeal before this moment; `None`: she has appealed already.
    pub appeal_until: Option<Instant>,
}

/// Why a step is not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The case is open already.
    AlreadyOpen,
    /// The entry that it would be about is taken back.
    EntryGone,
    /// It does not wait for an answer.
    NotOpen,
    /// It has no answer, or is over.
    NotAnswered,
    /// Who gave the first answer does not answer the appeal.
    SameOfficer,
    /// She has appealed already.
    AppealedBefore,
    /// The time in which she could appeal is over.
    TooLate,
    /// Its answer is not late.
    NotLate,
    /// It was escalated before.
    EscalatedBefore,
    /// She may still appeal.
    MayAppeal,
}

impl CaseStanding {
    /// Where a kept case stands: `due_at` of its opening, and its steps, oldest first.
    pub fn kept(due_at: Instant, steps: &[(CaseStep, Instant)]) -> Self {
        let opened = Self::Open(Open {
            due_at,
            is_escalated: false,
            first: None,
        });
        steps
            .iter()
            .fold(opened, |from, (step, at)| from.after(*step, *at))
    }

    /// Where it stands after a step that was taken at this moment.
    #[must_use]
    pub fn after(self, step: CaseStep, at: Instant) -> Self {
        match (self, step) {
            (Self::Open(open), CaseStep::Escalated) => Self::Open(Open {
                is_escalated: true,
                ..open
            }),
            (Self::Open(open), CaseStep::Answered { by, .. }) => Self::Answered(Answered {
                by,
                appeal_until: open.first.is_none().then(|| at.plus_days(APPEAL_DAYS)),
            }),
            (Self::Answered(answered), CaseStep::Appealed { due_at }) => Self::Open(Open {
                due_at,
                is_escalated: false,
                first: Some(FirstAnswer(answered.by)),
            }),
            (_, CaseStep::Closed) => Self::Closed,
            // No writer writes it.
            (from, _) => from,
        }
    }

    /// Its state, as a word.
    pub fn state(self) -> Option<CaseState> {
        match self {
            Self::Unopened => None,
            Self::Open(open) if open.is_escalated => Some(CaseState::Escalated),
            Self::Open(open) if open.first.is_some() => Some(CaseState::Appealed),
            Self::Open(_) => Some(CaseState::Open),
            Self::Answered(_) => Some(CaseState::Answered),
            Self::Closed => Some(CaseState::Closed),
        }
    }

    /// It is opened; `about`: where the entry stands that it is about, where it is about one, which is
    /// disputed with it.
    pub fn open(self, about: Option<EntryState>, now: Instant) -> Result<Open, Refusal> {
        match self {
            Self::Open(_) | Self::Answered(_) | Self::Closed => Err(Refusal::AlreadyOpen),
            Self::Unopened => {
                let disputed = about.map(EntryState::dispute).transpose();
                disputed.map_err(|_gone| Refusal::EntryGone)?;
                Ok(Open {
                    due_at: now.plus_days(ANSWER_DAYS),
                    is_escalated: false,
                    first: None,
                })
            }
        }
    }

    /// An officer answers it, late or not.
    pub fn answer(self, by: Option<OfficerId>) -> Result<Open, Refusal> {
        match self {
            Self::Open(open) if open.first == Some(FirstAnswer(by)) => Err(Refusal::SameOfficer),
            Self::Open(open) => Ok(open),
            Self::Unopened | Self::Answered(_) | Self::Closed => Err(Refusal::NotOpen),
        }
    }

    /// She appeals; the moment at which the second answer is due.
    pub fn appeal(self, now: Instant) -> Result<Instant, Refusal> {
        match self.answered()?.appeal_until {
            None => Err(Refusal::AppealedBefore),
            Some(until) if now >= until => Err(Refusal::TooLate),
            Some(_) => Ok(now.plus_days(ANSWER_DAYS)),
        }
    }

    /// Its answer is late.
    pub fn escalate(self, now: Instant) -> Result<(), Refusal> {
        match self {
            Self::Open(open) if open.is_escalated => Err(Refusal::EscalatedBefore),
            Self::Open(open) if now < open.due_at => Err(Refusal::NotLate),
            Self::Open(_) => Ok(()),
            Self::Unopened | Self::Answered(_) | Self::Closed => Err(Refusal::NotOpen),
        }
    }

    /// It is over: she is content, or cannot appeal any more.
    pub fn close(self, is_content: bool, now: Instant) -> Result<(), Refusal> {
        match self.answered()?.appeal_until {
            Some(until) if !is_content && now < until => Err(Refusal::MayAppeal),
            Some(_) | None => Ok(()),
        }
    }

    fn answered(self) -> Result<Answered, Refusal> {
        match self {
            Self::Answered(answered) => Ok(answered),
            Self::Unopened | Self::Open(_) | Self::Closed => Err(Refusal::NotAnswered),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_156_200_000);
    const ILA: Option<OfficerId> = Some(OfficerId(1));
    const MIRA: Option<OfficerId> = Some(OfficerId(2));

    fn opened() -> CaseStanding {
        CaseStanding::kept(NOW.plus_days(ANSWER_DAYS), &[])
    }

    fn answered(from: CaseStanding, by: Option<OfficerId>, at: Instant) -> CaseStanding {
        from.answer(by).unwrap();
        let outcome = CaseOutcome::Declined;
        from.after(CaseStep::Answered { by, outcome }, at)
    }

    fn appealed(from: CaseStanding, at: Instant) -> CaseStanding {
        let due_at = from.appeal(at).unwrap();
        assert_eq!(due_at, at.plus_days(ANSWER_DAYS));
        from.after(CaseStep::Appealed { due_at }, at)
    }

    #[test]
    fn a_case_is_opened_once_and_not_about_what_is_gone() {
        for state in EntryState::ALL {
            let opened = CaseStanding::Unopened.open(Some(*state), NOW);
            let is_gone = *state == EntryState::Withdrawn;
            assert_eq!(opened == Err(Refusal::EntryGone), is_gone, "{state:?}");
            assert_eq!(opened.is_ok(), !is_gone, "{state:?}");
            let twice = self::opened().open(Some(*state), NOW);
            assert_eq!(twice, Err(Refusal::AlreadyOpen));
        }
        let open = CaseStanding::Unopened.open(None, NOW).unwrap();
        assert_eq!(CaseStanding::Open(open), opened());
    }

    #[test]
    fn she_appeals_once_and_another_officer_answers_that() {
        assert_eq!(opened().appeal(NOW), Err(Refusal::NotAnswered));
        let first = answered(opened(), ILA, NOW);
        assert_eq!(first.answer(MIRA), Err(Refusal::NotOpen));
        let last = NOW.plus_days(APPEAL_DAYS);
        assert_eq!(first.appeal(last), Err(Refusal::TooLate));
        let second = appealed(first, last.plus_ms(-1));
        assert_eq!(second.state(), Some(CaseState::Appealed));
        assert_eq!(second.answer(ILA), Err(Refusal::SameOfficer));
        let end = answered(second, MIRA, last);
        assert_eq!(end.appeal(last), Err(Refusal::AppealedBefore));
        assert_eq!(end.close(false, last), Ok(()));
        // The operator is one person too.
        let by_operator = appealed(answered(opened(), None, NOW), NOW);
        assert_eq!(by_operator.answer(None), Err(Refusal::SameOfficer));
        assert!(by_operator.answer(ILA).is_ok());
    }

    #[test]
    fn a_late_case_is_escalated_once_for_each_clock_and_answered_all_the_same() {
        let due = NOW.plus_days(ANSWER_DAYS);
        assert_eq!(opened().escalate(due.plus_ms(-1)), Err(Refusal::NotLate));
        assert_eq!(opened().escalate(due), Ok(()));
        let late = opened().after(CaseStep::Escalated, due);
        assert_eq!(late.state(), Some(CaseState::Escalated));
        assert_eq!(late.escalate(due), Err(Refusal::EscalatedBefore));
        let again = appealed(answered(late, ILA, due), due);
        assert_eq!(again.escalate(due), Err(Refusal::NotLate));
        let late_again = again.after(CaseStep::Escalated, due.plus_days(ANSWER_DAYS));
        assert_eq!(late_again.answer(ILA), Err(Refusal::SameOfficer));
        assert!(late_again.answer(MIRA).is_ok());
    }

    #[test]
    fn it_is_closed_where_she_is_content_or_cannot_appeal() {
        assert_eq!(opened().close(true, NOW), Err(Refusal::NotAnswered));
        let answered = answered(opened(), ILA, NOW);
        assert_eq!(answered.close(true, NOW), Ok(()));
        let until = NOW.plus_days(APPEAL_DAYS);
        assert_eq!(
            answered.close(false, until.plus_ms(-1)),
            Err(Refusal::MayAppeal)
        );
        assert_eq!(answered.close(false, until), Ok(()));
        let closed = answered.after(CaseStep::Closed, until);
        assert_eq!(closed, CaseStanding::Closed);
        assert_eq!(closed.answer(MIRA), Err(Refusal::NotOpen));
        assert_eq!(closed.appeal(NOW), Err(Refusal::NotAnswered));
        assert_eq!(closed.escalate(until), Err(Refusal::NotOpen));
        assert_eq!(closed.close(true, until), Err(Refusal::NotAnswered));
    }
}
