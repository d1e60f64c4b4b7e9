//! An officer answers a case. Both clocks stop, she is told, and what the answer does to an entry is
//! written with it.
//!
//! Where it is declined, or only a neutral text reaches her, a call to her is put down with the answer, so
//! that somebody tells her why. What stays as it is of savings and instalments waits for the treasurer
//! once more: a dispute must not make money count that nobody has confirmed. An entry has no way back to
//! waiting, so a new one with the same words takes its place.

use super::{CaseFacts, Refusal};
use crate::core::authz::{Permit, Principal, Right};
use crate::core::domain::change::call::CallAsked;
use crate::core::domain::change::case::CaseAnswered;
use crate::core::domain::change::entry::{Added, EntrySettled, EntryWithdrawn};
use crate::core::domain::{
    CallWhen, CaseKind, CaseOutcome, Change, Entry, EntryId, EntryState, Instant, MemberId, Paise,
    Proof, RowId, change,
};
use serde::{Deserialize, Serialize};

/// What the officer says. It is stored where a second officer signs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Input {
    /// Whether it is done.
    pub outcome: CaseOutcome,
    /// The right amount of the entry; where she said one, that is it unless the officer types another.
    pub amount: Option<Paise>,
}

/// What was drawn before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drawn {
    /// Of the case's event, of the entry's event, of a new entry, and of a call.
    pub ids: [i64; 4],
    /// The number of a new entry.
    pub entry_no: i64,
    /// When she would be called.
    pub call: CallWhen,
}

/// What stands against this answer by this person, without a permit, for a preview.
pub fn may_answer(person: &Principal, facts: &CaseFacts, input: Input) -> Result<(), Refusal> {
    let is_own = match person {
        Principal::Officer(officer) => officer.member == Some(facts.member),
        Principal::Operator => false,
    };
    if is_own {
        return Err(Refusal::Own);
    }
    facts.standing.answer(person.officer())?;
    match (facts.kind, input.outcome) {
        (CaseKind::Erase, CaseOutcome::Done) => Err(Refusal::NotErased),
        (CaseKind::EntryAmount, CaseOutcome::Done)
            if disputed(facts).is_some() && amount(facts, input).is_none() =>
        {
            Err(Refusal::Amount)
        }
        _ => Ok(()),
    }
}

/// `is_neutral`: no text that says what it is about reaches her.
pub fn decide(
    permit: &Permit,
    facts: &CaseFacts,
    input: Input,
    (drawn, is_neutral): (Drawn, bool),
    now: Instant,
) -> Result<Vec<Change>, Refusal> {
    if permit.right() != Right::AnswerCases {
        return Err(Refusal::Right);
    }
    may_answer(permit.person(), facts, input)?;
    let mut changes = vec![Change::Case(change::case::Change::Answered(CaseAnswered {
        moved: facts.moved(RowId(drawn.ids[0])),
        no: facts.no,
        by: permit.person().officer(),
        outcome: input.outcome,
    }))];
    changes.extend(of_entry(facts, input, drawn, now));
    if is_neutral || input.outcome == CaseOutcome::Declined {
        changes.push(Change::Call(change::call::Change::Asked(CallAsked {
            member: facts.member,
            id: RowId(drawn.ids[3]),
            when: drawn.call,
            other: None,
        })));
    }
    Ok(changes)
}

/// The entry, where it is still disputed.
fn disputed(facts: &CaseFacts) -> Option<&Entry> {
    let entry = facts.entry.as_ref();
    entry.filter(|entry| entry.state == EntryState::Disputed)
}

fn amount(facts: &CaseFacts, input: Input) -> Option<Paise> {
    input.amount.or(facts.amount)
}

