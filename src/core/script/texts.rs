//! Giving screens their words, and holding the two against each other: what is missing, what is left
//! over, what is mentioned that nobody knows.

use super::console_words::is_of_console;
use super::notices;
use super::problem::Problem;
use super::raw::RawScreen;
use super::words::Variable;
use super::{ScreenWords, SystemWords};
use crate::core::domain::{Lang, LangScript};
use crate::core::texts::language::{FileSpan, Language};
use crate::core::texts::say::{FluentText, SpokenValue};
use std::collections::BTreeSet;

/// Attributes with a meaning of their own.
const AGAIN: &str = "again";
const ITEM: &str = "item";
const EMPTY: &str = "empty";
const HINT: &str = "hint";
const MORE: &str = "more";
const BACK: &str = "back";
/// All of them; no choice may have such a name.
pub(super) const RESERVED: [&str; 6] = [AGAIN, ITEM, EMPTY, HINT, MORE, BACK];
/// What the label of a choice is called while its mark holds, behind the choice's own name.
pub(super) const MARKED: &str = "-marked";

/// The message that holds a screen's words.
pub(super) fn message_of(screen: &str) -> String {
    screen.replacen('/', "-", 1)
}

/// The words of a screen in a language, with every problem of them.
pub(super) fn words(
    raw: &RawScreen,
    language: &Language,
    all: &[Language],
    problems: &mut Vec<Problem>,
) -> ScreenWords {
    let message = message_of(&raw.name);
    let code = language.lang.code();
    let Some(shape) = language.shapes.get(&message) else {
        let what = format!("locales/{code} has no message `{message}` for this screen");
        let help = format!("write `{message} = …` in locales/{code}");
        problems.push(Problem::new(&raw.place, what).help(help));
        return ScreenWords::default();
    };
    let choices: Vec<&str> = raw
        .choices
        .iter()
        .flatten()
        .map(|choice| choice.name.text.as_str())
        .collect();
    let needs_words = raw.end || raw.question.is_some();
    if needs_words && !shape.has_words {
        let what = format!("`{message}` has no words of its own");
        let help = "put what the screen says behind the =";
        problems.push(Problem::new(&shape.place, what).help(help));
    }
    let wanted = wanted(raw, &message, all);
    for name in &wanted {
        if !shape.attributes.contains_key(name) {
            let what = format!("`{message}` lacks `.{name}` in locales/{code}");
            let help = format!("write `.{name} = …` below it");
            problems.push(Problem::new(&shape.place, what).help(help));
        }
    }
    for (name, place) in &shape.attributes {
        if !wanted.contains(name.as_str()) {
            let what = format!(
                "`{message}` has `.{name}`, which screen {} does not offer",
                raw.name
            );
            let offered: Vec<String> = wanted.iter().map(|name| format!(".{name}")).collect();
            let help = match offered.as_slice() {
                [] => "take it out: this screen has no labels".to_owned(),
                _ => format!("take it out, or rename it; offered: {}", offered.join(", ")),
            };
            problems.push(Problem::new(place, what).help(help));
        }
    }
    let text = |attribute: &str| language.text(&message, Some(attribute));
    ScreenWords {
        body: language.text(&message, None),
        again: text(AGAIN),
        item: text(ITEM),
        empty: text(EMPTY),
        hint: text(HINT),
        more: text(MORE),
        back: text(BACK),
        choices: choices.iter().filter_map(|name| text(name)).collect(),
        marked: choices
            .iter()
            .map(|name| text(&format!("{name}{MARKED}")))
            .collect(),
    }
}

/// The attributes that a screen's message has in every language.
fn wanted(raw: &RawScreen, message: &str, all: &[Language]) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for choice in raw.choices.iter().flatten() {
        wanted.insert(choice.name.text.clone());
        if choice.mark.is_some() {
            wanted.insert(format!("{}{MARKED}", choice.name.text));
        }
    }
    if raw.question.is_some() {
        wanted.insert(AGAIN.to_owned());
    }
    if raw.list.is_some() {
        wanted.insert(ITEM.to_owned());
    }
    // What one language says, all must say.
    for optional in [EMPTY, HINT, MORE, BACK] {
        let said = |other: &Language| {
            other
                .shapes
                .get(message)
                .is_some_and(|shape| shape.attributes.contains_key(optional))
        };
        let has_place = match optional {
            EMPTY => raw.list.is_some(),
            BACK => raw.back.is_some(),
            _ => true,
        };
        if has_place && all.iter().any(said) {
            wanted.insert(optional.to_owned());
        }
    }
    wanted
}

