//! A member chooses a PIN with the code of her PIN slip. The code works once.

use super::Refusal;
use crate::core::domain::{Change, MemberId, RowId, change};

/// `hash`: the hash of the new PIN, which she typed twice; `code`: the row of the code she typed;
/// `is_gone`: whether that code has been used or replaced since.
pub fn decide(
    member: MemberId,
    hash: String,
    code: RowId,
    is_gone: bool,
) -> Result<Change, Refusal> {
    if is_gone {
        return Err(Refusal::CodeGone);
    }
    Ok(Change::Pin(change::pin::Change::Activated(
        change::pin::Activated { member, hash, code },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_used_once() {
        let chooses = |is_gone| decide(MemberId(1), "hash".to_owned(), RowId(3), is_gone);
        assert!(chooses(false).is_ok());
        assert_eq!(chooses(true), Err(Refusal::CodeGone));
    }
}
