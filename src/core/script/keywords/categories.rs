//! What categories are called besides the names that a cooperative gives them: one list for each thing, in
//! all languages. The first word of a list is the name by which the category is found.
//!
//! The lists are open: a cooperative with a category of its own adds `category-…` to each language.

use super::lists::{KeywordCompiler, file_of};
use super::{Keywords, Names};
use crate::core::domain::Words;
use crate::core::script::problem::Problem;
use crate::core::texts::fold::fold;
use crate::core::texts::language::Language;
use std::collections::BTreeSet;

/// How the names of the messages begin that hold names of categories.
const PREFIX: &str = "category-";

/// The messages of a language that hold names of categories.
pub(in crate::core::script) fn category_messages(
    language: &Language,
) -> impl Iterator<Item = &String> {
    let names = language.shapes.keys();
    names.filter(|name| name.starts_with(PREFIX))
}

impl KeywordCompiler<'_> {
    /// Compiles the names of categories. None may be an act or an answer as well.
    pub(super) fn categories(&mut self) {
        let languages = self.languages;
        let named = languages.iter().flat_map(category_messages).cloned();
        let messages: BTreeSet<String> = named.collect();
        for message in messages {
            let mut list = Names::default();
            for language in languages {
                let words = self.needed(language, &message);
                list.own
                    .extend(words.first().map(|word| word.folded.clone()));
                for word in words {
                    let meaning = self.other_meaning(&word.folded);
                    let has_digit = word.folded.contains(char::is_numeric);
                    if let Some(meaning) = meaning {
                        let what = format!("`{}` of `{message}` {meaning}", word.written);
                        let help = format!(
                            "take it out of one of the two in {}",
                            file_of(language).file
                        );
                        self.problems
                            .push(Problem::new(&word.place, what).help(help));
                    } else if has_digit || word.folded.is_empty() {
                        let what =
                            format!("`{}` of `{message}` is no word of letters", word.written);
                        let help = "a number behind a category's name is the sum";
                        self.problems
                            .push(Problem::new(&word.place, what).help(help));
                    }
                    list.all.insert(word.folded);
                }
            }
            self.keywords.categories.push(list);
        }
    }
}

impl Keywords {
    /// Every word for a category of this name, folded: its name in each language, and the words of the
    /// lists that its name stands first in.
    pub fn names_of(&self, name: &Words) -> BTreeSet<String> {
        let own = [&name.gu, &name.hi, &name.en].map(|name| fold(name));
        let mut all: BTreeSet<String> = own.into_iter().filter(|name| !name.is_empty()).collect();
        let lists = self
            .categories
            .iter()
            .filter(|names| !names.own.is_disjoint(&all));
        let words: Vec<&String> = lists.flat_map(|names| &names.all).collect();
        all.extend(words.into_iter().cloned());
        all
    }
}
