//! She chooses a PIN with the code of a slip, which is used up.

use super::Refusal;
use crate::domain::{Change, MemberId, RowId};

/// `hash`: of the new PIN, typed twice; `code`: the row of the code that was right; `is_gone`: whether it
/// has been used or replaced since.
pub fn decide(
    member: MemberId,
    hash: String,
    code: RowId,
    is_gone: bool,
) -> Result<Change, Refusal> {
    if is_gone {
        return Err(Refusal::CodeGone);
    }
    Ok(Change::PinActivated { member, hash, code })
}
