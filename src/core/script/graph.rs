//! The script as a graph: what can be reached, which routes form a circle, how many replies a task takes.

use super::checked::Script;
use super::places::Places;
use super::problem::Problem;
use super::screen_def::{ScreenDef, ScreenId, ScreenKind, Target};
use super::words::{Action, Condition, Picking};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// No task takes more replies from the dial than this (domain reference H2.1).
pub(super) const REPLIES_MAX: usize = 8;

/// Actions that begin an entry; saving the entry completes each of them.
const KINDS: [Action; 4] = [
    Action::StartIncome,
    Action::StartCost,
    Action::StartSaving,
    Action::StartRepayment,
];

/// One way out of a screen.
struct ScreenExit {
    to: Target,
    /// Replies it costs: a key or a typed answer one; picking by number, routes and going back none.
    cost: usize,
    does: Option<Action>,
}

/// The ways forward.
fn forward(screen: &ScreenDef) -> Vec<ScreenExit> {
    let mut ways: Vec<ScreenExit> = screen
        .choices()
        .iter()
        .map(|choice| ScreenExit {
            to: choice.then,
            cost: 1,
            does: choice.does,
        })
        .collect();
    match &screen.kind {
        ScreenKind::Pick {
            list,
            then: Some(then),
            ..
        } => {
            let cost = usize::from(list.picking() == Picking::ByKey);
            ways.push(ScreenExit {
                to: *then,
                cost,
                does: None,
            });
        }
        ScreenKind::Ask { does, then, .. } => ways.push(ScreenExit {
            to: *then,
            cost: 1,
            does: *does,
        }),
        ScreenKind::Routes(routes) => {
            ways.extend(routes.iter().map(|route| ScreenExit {
                to: route.then,
                cost: 0,
                does: None,
            }));
        }
        ScreenKind::Choices(_) | ScreenKind::Pick { .. } | ScreenKind::End => {}
    }
    ways
}

/// The ways forward, and the way back, which costs a reply like any key.
fn ways(screen: &ScreenDef) -> Vec<ScreenExit> {
    let mut ways = forward(screen);
    ways.extend(screen.back.iter().map(|back| ScreenExit {
        to: back.to,
        cost: 1,
        does: None,
    }));
    ways
}

/// The fewest replies from the dial to each screen that can be reached.
pub(super) fn replies(script: &Script) -> BTreeMap<ScreenId, usize> {
    let mut best = BTreeMap::from([(script.dial, 0)]);
    let mut queue = VecDeque::from([script.dial]);
    while let Some(at) = queue.pop_front() {
        let so_far = best[&at];
        for way in ways(script.screen(at)) {
            let Target::Screen(to) = way.to else { continue };
            let cost = so_far + way.cost;
            if best.get(&to).is_none_or(|known| cost < *known) {
                best.insert(to, cost);
                queue.push_back(to);
            }
        }
    }
    best
}

/// Conditions that do not hold for the caller whose replies are counted: on her own phone, with her
/// language set, the PIN given, nothing left half-filled, and no odd value.
const NOT_COUNTED: [Condition; 9] = [
    Condition::PhoneUnknown,
    Condition::CallerUnknown,
    Condition::PhoneShared,
    Condition::LanguageUnknown,
    Condition::DraftWaiting,
    Condition::PinLocked,
    Condition::PinMissing,
    Condition::PinMustChange,
    Condition::AmountOdd,
];

impl Script {
    /// The replies from the dial until an action is done, on an own phone with the language set: keys
    /// and typed answers count, the PIN, page turns, picking from a list by number and the question
    /// about an odd value do not. She takes the shortest way; where routes decide for her, the longest
    /// counts. `None` for an action that cannot be reached from the dial.
    pub fn replies_to(&self, action: Action) -> Option<usize> {
        replies_to(self, action)
    }
}

/// The replies from the dial until an action is done: the shortest way she can take, and the longest that
/// routes can take her. A route from which this action cannot be reached belongs to another task.
pub(super) fn replies_to(script: &Script, action: Action) -> Option<usize> {
    left(script, action).get(&script.dial).copied()
}

/// The same for an action that completes what another action began: saving an income entry takes more
/// replies than saving a saving, which has no category.
pub(super) fn replies_through(script: &Script, begin: Action, end: Action) -> Option<usize> {
    let before = replies_to(script, begin)?;
    let left = left(script, end);
    let beginnings = script.screens().iter().flat_map(forward);
    let beginnings = beginnings.filter(|way| way.does == Some(begin));
    let after = beginnings.filter_map(|way| left.get(&way.to.screen()?).copied());
    Some(before + after.max()?)
}

/// The replies that are left to an action, by the screen she is on.
fn left(script: &Script, action: Action) -> BTreeMap<ScreenId, usize> {
    let leading = leading_to(script, action);
    let mut left: BTreeMap<ScreenId, usize> = BTreeMap::new();
    // Each round knows the way from one more screen at least; a route is known once all its ways are.
    loop {
        let mut is_settled = true;
        for screen in script.screens() {
            let known = way_left(screen, action, &leading, &left);
            if known.is_some() && known != left.get(&screen.id).copied() {
                left.extend(known.map(|n| (screen.id, n)));
                is_settled = false;
            }
        }
        if is_settled {
            return left;
        }
    }
}

