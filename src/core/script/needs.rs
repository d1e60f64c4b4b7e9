//! What a turn that begins on a screen may have to know: the needs of that screen and of every screen
//! it can show in the same turn. Worked out once, so that a turn loads no more than it can mention.
//! Where the reply is a key of a fixed list, only what that key leads to can be shown: the main menu
//! leads everywhere, and a caller who presses one key of it must not wait for all that the others need.

use super::checked::{NeedsTable, Script};
use super::screen_def::{ScreenDef, ScreenId, ScreenKind, Target};
use super::texts;
use super::words::{Action, Condition, List, Need, Needs};
use std::collections::BTreeSet;

/// Numbers and codes that are drawn for the acts of a screen. Only the screen she replies on can do
/// something, so numbers are drawn for that screen alone: a number that is drawn and not used is lost.
const DRAWN: [Need; 4] = [
    Need::EntryNo,
    Need::ConsentNo,
    Need::CaseNo,
    Need::StatementCode,
];

/// What offers to go on with what an earlier call left half filled.
const DRAFT: Needs = Needs(Need::Draft as u32);

impl Script {
    /// All that a turn on this screen may have to know. `goal` is where she was on her way to.
    pub fn needs_of(&self, screen: ScreenId, goal: Option<ScreenId>) -> Needs {
        self.needs.of(screen, goal)
    }

    /// The same where it is known what was typed on the first page of the screen, folded.
    pub fn needs_of_reply(&self, screen: ScreenId, goal: Option<ScreenId>, typed: &str) -> Needs {
        self.needs.of_reply(self, screen, goal, typed)
    }
}

impl NeedsTable {
    pub(super) fn new(script: &Script) -> Self {
        let arrivals: Vec<Arrival> = script
            .screens()
            .iter()
            .map(|screen| Arrival::at(script, screen, Needs::NONE))
            .collect();
        let back_at_dial = Arrival::at(script, script.screen(script.dial), DRAFT).needs;
        let turns = script.screens().iter().map(|screen| {
            let mut all = own(screen);
            let mut goal = false;
            // What an action is about may not exist any more; then she is sent to the first screen.
            if acts(screen) {
                all |= back_at_dial;
            }
            let mut targets: Vec<Target> =
                screen.choices().iter().map(|choice| choice.then).collect();
            match &screen.kind {
                ScreenKind::Pick {
                    then: Some(then), ..
                }
                | ScreenKind::Ask { then, .. } => targets.push(*then),
                ScreenKind::Routes(routes) => targets.extend(routes.iter().map(|route| route.then)),
                ScreenKind::Choices(_) | ScreenKind::Pick { .. } | ScreenKind::End => {}
            }
            targets.extend(screen.back.iter().map(|back| back.to));
            targets.push(Target::Screen(script.misunderstood));
            targets.push(Target::Screen(script.ask_pin));
            targets.push(Target::Screen(screen.id));
            for target in targets {
                match target {
                    Target::Screen(id) => {
                        all |= arrivals[usize::from(id.0)].needs;
                        goal |= arrivals[usize::from(id.0)].goal;
                    }
                    Target::Goal => goal = true,
                }
            }
            (all, goal)
        });
        let (turn, leads_to_goal) = turns.unzip();
        Self {
            turn,
            arrive: arrivals.iter().map(|arrival| arrival.needs).collect(),
            arrival_leads_to_goal: arrivals.iter().map(|arrival| arrival.goal).collect(),
            leads_to_goal,
            back_at_dial,
        }
    }

    /// The needs of a turn whose reply is known: what was typed on the first page of this screen.
    pub(super) fn of_reply(
        &self,
        script: &Script,
        screen: ScreenId,
        goal: Option<ScreenId>,
        typed: &str,
    ) -> Needs {
        let here = script.screen(screen);
        let ScreenKind::Choices(choices) = &here.kind else {
            return self.of(screen, goal);
        };
        if typed == "0"
            && let Some(back) = here.back
        {
            return self.arriving(script, back.to, goal) | self.back_at_dial;
        }
        let pressed = choices
            .iter()
            .find(|choice| typed.as_bytes() == [choice.key + b'0']);
        let Some(choice) = pressed else {
            return self.of(screen, goal);
        };
        let mut needs = self.arriving(script, choice.then, goal) | self.back_at_dial;
        if let Some(action) = choice.does {
            // Somebody whose number is not linked to the phone is asked the PIN first, and only her tries
            // are loaded.
            needs |= action.needs() | Needs::of(&[Need::Pin]);
        }
        needs
    }

    /// The needs of going to a place.
    fn arriving(&self, script: &Script, to: Target, goal: Option<ScreenId>) -> Needs {
        let arrive = |id: ScreenId| self.arrive[usize::from(id.0)];
        let goal_needs = arrive(goal.unwrap_or(script.dial));
        match to {
            Target::Goal => goal_needs,
            Target::Screen(id) if self.arrival_leads_to_goal[usize::from(id.0)] => {
                arrive(id) | goal_needs
            }
            Target::Screen(id) => arrive(id),
        }
    }

