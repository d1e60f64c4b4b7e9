//! The states of a permission, of an entry and of a case, and the guards of the write path: what the state
//! machine refuses, the database refuses, and what it allows, the database writes. Every step from every
//! state, and random sequences of steps.

use super::bed::*;
use super::samples::*;
use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use sahkar::core::domain::consent::{self, AskedConsent, ConsentStanding};
use sahkar::core::domain::*;
use sahkar::store::*;

/// A step that she takes.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Yes, up to so many days from today.
    Give(i64),
    Refuse,
    Stop,
}

const STEPS: [Step; 6] = [
    Step::Give(-1),
    Step::Give(10),
    Step::Give(30),
    Step::Give(31),
    Step::Refuse,
    Step::Stop,
];

impl Step {
    /// Where it leads by the state machine; `None` where that refuses it.
    fn leads(self, from: ConsentStanding, today: Day) -> Option<ConsentStanding> {
        match self {
            Self::Give(days) => {
                let given = from.give(today.plus(days), today);
                given.ok().map(ConsentStanding::Given)
            }
            Self::Refuse => from.refuse(today).ok().map(ConsentStanding::Refused),
            Self::Stop => from.stop(today).ok().map(ConsentStanding::Stopped),
        }
    }

    /// The change that it would be, whatever the state machine says.
    fn change(self, (member, request): (MemberId, RequestId), id: i64, today: Day) -> Change {
        let mut change = match self {
            Self::Give(_) => given(id),
            Self::Refuse => {
                Change::Consent(change::consent::Change::Refused(change::consent::Refused {
                    member,
                    consent: ConsentId(id),
                    no: consent::with_check_digit(id),
                    request,
                    shown: shown(),
                    event: RowId(id * 10),
                }))
            }
            Self::Stop => stopped(id, false),
        };
        if let Change::Consent(change::consent::Change::Given(change::consent::Given {
            member: of,
            request: asked,
            ends_on,
            ..
        })) = &mut change
        {
            (*of, *asked) = (member, request);
            if let Self::Give(days) = self {
                *ends_on = today.plus(days);
            }
        }
        if let Change::Consent(change::consent::Change::Stopped(change::consent::Stopped {
            member: of,
            ..
        })) = &mut change
        {
            *of = member;
        }
        change
    }
}

/// Keeps one change in a session of its own; whether it was written.
async fn writes(bed: &Bed, session: i64, change: Change, now: Instant) -> bool {
    let kept = bed.store.keep(
        sahkar::store::Step {
            now,
            ..step(session, 1)
        },
        vec![change],
    );
    match kept.await.unwrap() {
        StepWritten::Done => true,
        StepWritten::Lost => false,
    }
}

async fn members(bed: &Bed, n: i64) {
    let members: Vec<NewMember> = (0..n)
        .map(|n| NewMember {
            id: member(n),
            no: 20_000 + n,
            name: "Ramila".into(),
            lang: Some(Lang::Gu),
            private_sms: false,
            phone: Phone::parse(&format!("+9197000{n:05}")).unwrap(),
            pin: None,
        })
        .collect();
    bed.store
        .add_members(&By::OPERATOR, COOP, &members, NOW)
        .await
        .unwrap();
}

fn member(n: i64) -> MemberId {
    MemberId(10_000 + n)
}

/// A request as it may stand.
struct Request {
    id: RequestId,
    is_open: bool,
    has_passed: bool,
    valid_until: Option<Day>,
}

impl Request {
    fn all() -> Vec<Self> {
        let today = NOW.day();
        let mut all = Vec::new();
        for is_open in [true, false] {
            for has_passed in [true, false] {
                for valid_until in [None, Some(today.plus(-1)), Some(today.plus(10))] {
                    all.push(Self {
                        id: RequestId(100 + i64::try_from(all.len()).unwrap()),
                        is_open,
                        has_passed,
                        valid_until,
                    });
                }
            }
        }
        all
    }

