//! The answer of a case is late: it stands on top of the lists of whoever may answer until it is answered.

use super::CaseFacts;
use crate::core::domain::case::Refusal;
use crate::core::domain::{Change, Instant, RowId, change};

/// `event`: the id of its event.
pub fn decide(facts: &CaseFacts, event: RowId, now: Instant) -> Result<Change, Refusal> {
    facts.standing.escalate(now)?;
    Ok(Change::Case(change::case::Change::Escalated(
        facts.moved(event),
    )))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, facts};
    use super::*;
    use crate::core::domain::CaseKind;
    use crate::core::domain::case::CaseStep;

    #[test]
    fn only_what_is_late_is_escalated() {
        let open = facts(CaseKind::Copy, &[]);
        let due = NOW.plus_days(7);
        let early = decide(&open, RowId(9), due.plus_ms(-1));
        assert_eq!(early, Err(Refusal::NotLate));
        assert_eq!(
            decide(&open, RowId(9), due).unwrap().kind(),
            "case escalated"
        );
        let escalated = facts(CaseKind::Copy, &[(CaseStep::Escalated, due)]);
        let twice = decide(&escalated, RowId(9), due);
        assert_eq!(twice, Err(Refusal::EscalatedBefore));
    }
}
