//! The turn's own picture of the world after its changes is the one that the store has: the same step
//! as `answer` takes, with the facts read again afterwards.

use super::Dice;
use super::callers::Caller;
use crate::support::World;
use sahkar::dialogue::state::State;
use sahkar::dialogue::{self, Facts, Input, PinWork, Wants};
use sahkar::script::words::{Need, Needs};
use sahkar::store::{Kept, Known, Step};
use sahkar::texts::measure::Budget;

/// Takes one caller through a whole errand and compares after each step.
pub(super) async fn facts_agree(world: &World, callers: &mut [Caller], dice: &mut Dice) {
    let errands: [&[&str]; 8] = [
        &["2", "1", "2", "640", "1", "1"],
        &["2", "3", "75", "1", "1"],
        &["5", "1"],
        &["5", "3", "1", "2"],
        &["6", "4", "1"],
        &["6", "3", "2"],
        &["6", "1", "2"],
        &["3", "4", "2"],
    ];
    let errand = *dice.pick(&errands);
    let n = dice.below(callers.len());
    let caller = &mut callers[n];
    caller.phone.drop_line();
    let mut phone = caller.phone.clone();
    let mut inbound = phone.dial_request(world);
    let mut replies = errand.iter();
    let own_no = caller.member_no.to_string();
    let mut first = caller.shares.then_some(own_no.as_str());
    let mut input = Input::Open;
    for _ in 0..12 {
        let Some(screen) = step(world, &inbound, input).await else {
            break;
        };
        // A draft of an earlier call would turn the errand elsewhere.
        let reply = match screen.as_str() {
            "resume/offer" => "2",
            _ => match first.take().or_else(|| replies.next().copied()) {
                Some(reply) => reply,
                None => break,
            },
        };
        inbound = phone.reply_request(reply);
        input = Input::Text(reply);
    }
}

/// One step; the screen where she waits, or `None` where the call is over.
async fn step(
    world: &World,
    inbound: &sahkar::gateway::Inbound,
    input: Input<'_>,
) -> Option<String> {
    let service = &world.service;
    let coop = service
        .coop(inbound.gateway, &inbound.code)
        .await
        .unwrap()
        .unwrap();
    let session =
        service
            .keys()
            .session_id(inbound.gateway.name(), &inbound.phone, &inbound.session);
    let now = service.clock.now();
    let known = || {
        service
            .store
            .known(coop.coop.id, session, &inbound.phone, now)
    };
    let before = known().await.unwrap();
    let row = before.session.clone();
    let turn_no = row.as_ref().map_or(1, |row| row.turn + 1);
    let state = row.and_then(|row| row.state);
    let wants = dialogue::wants(&service.script, state.as_ref(), input, &before.phone);
    if wants.pin != PinWork::None {
        return None;
    }
    let facts = load(world, &coop, &before, &wants).await;
    let turn = dialogue::turn(&service.script, state, input, facts, Budget::DEFAULT);
    let step = Step {
        coop: coop.coop.id,
        session,
        phone: turn.facts.phone.id,
        member: turn.facts.member().map(|member| member.id),
        turn: turn_no,
        text_len: i64::try_from(inbound.text.len()).unwrap(),
        text_hash: service.keys().transcript(session, &inbound.text),
        reply: b"CON kept by the simulation".to_vec(),
        state: turn.state.clone(),
        draft: turn.state.as_ref().and_then(State::draft_to_keep),
        now,
    };
    let changes = turn.changes.clone();
    let kept = service.store.keep(step, turn.changes).await.unwrap();
    assert_eq!(kept, Kept::Done, "nobody else is at work");
    let after = known().await.unwrap();
    let wants = Wants {
        caller: turn.facts.caller,
        ..wants
    };
    let stored = load(world, &coop, &after, &wants).await;
    let needs = wants.needs;
    assert_eq!(
        bare(turn.facts, needs),
        bare(stored, needs),
        "after {changes:?} at {}",
        turn.screen
    );
    turn.state.map(|state| state.at)
}

async fn load(
    world: &World,
    coop: &sahkar::service::CoopAtHand,
    known: &Known,
    wants: &Wants,
) -> Facts {
    let mut facts = Facts::new(
        world.clock.now(),
        coop.coop.clone(),
        coop.categories.clone(),
    );
    facts.phone = known.phone.clone();
    facts.caller = wants.caller;
    let store = &world.service.store;
    store
        .load(known, &mut facts, wants.needs, wants.entry_no)
        .await
        .unwrap();
    facts
}

/// Only the groups that were loaded for this turn; without what is drawn anew for each turn, and
/// without the draft, which is the session's own.
fn bare(facts: Facts, needs: Needs) -> Facts {
    let empty = Facts::new(facts.now, facts.coop.clone(), facts.categories.clone());
    macro_rules! keep {
        ($($need:ident $field:ident),*) => {
            Facts {
                fresh: empty.fresh,
                draft: empty.draft,
                $($field: if needs.has(Need::$need) { facts.$field } else { empty.$field },)*
                ..facts
            }
        };
    }
    keep!(
        Marks marks, Month month, Entries entries, Entry entry, Asks asks, Consents consents,
        Seen seen, Ballots ballots, Results results, Meeting meeting, Notices notices, Pin pin
    )
}