/// The words that belong to no screen.
pub(super) fn system(language: &Language, problems: &mut Vec<Problem>) -> SystemWords {
    let code = language.lang.code();
    let mut word = |name: &str| {
        let message = format!("system-{name}");
        match language.text(&message, None) {
            Some(text @ FluentText::Fixed(_)) => text.say(&|_| SpokenValue::Number(0)).into_owned(),
            Some(FluentText::Open(_)) => {
                let place = language.shapes[&message].place.clone();
                let what = format!("`{message}` is said where nothing is known: no variables");
                let help = "say it without { $… }";
                problems.push(Problem::new(&place, what).help(help));
                String::new()
            }
            None => {
                let place = FileSpan {
                    file: format!("locales/{code}/system.ftl"),
                    start: 0,
                    len: 0,
                };
                let help = format!("write `{message} = …`: the program itself says it");
                let what = format!("`{message}` is missing");
                problems.push(Problem::new(&place, what).help(help));
                String::new()
            }
        }
    };
    SystemWords {
        more: format!("9 {}", word("more")),
        back: format!("0 {}", word("back")),
        choose: word("choose"),
        not_understood: word("not-understood"),
        gone: word("gone"),
        sorry: word("sorry"),
        unknown_code: word("unknown-code"),
        closed: word("closed"),
    }
}

/// Names of `system` messages that the program itself says.
const SYSTEM: &[&str] = &[
    "more",
    "back",
    "choose",
    "not-understood",
    "gone",
    "sorry",
    "unknown-code",
    "closed",
];

/// Messages that no screen uses, and variables that nobody knows.
pub(super) fn leftovers(language: &Language, screens: &[RawScreen], problems: &mut Vec<Problem>) {
    let mut used: BTreeSet<String> = screens
        .iter()
        .filter(|screen| screen.routes.is_none())
        .map(|screen| message_of(&screen.name))
        .collect();
    used.extend(SYSTEM.iter().map(|name| format!("system-{name}")));
    used.extend(super::keywords::messages());
    used.extend(super::keywords::category_messages(language).cloned());
    used.extend(
        language
            .shapes
            .values()
            .flat_map(|shape| &shape.refers_to)
            .map(|name| {
                name.split_once('.')
                    .map_or(name.clone(), |(name, _)| name.to_owned())
            }),
    );
    // Texts that are sent are held against their own table.
    let of_screens = language
        .shapes
        .iter()
        .filter(|(name, _)| !notices::is_notice(name));
    for (name, shape) in of_screens {
        if !used.contains(name) {
            let what = format!("`{name}` is not used by any screen");
            let near = used
                .iter()
                .filter(|used| !language.shapes.contains_key(*used))
                .max_by(|a, b| likeness(a, name).total_cmp(&likeness(b, name)))
                .filter(|used| likeness(used, name) > 0.75);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "take it out".to_owned(),
            };
            problems.push(Problem::new(&shape.place, what).help(help));
        }
        let own =
            std::iter::once(None).chain(shape.attributes.keys().map(|name| Some(name.as_str())));
        for attribute in own {
            let Some(text) = language.text(name, attribute) else {
                continue;
            };
            let place = attribute.map_or(&shape.place, |attribute| &shape.attributes[attribute]);
            for variable in text.variables() {
                if Variable::parse(variable).is_none() {
                    let known = Variable::ALL.iter().map(|variable| variable.word());
                    problems.push(Problem::unknown(place, "variable", variable, known));
                }
            }
        }
    }
}

fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other)
}

/// The variables that the words of a screen mention, in all languages.
pub(super) fn variables(words: &[ScreenWords; 3]) -> BTreeSet<Variable> {
    let mut found = BTreeSet::new();
    for words in words {
        let texts = [
            &words.body,
            &words.again,
            &words.item,
            &words.empty,
            &words.hint,
            &words.more,
            &words.back,
        ];
        let texts = texts.into_iter().flatten().chain(&words.choices);
        let texts = texts.chain(words.marked.iter().flatten());
        found.extend(
            texts
                .flat_map(FluentText::variables)
                .filter_map(|name| Variable::parse(name)),
        );
    }
    found
}

/// The languages of a script, with the faults of their files.
pub(super) fn languages(sources: &super::Sources, problems: &mut Vec<Problem>) -> Vec<Language> {
    let mut languages = Vec::new();
    for lang in Lang::ALL {
        languages.push(language(sources, LangScript::of(lang), problems));
    }
    languages
}

/// One language in one script, with the faults of its files.
pub(super) fn language(
    sources: &super::Sources,
    lang_script: LangScript,
    problems: &mut Vec<Problem>,
) -> Language {
    let folder = format!("locales/{}", lang_script.code());
    let files: Vec<(String, String)> = sources
        .under(&folder)
        .filter(|(name, _)| !is_of_console(name))
        .map(|(name, source)| (name.clone(), source.to_string()))
        .collect();
    let (language, faults) = Language::load(lang_script.lang(), &files);
    problems.extend(faults.into_iter().map(Problem::from));
    language
}
