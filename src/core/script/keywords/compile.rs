//! From the acts and words as written to `Keywords`, or every problem of them.

use super::lists::{KeywordCompiler, ListedWord, NEVER_ALONE, file_of};
use super::messages::{DAYS, KINDS, LANGUAGES, MONTHS, PERIODS, message_of};
use super::raw::{self, RawAct};
use super::{Act, EMPTY, FILE, Keywords, Takes, Use};
use crate::core::domain::{EntryKind, Lang, Words};
use crate::core::script::problem::Problem;
use crate::core::script::raw::MenuFileReader;
use crate::core::script::source::Sources;
use crate::core::texts::language::{FileSpan, Language};
use std::collections::BTreeMap;

/// Compiles what can be texted, and adds every problem of it.
pub(in crate::core::script) fn compile(
    sources: &Sources,
    languages: &[Language],
    problems: &mut Vec<Problem>,
) -> Keywords {
    let acts = acts(sources, problems);
    let mut compiler = KeywordCompiler {
        sources,
        languages,
        problems,
        first: BTreeMap::new(),
        keywords: Keywords::default(),
    };
    compiler.keywords.takes = acts;
    for act in Act::ALL {
        compiler.act(*act);
    }
    compiler.answers();
    compiler.idle_words();
    compiler.categories();
    compiler.others();
    compiler.keywords
}

/// Which acts the file names, and what each takes.
fn acts(sources: &Sources, problems: &mut Vec<Problem>) -> BTreeMap<Act, Vec<Takes>> {
    let whole = FileSpan {
        file: FILE.to_owned(),
        start: 0,
        len: 0,
    };
    let mut found = BTreeMap::new();
    let source = sources.0.iter().find(|(name, _)| name == FILE);
    let Some((_, source)) = source else {
        let help = "it says which acts can be texted and what each takes";
        problems.push(Problem::new(&whole, "this file is missing").help(help));
        return found;
    };
    let mut reader = MenuFileReader {
        file: FILE,
        problems,
    };
    for RawAct { name, takes } in raw::acts(&mut reader, source) {
        let Some(act) = Act::parse(&name.text) else {
            let known = Act::ALL.iter().map(|act| act.word());
            problems.push(Problem::unknown(&name.place, "act", &name.text, known));
            continue;
        };
        let mut forms = Vec::new();
        for form in takes {
            let known = act.understands().iter().map(|form| form.word());
            match Takes::parse(&form.text) {
                Some(one) if act.understands().contains(&one) => forms.push(one),
                Some(_) => {
                    let what = format!("`{}` cannot take `{}`", name.text, form.text);
                    let known = known.collect::<Vec<_>>().join(", ");
                    let help = format!("it can take: {known}");
                    problems.push(Problem::new(&form.place, what).help(help));
                }
                None => {
                    let known = Takes::ALL.iter().map(|form| form.word());
                    problems.push(Problem::unknown(&form.place, "form", &form.text, known));
                }
            }
        }
        found.insert(act, forms);
    }
    for act in Act::ALL.iter().filter(|act| !found.contains_key(act)) {
        let what = format!("nobody can reach the act `{}`", act.word());
        let help = format!("write [{}] with what it takes", act.word());
        problems.push(Problem::new(&whole, what).help(help));
    }
    found
}