    async fn put(&self, bed: &Bed) {
        let words = || Words::new("x", "x", "x");
        let request = NewRequest {
            ask: Ask {
                request: self.id,
                request_no: self.id.0,
                requester: words(),
                title: words(),
                what: words(),
                why: words(),
                months: 12,
                keep_days: 30,
                lasts_days: 30,
                grain: Grain::Single,
                sections: vec![Section::Income],
                reads: Reads::Once,
                valid_until: self.valid_until,
                complaint: String::new(),
            },
            requester: RowId(self.id.0),
            // The first has been counted and passed; the second is still open.
            ballot: if self.has_passed {
                BallotId(16)
            } else {
                BALLOT
            },
        };
        bed.store
            .add_request(&By::OPERATOR, COOP, &request, NOW)
            .await
            .unwrap();
        if !self.is_open {
            let close = format!(
                "update request set state = 'closed' where id = {}",
                self.id.0
            );
            bed.tamper(&close).await;
        }
    }

    fn unanswered(&self) -> ConsentStanding {
        if self.is_open && self.has_passed {
            ConsentStanding::Asked(AskedConsent {
                lasts_days: 30,
                valid_until: self.valid_until,
            })
        } else {
            ConsentStanding::NotAsked
        }
    }
}

/// Every state that an answer may be kept in; `None`: none is.
fn kept_answers() -> Vec<Option<(ConsentState, Day)>> {
    let today = NOW.day();
    let given = [-1, 0, 30].map(|days| Some((ConsentState::Given, today.plus(days))));
    let others = ConsentState::ALL
        .iter()
        .filter(|state| **state != ConsentState::Given);
    let others = others.map(|state| Some((*state, today.plus(30))));
    given.into_iter().chain(others).chain([None]).collect()
}

#[tokio::test]
async fn no_step_of_a_permission_is_written_that_its_state_machine_refuses() {
    on_each(async |bed| {
        let (answers, today) = (kept_answers(), NOW.day());
        members(&bed, 100).await;
        let shown = "insert into consent_text (coop_id, hash, version, lang, screens)
            values (1, 'h', 'v1', 'gu', '[]')";
        bed.tamper(shown).await;
        let (mut id, mut refused_n, mut written_n) = (1_000, 0, 0);
        for request in Request::all() {
            request.put(&bed).await;
            let cases = answers
                .iter()
                .flat_map(|answer| STEPS.map(|taken| (answer, taken)));
            for (n, (answer, taken)) in (0..).zip(cases) {
                id += 1;
                let from = answer.map_or(request.unanswered(), |(state, ends_on)| {
                    ConsentStanding::of(state, ends_on)
                });
                if let Some((state, ends_on)) = answer {
                    let row = format!(
                        "insert into consent (coop_id, id, no, member_id, request_id, state,
                            ends_on, text_hash, at)
                        values (1, {id}, {id}, {}, {}, '{}', {}, 'h', 0)",
                        member(n).0,
                        request.id.0,
                        state.code(),
                        ends_on.0
                    );
                    bed.tamper(&row).await;
                }
                // Another answer would be another row; a stop is of the one that is there.
                let row = match taken {
                    Step::Stop => id,
                    Step::Give(_) | Step::Refuse => id + 50_000,
                };
                let change = taken.change((member(n), request.id), row, today);
                let is_written = writes(&bed, id, change, NOW).await;
                let leads = taken.leads(from, today);
                let case = format!("{taken:?} from {from:?} of {}", request.id.0);
                assert_eq!(is_written, leads.is_some(), "{case}");
                if is_written {
                    written_n += 1;
                } else {
                    refused_n += 1;
                }
            }
        }
        assert!(refused_n > 500 && written_n > 20, "{refused_n} {written_n}");
    })
    .await;
}

/// Walks of at most so many steps, drawn anew in each run of the test from one seed.
fn walks<T: std::fmt::Debug>(n: usize, step: impl Strategy<Value = T> + Clone) -> Vec<Vec<T>> {
    let mut runner = TestRunner::deterministic();
    let walk = vec(step, 1..9);
    (0..n)
        .map(|_| walk.new_tree(&mut runner).unwrap().current())
        .collect()
}

