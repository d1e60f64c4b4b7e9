//! What a typed PIN, or the code of a slip, does to a conversation.

use super::facts::{Facts, Slip, Verdict};
use super::state::DialogueState;
use crate::core::acts::pin::{self, r#try};
use crate::core::domain::{Change, MemberId, TriesOf};
use crate::core::script::words::Question;
use crate::core::script::{ScreenKind, Script};

/// Counts a try. While it is locked nothing is counted and no verdict is used.
pub(super) fn tried(verdict: Verdict, state: &mut DialogueState, facts: &Facts) -> Option<Change> {
    let of = match (facts.member(), facts.stranger) {
        (Some(member), _) => TriesOf::Member(member.id),
        (None, stranger) => TriesOf::Stranger(stranger?.tries_id),
    };
    let (before, own_n) = (facts.pin.tries, state.wrong_n);
    let matches = verdict != Verdict::Wrong;
    let change = r#try::decide(of, matches, before, own_n, facts.now).ok()?;
    let right = r#try::is_right(of, matches);
    state.wrong_n = if right { 0 } else { own_n + 1 };
    match verdict {
        // Whoever has the slip still has to choose a PIN before anything of hers opens.
        Verdict::Code(code) if right => state.code = Some(code),
        Verdict::Right | Verdict::Wrong | Verdict::Code(_) => {
            state.pin = right;
            state.told_n = if right { before.of_others(own_n) } else { 0 };
        }
    }
    Some(change)
}

/// Sets the PIN that was typed twice, with the code of her slip or after the old one; the screens before
/// this one ask for one of the two.
pub(super) fn set(member: MemberId, state: &mut DialogueState, facts: &Facts) -> Option<Change> {
    let hash = state.answers.new_pin.take()?;
    let Some(code) = state.code.take() else {
        return pin::set::decide(member, hash, state.pin).ok();
    };
    let is_gone = facts.pin.slip == Slip::Gone;
    let activated = pin::choose::decide(member, hash, code, is_gone).ok()?;
    state.pin = true;
    Some(activated)
}

/// A member who wanted a new PIN, was asked for the old one and chose a new one with the code of her slip
/// instead, is not asked to choose it again.
pub(super) fn forget_goal_of_pin(script: &Script, state: &mut DialogueState) {
    let goal = state.goal.as_deref().and_then(|goal| script.find(goal));
    let asks_for_it = goal.is_some_and(|goal| {
        matches!(
            script.screen(goal).kind,
            ScreenKind::Ask {
                question: Question::NewPin,
                ..
            }
        )
    });
    if asks_for_it {
        state.goal = None;
    }
}
