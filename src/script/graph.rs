//! The script as a graph: what can be reached, what leads in circles, how many replies a task takes.

use super::compile::Places;
use super::problem::Problem;
use super::words::{Action, Picking};
use super::{Kind, Screen, ScreenId, Script, Target};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// No task takes more replies from the dial than this (domain reference H2, point 1).
pub(super) const REPLIES_MAX: usize = 8;

/// One way out of a screen.
struct Way {
    to: Target,
    /// Replies it costs: a key or a typed answer one; picking by number, routes and going back none.
    cost: usize,
    does: Option<Action>,
}

fn ways(screen: &Screen) -> Vec<Way> {
    let mut ways: Vec<Way> = screen
        .choices()
        .iter()
        .map(|choice| Way {
            to: choice.then,
            cost: 1,
            does: choice.does,
        })
        .collect();
    match &screen.kind {
        Kind::Pick {
            list,
            then: Some(then),
            ..
        } => {
            let cost = usize::from(list.picking() == Picking::ByKey);
            ways.push(Way {
                to: *then,
                cost,
                does: None,
            });
        }
        Kind::Ask { does, then, .. } => ways.push(Way {
            to: *then,
            cost: 1,
            does: *does,
        }),
        Kind::Routes(routes) => {
            ways.extend(routes.iter().map(|route| Way {
                to: route.then,
                cost: 0,
                does: None,
            }));
        }
        Kind::Choices(_) | Kind::Pick { .. } | Kind::End => {}
    }
    // Going back is a way, and costs a reply like any key.
    ways.extend(screen.back.iter().map(|back| Way {
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

/// The fewest replies from the dial until an action is done.
pub(super) fn replies_to(script: &Script, action: Action) -> Option<usize> {
    let best = replies(script);
    script
        .screens()
        .iter()
        .filter_map(|screen| Some((screen, *best.get(&screen.id)?)))
        .flat_map(|(screen, so_far)| {
            let doing = ways(screen)
                .into_iter()
                .filter(|way| way.does == Some(action));
            doing.map(move |way| so_far + way.cost).collect::<Vec<_>>()
        })
        .min()
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
    let best = replies(script);
    for screen in script.screens() {
        let Some(so_far) = best.get(&screen.id) else {
            continue;
        };
        for way in ways(screen) {
            let Some(action) = way.does.filter(|action| action.commits()) else {
                continue;
            };
            let needed = replies_to(script, action).unwrap_or(0);
            if needed > REPLIES_MAX && so_far + way.cost == needed {
                let what = format!("`{}` takes {needed} replies from the dial", action.word());
                let help = format!("no task may take more than {REPLIES_MAX}");
                problems.push(Problem::new(&places.screen(&screen.name), what).help(help));
            }
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

/// The circle of routes that a screen stands in, told once: by the first of its names.
fn circle(script: &Script, start: &Screen) -> Option<Vec<String>> {
    fn walk(script: &Script, at: &Screen, start: &Screen, path: &mut Vec<String>) -> bool {
        let Kind::Routes(routes) = &at.kind else {
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