impl KeywordCompiler<'_> {
    fn act(&mut self, act: Act) {
        let message = message_of(act);
        for language in self.languages {
            let words = self.list(language, &message, None);
            let never_alone = self.list(language, &message, Some(NEVER_ALONE));
            let code = language.lang.code();
            if words.is_empty() && never_alone.is_empty() {
                let place = language
                    .shapes
                    .get(&message)
                    .map_or_else(|| file_of(language), |shape| shape.place.clone());
                let what = format!("`{}` has no word in locales/{code}", act.word());
                let help = format!("write `{message} = …`, its words parted by commas");
                self.problems.push(Problem::new(&place, what).help(help));
            }
            for word in words {
                self.keyword(act, word, true);
            }
            for word in never_alone {
                self.keyword(act, word, false);
            }
            self.refuse_attributes(language, &message, &[NEVER_ALONE]);
        }
    }

    fn keyword(&mut self, act: Act, word: ListedWord, alone: bool) {
        // The question mark asks for help wherever people write at all.
        let has_letters = word.folded.chars().any(char::is_alphabetic);
        if !has_letters && word.folded != "?" {
            let what = format!("`{}` has no letters", word.written);
            let help = "a text begins with a word; numbers are what follows";
            self.problems
                .push(Problem::new(&word.place, what).help(help));
            return;
        }
        if word.folded.contains(|c: char| c == ' ' || c.is_numeric()) {
            let what = format!("`{}` is not one word of letters", word.written);
            let help = "only the first word of a text is looked at";
            self.problems
                .push(Problem::new(&word.place, what).help(help));
            return;
        }
        let takes = self.keywords.takes(act);
        let mut rests = takes.iter().fold(0, |all, form| all | form.rests());
        if alone {
            rests |= EMPTY;
        } else {
            rests &= !EMPTY;
        }
        let others = self.first.entry(word.folded.clone()).or_default();
        if let Some((other, _, _)) = others
            .iter()
            .find(|(other, theirs, _)| *other != act && theirs & rests != 0)
        {
            let what = format!(
                "`{}` is a word of `{}` and of `{}`, which take the same",
                word.written,
                other.word(),
                act.word()
            );
            let help = format!(
                "take it out of one of them, or put it under .{NEVER_ALONE} where more follows"
            );
            self.problems
                .push(Problem::new(&word.place, what).help(help));
            return;
        }
        others.push((act, rests, word.place));
        let uses = self.keywords.words.entry(word.folded).or_default();
        match uses.iter_mut().find(|one| one.act == act) {
            Some(one) => one.alone |= alone,
            None => uses.push(Use { act, alone }),
        }
    }

    /// What days, months, languages and kinds of entries are called.
    fn others(&mut self) {
        let mut periods = BTreeMap::new();
        let mut days = BTreeMap::new();
        let mut months = BTreeMap::new();
        let mut languages = BTreeMap::new();
        let mut kinds: BTreeMap<EntryKind, Words> = BTreeMap::new();
        for language in self.languages {
            for (name, period) in PERIODS {
                self.name(language, name, period, &mut periods);
            }
            for (name, day) in DAYS {
                self.name(language, name, day, &mut days);
            }
            for (name, month) in MONTHS.iter().zip(1..) {
                self.name(language, name, month, &mut months);
            }
            for (name, lang) in LANGUAGES {
                self.name(language, name, lang, &mut languages);
            }
            for (name, kind) in KINDS {
                let words = kinds.entry(kind).or_default();
                let word = self.needed(language, name).into_iter().next();
                let place = match language.lang {
                    Lang::Gu => &mut words.gu,
                    Lang::Hi => &mut words.hi,
                    Lang::En => &mut words.en,
                };
                *place = word.map(|word| word.written).unwrap_or_default();
            }
        }
        let keywords = &mut self.keywords;
        (keywords.periods, keywords.days) = (periods, days);
        (keywords.months, keywords.languages, keywords.kinds) = (months, languages, kinds);
    }

    /// Adds the words of one message, each of which may mean one thing only.
    fn name<T: Copy + PartialEq>(
        &mut self,
        language: &Language,
        name: &str,
        means: T,
        all: &mut BTreeMap<String, T>,
    ) {
        for word in self.needed(language, name) {
            if *all.entry(word.folded).or_insert(means) != means {
                let what = format!(
                    "`{}` of `{name}` already means something else",
                    word.written
                );
                let help = "a word can mean one day, time, month or language only";
                self.problems
                    .push(Problem::new(&word.place, what).help(help));
            }
        }
    }
}
