//! The states of a case and of a call that is asked for, and the guards of the write path: what the state
//! machine refuses, the database refuses, and what it allows, the database writes and reads back.

use super::bed::*;
use super::samples::*;
use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sahkar::core::domain::call::CallStanding;
use sahkar::core::domain::case::{ANSWER_DAYS, CaseStanding, CaseStep};
use sahkar::core::domain::change::{call, case};
use sahkar::core::domain::officer::{OfficerAdded, OfficerChange, Role};
use sahkar::core::domain::*;

/// Two officers, and a third who is the member whose cases these are.
const OFFICERS: [(i64, Option<MemberId>); 3] = [(901, None), (902, None), (903, Some(RAMILA))];

/// A step that somebody tries to take.
#[derive(Clone, Copy, Debug)]
enum Try {
    Escalate,
    /// By an officer, or by the operator.
    Answer(Option<i64>),
    Appeal,
    /// Whether she is content.
    Close(bool),
}

const TRIES: [Try; 8] = [
    Try::Escalate,
    Try::Answer(Some(901)),
    Try::Answer(Some(902)),
    Try::Answer(Some(903)),
    Try::Answer(None),
    Try::Appeal,
    Try::Close(true),
    Try::Close(false),
];

impl Try {
    /// The step that it is by the state machine; `None` where that refuses it. That nobody answers her own
    /// case is a rule of the act, which the database repeats too.
    fn step(self, from: CaseStanding, now: Instant) -> Option<CaseStep> {
        match self {
            Self::Escalate => from.escalate(now).ok().map(|()| CaseStep::Escalated),
            Self::Answer(Some(903)) => None,
            Self::Answer(by) => {
                let by = by.map(OfficerId);
                let outcome = CaseOutcome::Done;
                from.answer(by)
                    .ok()
                    .map(|_| CaseStep::Answered { by, outcome })
            }
            Self::Appeal => {
                let due_at = from.appeal(now).ok();
                due_at.map(|due_at| CaseStep::Appealed { due_at })
            }
            Self::Close(is_content) => from.close(is_content, now).ok().map(|()| CaseStep::Closed),
        }
    }

    /// The change that it would be, whatever the state machine says.
    fn change(self, case: CaseId, event: i64, now: Instant) -> Change {
        let moved = case::CaseMoved {
            member: RAMILA,
            case,
            event: RowId(event),
        };
        Change::Case(match self {
            Self::Escalate => case::Change::Escalated(moved),
            Self::Answer(by) => case::Change::Answered(case::CaseAnswered {
                moved,
                no: case.0,
                by: by.map(OfficerId),
                outcome: CaseOutcome::Done,
            }),
            Self::Appeal => case::Change::Appealed(case::CaseAppealed {
                moved,
                no: case.0,
                due_at: now.plus_days(ANSWER_DAYS),
            }),
            Self::Close(is_content) => case::Change::Closed(case::CaseClosed { moved, is_content }),
        })
    }
}

/// Walks of at most so many steps, drawn anew in each run of the test from one seed.
fn walks<T: std::fmt::Debug>(n: usize, step: impl Strategy<Value = T> + Clone) -> Vec<Vec<T>> {
    let mut runner = TestRunner::deterministic();
    let walk = vec(step, 1..13);
    (0..n)
        .map(|_| walk.new_tree(&mut runner).unwrap().current())
        .collect()
}

async fn officers(bed: &Bed) {
    let added = OFFICERS.map(|(id, member)| {
        OfficerChange::Added(OfficerAdded {
            officer: OfficerId(id),
            name: format!("Ila {id}"),
            member,
            role: Role::DataCommittee,
            passphrase_hash: "$argon2id$of a passphrase".to_owned(),
        })
    });
    let by = By::OPERATOR;
    let done = bed.store.change_officers(COOP, &by, &added, NOW);
    done.await.unwrap();
}

async fn writes(bed: &Bed, change: Change, now: Instant) -> bool {
    let (by, changes) = (By::OPERATOR, [change]);
    let done = bed.store.commit(&by, (COOP, now), &changes, &[]);
    done.await.unwrap()
}

fn opened(no: i64) -> Change {
    Change::Case(case::Change::Opened(case::CaseOpened {
        member: RAMILA,
        case: Case {
            id: CaseId(no),
            no,
            kind: CaseKind::Complain,
            entry_no: None,
            amount: None,
            due_at: NOW.plus_days(ANSWER_DAYS),
        },
        disputes: None,
    }))
}

