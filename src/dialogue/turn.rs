//! One turn: what a caller's reply does, and what she sees next.
//!
//! **Invariant:** a turn cannot fail. A reply that means nothing is a screen said again; a screen that
//! a newer release no longer has is a fresh start at the dialled place.
//!
//! **Invariant:** every alteration of the record is among `Turn::changes`, carries the ids and times
//! that were drawn before, and is already in `Turn::facts`.

use super::act::{Done, Ground, act};
use super::conditions::holds;
use super::facts::Facts;
use super::known;
use super::lists::{self, Item, Picked};
use super::meaning::{self, Answer, Meaning};
use super::pin;
use super::screen::say;
use super::state::{Above, Caller, State};
use super::wants::at_dial;
use crate::domain::{Change, Lang};
use crate::script::words::{Action, Condition};
use crate::script::{Choice, Kind, PinRule, Route, Screen, ScreenId, Script, Target};
use crate::texts::measure::Budget;

/// What came from the phone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// She dialled.
    Open,
    /// She replied.
    Text(&'a str),
}

/// What a turn comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn {
    /// Where she waits now; `None` where the conversation ended.
    pub state: Option<State>,
    /// What her phone shows.
    pub said: String,
    /// The language it is in.
    pub lang: Lang,
    /// The screen it is of, by name.
    pub screen: String,
    /// The page of that screen, from 0.
    pub page: u8,
    /// What alters the record, in order.
    pub changes: Vec<Change>,
    /// The world after it.
    pub facts: Facts,
    /// Every screen and route it passed, by name, the shown one last.
    pub visited: Vec<String>,
}

/// Replies in a row that mean nothing until she is offered help.
const MISSES_MAX: u8 = 3;
/// Routes that one turn may pass; the check has shown that they form no circle, but a goal can lead
/// back to where the PIN is asked.
const ROUTES_MAX: usize = 24;
/// Pages that a consent keeps, each once however often she goes back to it; no ask has so many.
const SHOWN_MAX: usize = 12;

/// Takes one turn.
pub fn turn(
    script: &Script,
    state: Option<State>,
    input: Input<'_>,
    facts: Facts,
    budget: Budget,
) -> Turn {
    let mut walk = Walk {
        script,
        state: state.unwrap_or_default(),
        facts,
        changes: Vec::new(),
        visited: Vec::new(),
    };
    let at = script.find(&walk.state.at);
    match (at, input) {
        (Some(at), Input::Text(text)) => walk.reply(script.screen(at), text, budget),
        _ => walk.dial(),
    }
    walk.finish(budget)
}

struct Walk<'s> {
    script: &'s Script,
    state: State,
    facts: Facts,
    changes: Vec<Change>,
    visited: Vec<String>,
}

impl<'s> Walk<'s> {
    fn dial(&mut self) {
        let caller = match self.state.caller {
            Caller::Unknown => at_dial(&self.facts.phone),
            Caller::Member(_) | Caller::Stranger(_) => self.state.caller,
        };
        self.state = State {
            caller,
            pin: self.state.pin,
            wrong_n: self.state.wrong_n,
            code: self.state.code,
            ..State::default()
        };
        self.facts.caller = caller;
        self.go(Target::Screen(self.script.dial()));
    }

    fn reply(&mut self, screen: &'s Screen, text: &str, budget: Budget) {
        match meaning::read(text, screen, &self.state, &self.facts) {
            Meaning::Chosen(_) if self.is_half_read(screen, budget) => {
                self.turn_page(self.state.page + 1);
            }
            Meaning::Chosen(choice) => self.choose(choice),
            Meaning::Picked(picked) => self.pick(picked, screen),
            Meaning::Answered(answer) => self.answer(&answer, screen),
            Meaning::Back if self.state.page > 0 => self.turn_page(self.state.page - 1),
            Meaning::Back => self.go_back(screen),
            Meaning::More => {
                let pages = say(self.script, screen, &self.state, &self.facts, budget).len();
                let next = self.state.page.saturating_add(1);
                if usize::from(next) < pages {
                    self.turn_page(next);
                } else {
                    self.miss();
                }
            }
            Meaning::Nothing => self.miss(),
        }
    }

