//! Entries of a member's record: added, corrected, taken back, disputed.

pub mod add;
pub mod dispute;
pub mod mend;
pub mod withdraw;

use crate::core::domain::change::mend_until;
use crate::core::domain::{Entry, EntryState, Instant, Proof};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The entry is an instalment, and she has no running loan that it could pay.
    NoLoan,
    /// She has no entry of this number, or has taken it back.
    NoSuchEntry,
}

/// Whether she can change the entry alone: she made it herself, within the last days, and nobody disputes
/// it.
fn can_mend(entry: &Entry, now: Instant) -> bool {
    entry.proof == Proof::Own
        && matches!(entry.state, EntryState::Good | EntryState::Waiting)
        && now < mend_until(entry.at)
}

#[cfg(test)]
mod tests {
    use super::withdraw::Wish;
    use super::*;
    use crate::core::domain::{
        Change, Day, EntryId, EntryKind, Fresh, MemberId, Paise, Period, change,
    };

    const NOW: Instant = Instant(1_795_156_200_000);

    fn entry(at: Instant, proof: Proof, state: EntryState) -> Entry {
        Entry {
            id: EntryId(7),
            no: 4821,
            kind: EntryKind::Income,
            category: Some(21),
            amount: Paise::rupees(850),
            period: Period::Today,
            from_on: Day(0),
            to_on: Day(0),
            proof,
            state,
            replaces: None,
            at,
        }
    }

    fn said(change: &Change) -> &'static str {
        if let Change::Case(change::case::Change::Opened(change::case::CaseOpened {
            case, ..
        })) = change
        {
            return case.kind.code();
        }
        change.kind()
    }

    #[test]
    fn t13_what_is_wrong_changes_at_once_where_it_is_her_own_and_fresh() {
        let drawn = Fresh::default();
        let member = MemberId(1);
        // The right amount, that it should go, that it is wrong, that it is not hers.
        let comes_to = |entry: Option<&Entry>| {
            [
                mend::decide(member, entry, Paise::rupees(80), &drawn, NOW),
                withdraw::decide(member, entry, Wish::Erase, &drawn, NOW),
                withdraw::decide(member, entry, Wish::Unsaid, &drawn, NOW),
                dispute::decide(member, entry, &drawn, NOW),
            ]
        };
        let of = |entry: &Entry| comes_to(Some(entry)).map(|change| said(&change.unwrap()));
        let at_once = [
            "entry added",
            "entry withdrawn",
            "entry withdrawn",
            "entry-not-mine",
        ];
        assert_eq!(of(&entry(NOW, Proof::Own, EntryState::Good)), at_once);
        let others = [
            entry(NOW.plus_days(-7), Proof::Own, EntryState::Good),
            entry(NOW, Proof::Helper, EntryState::Good),
            entry(NOW, Proof::Own, EntryState::Disputed),
        ];
        for other in &others {
            let cases = ["entry-amount", "entry-erase", "fix", "entry-not-mine"];
            assert_eq!(of(other), cases);
        }
        let gone = entry(NOW, Proof::Own, EntryState::Withdrawn);
        for none in [None, Some(&gone)] {
            assert!(
                comes_to(none)
                    .iter()
                    .all(|it| *it == Err(Refusal::NoSuchEntry))
            );
        }
    }
}
