//! She says that she is content with the answer: the case is over before the time for an appeal is.

use super::{CaseFacts, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::change::case::CaseClosed;
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
    facts.standing.close(true, now)?;
    Ok(Change::Case(change::case::Change::Closed(CaseClosed {
        moved: facts.moved(event),
        is_content: true,
    })))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, answered, facts, permit};
    use super::*;
    use crate::core::domain::CaseKind;
    use crate::core::domain::case::{self, CaseStep};
    use crate::core::domain::officer::Role;

    #[test]
    fn only_an_answered_case_is_closed_and_once() {
        let sakhi = permit(3, None, Role::Sakhi, Right::OpenCases);
        let tries = |steps: &[(CaseStep, Instant)]| {
            let facts = facts(CaseKind::Complain, steps);
            decide(&sakhi, &facts, RowId(9), NOW).map(|change| change.kind())
        };
        let not_answered = Err(Refusal::Case(case::Refusal::NotAnswered));
        assert_eq!(tries(&[]), not_answered);
        assert_eq!(tries(&[answered(1)]), Ok("case closed"));
        assert_eq!(tries(&[answered(1), (CaseStep::Closed, NOW)]), not_answered);
        let other = permit(3, None, Role::Sakhi, Right::CallBack);
        let answered = facts(CaseKind::Complain, &[answered(1)]);
        let denied = decide(&other, &answered, RowId(9), NOW);
        assert_eq!(denied, Err(Refusal::Right));
    }
}
