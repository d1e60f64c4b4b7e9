//! She was called and talked to.

use super::{CallFacts, Refusal, tried};
use crate::core::authz::Permit;
use crate::core::domain::{CallResult, Change, RowId};

/// `result`: what came of it; `event`: the id of its event.
pub fn decide(
    permit: &Permit,
    facts: CallFacts,
    result: CallResult,
    event: RowId,
) -> Result<Change, Refusal> {
    if !result.is_done() {
        return Err(Refusal::NoResult);
    }
    tried(permit, facts, result, event)
}