    pub(super) fn of(&self, screen: ScreenId, goal: Option<ScreenId>) -> Needs {
        let at = usize::from(screen.0);
        let mut needs = self.turn[at] | self.back_at_dial;
        if self.leads_to_goal[at]
            && let Some(goal) = goal
        {
            needs |= self.arrive[usize::from(goal.0)];
        }
        needs
    }
}

struct Arrival {
    needs: Needs,
    goal: bool,
}

impl Arrival {
    /// Arriving at a screen, where what is `unknown` does not hold.
    fn at(script: &Script, screen: &ScreenDef, unknown: Needs) -> Self {
        let mut arrival = Self {
            needs: Needs::NONE,
            goal: false,
        };
        let mut seen = BTreeSet::new();
        let mut todo = vec![screen.id];
        while let Some(id) = todo.pop() {
            if !seen.insert(id) {
                continue;
            }
            let screen = script.screen(id);
            arrival.needs |= own(screen).without(Needs::of(&DRAWN)).without(unknown);
            if screen.pin.is_some() {
                todo.push(script.ask_pin);
            }
            if let ScreenKind::Routes(routes) = &screen.kind {
                for route in routes {
                    let needs = route.when.map_or(Needs::NONE, Condition::needs);
                    if needs.0 & unknown.0 != 0 {
                        continue;
                    }
                    match route.then {
                        Target::Screen(to) => todo.push(to),
                        Target::Goal => arrival.goal = true,
                    }
                }
            }
        }
        arrival
    }
}

/// Whether a reply here can do something.
fn acts(screen: &ScreenDef) -> bool {
    let asked = match &screen.kind {
        ScreenKind::Ask { does, .. } => does.is_some(),
        ScreenKind::Choices(_)
        | ScreenKind::Pick { .. }
        | ScreenKind::Routes(_)
        | ScreenKind::End => false,
    };
    asked || screen.choices().iter().any(|choice| choice.does.is_some())
}

/// The facts that the screen itself uses.
fn own(screen: &ScreenDef) -> Needs {
    let mut needs = Needs::NONE;
    for variable in texts::variables(&screen.words) {
        needs |= variable.needs();
    }
    for choice in screen.choices() {
        needs |= choice.does.map_or(Needs::NONE, Action::needs);
        needs |= choice.mark.map_or(Needs::NONE, Condition::needs);
    }
    match &screen.kind {
        ScreenKind::Pick { list, .. } => needs |= List::needs(*list),
        ScreenKind::Ask { question, does, .. } => {
            needs |= question.needs();
            needs |= does.map_or(Needs::NONE, Action::needs);
        }
        ScreenKind::Routes(routes) => {
            for route in routes {
                needs |= route.when.map_or(Needs::NONE, Condition::needs);
            }
        }
        ScreenKind::Choices(_) | ScreenKind::End => {}
    }
    needs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_drawn_only_where_a_reply_can_use_them() {
        let script = Script::embedded().expect("the shipped script has no problem");
        let needs = |name| script.needs_of(script.find(name).expect("a shipped screen"), None);
        for name in [
            "home/arrive",
            "home/main",
            "add/amount",
            "vote/ask",
            "record/month",
        ] {
            assert!(DRAWN.iter().all(|need| !needs(name).has(*need)), "{name}");
        }
        let pressed = |name, key| {
            let screen = script.find(name).expect("a shipped screen");
            script.needs_of_reply(screen, None, key)
        };
        // One key of the main menu needs what it leads to, and nothing that the others lead to.
        assert!(needs("home/main").has(Need::Asks) && needs("home/main").has(Need::Meeting));
        assert!(!pressed("home/main", "6").has(Need::Asks));
        assert!(!pressed("home/main", "6").has(Need::Meeting));
        assert!(pressed("home/main", "5").has(Need::Meeting));
        assert_eq!(pressed("home/main", "7").0, needs("home/main").0);
        assert!(pressed("add/confirm", "1").has(Need::EntryNo));
        // For the marks of the main menu, where the entry that she corrects was taken back meanwhile.
        assert!(needs("record/amount").has(Need::Marks));
        // Saving needs no facts besides those that come with every request.
        let saving = Needs::of(&[Need::EntryNo, Need::Marks, Need::Pin]);
        assert_eq!(pressed("add/confirm", "1").without(saving), Needs::NONE);
        assert!(needs("add/confirm").has(Need::EntryNo));
        assert!(needs("help/complain").has(Need::CaseNo));
        assert!(needs("consent/ask3").has(Need::ConsentNo));
        assert!(needs("record/statement").has(Need::StatementCode));
    }
}
