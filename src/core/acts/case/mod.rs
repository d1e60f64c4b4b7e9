//! Requests under her rights that people must look at: opened by her, answered by officers.

pub mod answer;
pub mod appeal;
pub mod close;
pub mod escalate;
pub mod lapse;
pub mod open;

use crate::core::domain::case::{self, CaseStanding};
use crate::core::domain::change::case::CaseMoved;
use crate::core::domain::{CaseId, CaseKind, Entry, MemberId, Paise, RowId};

/// A case as officers' acts need it.
#[derive(Clone, Debug)]
pub struct CaseFacts {
    /// Which.
    pub id: CaseId,
    /// Its number.
    pub no: i64,
    /// Whose.
    pub member: MemberId,
    /// What it asks for.
    pub kind: CaseKind,
    /// Where it stands.
    pub standing: CaseStanding,
    /// The amount that would be right, where she said one.
    pub amount: Option<Paise>,
    /// The entry that it is about, as it stands now; `None` where it is about none, or that is taken back.
    pub entry: Option<Entry>,
    /// Whether another case about the same entry still waits: the entry stays disputed with it.
    pub has_other: bool,
}

impl CaseFacts {
    /// Whether its answer takes two people: what is done to an entry, and erasing (domain reference C5 and R6).
    pub fn takes_two(&self) -> bool {
        self.entry.is_some() || self.kind == CaseKind::Erase
    }

    fn moved(&self, event: RowId) -> CaseMoved {
        CaseMoved {
            member: self.member,
            case: self.id,
            event,
        }
    }
}

/// Why an officer does nothing about a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is her own.
    Own,
    /// It does not stand so that this could be done.
    Case(case::Refusal),
    /// The right amount is missing.
    Amount,
    /// What is to be erased is still there: its own act erases, and this only says that it was done.
    NotErased,
}

impl From<case::Refusal> for Refusal {
    fn from(refusal: case::Refusal) -> Self {
        Self::Case(refusal)
    }
}

#[cfg(test)]
mod samples {
    use super::*;
    use crate::core::authz::{Permit, Principal, Right, require};
    use crate::core::domain::case::{ANSWER_DAYS, CaseOutcome, CaseStep};
    use crate::core::domain::officer::{Officer, Role};
    use crate::core::domain::{Instant, OfficerId, Via};

    pub(super) const NOW: Instant = Instant(1_795_156_200_000);
    pub(super) const HERS: MemberId = MemberId(101);

    pub(super) fn facts(kind: CaseKind, steps: &[(CaseStep, Instant)]) -> CaseFacts {
        CaseFacts {
            id: CaseId(31),
            no: 318,
            member: HERS,
            kind,
            standing: CaseStanding::kept(NOW.plus_days(ANSWER_DAYS), steps),
            amount: None,
            entry: None,
            has_other: false,
        }
    }

    pub(super) fn answered(by: i64) -> (CaseStep, Instant) {
        let by = Some(OfficerId(by));
        let outcome = CaseOutcome::Declined;
        (CaseStep::Answered { by, outcome }, NOW)
    }

    pub(super) fn permit(id: i64, member: Option<MemberId>, role: Role, right: Right) -> Permit {
        let officer = Officer {
            id: OfficerId(id),
            member,
            roles: vec![role],
        };
        require(&Principal::Officer(officer), right, Via::Console).unwrap()
    }
}
