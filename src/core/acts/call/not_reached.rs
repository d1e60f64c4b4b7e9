//! She was called and not reached: she stays on the list.

use super::{CallFacts, Refusal, tried};
use crate::core::authz::Permit;
use crate::core::domain::{CallResult, Change, RowId};

/// `event`: the id of its event.
pub fn decide(permit: &Permit, facts: CallFacts, event: RowId) -> Result<Change, Refusal> {
    tried(permit, facts, CallResult::NotReached, event)
}
