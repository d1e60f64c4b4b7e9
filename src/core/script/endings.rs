//! In Gujarati the endings -નો, -ની, -નું, -ના agree in gender and number, and change the end of the noun
//! before them. Written directly behind a variable whose gender or number varies they make wrong words, so
//! they are refused there. -ને, -માં, -માંથી, -એ, -થી agree with nothing and may stand, and behind a day or
//! a number any may.
//!
//! Hindi's का, की, के are words of their own and agree with the word that follows, which the translator
//! sees: nothing is refused there. A noun in -आ before them changes its end in the same way (भाड़ा, भाड़े
//! का). A program cannot know which of a cooperative's own words do that, so people read the proof sheets
//! for it.

use super::Sources;
use super::problem::Problem;
use crate::core::domain::LangScript;
use crate::core::texts::language::{FileSpan, Language};
use crate::core::texts::say::FluentText;

/// The endings in each script of Gujarati, the longer ones first.
const ENDINGS: [(LangScript, &[&str]); 2] = [
    (LangScript::Gu, &["નાં", "નો", "ની", "નું", "ના"]),
    (LangScript::GuLatn, &["no", "ni", "nu", "na"]),
];
/// Variables that any ending may follow: days, hours and numbers, and names of places, which are always
/// singular and with which nothing agrees.
const SETTLED: [&str; 40] = [
    "amount",
    "asks",
    "at",
    "ballot_no",
    "case_days",
    "case_no",
    "code",
    "codes",
    "complaint",
    "consent_no",
    "date",
    "day",
    "entry_no",
    "hour",
    "income",
    "keep_days",
    "loan_left",
    "look_until",
    "month",
    "months",
    "n",
    "needed",
    "no",
    "none",
    "number",
    "numbers",
    "one_time",
    "place",
    "price",
    "roll",
    "saving",
    "statement_code",
    "topic_needed",
    "tries",
    "under_no",
    "until",
    "voted",
    "weekday",
    "when",
    "yes",
];

/// Reports each place where a wrong ending stands.
pub(super) fn check(sources: &Sources, languages: &[Language], problems: &mut Vec<Problem>) {
    for (lang_script, endings) in ENDINGS {
        let language = languages.iter().find(|one| one.lang == lang_script.lang());
        let folder = format!("locales/{}", lang_script.code());
        for (file, source) in sources.under(&folder) {
            for (at, _) in source.match_indices('}') {
                let line = source[..at].rsplit('\n').next();
                let is_comment = line.is_some_and(|line| line.starts_with('#'));
                let Some(ending) = ending(&source[at + 1..], endings).filter(|_| !is_comment)
                else {
                    continue;
                };
                let Some(varies) = varying(inside(&source[..at]), language) else {
                    continue;
                };
                let place = FileSpan {
                    file: file.clone(),
                    start: at + 1,
                    len: ending.len(),
                };
                let what = format!("-{ending} agrees, and what `{varies}` stands for varies");
                let help = "name the thing before it and put a colon between, or say it with -ને, -માં, \
                            -માંથી, -એ or -થી, which never change";
                problems.push(Problem::new(&place, what).help(help));
            }
        }
    }
}

/// The ending that is written here without a space, with or without a hyphen, as a whole ending.
fn ending<'e>(behind: &str, endings: &[&'e str]) -> Option<&'e str> {
    let behind = behind.strip_prefix('-').unwrap_or(behind);
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{a80}'..='\u{aff}').contains(&c);
    let is_whole = |ending: &&&str| {
        let rest = behind.strip_prefix(**ending);
        rest.is_some_and(|rest| !rest.starts_with(is_letter))
    };
    endings.iter().find(is_whole).copied()
}

/// What stands in the braces that end here.
fn inside(before: &str) -> &str {
    let mut depth = 1_usize;
    for (at, sign) in before.char_indices().rev() {
        match sign {
            '}' => depth += 1,
            '{' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &before[at + 1..];
        }
    }
    ""
}

/// The first variable or message in it whose words vary.
fn varying(inside: &str, language: Option<&Language>) -> Option<String> {
    // The variable that a selector compares is not said; its variants are.
    let said = inside
        .split_once("->")
        .map_or(inside, |(_, variants)| variants);
    let is_between = |sign: char| !(sign.is_ascii_alphanumeric() || "$-_.".contains(sign));
    let names = said.split(is_between).filter(|name| !name.is_empty());
    for name in names {
        if let Some(variable) = name.strip_prefix('$') {
            if !SETTLED.contains(&variable) {
                return Some(format!("${variable}"));
            }
            continue;
        }
        let (message, attribute) = match name.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (name, None),
        };
        let text = language.and_then(|language| language.text(message, attribute));
        let varies = |text: &FluentText| {
            let mut variables = text.variables().iter();
            variables.any(|name| !SETTLED.contains(&name.as_str()))
        };
        if text.as_ref().is_some_and(varies) {
            return Some(name.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w_an_ending_is_one_only_where_the_word_ends() {
        let gu = ENDINGS[0].1;
        assert_eq!(ending("નો હિસાબ", gu), Some("નો"));
        assert_eq!(ending("-ની", gu), Some("ની"));
        assert_eq!(ending("નાં", gu), Some("નાં"));
        assert_eq!(ending("નોંધ", gu), None);
        assert_eq!(ending("ને", gu), None);
        assert_eq!(ending(" નો", gu), None);
        assert_eq!(ending("no hisab", ENDINGS[1].1), Some("no"));
        assert_eq!(ending("nondh", ENDINGS[1].1), None);
    }
}