#[tokio::test]
async fn a_case_goes_the_way_of_its_state_machine() {
    on_each(async |bed| {
        officers(&bed).await;
        let (mut id, mut written_n, mut refused_n) = (10_000, 0, 0);
        for (no, walk) in (500..).zip(walks(60, (0_i64..16, 0..TRIES.len()))) {
            assert!(writes(&bed, opened(no), NOW).await);
            let mut now = NOW;
            let mut at = CaseStanding::kept(NOW.plus_days(ANSWER_DAYS), &[]);
            for (days, taken) in walk {
                id += 1;
                now = now.plus_days(days);
                let taken = TRIES[taken];
                let step = taken.step(at, now);
                let is_written = writes(&bed, taken.change(CaseId(no), id, now), now).await;
                assert_eq!(is_written, step.is_some(), "{taken:?} from {at:?}");
                match step {
                    Some(step) => {
                        at = at.after(step, now);
                        written_n += 1;
                    }
                    None => refused_n += 1,
                }
                let kept = bed.store.case(COOP, no).await.unwrap().unwrap();
                assert_eq!(kept.standing(), at, "{taken:?}");
            }
            let waiting = bed.store.cases(COOP, no - 1).await.unwrap();
            let is_listed = waiting.iter().any(|case| case.no == no);
            assert_eq!(is_listed, at != CaseStanding::Closed);
        }
        assert!(written_n > 60 && refused_n > 100, "{written_n} {refused_n}");
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_at_once_one_is_written() {
    on_each(async |bed| {
        officers(&bed).await;
        assert!(writes(&bed, opened(500), NOW).await);
        let answer = |by, event| Try::Answer(Some(by)).change(CaseId(500), event, NOW);
        let (one, two) = tokio::join!(
            writes(&bed, answer(901, 1), NOW),
            writes(&bed, answer(902, 2), NOW)
        );
        assert_ne!(one, two);
        assert_eq!(bed.count("case_event").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_case_of_another_cooperative_is_not_there() {
    on_each(async |bed| {
        officers(&bed).await;
        assert!(writes(&bed, opened(500), NOW).await);
        let store = &bed.store;
        assert_eq!(store.case(OTHER_COOP, 500).await.unwrap(), None);
        assert!(store.cases(OTHER_COOP, 0).await.unwrap().is_empty());
        let answer = Try::Answer(None).change(CaseId(500), 1, NOW);
        let (by, at) = (By::OPERATOR, (OTHER_COOP, NOW));
        let done = store.commit(&by, at, &[answer], &[]).await;
        assert!(!done.unwrap());
    })
    .await;
}

/// Settling takes a dispute away and nothing else.
#[tokio::test]
async fn only_a_disputed_entry_is_settled() {
    on_each(async |bed| {
        let settled = |event| {
            Change::Entry(change::entry::Change::Settled(
                change::entry::EntrySettled {
                    member: RAMILA,
                    entry: EntryId(7001),
                    event: RowId(event),
                },
            ))
        };
        assert!(writes(&bed, added(7001), NOW).await);
        assert!(!writes(&bed, settled(1), NOW).await);
        let Change::Case(case::Change::Opened(mut dispute)) = opened(500) else {
            unreachable!();
        };
        dispute.case.entry_no = Some(7001);
        dispute.disputes = Some((EntryId(7001), RowId(2)));
        let dispute = Change::Case(case::Change::Opened(dispute));
        assert!(writes(&bed, dispute, NOW.plus_ms(1)).await);
        let found = bed.store.case_with_entry(COOP, 500).await;
        let (_, entry, _) = found.unwrap().unwrap();
        assert_eq!(entry.unwrap().state, EntryState::Disputed);
        assert!(writes(&bed, settled(3), NOW.plus_ms(2)).await);
        let found = bed.store.case_with_entry(COOP, 500).await;
        let (_, entry, _) = found.unwrap().unwrap();
        assert_eq!(entry.unwrap().state, EntryState::Good);
        assert!(!writes(&bed, settled(4), NOW.plus_ms(3)).await);
    })
    .await;
}

#[tokio::test]
async fn a_call_goes_the_way_of_its_state_machine() {
    on_each(async |bed| {
        officers(&bed).await;
        let mut event = 0;
        for (id, walk) in (800..).zip(walks(20, 0..CallResult::ALL.len())) {
            let asked = Change::Call(call::Change::Asked(call::CallAsked {
                member: RAMILA,
                id: RowId(id),
                when: CallWhen::Today,
                other: None,
            }));
            assert!(writes(&bed, asked, NOW).await);
            let mut at = CallStanding::kept(&[]);
            for result in walk {
                event += 1;
                let result = CallResult::ALL[result];
                let change = Change::Call(call::Change::Tried(call::CallTried {
                    member: RAMILA,
                    call: RowId(id),
                    event: RowId(event),
                    by: Some(OfficerId(901)),
                    result,
                }));
                let leads = at.tried(result);
                assert_eq!(writes(&bed, change, NOW).await, leads.is_ok(), "{at:?}");
                at = leads.unwrap_or(at);
                let kept = bed.store.call(COOP, RowId(id)).await.unwrap().unwrap();
                assert_eq!(kept.standing(), at);
            }
            let waiting = bed.store.calls(COOP).await.unwrap();
            let is_listed = waiting.iter().any(|call| call.id == RowId(id));
            assert_eq!(is_listed, at != CallStanding::Done);
        }
    })
    .await;
}
