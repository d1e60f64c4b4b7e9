//! The facts that a turn computes for after its changes are those that the store then reads, and a turn
//! looks at nothing that it has not loaded: the same step as in `answer`, with everything loaded beside
//! what is needed, and with the facts read again afterwards.

use super::kinds::Seen;
use crate::needs::{everything, only};
use crate::support::World;
use sahkar::app::CoopAtHand;
use sahkar::core::dialogue::facts::{Facts, Fresh, PinFacts, Slip, Verdict};
use sahkar::core::dialogue::state::DialogueState;
use sahkar::core::dialogue::{self, Caller, Input, PinWork, TurnNeeds};
use sahkar::core::domain::Change;
use sahkar::core::render::{Page, ussd};
use sahkar::core::script::words::{Need, Needs};
use sahkar::core::texts::measure::Budget;
use sahkar::gateways::Inbound;
use sahkar::pins;
use sahkar::store::{Known, Step, StepWritten};
use std::sync::Arc;

/// One request, looked at from both sides.
struct Model<'a> {
    world: &'a World,
    coop: Arc<CoopAtHand>,
}

/// What a turn came to, and how the world stands after it.
pub(super) struct Taken<'s> {
    pub(super) page: Page<'s>,
    pub(super) state: Option<DialogueState>,
    pub(super) changes: Vec<Change>,
    visited: Vec<&'s str>,
    facts: Facts,
}

/// Takes a turn, keeps it, and compares it with what it should have been.
pub(super) async fn step<'w>(
    world: &'w World,
    inbound: &Inbound,
    input: Input<'_>,
    seen: &mut Seen,
) -> Taken<'w> {
    let service = &world.service;
    let coop = service.coop(inbound.gateway, &inbound.code).await;
    let model = Model {
        world,
        coop: coop.unwrap().unwrap(),
    };
    let keys = service.keys();
    let session = keys.session_id(inbound.gateway.name(), &inbound.phone, &inbound.session);
    let coop = model.coop.coop.id;
    let now = service.clock.now();
    let known = || service.store.known(coop, session, &inbound.phone, now);
    let before = known().await.unwrap();
    let row = before.session.clone();
    let turn_no = row.as_ref().map_or(1, |row| row.turn + 1);
    let state = row.and_then(|row| row.state);
    let wants = dialogue::wants(&service.script, state.as_ref(), input, &before.phone);
    let found = model.pin_work(wants.caller, wants.pin.clone()).await;
    let facts = model.load(&before, &wants, &found).await;
    let turn = model.turn(state.clone(), input, facts.clone());
    model
        .knows_enough((&before, &wants, &found), (state.clone(), input), &turn)
        .await;
    seen.note(
        &service.script,
        state.as_ref(),
        input,
        (&turn.changes, &facts),
    );
    let step = Step {
        coop,
        session,
        phone: turn.facts.phone.id,
        member: turn.facts.member().map(|member| member.id),
        turn: turn_no,
        text_len: i64::try_from(inbound.text.len()).unwrap(),
        text_hash: keys.transcript(session, &inbound.text),
        reply: b"CON kept by the simulation".to_vec(),
        state: turn.state.clone(),
        draft: turn.state.as_ref().and_then(DialogueState::draft_to_keep),
        now,
    };
    let kept = service.store.keep(step, turn.changes.clone()).await;
    assert_eq!(kept.unwrap(), StepWritten::Done, "nobody else is at work");
    let after = known().await.unwrap();
    let wants = TurnNeeds {
        caller: turn.facts.caller,
        ..wants
    };
    let stored = model.load(&after, &wants, &PinFacts::default()).await;
    let expected = bare(turn.facts.clone(), wants.needs);
    let stored = bare(stored, wants.needs);
    macro_rules! same {
        ($($field:ident),*) => {
            $(assert_eq!(
                expected.$field, stored.$field,
                "{} after {:?} at {}", stringify!($field), turn.changes, turn.page.seen.screen
            );)*
        };
    }
    // One by one, so that a failure shows no more than what differs.
    same!(
        phone, caller, pin, marks, month, entries, entry, asks, consents, seen, ballots, results,
        meeting, notices, draft
    );
    assert!(expected == stored);
    turn
}

