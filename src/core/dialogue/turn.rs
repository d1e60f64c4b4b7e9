//! One turn: what a caller's reply does, and what she sees next.
//!
//! **Invariant:** a turn cannot fail. A reply that means nothing is a screen said again; a screen that
//! a newer release no longer has is a fresh start at the dialled place.
//!
//! **Invariant:** every alteration of the record is among `Turn::changes`, carries the ids and times
//! that were drawn before, and is already in the facts.

use super::act::{ActContext, ActOutcome, act};
use super::conditions::holds;
use super::facts::Facts;
use super::input::Input;
use super::known;
use super::lists::{self, Item, Picked};
use super::meaning::{self, ReplyMeaning, TypedAnswer};
use super::pin;
use super::screen::say;
use super::state::{Above, Caller, DialogueState};
use super::wants::at_dial;
use crate::core::domain::{Change, ShownPart};
use crate::core::render::{Page, Screen, Seen};
use crate::core::script::words::{Action, Condition};
use crate::core::script::{self, Choice, PinRule, Route, ScreenId, ScreenKind, Script, Target};

/// What a turn comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Turn<'s> {
    /// The screen that she is shown.
    pub screen: Screen<'s>,
    /// The page of it that she is to see, from 0; a renderer shows the last one where there are fewer.
    pub page: u8,
    /// Where she waits, once a renderer has shown her that.
    pub waiting: Waiting,
    /// What alters the record, in order.
    pub changes: Vec<Change>,
    /// Every screen and route it passed, by name, the shown one last.
    pub visited: Vec<&'s str>,
}

/// Where she waits, as far as the turn knows it: how much of the screen she has seen is reported by the
/// renderer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waiting {
    state: DialogueState,
    /// Whether the screen's last page ends the conversation.
    ends: bool,
    /// Whether what is shown is kept with her answer.
    is_kept: bool,
}

impl Waiting {
    /// Where she waits now that this was shown to her; `None` where the conversation ended with it.
    pub fn after(mut self, page: &Page<'_>) -> Option<DialogueState> {
        let Seen { screen, part, of } = page.seen;
        self.state.page = part.saturating_sub(1);
        self.state.of = of;
        let shown = &mut self.state.answers.shown;
        if self.is_kept && shown.len() < SHOWN_MAX {
            let is_it = |one: &ShownPart| {
                (one.part, one.of) == (part, of) && one.screen == screen && one.words == page.words
            };
            if !shown.iter().any(is_it) {
                shown.push(ShownPart {
                    screen: screen.to_owned(),
                    part,
                    of,
                    words: page.words.clone(),
                });
            }
        }
        (!self.ends || part < of).then_some(self.state)
    }
}

/// Replies in a row that mean nothing until she is offered help.
const MISSES_MAX: u8 = 3;
/// Routes that one turn may pass; the check has shown that they form no circle, but a goal can lead
/// back to where the PIN is asked.
const ROUTES_MAX: usize = 24;
/// The most pages that are kept with a consent; each is kept once, however often she goes back to it. No
/// request has so many.
const SHOWN_MAX: usize = 12;

/// Takes one turn.
///
/// `facts` are those that `wants` named; afterwards they are as the changes leave them.
pub fn turn<'s>(
    script: &'s Script,
    state: Option<DialogueState>,
    input: Input<'_>,
    facts: &mut Facts,
) -> Turn<'s> {
    let mut walk = TurnWalk {
        script,
        state: state.unwrap_or_default(),
        facts,
        changes: Vec::new(),
        visited: Vec::new(),
    };
    let at = script.find(&walk.state.at);
    match (at, input) {
        (Some(at), Input::Text(text)) => walk.reply(script.screen(at), text),
        _ => walk.dial(),
    }
    walk.finish()
}

struct TurnWalk<'s, 'f> {
    script: &'s Script,
    state: DialogueState,
    facts: &'f mut Facts,
    changes: Vec<Change>,
    visited: Vec<&'s str>,
}

