//! Lists of words in `locales/*/keywords.ftl`: read with the place of each word, and told where one is
//! missing or no list.

use super::{Act, Keywords};
use crate::core::script::problem::Problem;
use crate::core::script::source::Sources;
use crate::core::texts::fold::fold;
use crate::core::texts::language::{FileSpan, Language};
use crate::core::texts::say::{FluentText, SpokenValue};
use std::collections::BTreeMap;

/// The attribute that holds the words which count only where more follows.
pub(super) const NEVER_ALONE: &str = "never-alone";

/// A word of a list and where it stands.
pub(super) struct ListedWord {
    pub(super) folded: String,
    pub(super) written: String,
    pub(super) place: FileSpan,
}

pub(super) struct KeywordCompiler<'s> {
    pub(super) sources: &'s Sources,
    pub(super) languages: &'s [Language],
    pub(super) problems: &'s mut Vec<Problem>,
    /// Where each first word was met first, as one of which act's, and what may stand behind it.
    pub(super) first: BTreeMap<String, Vec<(Act, u8, FileSpan)>>,
    pub(super) keywords: Keywords,
}

impl KeywordCompiler<'_> {
    /// The words of a message that every language has.
    pub(super) fn needed(&mut self, language: &Language, message: &str) -> Vec<ListedWord> {
        let words = self.list(language, message, None);
        if words.is_empty() {
            let what = format!("`{message}` is missing");
            let help = format!("write `{message} = …`, its words parted by commas");
            let place = file_of(language);
            self.problems.push(Problem::new(&place, what).help(help));
        }
        self.refuse_attributes(language, message, &[]);
        words
    }

    /// The words of a list, folded, each with its place.
    pub(super) fn list(
        &mut self,
        language: &Language,
        message: &str,
        attribute: Option<&str>,
    ) -> Vec<ListedWord> {
        let Some(text) = language.text(message, attribute) else {
            return Vec::new();
        };
        let shape = &language.shapes[message];
        let place = attribute.map_or(&shape.place, |name| &shape.attributes[name]);
        if let FluentText::Open(_) = text {
            let what = format!("`{message}` mentions a variable");
            let help = "it is a list of words, parted by commas";
            self.problems.push(Problem::new(place, what).help(help));
            return Vec::new();
        }
        let text = text.say(&|_| SpokenValue::Number(0)).into_owned();
        let words = text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        words
            .map(|word| ListedWord {
                folded: fold(word),
                written: word.to_owned(),
                place: self.place_of(word, place),
            })
            .collect()
    }

    /// Where a word of a list stands, looked for behind the list's own name.
    fn place_of(&self, word: &str, list: &FileSpan) -> FileSpan {
        let source = self.sources.0.iter().find(|(name, _)| *name == list.file);
        let behind = list.start + list.len;
        let rest = source.and_then(|(_, source)| source.get(behind..));
        let is_whole = |at: usize, rest: &str| {
            let before = rest[..at].chars().next_back();
            let after = rest[at + word.len()..].chars().next();
            before.is_none_or(|c| " ,=\n".contains(c)) && after.is_none_or(|c| " ,\n".contains(c))
        };
        let found = rest.and_then(|rest| {
            rest.match_indices(word)
                .find(|(at, _)| is_whole(*at, rest))
                .map(|(at, _)| behind + at)
        });
        found.map_or_else(
            || list.clone(),
            |start| FileSpan {
                file: list.file.clone(),
                start,
                len: word.len(),
            },
        )
    }

    pub(super) fn refuse_attributes(&mut self, language: &Language, message: &str, known: &[&str]) {
        let Some(shape) = language.shapes.get(message) else {
            return;
        };
        for (name, place) in &shape.attributes {
            if !known.contains(&name.as_str()) {
                let what = format!("`{message}` has `.{name}`, which means nothing here");
                let help = match known {
                    [] => "take it out".to_owned(),
                    _ => format!("did you mean `.{}`?", known.join("`, `.")),
                };
                self.problems.push(Problem::new(place, what).help(help));
            }
        }
    }
}

pub(super) fn file_of(language: &Language) -> FileSpan {
    FileSpan {
        file: format!("locales/{}/keywords.ftl", language.lang.code()),
        start: 0,
        len: 0,
    }
}
