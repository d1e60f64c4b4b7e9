//! From files as written to a script in which every name is resolved.

use super::problem::{Problem, Problems};
use super::raw::{ENTRIES, RawChoice, RawEntries, RawRoute, RawScreen, Reader, Word};
use super::words::{Action, Condition, List, Picking, Question};
use super::{
    Back, Choice, Kind, PinRule, Route, Screen, ScreenId, ScreenWords, Script, Sources, Target,
    fit, graph, needs, texts,
};
use crate::texts::language::{Language, Place};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// Keys 9 and 0 are never a choice.
const CHOICES_MAX: usize = 8;
/// The reserved target.
const GOAL: &str = "goal";

/// Compiles a script, or lists every problem of its sources.
pub(super) fn compile(sources: &Sources) -> Result<Script, Problems> {
    let mut problems = Vec::new();
    let (raw, entries) = read(sources, &mut problems);
    let languages = texts::languages(sources, &mut problems);
    let mut by_name = HashMap::new();
    for (at, screen) in raw.iter().enumerate() {
        by_name.insert(
            screen.name.clone(),
            ScreenId(u16::try_from(at).unwrap_or(u16::MAX)),
        );
    }
    let mut compiler = Compiler {
        by_name: &by_name,
        problems: &mut problems,
    };
    let screens: Vec<Screen> = raw
        .iter()
        .enumerate()
        .map(|(at, raw)| {
            compiler.screen(
                ScreenId(u16::try_from(at).unwrap_or(u16::MAX)),
                raw,
                &languages,
            )
        })
        .collect();
    let mut place = |word: &Option<Word>| {
        word.as_ref()
            .and_then(|word| compiler.id(word))
            .unwrap_or(ScreenId(0))
    };
    let (dial, misunderstood, ask_pin) = (
        place(&entries.dial),
        place(&entries.misunderstood),
        place(&entries.ask_pin),
    );
    for language in &languages {
        texts::leftovers(language, &raw, &mut problems);
    }
    let mut system = languages
        .iter()
        .map(|language| texts::system(language, &mut problems));
    let system = [(); 3].map(|()| system.next().unwrap_or_default());

    let places = Places::new(&raw, &languages);
    let named =
        entries.dial.is_some() && entries.misunderstood.is_some() && entries.ask_pin.is_some();
    if screens.is_empty() || !named {
        return Err(Problems::new(problems, sources.0.clone()));
    }
    let mut script = Script {
        screens,
        by_name,
        dial,
        misunderstood,
        ask_pin,
        system,
        needs: needs::Table::default(),
        version: version(sources),
    };
    graph::check(&script, &places, &mut problems);
    unused_words(&script, &mut problems);
    if problems.is_empty() {
        fit::check(&script, &places, &mut problems);
    }
    if !problems.is_empty() {
        return Err(Problems::new(problems, sources.0.clone()));
    }
    script.needs = needs::Table::new(&script);
    Ok(script)
}

/// Where screens and their messages stand, for problems that are found later.
pub(super) struct Places {
    screens: BTreeMap<String, Place>,
    messages: BTreeMap<(usize, String), Place>,
}

impl Places {
    fn new(raw: &[RawScreen], languages: &[Language]) -> Self {
        let screens = raw
            .iter()
            .map(|s| (s.name.clone(), s.place.clone()))
            .collect();
        let mut messages = BTreeMap::new();
        for language in languages {
            for (name, shape) in &language.shapes {
                messages.insert((language.lang.index(), name.clone()), shape.place.clone());
            }
        }
        Self { screens, messages }
    }

    /// Where a screen stands.
    pub(super) fn screen(&self, name: &str) -> Place {
        self.screens.get(name).cloned().unwrap_or(Place {
            file: String::new(),
            start: 0,
            len: 0,
        })
    }

    /// Where its words stand in a language.
    pub(super) fn message(&self, lang: crate::domain::Lang, screen: &str) -> Place {
        let key = (lang.index(), texts::message_of(screen));
        self.messages
            .get(&key)
            .cloned()
            .unwrap_or_else(|| self.screen(screen))
    }
}