/// What the answer does to the entry.
fn of_entry(facts: &CaseFacts, input: Input, drawn: Drawn, now: Instant) -> Option<Change> {
    let entry = disputed(facts)?;
    let event = RowId(drawn.ids[1]);
    let replaced = |right: Entry| {
        Change::Entry(change::entry::Change::Added(Added {
            member: facts.member,
            entry: Entry {
                id: EntryId(drawn.ids[2]),
                no: drawn.entry_no,
                state: entry.kind.begins(),
                replaces: Some(entry.id),
                at: now,
                ..right
            },
            event,
        }))
    };
    match (input.outcome, facts.kind) {
        (CaseOutcome::Declined, _) if facts.has_other => None,
        (CaseOutcome::Declined, _) if entry.kind.begins() == EntryState::Waiting => {
            Some(replaced(entry.clone()))
        }
        (CaseOutcome::Declined, _) => Some(settled(facts.member, entry, event)),
        (CaseOutcome::Done, CaseKind::EntryNotMine | CaseKind::EntryErase) => {
            Some(withdrawn(facts.member, entry, event))
        }
        (CaseOutcome::Done, CaseKind::EntryAmount | CaseKind::Fix) => {
            Some(match amount(facts, input) {
                None => withdrawn(facts.member, entry, event),
                Some(amount) => replaced(Entry {
                    amount,
                    proof: Proof::Helper,
                    ..entry.clone()
                }),
            })
        }
        (
            CaseOutcome::Done,
            CaseKind::Copy
            | CaseKind::Erase
            | CaseKind::Nominee
            | CaseKind::Complain
            | CaseKind::Statement,
        ) => None,
    }
}

fn settled(member: MemberId, entry: &Entry, event: RowId) -> Change {
    Change::Entry(change::entry::Change::Settled(EntrySettled {
        member,
        entry: entry.id,
        event,
    }))
}