impl<'a> Model<'a> {
    fn turn(&self, state: Option<DialogueState>, input: Input<'_>, mut facts: Facts) -> Taken<'a> {
        let script = &self.world.service.script;
        let turn = dialogue::turn(script, state, input, &mut facts);
        let page = ussd::page(&turn.screen, turn.page, Budget::DEFAULT);
        Taken {
            state: turn.waiting.after(&page),
            page,
            changes: turn.changes,
            visited: turn.visited,
            facts,
        }
    }

    /// What is found out about a typed PIN outside the turn.
    async fn pin_work(&self, caller: Caller, work: PinWork) -> PinFacts {
        let service = &self.world.service;
        let mut found = PinFacts::default();
        let asked = match caller {
            Caller::Member(id) => id,
            Caller::Unknown | Caller::Stranger(_) => pins::NOBODY,
        };
        match work {
            PinWork::None => {}
            PinWork::Check(typed) => {
                let row = service.store.credential(self.coop.coop.id, asked).await;
                let hash = row.unwrap().map(|row| row.hash);
                let right = service.local.pins.is_right(typed, hash).await;
                found.verdict = Some(if right {
                    Verdict::Right
                } else {
                    Verdict::Wrong
                });
            }
            PinWork::HashNew(typed) => {
                let salt = service.chance().bytes();
                found.new_hash = Some(service.local.pins.hash(typed, salt).await);
            }
            PinWork::CheckCode(typed) => {
                let now = self.world.clock.now();
                let code = service.store.pin_code(self.coop.coop.id, asked, now).await;
                let (id, hash) = code.unwrap().unzip();
                let right = service.local.pins.is_right(typed, hash).await;
                let code = id.filter(|_| right);
                found.verdict = Some(code.map_or(Verdict::Wrong, Verdict::Code));
            }
            PinWork::CheckNew { typed, hash, code } => {
                found.new_matches = service.local.pins.is_right(typed, Some(hash)).await;
                if let Some(code) = code {
                    let lives = service.store.is_pin_code(self.coop.coop.id, asked, code);
                    if !lives.await.unwrap() {
                        found.slip = Slip::Gone;
                    }
                }
            }
        }
        found
    }

    async fn load(&self, known: &Known, wants: &TurnNeeds, found: &PinFacts) -> Facts {
        let coop = &self.coop;
        let now = self.world.clock.now();
        let mut facts = Facts::new(now, coop.coop.clone(), coop.categories.clone());
        facts.phone = known.phone.clone();
        facts.caller = wants.caller;
        facts.pin = found.clone();
        let store = &self.world.service.store;
        store
            .load(known, &mut facts, wants.needs, wants.entry_no)
            .await
            .unwrap();
        facts
    }

    /// Somebody who knows everything decides and says the same.
    async fn knows_enough(
        &self,
        (known, wants, found): (&Known, &TurnNeeds, &PinFacts),
        (state, input): (Option<DialogueState>, Input<'_>),
        turn: &Taken<'_>,
    ) {
        let all = TurnNeeds {
            needs: everything(wants.needs, state.as_ref()),
            ..wants.clone()
        };
        let mut facts = self.load(known, &all, found).await;
        facts.fresh = also(&turn.facts.fresh, facts.fresh);
        let told = self.turn(state, input, facts);
        assert_eq!((&told.page, &told.visited), (&turn.page, &turn.visited));
        assert_eq!(
            (told.state, told.changes),
            (turn.state.clone(), turn.changes.clone())
        );
    }
}

/// The ids and numbers that were drawn, and others where none was: these two must not matter.
fn also(drawn: &Fresh, others: Fresh) -> Fresh {
    let or = |no: i64, other: i64| if no == 0 { other } else { no };
    Fresh {
        ids: drawn.ids,
        entry_no: or(drawn.entry_no, others.entry_no),
        consent_no: or(drawn.consent_no, others.consent_no),
        case_no: or(drawn.case_no, others.case_no),
        statement_code: if drawn.statement_code.is_empty() {
            others.statement_code
        } else {
            drawn.statement_code.clone()
        },
    }
}

/// Only the groups that were loaded for this turn; without what is drawn or found out for one turn
/// alone.
fn bare(facts: Facts, needs: Needs) -> Facts {
    let pin = PinFacts {
        verdict: None,
        new_hash: None,
        new_matches: false,
        ..facts.pin.clone()
    };
    let facts = Facts { pin, ..facts };
    let drawn = [
        Need::EntryNo,
        Need::ConsentNo,
        Need::CaseNo,
        Need::StatementCode,
    ];
    Facts {
        fresh: Fresh::default(),
        ..only(facts, needs.without(Needs::of(&drawn)))
    }
}