impl<'s> TurnWalk<'s, '_> {
    fn dial(&mut self) {
        let caller = match self.state.caller {
            Caller::Unknown => at_dial(&self.facts.phone),
            Caller::Member(_) | Caller::Stranger(_) => self.state.caller,
        };
        self.state = DialogueState {
            caller,
            pin: self.state.pin,
            wrong_n: self.state.wrong_n,
            code: self.state.code,
            ..DialogueState::default()
        };
        self.facts.caller = caller;
        self.go(Target::Screen(self.script.dial()));
    }

    fn reply(&mut self, screen: &'s script::ScreenDef, text: &str) {
        match meaning::read(text, screen, &self.state, self.facts) {
            ReplyMeaning::Chosen(_) if self.state.is_half_read(screen) => {
                self.turn_page(self.state.page + 1);
            }
            ReplyMeaning::Chosen(choice) => self.choose(choice),
            ReplyMeaning::Picked(picked) => self.pick(picked, screen),
            ReplyMeaning::Answered(answer) => self.answer(&answer, screen),
            ReplyMeaning::Back if self.state.page > 0 => self.turn_page(self.state.page - 1),
            ReplyMeaning::Back => self.go_back(screen),
            ReplyMeaning::More if self.state.is_on_last_page() => self.miss(),
            ReplyMeaning::More => self.turn_page(self.state.page + 1),
            ReplyMeaning::Nothing => self.miss(),
        }
    }

    /// "Back" on the help screen leads to the screen where three replies were not understood, with her
    /// answers kept.
    fn go_back(&mut self, screen: &script::ScreenDef) {
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

    fn pick(&mut self, picked: Picked, screen: &script::ScreenDef) {
        lists::pick(picked, &mut self.state, self.facts);
        if let ScreenKind::Pick {
            then: Some(then), ..
        } = &screen.kind
        {
            self.go(*then);
        }
    }

    fn answer(&mut self, answer: &TypedAnswer, screen: &script::ScreenDef) {
        meaning::keep(answer, &mut self.state, self.facts);
        if let TypedAnswer::Pin(verdict) = answer {
            let tried = pin::tried(*verdict, &mut self.state, self.facts);
            if let Some(tried) = tried {
                self.record(tried);
            }
        }
        if let ScreenKind::Ask { does, then, .. } = &screen.kind
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
        let context = ActContext {
            facts: self.facts,
            text_version: self.script.version(),
            at: &at,
        };
        match act(action, &mut self.state, &context) {
            ActOutcome::Said => true,
            ActOutcome::Changed(change) => {
                self.record(change);
                if action == Action::SetPin {
                    pin::forget_goal_of_pin(self.script, &mut self.state);
                }
                true
            }
            ActOutcome::Gone => {
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
            self.visited.push(&screen.name);
            if screen.fresh {
                self.state.answers = super::state::Answers::default();
                self.state.goal = None;
                self.state.strayed_from = None;
            }
            match &screen.kind {
                ScreenKind::Routes(routes) => at = self.route(routes),
                ScreenKind::Choices(_)
                | ScreenKind::Pick { .. }
                | ScreenKind::Ask { .. }
                | ScreenKind::End => break,
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

    fn wants_pin(&self, screen: &script::ScreenDef) -> bool {
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
                .is_none_or(|when| holds(when, &self.state, self.facts))
        });
        // That the last route has no condition was checked when the script was loaded.
        let Some(route) = route else {
            return self.script.dial();
        };
        // Which request or ballot "the only one" was is kept, so that a second one that comes meanwhile is
        // not answered by mistake.
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
            lists::pick(only, &mut self.state, self.facts);
        }
        self.resolve(route.then)
    }

    /// The screen where she waits, or the first screen where what it would show does not exist any more.
    fn shown(&mut self) -> &'s script::ScreenDef {
        let script = self.script;
        let here =
            |state: &DialogueState| script.screen(script.find(&state.at).unwrap_or(script.dial()));
        if known::is_gone(here(&self.state), &self.state, self.facts) {
            self.dial();
            self.state.above = Above::Gone;
        }
        here(&self.state)
    }

    fn finish(mut self) -> Turn<'s> {
        let at = self.shown();
        let screen = say(self.script, at, &self.state, self.facts);
        self.state.lang = Some(screen.lang);
        if self.visited.last() != Some(&screen.name) {
            self.visited.push(screen.name);
        }
        Turn {
            page: self.state.page,
            waiting: Waiting {
                state: self.state,
                ends: matches!(at.kind, ScreenKind::End),
                is_kept: at.kept,
            },
            screen,
            changes: self.changes,
            visited: self.visited,
        }
    }
}
