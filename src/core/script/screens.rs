//! From a screen as written to one in which every name is resolved. A screen with a fault is still
//! compiled as far as it goes, so that all faults are told at once.

use super::problem::Problem;
use super::raw::{MenuWord, RawChoice, RawRoute, RawScreen};
use super::words::{Action, Condition, List, Picking, Question};
use super::{
    Back, Choice, PinRule, Route, ScreenDef, ScreenId, ScreenKind, ScreenWords, Target, texts,
};
use crate::core::texts::language::{FileSpan, Language};
use std::collections::HashMap;

/// Keys 9 and 0 are never a choice.
const CHOICES_MAX: usize = 8;
/// The target that means "where she was going".
const GOAL: &str = "goal";

/// Resolves names, and collects those that mean nothing.
pub(super) struct ScreenCompiler<'c> {
    /// The ids of all screens, by name.
    pub(super) by_name: &'c HashMap<String, ScreenId>,
    /// What is wrong so far.
    pub(super) problems: &'c mut Vec<Problem>,
}

impl ScreenCompiler<'_> {
    /// Compiles a screen; what is wrong with it is told, and the rest still looked at.
    pub(super) fn screen(
        &mut self,
        id: ScreenId,
        raw: &RawScreen,
        languages: &[Language],
    ) -> ScreenDef {
        let kind = self.kind(raw);
        let back = match (&raw.back, &raw.quiet_back) {
            (Some(word), None) => Some((word, true)),
            (None, Some(word)) => Some((word, false)),
            (Some(word), Some(_)) => {
                self.problems.push(
                    Problem::new(&word.place, "either `back` or `quiet-back`, not both")
                        .help("`back` prints \"0 Back\", `quiet-back` takes 0 without printing it"),
                );
                None
            }
            (None, None) => None,
        };
        let back = back.and_then(|(word, shown)| {
            Some(Back {
                to: self.target(word)?,
                shown,
            })
        });
        let pin = raw.pin.as_ref().and_then(|word| match word.text.as_str() {
            "asked" => Some(PinRule::Asked),
            "shared" => Some(PinRule::Shared),
            other => {
                let known = ["asked", "shared"];
                self.problems
                    .push(Problem::unknown(&word.place, "PIN rule", other, known));
                None
            }
        });
        let words = if raw.routes.is_some() {
            [(); 3].map(|()| ScreenWords::default())
        } else {
            let mut words = languages
                .iter()
                .map(|language| texts::words(raw, language, languages, self.problems));
            [(); 3].map(|()| words.next().unwrap_or_default())
        };
        ScreenDef {
            id,
            name: raw.name.clone(),
            kind,
            back,
            pin,
            fresh: raw.fresh,
            kept: raw.kept,
            paged: raw.paged,
            words,
        }
    }

    fn kind(&mut self, raw: &RawScreen) -> ScreenKind {
        let kinds = [
            raw.list.is_some(),
            raw.question.is_some(),
            raw.routes.is_some(),
            raw.end,
            raw.choices.is_some() && raw.list.is_none() && raw.question.is_none(),
        ];
        if kinds.iter().filter(|is| **is).count() != 1 {
            let what = format!("{} must be one thing", raw.name);
            let help = "give it one of: choices, list, question, routes, end";
            self.problems
                .push(Problem::new(&raw.place, what).help(help));
            return ScreenKind::End;
        }
        self.refuse_idle_keys(raw);
        let choices = raw.choices.as_deref().unwrap_or_default();
        let choices = self.choices(raw, choices);
        if let Some(list) = &raw.list {
            return self.pick(raw, list, choices);
        }
        if let Some(question) = &raw.question {
            return self.ask(raw, question, choices);
        }
        if let Some(routes) = &raw.routes {
            return ScreenKind::Routes(self.routes(raw, routes));
        }
        if raw.end {
            return ScreenKind::End;
        }
        if choices.is_empty() && raw.back.is_none() && raw.quiet_back.is_none() {
            self.dead_end(&raw.place, "offers nothing and leads nowhere");
        }
        ScreenKind::Choices(choices)
    }

    /// Reports keys of the file that this kind of screen would silently ignore.
    fn refuse_idle_keys(&mut self, raw: &RawScreen) {
        let takes_then = raw.list.is_some() || raw.question.is_some();
        let is_shown = raw.routes.is_none();
        let first_choice = raw.choices.iter().flatten().next();
        let back = raw.back.as_ref().or(raw.quiet_back.as_ref());
        let idle = [
            ("then", raw.then.as_ref().filter(|_| !takes_then)),
            ("does", raw.does.as_ref().filter(|_| raw.question.is_none())),
            (
                "choices",
                first_choice
                    .map(|choice| &choice.name)
                    .filter(|_| raw.end || !is_shown),
            ),
            ("back", back.filter(|_| raw.end || !is_shown)),
        ];
        for (key, word) in idle {
            if let Some(word) = word {
                let what = format!("`{key}` does nothing on {}", raw.name);
                let help = "`then` belongs to a list or a question, `does` to a question, \
                            `choices` and `back` to a screen that waits for a reply";
                self.problems
                    .push(Problem::new(&word.place, what).help(help));
            }
        }
    }

    fn pick(&mut self, raw: &RawScreen, list: &MenuWord, choices: Vec<Choice>) -> ScreenKind {
        let known = List::ALL.iter().map(|list| list.word());
        let Some(list_word) = self.word(list, "list", List::parse(&list.text), known) else {
            return ScreenKind::End;
        };
        let then = raw.then.as_ref().and_then(|word| self.target(word));
        match (list_word.picking(), &raw.then) {
            (Picking::Never, Some(then)) => {
                let what = format!("lines of `{}` are only read", list.text);
                self.problems
                    .push(Problem::new(&then.place, what).help("leave `then` out"));
            }
            (Picking::ByKey | Picking::ByNumber, None) => {
                self.dead_end(
                    &raw.place,
                    "a line is picked and leads nowhere: `then` is missing",
                );
            }
            _ => {}
        }
        if choices.is_empty() && raw.back.is_none() && raw.quiet_back.is_none() {
            self.dead_end(
                &raw.place,
                "the list may be empty, and nothing else leads on",
            );
        }
        ScreenKind::Pick {
            list: list_word,
            then,
            choices,
        }
    }

    fn ask(&mut self, raw: &RawScreen, question: &MenuWord, choices: Vec<Choice>) -> ScreenKind {
        let known = Question::ALL.iter().map(|question| question.word());
        let parsed = self.word(question, "question", Question::parse(&question.text), known);
        let does = raw.does.as_ref().and_then(|word| self.action(word));
        let then = raw.then.as_ref().and_then(|word| self.target(word));
        if raw.then.is_none() {
            self.dead_end(&raw.place, "an answer leads nowhere: `then` is missing");
        }
        match (parsed, then) {
            (Some(question), Some(then)) => ScreenKind::Ask {
                question,
                does,
                then,
                choices,
            },
            _ => ScreenKind::End,
        }
    }

    fn choices(&mut self, raw: &RawScreen, written: &[RawChoice]) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (at, choice) in written.iter().enumerate() {
            if at == CHOICES_MAX {
                let what = format!("{} has a ninth choice", raw.name);
                let help = "keys are 1 to 8; 9 shows more and 0 goes back";
                self.problems
                    .push(Problem::new(&choice.place, what).help(help));
            }
            if written[..at]
                .iter()
                .any(|other| other.name.text == choice.name.text)
            {
                let what = format!("a second choice `{}`", choice.name.text);
                let help = "the names of a screen's choices differ: each is the name of its label";
                self.problems
                    .push(Problem::new(&choice.name.place, what).help(help));
            }
            let name = choice.name.text.as_str();
            if texts::RESERVED.contains(&name) || name.ends_with(texts::MARKED) {
                let what = format!("no choice can be called `{}`", choice.name.text);
                let help = format!(
                    "these are words of the screen itself: {}, and what ends in {}",
                    texts::RESERVED.join(", "),
                    texts::MARKED
                );
                self.problems
                    .push(Problem::new(&choice.name.place, what).help(help));
            }
            let Some(then) = &choice.then else {
                self.dead_end(
                    &choice.place,
                    "this choice leads nowhere: `then` is missing",
                );
                continue;
            };
            let does = choice.does.as_ref().and_then(|word| self.action(word));
            let mark = choice.mark.as_ref().and_then(|word| self.condition(word));
            if let Some(then) = self.target(then) {
                let key = u8::try_from(at + 1).unwrap_or(u8::MAX);
                choices.push(Choice {
                    name: choice.name.text.clone(),
                    key,
                    does,
                    then,
                    mark,
                });
            }
        }
        choices
    }

    fn routes(&mut self, raw: &RawScreen, written: &[RawRoute]) -> Vec<Route> {
        let mut routes = Vec::new();
        for (at, route) in written.iter().enumerate() {
            let is_last = at + 1 == written.len();
            match (&route.when, is_last) {
                (Some(_), true) => {
                    let what = format!("{} has no way for anyone else", raw.name);
                    let help = "the last route has no `when`";
                    self.problems
                        .push(Problem::new(&route.place, what).help(help));
                }
                (None, false) => {
                    let what = "the routes after this one are never taken";
                    self.problems
                        .push(Problem::new(&route.place, what).help("give it a `when`"));
                }
                _ => {}
            }
            let when = route.when.as_ref().and_then(|word| self.condition(word));
            match &route.then {
                Some(then) => {
                    routes.extend(self.target(then).map(|then| Route { when, then }));
                }
                None => self.dead_end(&route.place, "this route leads nowhere: `then` is missing"),
            }
        }
        if written.is_empty() {
            self.dead_end(&raw.place, "has no routes");
        }
        routes
    }

    fn dead_end(&mut self, place: &FileSpan, what: &str) {
        let help = "say where it leads: `then`, or `back` on a screen that is only read";
        self.problems
            .push(Problem::new(place, format!("dead end: {what}")).help(help));
    }

    fn word<'w, T>(
        &mut self,
        word: &MenuWord,
        what: &str,
        parsed: Option<T>,
        known: impl Iterator<Item = &'w str>,
    ) -> Option<T> {
        if parsed.is_none() {
            self.problems
                .push(Problem::unknown(&word.place, what, &word.text, known));
        }
        parsed
    }

    fn action(&mut self, word: &MenuWord) -> Option<Action> {
        let known = Action::ALL.iter().map(|action| action.word());
        self.word(word, "action", Action::parse(&word.text), known)
    }

    fn condition(&mut self, word: &MenuWord) -> Option<Condition> {
        let known = Condition::ALL.iter().map(|condition| condition.word());
        self.word(word, "condition", Condition::parse(&word.text), known)
    }

    fn target(&mut self, word: &MenuWord) -> Option<Target> {
        if word.text == GOAL {
            Some(Target::Goal)
        } else {
            self.id(word).map(Target::Screen)
        }
    }

    /// The screen of a name.
    pub(super) fn id(&mut self, word: &MenuWord) -> Option<ScreenId> {
        let found = self.by_name.get(&word.text).copied();
        let known = self.by_name.keys().map(String::as_str);
        if found.is_none() {
            let problem = Problem::unknown(&word.place, "screen", &word.text, known);
            self.problems.push(problem);
        }
        found
    }
}