fn read(sources: &Sources, problems: &mut Vec<Problem>) -> (Vec<RawScreen>, RawEntries) {
    let mut screens = Vec::new();
    let mut entries = RawEntries::default();
    let mut has_entries = false;
    for (file, source) in sources.under("menus") {
        let mut reader = Reader { file, problems };
        if file == ENTRIES {
            entries = reader.entries(source);
            has_entries = true;
            continue;
        }
        let menu = file.trim_start_matches("menus/").trim_end_matches(".toml");
        screens.extend(reader.screens(menu, source));
    }
    if !has_entries {
        let place = Place {
            file: ENTRIES.to_owned(),
            start: 0,
            len: 0,
        };
        problems.push(Problem::new(
            &place,
            "this file is missing: it names where a call begins",
        ));
    }
    (screens, entries)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The hash of all files, so that a consent can name the words it was given to.
fn version(sources: &Sources) -> String {
    let mut hash = Sha256::new();
    for (name, source) in &sources.0 {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(source.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize()[..8])
}

struct Compiler<'c> {
    by_name: &'c HashMap<String, ScreenId>,
    problems: &'c mut Vec<Problem>,
}

impl Compiler<'_> {
    fn screen(&mut self, id: ScreenId, raw: &RawScreen, languages: &[Language]) -> Screen {
        let kind = self.kind(raw);
        let back = match (&raw.back, &raw.quiet_back) {
            (Some(word), None) => Some((word, true)),
            (None, Some(word)) => Some((word, false)),
            (Some(word), Some(_)) => {
                self.problems.push(Problem::new(
                    &word.place,
                    "either `back` or `quiet-back`, not both",
                ));
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
        Screen {
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

    fn kind(&mut self, raw: &RawScreen) -> Kind {
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
            return Kind::End;
        }
        let choices = raw.choices.as_deref().unwrap_or_default();
        let choices = self.choices(raw, choices);
        if let Some(list) = &raw.list {
            return self.pick(raw, list, choices);
        }
        if let Some(question) = &raw.question {
            return self.ask(raw, question, choices);
        }
        if let Some(routes) = &raw.routes {
            return Kind::Routes(self.routes(raw, routes));
        }
        if raw.end {
            return Kind::End;
        }
        if choices.is_empty() && raw.back.is_none() && raw.quiet_back.is_none() {
            self.dead_end(&raw.place, "offers nothing and leads nowhere");
        }
        Kind::Choices(choices)
    }

    fn pick(&mut self, raw: &RawScreen, list: &Word, choices: Vec<Choice>) -> Kind {
        let known = List::ALL.iter().map(|list| list.word());
        let Some(list_word) = self.word(list, "list", List::parse(&list.text), known) else {
            return Kind::End;
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
        Kind::Pick {
            list: list_word,
            then,
            choices,
        }
    }

    fn ask(&mut self, raw: &RawScreen, question: &Word, choices: Vec<Choice>) -> Kind {
        let known = Question::ALL.iter().map(|question| question.word());
        let parsed = self.word(question, "question", Question::parse(&question.text), known);
        let does = raw.does.as_ref().and_then(|word| self.action(word));
        let then = raw.then.as_ref().and_then(|word| self.target(word));
        if raw.then.is_none() {
            self.dead_end(&raw.place, "an answer leads nowhere: `then` is missing");
        }
        match (parsed, then) {
            (Some(question), Some(then)) => Kind::Ask {
                question,
                does,
                then,
                choices,
            },
            _ => Kind::End,
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
                self.problems.push(Problem::new(&choice.name.place, what));
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

    fn dead_end(&mut self, place: &Place, what: &str) {
        self.problems
            .push(Problem::new(place, format!("dead end: {what}")));
    }

    fn word<'w, T>(
        &mut self,
        word: &Word,
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

    fn action(&mut self, word: &Word) -> Option<Action> {
        let known = Action::ALL.iter().map(|action| action.word());
        self.word(word, "action", Action::parse(&word.text), known)
    }

    fn condition(&mut self, word: &Word) -> Option<Condition> {
        let known = Condition::ALL.iter().map(|condition| condition.word());
        self.word(word, "condition", Condition::parse(&word.text), known)
    }

    fn target(&mut self, word: &Word) -> Option<Target> {
        if word.text == GOAL {
            Some(Target::Goal)
        } else {
            self.id(word).map(Target::Screen)
        }
    }

    fn id(&mut self, word: &Word) -> Option<ScreenId> {
        let found = self.by_name.get(&word.text).copied();
        let known = self.by_name.keys().map(String::as_str);
        if found.is_none() {
            let problem = Problem::unknown(&word.place, "screen", &word.text, known);
            self.problems.push(problem);
        }
        found
    }
}

/// Words of the vocabulary that no menu uses: behaviour that nobody can reach.
fn unused_words(script: &Script, problems: &mut Vec<Problem>) {
    let place = Place {
        file: ENTRIES.to_owned(),
        start: 0,
        len: 0,
    };
    let mut unused = |what: &str, word: &str, is_used: bool| {
        if !is_used {
            problems.push(Problem::new(
                &place,
                format!("no menu uses the {what} `{word}`"),
            ));
        }
    };
    let screens = script.screens();
    for action in Action::ALL {
        let does = |screen: &Screen| {
            screen
                .choices()
                .iter()
                .any(|choice| choice.does == Some(*action))
                || matches!(&screen.kind, Kind::Ask { does, .. } if *does == Some(*action))
        };
        unused("action", action.word(), screens.iter().any(does));
    }
    for condition in Condition::ALL {
        let uses = |screen: &Screen| {
            screen
                .choices()
                .iter()
                .any(|choice| choice.mark == Some(*condition))
                || matches!(&screen.kind, Kind::Routes(routes)
                    if routes.iter().any(|route| route.when == Some(*condition)))
        };
        unused("condition", condition.word(), screens.iter().any(uses));
    }
    for question in Question::ALL {
        let asks = |screen: &Screen| matches!(&screen.kind, Kind::Ask { question: asked, .. } if asked == question);
        unused("question", question.word(), screens.iter().any(asks));
    }
    for list in List::ALL {
        let shows = |screen: &Screen| matches!(&screen.kind, Kind::Pick { list: shown, .. } if shown == list);
        unused("list", list.word(), screens.iter().any(shows));
    }
}
