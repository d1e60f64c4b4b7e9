//! A member chooses a new PIN after she has typed the old one.

use super::Refusal;
use crate::core::domain::{Change, MemberId, change};

/// `hash`: the hash of the new PIN, which she typed twice; `is_proved`: whether the old PIN was right in
/// this call.
pub fn decide(member: MemberId, hash: String, is_proved: bool) -> Result<Change, Refusal> {
    if !is_proved {
        return Err(Refusal::NotProved);
    }
    Ok(Change::Pin(change::pin::Change::Set(change::pin::Set {
        member,
        hash,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_one_comes_first() {
        let sets = |is_proved| decide(MemberId(1), "hash".to_owned(), is_proved);
        assert!(sets(true).is_ok());
        assert_eq!(sets(false), Err(Refusal::NotProved));
    }
}
