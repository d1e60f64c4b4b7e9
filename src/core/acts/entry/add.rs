//! An entry is added to a member's record.

use super::Refusal;
use crate::core::domain::{Change, Entry, EntryKind, Fresh, MemberId, RowId, change};

/// Whether an entry of this kind can be added: an instalment needs a loan that is running.
pub fn may_add(kind: EntryKind, has_loan: bool) -> Result<(), Refusal> {
    if kind == EntryKind::Repayment && !has_loan {
        return Err(Refusal::NoLoan);
    }
    Ok(())
}

/// Adds an entry that she says herself. `has_loan`: whether a loan of hers is running.
pub fn decide(
    member: MemberId,
    entry: Entry,
    has_loan: bool,
    fresh: &Fresh,
) -> Result<Change, Refusal> {
    may_add(entry.kind, has_loan)?;
    Ok(Change::Entry(change::entry::Change::Added(
        change::entry::Added {
            member,
            entry,
            event: RowId(fresh.ids[1]),
        },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t8_an_instalment_needs_a_loan() {
        for kind in EntryKind::ALL {
            assert_eq!(may_add(*kind, true), Ok(()));
            let without = may_add(*kind, false);
            let refused = Err(Refusal::NoLoan);
            assert_eq!(without == refused, *kind == EntryKind::Repayment);
            assert_eq!(without == Ok(()), *kind != EntryKind::Repayment);
        }
    }
}