#[tokio::test]
async fn a_permission_goes_the_way_of_its_state_machine() {
    on_each(async |bed| {
        members(&bed, 40).await;
        let drawn = walks(40, (0_i64..20, 0..STEPS.len()));
        let mut session = 0;
        for (n, walk) in (0..).zip(drawn) {
            let mut now = NOW;
            let mut at = ConsentStanding::Asked(AskedConsent {
                lasts_days: 30,
                valid_until: Some(NOW.day().plus(200)),
            });
            for (days, taken) in walk {
                session += 1;
                now = now.plus_days(days);
                let taken = STEPS[taken];
                let change = taken.change((member(n), REQUEST), 1000 + n, now.day());
                let leads = taken.leads(at, now.day());
                let is_written = writes(&bed, session, change, now).await;
                assert_eq!(is_written, leads.is_some(), "{taken:?} from {at:?}");
                at = leads.unwrap_or(at);
            }
            let kept = format!(
                "select state from consent where member_id = {}",
                member(n).0
            );
            let kept = bed.peek(&kept).await;
            let state = match at {
                ConsentStanding::Given(_) => "given",
                ConsentStanding::Refused(_) => "refused",
                ConsentStanding::Stopped(_) => "withdrawn",
                ConsentStanding::NotAsked
                | ConsentStanding::Asked(_)
                | ConsentStanding::Over(_) => "",
            };
            let kept = kept.first().map_or("", |row| row[0].as_str());
            assert_eq!(kept, state, "walk {n}");
        }
    })
    .await;
}

/// What happens to an entry: a case disputes it, it is taken back, or another replaces it.
fn of_entry(step: usize, old: i64, id: i64) -> Change {
    match step {
        0 => case_opened(id, Some(old)),
        1 => Change::Entry(change::entry::Change::Withdrawn(
            change::entry::EntryWithdrawn {
                member: RAMILA,
                entry: EntryId(old),
                event: RowId(id),
            },
        )),
        _ => {
            let replaces = Some(EntryId(old));
            Change::Entry(change::entry::Change::Added(change::entry::Added {
                member: RAMILA,
                entry: Entry {
                    replaces,
                    ..entry(id)
                },
                event: RowId(id),
            }))
        }
    }
}

fn case_opened(id: i64, about: Option<i64>) -> Change {
    Change::Case(change::case::Change::Opened(change::case::CaseOpened {
        member: RAMILA,
        case: Case {
            id: CaseId(id),
            no: id,
            kind: CaseKind::EntryErase,
            entry_no: about,
            amount: None,
            due_at: NOW.plus_days(7),
        },
        disputes: about.map(|entry| (EntryId(entry), RowId(id))),
    }))
}

#[tokio::test]
async fn an_entry_and_the_cases_about_it_go_the_way_of_their_state_machines() {
    on_each(async |bed| {
        let mut id = 5_000;
        for walk in walks(40, 0_usize..3) {
            id += 1;
            let old = id;
            assert!(writes(&bed, id, added(old), NOW).await);
            let mut at = EntryState::Good;
            for taken in walk {
                id += 1;
                let leads = match taken {
                    0 => {
                        let opened = case::CaseStanding::Unopened.open(Some(at), NOW);
                        opened.ok().and_then(|_| at.dispute().ok())
                    }
                    _ => at.withdraw().ok(),
                };
                let is_written = writes(&bed, id, of_entry(taken, old, id), NOW).await;
                assert_eq!(is_written, leads.is_some(), "{taken} from {at:?}");
                at = leads.unwrap_or(at);
                if taken == 0 && is_written {
                    // It is open: it cannot be opened once more.
                    let open = case::CaseStanding::Unopened
                        .open(None, NOW)
                        .map(case::CaseStanding::Open);
                    assert!(open.unwrap().open(None, NOW).is_err());
                    assert!(!writes(&bed, id + 100_000, case_opened(id, None), NOW).await);
                }
            }
            let stood = format!(
                "select state from entry_event where entry_id = {old} order by id desc limit 1"
            );
            let stood = bed.peek(&stood).await;
            let stood = stood.first().map_or("ok", |row| row[0].as_str());
            assert_eq!(stood, at.code());
        }
    })
    .await;
}