/// What is left to reply on a screen, as far as the screens behind it are known.
fn way_left(
    screen: &ScreenDef,
    action: Action,
    leading: &BTreeSet<ScreenId>,
    left: &BTreeMap<ScreenId, usize>,
) -> Option<usize> {
    if let ScreenKind::Routes(routes) = &screen.kind {
        let targets = routes
            .iter()
            .filter(|route| route.when.is_none_or(|when| !NOT_COUNTED.contains(&when)))
            .filter_map(|route| route.then.screen())
            .filter(|to| leading.contains(to));
        let known: Option<Vec<usize>> = targets.map(|to| left.get(&to).copied()).collect();
        return known?.into_iter().max();
    }
    let ahead = |way: &ScreenExit| {
        if way.does == Some(action) {
            return Some(way.cost);
        }
        Some(way.cost + left.get(&way.to.screen()?)?)
    };
    forward(screen).iter().filter_map(ahead).min()
}

/// The screens from which there is a way forward to an action.
fn leading_to(script: &Script, action: Action) -> BTreeSet<ScreenId> {
    let mut leading = BTreeSet::new();
    loop {
        let before = leading.len();
        for screen in script.screens() {
            let leads = forward(screen).iter().any(|way| {
                way.does == Some(action) || way.to.screen().is_some_and(|to| leading.contains(&to))
            });
            if leads {
                leading.insert(screen.id);
            }
        }
        if leading.len() == before {
            return leading;
        }
    }
}

/// Finds screens that nobody can reach, circles of routes, and tasks that take too many replies.
pub(super) fn check(script: &Script, places: &Places, problems: &mut Vec<Problem>) {
    let reached = reached(script);
    for screen in script.screens() {
        if !reached.contains(&screen.id) {
            let what = format!("nobody can reach {}", screen.name);
            let help = "lead to it from a choice, a route or `back`, or take it out";
            problems.push(Problem::new(&places.screen(&screen.name), what).help(help));
        }
        if let Some(circle) = circle(script, screen) {
            let what = format!("routes form a circle: {}", circle.join(" → "));
            let help = "let one of them lead to a screen that waits for a reply";
            problems.push(Problem::new(&places.screen(&screen.name), what).help(help));
        }
    }
    for action in Action::ALL.iter().filter(|action| action.commits()) {
        let mut needed = replies_to(script, *action);
        if *action == Action::SaveEntry {
            let begun = KINDS
                .iter()
                .map(|kind| replies_through(script, *kind, *action));
            needed = needed.max(begun.max().flatten());
        }
        let Some(needed) = needed.filter(|n| *n > REPLIES_MAX) else {
            continue;
        };
        let offers =
            |screen: &&ScreenDef| forward(screen).iter().any(|way| way.does == Some(*action));
        for screen in script.screens().iter().filter(offers) {
            let what = format!("`{}` takes {needed} replies from the dial", action.word());
            let help = format!("no task may take more than {REPLIES_MAX}");
            problems.push(Problem::new(&places.screen(&screen.name), what).help(help));
        }
    }
}

fn reached(script: &Script) -> BTreeSet<ScreenId> {
    let mut reached = BTreeSet::new();
    let mut todo = vec![script.dial, script.misunderstood, script.ask_pin];
    while let Some(at) = todo.pop() {
        if reached.insert(at) {
            todo.extend(
                ways(script.screen(at))
                    .iter()
                    .filter_map(|way| match way.to {
                        Target::Screen(to) => Some(to),
                        Target::Goal => None,
                    }),
            );
        }
    }
    reached
}

/// The circle of routes that a screen is part of, reported once, at the first of its names.
fn circle(script: &Script, start: &ScreenDef) -> Option<Vec<String>> {
    fn walk(script: &Script, at: &ScreenDef, start: &ScreenDef, path: &mut Vec<String>) -> bool {
        let ScreenKind::Routes(routes) = &at.kind else {
            return false;
        };
        path.push(at.name.clone());
        for route in routes {
            let Target::Screen(to) = route.then else {
                continue;
            };
            if to == start.id {
                path.push(start.name.clone());
                return true;
            }
            let to = script.screen(to);
            if !path.contains(&to.name) && walk(script, to, start, path) {
                return true;
            }
        }
        path.pop();
        false
    }
    let mut path = Vec::new();
    let found = walk(script, start, start, &mut path);
    (found && path.iter().min() == Some(&start.name)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tasks_of_the_shipped_script_are_as_short_as_promised() {
        let script = Script::embedded().expect("the shipped script has no problem");
        let saved = |begin| replies_through(&script, begin, Action::SaveEntry);
        // Six, and one more where the category stands in a group.
        assert_eq!(saved(Action::StartIncome), Some(7));
        assert_eq!(saved(Action::StartSaving), Some(5));
        let to = |action| replies_to(&script, action).expect("every action can be reached");
        for action in Action::ALL.iter().filter(|action| action.commits()) {
            assert!(to(*action) <= REPLIES_MAX, "{action:?}: {}", to(*action));
        }
        assert!(to(Action::StopConsent) <= to(Action::GiveConsent));
        assert!(to(Action::StopAndErase) <= to(Action::GiveConsent));
    }
}
