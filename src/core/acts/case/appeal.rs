//! She is not content with an answer: whoever hears it writes it down, and another officer answers.

use super::{CaseFacts, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::change::case::CaseAppealed;
use crate::core::domain::{Change, Instant, RowId, change};

/// `event`: the id of its event.
pub fn decide(
    permit: &Permit,
    facts: &CaseFacts,
    event: RowId,
    now: Instant,
) -> Result<Change, Refusal> {
    if permit.right() != Right::OpenCases {
        return Err(Refusal::Right);
    }
    let due_at = facts.standing.appeal(now)?;
    Ok(Change::Case(change::case::Change::Appealed(CaseAppealed {
        moved: facts.moved(event),
        no: facts.no,
        due_at,
    })))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, answered, facts, permit};
    use super::*;
    use crate::core::domain::CaseKind;
    use crate::core::domain::case;
    use crate::core::domain::officer::Role;

    #[test]
    fn only_an_answer_is_appealed_against_and_within_thirty_days() {
        let sakhi = permit(3, None, Role::Sakhi, Right::OpenCases);
        let open = facts(CaseKind::Complain, &[]);
        let none = decide(&sakhi, &open, RowId(9), NOW);
        assert_eq!(none, Err(Refusal::Case(case::Refusal::NotAnswered)));
        let answered = facts(CaseKind::Complain, &[answered(1)]);
        let appeal = |now| decide(&sakhi, &answered, RowId(9), now);
        assert_eq!(appeal(NOW).unwrap().kind(), "case appealed");
        let late = appeal(NOW.plus_days(30));
        assert_eq!(late, Err(Refusal::Case(case::Refusal::TooLate)));
        let other = permit(3, None, Role::Sakhi, Right::CallBack);
        let denied = decide(&other, &answered, RowId(9), NOW);
        assert_eq!(denied, Err(Refusal::Right));
    }
}