    /// What she says yes to is shown to its end before any key of it counts: what is kept with her
    /// answer is what she was asked, whole. A key that meant nothing takes nothing back of that.
    fn is_half_read(&self, screen: &Screen, budget: Budget) -> bool {
        if !screen.kept {
            return false;
        }
        let pages = |state: &State| say(self.script, screen, state, &self.facts, budget);
        let is_last = usize::from(self.state.page) + 1 >= pages(&self.state).len();
        let plain = State {
            above: Above::Nothing,
            ..self.state.clone()
        };
        let shown = &self.state.answers.shown;
        !is_last && !pages(&plain).iter().all(|page| shown.contains(page))
    }

    /// Back from help leads to where she lost her way, with all she had said there.
    fn go_back(&mut self, screen: &Screen) {
        let strayed_from = (screen.id == self.script.misunderstood())
            .then(|| self.state.strayed_from.take())
            .flatten();
        let target = strayed_from
            .and_then(|name| self.script.find(&name))
            .map(Target::Screen)
            .or(screen.back.map(|back| back.to));
        if let Some(target) = target {
            self.go(target);
        }
    }

    fn turn_page(&mut self, page: u8) {
        self.state.page = page;
        self.state.misses = 0;
    }

    /// A reply that means nothing here: the same screen again, and after three of them help.
    fn miss(&mut self) {
        self.state.page = 0;
        self.state.misses += 1;
        self.state.above = Above::NotUnderstood;
        if self.state.misses >= MISSES_MAX {
            self.state.misses = 0;
            if self.state.caller != Caller::Unknown {
                let here = self.state.at.clone();
                self.state.strayed_from.get_or_insert(here);
                self.go(Target::Screen(self.script.misunderstood()));
            }
        }
    }

    fn choose(&mut self, choice: &Choice) {
        if self.act(choice.does) {
            self.go(choice.then);
        }
    }

    fn pick(&mut self, picked: Picked, screen: &Screen) {
        lists::pick(picked, &mut self.state, &mut self.facts);
        if let Kind::Pick {
            then: Some(then), ..
        } = &screen.kind
        {
            self.go(*then);
        }
    }

    fn answer(&mut self, answer: &Answer, screen: &Screen) {
        meaning::keep(answer, &mut self.state, &self.facts);
        if let Answer::Pin(verdict) = answer {
            let tried = pin::tried(*verdict, &mut self.state, &self.facts);
            if let Some(tried) = tried {
                self.record(tried);
            }
        }
        if let Kind::Ask { does, then, .. } = &screen.kind
            && self.act(*does)
        {
            self.go(*then);
        }
    }

    /// Does an action. False where she was sent elsewhere instead of where the action leads.
    fn act(&mut self, action: Option<Action>) -> bool {
        let Some(action) = action else { return true };
        if action.commits() && matches!(self.state.caller, Caller::Stranger(_)) {
            self.state.goal = Some(self.state.at.clone());
            self.go(Target::Screen(self.script.ask_pin()));
            return false;
        }
        let at = self.state.at.clone();
        let ground = Ground {
            facts: &self.facts,
            text_version: self.script.version(),
            at: &at,
        };
        match act(action, &mut self.state, &ground) {
            Done::Said => true,
            Done::Changed(change) => {
                self.record(change);
                if action == Action::SetPin {
                    pin::forget_goal_of_pin(self.script, &mut self.state);
                }
                true
            }
            Done::Gone => {
                self.dial();
                self.state.above = Above::Gone;
                false
            }
        }
    }

    fn record(&mut self, change: Change) {
        self.facts.apply(&change);
        self.changes.push(change);
    }

