//! The words of the officers' console: the files `console*.ftl` of each language.
//!
//! They are apart from the words of screens and texts: no member reads them, nothing in them is measured,
//! and the version of a text that somebody said yes to does not depend on them. The built-in English says
//! which words there are; every language has the same, and mentions the same in each. A folder of an
//! operator's without such files takes the built-in ones.

use super::problem::Problem;
use super::source::Sources;
use crate::core::domain::{Lang, LangScript};
use crate::core::texts::language::{FileSpan, Language};
use crate::core::texts::say::{FluentText, SpokenValue};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How the name of each of these files begins.
const PREFIX: &str = "console";

/// Whether a file, by its path, holds words of the console.
pub(super) fn is_of_console(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".ftl")
        .is_some_and(|name| name.starts_with(PREFIX))
}

/// The words of the console in every language, by name; a part of a message is `name.part`.
#[derive(Default)]
pub struct ConsoleWords {
    by_lang: [BTreeMap<String, FluentText>; 3],
}

impl ConsoleWords {
    /// Words that mention nothing.
    pub fn say(&self, lang: Lang, name: &str) -> Cow<'_, str> {
        self.say_with(lang, name, &[])
    }

    /// Words about these values, each by its name. What does not exist is said by its own name; a test
    /// holds that nothing asks for it.
    pub fn say_with(
        &self,
        lang: Lang,
        name: &str,
        values: &[(&str, SpokenValue<'_>)],
    ) -> Cow<'_, str> {
        let Some(text) = self.by_lang[lang.index()].get(name) else {
            return Cow::Owned(name.to_owned());
        };
        text.say(&|wanted| {
            let found = values.iter().find(|(known, _)| *known == wanted);
            found.map_or(SpokenValue::Number(0), |(_, value)| value.clone())
        })
    }

    /// The names of all words, and what each mentions.
    pub fn names(&self, lang: Lang) -> BTreeMap<&str, BTreeSet<&str>> {
        let texts = self.by_lang[lang.index()].iter();
        texts
            .map(|(name, text)| {
                let variables = text.variables().iter().map(String::as_str);
                (name.as_str(), variables.collect())
            })
            .collect()
    }
}

/// Compiles the words, or tells what is wrong with them.
pub(super) fn compile(sources: &Sources, problems: &mut Vec<Problem>) -> ConsoleWords {
    let mut words = ConsoleWords::default();
    for lang in Lang::ALL {
        let language = language(sources, lang, problems);
        words.by_lang[lang.index()] = texts_of(&language);
    }
    let built_in = language(&Sources::embedded(), Lang::En, &mut Vec::new());
    let wanted = texts_of(&built_in);
    for lang in Lang::ALL {
        check(lang, &words.by_lang[lang.index()], &wanted, problems);
    }
    words
}

/// The files of a language, name and source each.
fn files(sources: &Sources, lang: Lang) -> Vec<(String, String)> {
    let folder = format!("locales/{}", LangScript::of(lang).code());
    let files = sources.under(&folder);
    files
        .filter(|(name, _)| is_of_console(name))
        .map(|(name, source)| (name.clone(), source.to_string()))
        .collect()
}

fn language(sources: &Sources, lang: Lang, problems: &mut Vec<Problem>) -> Language {
    let mut own = files(sources, lang);
    if own.is_empty() {
        own = files(&Sources::embedded(), lang);
    }
    let (language, faults) = Language::load(lang, &own);
    problems.extend(faults.into_iter().map(Problem::from));
    language
}

fn texts_of(language: &Language) -> BTreeMap<String, FluentText> {
    let mut texts = BTreeMap::new();
    for (name, shape) in &language.shapes {
        if let Some(text) = language.text(name, None) {
            texts.insert(name.clone(), text);
        }
        for part in shape.attributes.keys() {
            if let Some(text) = language.text(name, Some(part)) {
                texts.insert(format!("{name}.{part}"), text);
            }
        }
    }
    texts
}

fn check(
    lang: Lang,
    texts: &BTreeMap<String, FluentText>,
    wanted: &BTreeMap<String, FluentText>,
    problems: &mut Vec<Problem>,
) {
    let place = FileSpan {
        file: format!("locales/{}/{PREFIX}.ftl", LangScript::of(lang).code()),
        start: 0,
        len: 0,
    };
    let mut tell = |what: String, help: &str| {
        problems.push(Problem::new(&place, what).help(help));
    };
    let variables =
        |text: &FluentText| -> BTreeSet<String> { text.variables().iter().cloned().collect() };
    for (name, text) in wanted {
        match texts.get(name) {
            None => tell(
                format!("the console's words `{name}` are missing"),
                "write them, in any file whose name begins with `console`",
            ),
            Some(own) if variables(own) != variables(text) => tell(
                format!("the console's words `{name}` do not mention what they are about"),
                "mention the same variables as in English",
            ),
            Some(_) => {}
        }
    }
    for name in texts.keys().filter(|name| !wanted.contains_key(*name)) {
        tell(
            format!("no page of the console says `{name}`"),
            "take it out, or add it to every language",
        );
    }
}
