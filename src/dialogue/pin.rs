//! What a typed PIN, or the code of a slip, does to a conversation.

use super::facts::{Facts, Slip, Verdict};
use super::state::State;
use crate::domain::change::pin;
use crate::domain::{Change, MemberId, TriesOf};
use crate::script::words::Question;
use crate::script::{Kind, Script};

/// Counts a try. While it is locked nothing is counted and no verdict is used.
pub(super) fn tried(verdict: Verdict, state: &mut State, facts: &Facts) -> Option<Change> {
    let before = facts.pin.tries;
    if before.is_locked(facts.now) {
        return None;
    }
    let of = match (facts.member(), facts.stranger) {
        (Some(member), _) => TriesOf::Member(member.id),
        (None, stranger) => TriesOf::Stranger(stranger?.tries_id),
    };
    let right = verdict != Verdict::Wrong && matches!(of, TriesOf::Member(_));
    let own_n = state.wrong_n;
    let after = if right {
        before.after_right(own_n)
    } else {
        before.after_wrong(facts.now)
    };
    state.wrong_n = if right { 0 } else { own_n + 1 };
    match verdict {
        // Whoever has the slip still has to choose a PIN before anything of hers opens.
        Verdict::Code(code) if right => state.code = Some(code),
        Verdict::Right | Verdict::Wrong | Verdict::Code(_) => {
            state.pin = right;
            state.told_n = if right { before.of_others(own_n) } else { 0 };
        }
    }
    Some(Change::Pin(pin::Change::Tried(pin::Tried {
        of,
        right,
        before,
        after,
    })))
}

/// Sets the PIN that was typed twice, with the code of her slip or after the old one; nobody without
/// either gets here.
pub(super) fn set(member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let hash = state.answers.new_pin.take()?;
    let Some(code) = state.code.take() else {
        return state
            .pin
            .then_some(Change::Pin(pin::Change::Set(pin::Set { member, hash })));
    };
    if facts.pin.slip == Slip::Gone {
        return None;
    }
    state.pin = true;
    Some(Change::Pin(pin::Change::Activated(pin::Activated {
        member,
        hash,
        code,
    })))
}

/// Whoever was on her way to a new PIN when she was asked for the old one, and chose it with the code
/// of her slip, is not asked to choose it again.
pub(super) fn forget_goal_of_pin(script: &Script, state: &mut State) {
    let goal = state.goal.as_deref().and_then(|goal| script.find(goal));
    let asks_for_it = goal.is_some_and(|goal| {
        matches!(
            script.screen(goal).kind,
            Kind::Ask {
                question: Question::NewPin,
                ..
            }
        )
    });
    if asks_for_it {
        state.goal = None;
    }
}
