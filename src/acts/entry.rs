//! Adding a line to her record, and saying that one is wrong.

use super::case::{self, AboutEntry};
use crate::domain::change::mend_until;
use crate::domain::{
    CaseKind, Change, Entry, EntryId, EntryKind, EntryState, Fresh, Instant, MemberId, Paise,
    Proof, RowId,
};

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// An instalment, and no loan of hers is running that it could pay.
    NoLoan,
    /// She has no entry of this number, or has taken it back.
    NoSuchEntry,
}

/// What is wrong with an entry, as far as she says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The amount; this one is right, in paise.
    Amount(Paise),
    /// Somebody else's, or nobody's.
    NotMine,
    /// It should go.
    ToErase,
    /// She says only that it is wrong: a text holds no more.
    Unsaid,
}

/// Whether an entry of this kind can be added: an instalment needs a loan that is running.
pub fn may_add(kind: EntryKind, has_loan: bool) -> Result<(), Refusal> {
    if kind == EntryKind::Repayment && !has_loan {
        return Err(Refusal::NoLoan);
    }
    Ok(())
}

/// Adds an entry that she says herself. `has_loan`: whether a loan of hers is running.
pub fn add(
    member: MemberId,
    entry: Entry,
    has_loan: bool,
    fresh: &Fresh,
) -> Result<Change, Refusal> {
    may_add(entry.kind, has_loan)?;
    Ok(Change::EntryAdded {
        member,
        entry,
        event: RowId(fresh.ids[1]),
    })
}

/// What follows where she says that an entry is wrong. Her own entry of the last seven days changes at
/// once: it gets the right amount, or goes (domain reference R6 and H2.2). Any other, and one
/// that is said not to be hers, becomes a case that people decide; until then it does not count.
pub fn say_wrong(
    member: MemberId,
    entry: Option<&Entry>,
    fault: Fault,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let entry = entry.ok_or(Refusal::NoSuchEntry)?;
    let about = AboutEntry {
        no: entry.no,
        id: entry.id,
        amount: None,
    };
    let opened = |kind, about| Ok(case::open(member, kind, Some(about), fresh, now));
    let is_mendable = can_mend(entry, now);
    match fault {
        Fault::Amount(amount) if is_mendable => Ok(Change::EntryAdded {
            member,
            entry: Entry {
                id: EntryId(fresh.ids[0]),
                no: fresh.entry_no,
                amount,
                replaces: Some(entry.id),
                at: now,
                ..entry.clone()
            },
            event: RowId(fresh.ids[1]),
        }),
        Fault::ToErase | Fault::Unsaid if is_mendable => Ok(Change::EntryWithdrawn {
            member,
            entry: entry.id,
            event: RowId(fresh.ids[0]),
        }),
        Fault::Amount(amount) => opened(
            CaseKind::EntryAmount,
            AboutEntry {
                amount: Some(amount),
                ..about
            },
        ),
        Fault::NotMine => opened(CaseKind::EntryNotMine, about),
        Fault::ToErase => opened(CaseKind::EntryErase, about),
        Fault::Unsaid => opened(CaseKind::Fix, about),
    }
}

fn can_mend(entry: &Entry, now: Instant) -> bool {
    entry.proof == Proof::Own
        && matches!(entry.state, EntryState::Good | EntryState::Waiting)
        && now < mend_until(entry.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Period};

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

    fn comes_to(entry: &Entry, fault: Fault) -> &'static str {
        let fresh = Fresh::default();
        let change = say_wrong(MemberId(1), Some(entry), fault, &fresh, NOW).unwrap();
        if let Change::CaseOpened { case, .. } = &change {
            return case.kind.code();
        }
        change.kind()
    }

    #[test]
    fn t13_what_is_wrong_changes_at_once_where_it_is_her_own_and_fresh() {
        let fresh = entry(NOW, Proof::Own, EntryState::Good);
        let amount = Fault::Amount(Paise::rupees(80));
        assert_eq!(comes_to(&fresh, amount), "entry added");
        assert_eq!(comes_to(&fresh, Fault::ToErase), "entry withdrawn");
        assert_eq!(comes_to(&fresh, Fault::Unsaid), "entry withdrawn");
        assert_eq!(comes_to(&fresh, Fault::NotMine), "entry-not-mine");
        let others = [
            entry(NOW.plus_days(-7), Proof::Own, EntryState::Good),
            entry(NOW, Proof::Helper, EntryState::Good),
            entry(NOW, Proof::Own, EntryState::Disputed),
        ];
        for other in &others {
            assert_eq!(comes_to(other, amount), "entry-amount");
            assert_eq!(comes_to(other, Fault::ToErase), "entry-erase");
            assert_eq!(comes_to(other, Fault::Unsaid), "fix");
        }
        let none = say_wrong(MemberId(1), None, Fault::Unsaid, &Fresh::default(), NOW);
        assert_eq!(none, Err(Refusal::NoSuchEntry));
    }

    #[test]
    fn t8_an_instalment_needs_a_loan() {
        for kind in EntryKind::ALL {
            assert_eq!(may_add(*kind, true), Ok(()));
            let without = may_add(*kind, false);
            assert_eq!(without.is_err(), *kind == EntryKind::Repayment);
        }
    }
}
