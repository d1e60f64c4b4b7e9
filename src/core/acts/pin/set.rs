//! She chooses a new PIN after she gave the old one.

use super::Refusal;
use crate::core::domain::{Change, MemberId, change};

/// `hash`: of the new PIN, typed twice; `is_proved`: whether the old one was right in this call.
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