    /// Goes to a place, by way of the PIN and the routes where they stand in between.
    fn go(&mut self, target: Target) {
        let mut at = self.resolve(target);
        let script = self.script;
        for _ in 0..ROUTES_MAX {
            let screen = script.screen(at);
            if self.wants_pin(screen) {
                self.state.goal = Some(screen.name.clone());
                at = self.script.ask_pin();
                continue;
            }
            self.visited.push(screen.name.clone());
            if screen.fresh {
                self.state.answers = super::state::Answers::default();
                self.state.goal = None;
                self.state.strayed_from = None;
            }
            match &screen.kind {
                Kind::Routes(routes) => at = self.route(routes),
                Kind::Choices(_) | Kind::Pick { .. } | Kind::Ask { .. } | Kind::End => break,
            }
        }
        self.state.at.clone_from(&self.script.screen(at).name);
        self.state.page = 0;
        self.state.misses = 0;
        self.state.above = Above::Nothing;
    }

    fn resolve(&mut self, target: Target) -> ScreenId {
        match target {
            Target::Screen(id) => id,
            Target::Goal => {
                let goal = self.state.goal.take();
                goal.and_then(|goal| self.script.find(&goal))
                    .unwrap_or(self.script.dial())
            }
        }
    }

    fn wants_pin(&self, screen: &Screen) -> bool {
        match screen.pin {
            Some(PinRule::Asked) => !self.state.pin,
            Some(PinRule::Shared) => !self.state.pin && self.facts.is_shared(),
            None => false,
        }
    }

    fn route(&mut self, routes: &[Route]) -> ScreenId {
        let route = routes.iter().find(|route| {
            route
                .when
                .is_none_or(|when| holds(when, &self.state, &self.facts))
        });
        // That the last route has no condition was checked when the script was loaded.
        let Some(route) = route else {
            return self.script.dial();
        };
        // What "the only one" was is kept, so that a second one that comes up meanwhile is never
        // answered in its place.
        let only = match (
            route.when,
            self.facts.asks.as_slice(),
            self.facts.ballots.as_slice(),
        ) {
            (Some(Condition::AskSingle), [ask], _) => Item::Ask(ask).picked(),
            (Some(Condition::BallotSingle), _, [ballot]) => Item::Ballot(ballot).picked(),
            _ => None,
        };
        if let Some(only) = only {
            lists::pick(only, &mut self.state, &mut self.facts);
        }
        self.resolve(route.then)
    }

    /// The screen where she waits; where what it would speak of is gone meanwhile, the first one.
    fn shown(&mut self) -> &'s Screen {
        let script = self.script;
        let here = |state: &State| script.screen(script.find(&state.at).unwrap_or(script.dial()));
        if known::is_gone(here(&self.state), &self.state, &self.facts) {
            self.dial();
            self.state.above = Above::Gone;
        }
        here(&self.state)
    }

    fn finish(mut self, budget: Budget) -> Turn {
        let screen = self.shown();
        let mut pages = say(self.script, screen, &self.state, &self.facts, budget);
        let last = pages.len().saturating_sub(1);
        let page = usize::from(self.state.page).min(last);
        let said = if pages.is_empty() {
            String::new()
        } else {
            pages.swap_remove(page)
        };
        self.state.page = u8::try_from(page).unwrap_or(u8::MAX);
        let lang = self.facts.lang();
        self.state.lang = Some(lang);
        let shown = &mut self.state.answers.shown;
        if screen.kept && shown.len() < SHOWN_MAX && !shown.contains(&said) {
            shown.push(said.clone());
        }
        if self.visited.last() != Some(&screen.name) {
            self.visited.push(screen.name.clone());
        }
        let ended = matches!(screen.kind, Kind::End) && page == last;
        Turn {
            page: self.state.page,
            said,
            lang,
            screen: screen.name.clone(),
            state: (!ended).then_some(self.state),
            changes: self.changes,
            facts: self.facts,
            visited: self.visited,
        }
    }
}
