//! The time in which she could appeal is over, and with it the case.

use super::CaseFacts;
use crate::core::domain::case::Refusal;
use crate::core::domain::change::case::CaseClosed;
use crate::core::domain::{Change, Instant, RowId, change};

/// `event`: the id of its event.
pub fn decide(facts: &CaseFacts, event: RowId, now: Instant) -> Result<Change, Refusal> {
    facts.standing.close(false, now)?;
    Ok(Change::Case(change::case::Change::Closed(CaseClosed {
        moved: facts.moved(event),
        is_content: false,
    })))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{NOW, answered, facts};
    use super::*;
    use crate::core::domain::CaseKind;

    #[test]
    fn a_case_ends_by_itself_when_she_cannot_appeal_any_more() {
        let answered = facts(CaseKind::Copy, &[answered(1)]);
        let early = decide(&answered, RowId(9), NOW.plus_days(30).plus_ms(-1));
        assert_eq!(early, Err(Refusal::MayAppeal));
        let ended = decide(&answered, RowId(9), NOW.plus_days(30));
        assert_eq!(ended.unwrap().kind(), "case closed");
    }
}