fn withdrawn(member: MemberId, entry: &Entry, event: RowId) -> Change {
    Change::Entry(change::entry::Change::Withdrawn(EntryWithdrawn {
        member,
        entry: entry.id,
        event,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{HERS, NOW, answered, facts, permit};
    use super::*;
    use crate::core::domain::case::{self, CaseStep};
    use crate::core::domain::officer::Role;
    use crate::core::domain::{Day, EntryKind, Period};

    const DRAWN: Drawn = Drawn {
        ids: [41, 42, 43, 44],
        entry_no: 5001,
        call: CallWhen::Today,
    };

    fn done(amount: Option<i64>) -> Input {
        Input {
            outcome: CaseOutcome::Done,
            amount: amount.map(Paise::rupees),
        }
    }

    const DECLINED: Input = Input {
        outcome: CaseOutcome::Declined,
        amount: None,
    };

    fn entry(kind: EntryKind, state: EntryState) -> Entry {
        Entry {
            id: EntryId(7),
            no: 4821,
            kind,
            category: None,
            amount: Paise::rupees(850),
            period: Period::Today,
            from_on: Day(0),
            to_on: Day(0),
            proof: Proof::Own,
            state,
            replaces: None,
            at: NOW.plus_days(-20),
        }
    }

    fn about(kind: CaseKind, of: EntryKind) -> CaseFacts {
        CaseFacts {
            entry: Some(entry(of, EntryState::Disputed)),
            ..facts(kind, &[])
        }
    }

    fn answers(facts: &CaseFacts, input: Input) -> Result<Vec<&'static str>, Refusal> {
        let permit = permit(1, None, Role::DataCommittee, Right::AnswerCases);
        let changes = decide(&permit, facts, input, (DRAWN, false), NOW)?;
        Ok(changes.iter().map(Change::kind).collect())
    }

    #[test]
    fn who_may_not_answer_does_not() {
        let complaint = facts(CaseKind::Complain, &[]);
        let tries = |facts: &CaseFacts, id, member, role, right| {
            let permit = permit(id, member, role, right);
            decide(&permit, facts, DECLINED, (DRAWN, false), NOW).map(|changes| changes.len())
        };
        let role = Role::DataCommittee;
        let right = Right::AnswerCases;
        assert_eq!(tries(&complaint, 1, None, role, right), Ok(2));
        let wrong = tries(&complaint, 1, None, role, Right::CheckRequests);
        assert_eq!(wrong, Err(Refusal::Right));
        let own = tries(&complaint, 1, Some(HERS), role, right);
        assert_eq!(own, Err(Refusal::Own));
        let again = facts(CaseKind::Complain, &[answered(1)]);
        let again = tries(&again, 2, None, role, right);
        assert_eq!(again, Err(Refusal::Case(case::Refusal::NotOpen)));
        let due_at = NOW.plus_days(7);
        let appeal = [answered(1), (CaseStep::Appealed { due_at }, NOW)];
        let appealed = facts(CaseKind::Complain, &appeal);
        let same = tries(&appealed, 1, None, role, right);
        assert_eq!(same, Err(Refusal::Case(case::Refusal::SameOfficer)));
        assert_eq!(tries(&appealed, 2, None, role, right), Ok(2));
    }

    #[test]
    fn she_is_called_where_it_is_declined_or_the_text_says_nothing() {
        let copy = facts(CaseKind::Copy, &[]);
        assert_eq!(answers(&copy, done(None)), Ok(vec!["case answered"]));
        let with_call = vec!["case answered", "call asked"];
        assert_eq!(answers(&copy, DECLINED), Ok(with_call));
        let permit = permit(1, None, Role::DataCommittee, Right::AnswerCases);
        let neutral = decide(&permit, &copy, done(None), (DRAWN, true), NOW).unwrap();
        assert_eq!(neutral.len(), 2);
    }

    #[test]
    fn what_is_not_erased_is_not_said_to_be() {
        let erase = facts(CaseKind::Erase, &[]);
        assert!(erase.takes_two());
        assert_eq!(answers(&erase, done(None)), Err(Refusal::NotErased));
        assert!(answers(&erase, DECLINED).is_ok());
    }

    #[test]
    fn an_entry_is_settled_taken_out_or_replaced() {
        let income = |kind| about(kind, EntryKind::Income);
        for kind in [
            CaseKind::EntryNotMine,
            CaseKind::EntryErase,
            CaseKind::EntryAmount,
            CaseKind::Fix,
        ] {
            let facts = income(kind);
            assert!(facts.takes_two(), "{kind:?}");
            let kept = vec!["case answered", "entry settled", "call asked"];
            assert_eq!(answers(&facts, DECLINED), Ok(kept), "{kind:?}");
        }
        let out = Ok(vec!["case answered", "entry withdrawn"]);
        assert_eq!(answers(&income(CaseKind::EntryNotMine), done(None)), out);
        assert_eq!(answers(&income(CaseKind::EntryErase), done(None)), out);
        assert_eq!(answers(&income(CaseKind::Fix), done(None)), out);
        let replaced = Ok(vec!["case answered", "entry added"]);
        assert_eq!(answers(&income(CaseKind::Fix), done(Some(80))), replaced);
        let wrong = income(CaseKind::EntryAmount);
        assert_eq!(answers(&wrong, done(None)), Err(Refusal::Amount));
        assert_eq!(answers(&wrong, done(Some(80))), replaced);
        let said = CaseFacts {
            amount: Some(Paise::rupees(80)),
            ..wrong
        };
        assert_eq!(answers(&said, done(None)), replaced);
    }

    #[test]
    fn money_that_stays_waits_for_the_treasurer_once_more() {
        for kind in [EntryKind::Saving, EntryKind::Repayment] {
            let facts = about(CaseKind::EntryNotMine, kind);
            let permit = permit(1, None, Role::DataCommittee, Right::AnswerCases);
            let changes = decide(&permit, &facts, DECLINED, (DRAWN, false), NOW).unwrap();
            let Change::Entry(change::entry::Change::Added(added)) = &changes[1] else {
                panic!("{changes:?}");
            };
            assert_eq!(added.entry.state, EntryState::Waiting);
            assert_eq!(added.entry.replaces, Some(EntryId(7)));
            assert_eq!(added.entry.amount, Paise::rupees(850));
            assert_eq!((added.entry.no, added.event), (5001, RowId(42)));
        }
    }

    #[test]
    fn an_entry_that_others_still_dispute_or_that_is_gone_is_left_alone() {
        let disputed = CaseFacts {
            has_other: true,
            ..about(CaseKind::EntryNotMine, EntryKind::Income)
        };
        let told = vec!["case answered", "call asked"];
        assert_eq!(answers(&disputed, DECLINED), Ok(told.clone()));
        for state in [EntryState::Good, EntryState::Waiting] {
            let settled = CaseFacts {
                entry: Some(entry(EntryKind::Income, state)),
                ..facts(CaseKind::EntryAmount, &[])
            };
            assert_eq!(answers(&settled, DECLINED), Ok(told.clone()));
            assert_eq!(answers(&settled, done(None)), Ok(vec!["case answered"]));
        }
    }
}
