//! Stopping a permission takes no more replies than giving it: counted over the compiled script.

use crate::support::script;
use sahkar::script::words::{Action, Picking};
use sahkar::script::{Kind, PinRule, ScreenId, Script, Target};
use std::collections::{HashMap, VecDeque};

/// What a reply costs on the way: one key, or a number that has to be known.
fn ways(script: &Script, at: ScreenId) -> Vec<(u32, Option<Action>, ScreenId)> {
    let here = |target: &Target| match target {
        Target::Screen(id) => *id,
        Target::Goal => at,
    };
    match &script.screen(at).kind {
        Kind::Choices(choices) => choices
            .iter()
            .map(|choice| (1, choice.does, here(&choice.then)))
            .collect(),
        Kind::Pick {
            list,
            then,
            choices,
        } => {
            let pick = then.as_ref().filter(|_| list.picking() != Picking::Never);
            let picked = pick.map(|then| (1, None, here(then)));
            let chosen = choices
                .iter()
                .map(|choice| (1, choice.does, here(&choice.then)));
            picked.into_iter().chain(chosen).collect()
        }
        Kind::Ask {
            does,
            then,
            choices,
            ..
        } => {
            let chosen = choices
                .iter()
                .map(|choice| (1, choice.does, here(&choice.then)));
            [(1, *does, here(then))].into_iter().chain(chosen).collect()
        }
        // What a route costs is nothing; which one is taken depends on facts, so all are possible.
        Kind::Routes(routes) => routes
            .iter()
            .map(|route| (0, None, here(&route.then)))
            .collect(),
        Kind::End => Vec::new(),
    }
}

/// The fewest replies from the dial until an action is done, the PIN counted as one where a screen on
/// the way always asks it.
fn fewest(script: &Script, wanted: &[Action]) -> u32 {
    let begin = (script.dial(), false);
    let mut cost: HashMap<(ScreenId, bool), u32> = HashMap::from([(begin, 0)]);
    let mut open = VecDeque::from([begin]);
    let mut best = u32::MAX;
    while let Some((at, pin)) = open.pop_front() {
        let so_far = cost[&(at, pin)];
        let asks_pin = script.screen(at).pin == Some(PinRule::Asked) && !pin;
        let so_far_here = so_far + u32::from(asks_pin);
        for (replies, does, next) in ways(script, at) {
            let reached = so_far_here + replies;
            if does.is_some_and(|action| wanted.contains(&action)) {
                best = best.min(reached);
            }
            let place = (next, pin || asks_pin);
            if cost.get(&place).is_none_or(|known| reached < *known) {
                cost.insert(place, reached);
                open.push_back(place);
            }
        }
    }
    best
}

#[test]
fn stopping_takes_no_more_steps_than_giving() {
    let script = script();
    let give = fewest(&script, &[Action::GiveConsent]);
    let stop = fewest(&script, &[Action::StopConsent]);
    let erase = fewest(&script, &[Action::StopAndErase]);
    assert!(
        give < u32::MAX && stop <= give && erase <= give,
        "{give} {stop} {erase}"
    );
}
