//! A try of a PIN, of the code of a PIN slip or of a code for voting is counted.

use super::Refusal;
use crate::core::domain::{Change, Instant, Tries, TriesOf, change};

/// A right try sets the count back, except for tries made in other calls: `own_n` wrong tries were made
/// before it in the same call. A try with a number that is not linked to the phone is never right (decision
/// 1), and neither is one that is counted for a phone.
pub fn decide(
    of: TriesOf,
    matches: bool,
    before: Tries,
    own_n: i64,
    now: Instant,
) -> Result<Change, Refusal> {
    if before.is_locked(now) {
        return Err(Refusal::Locked);
    }
    let right = is_right(of, matches);
    let after = if right {
        before.after_right(own_n)
    } else {
        before.after_wrong(now)
    };
    Ok(Change::Pin(change::pin::Change::Tried(
        change::pin::Tried {
            of,
            right,
            before,
            after,
        },
    )))
}

/// Whether a match is a right try: only a member has a PIN or a code to match.
pub fn is_right(of: TriesOf, matches: bool) -> bool {
    matches && matches!(of, TriesOf::Member(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::{MemberId, PhoneId};

    const NOW: Instant = Instant(1_795_156_200_000);

    #[test]
    fn only_a_members_try_is_ever_right_and_none_counts_while_it_is_locked() {
        let fresh = Tries::default();
        let others = [TriesOf::Phone(PhoneId(1)), TriesOf::Stranger(7)];
        for (of, is_member) in others
            .map(|of| (of, false))
            .into_iter()
            .chain([(TriesOf::Member(MemberId(1)), true)])
        {
            let tried = decide(of, true, fresh, 0, NOW).unwrap();
            let expected = if is_member { "pin right" } else { "pin wrong" };
            assert_eq!(tried.kind(), expected, "{of:?}");
            let locked = fresh.after_wrong(NOW).after_wrong(NOW).after_wrong(NOW);
            assert!(locked.is_locked(NOW));
            assert_eq!(decide(of, true, locked, 0, NOW), Err(Refusal::Locked));
        }
    }
}
