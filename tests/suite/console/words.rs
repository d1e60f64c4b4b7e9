//! The words of the console: whatever a page asks for exists in every language, and nothing is left over.

use crate::support::script;
use crate::tidy::{code, files};
use sahkar::core::domain::Lang;
use std::collections::BTreeSet;

/// Every text in double quotes of the pages and of their templates.
fn quoted() -> BTreeSet<String> {
    let templates = files("templates/console", ".html").into_iter();
    let sources = files("src/web/console", ".rs").into_iter();
    let sources = sources.map(|(name, text)| (name, code(&text)));
    let mut found = BTreeSet::new();
    for (_, text) in templates.chain(sources) {
        for part in text.split('"') {
            let is_name = part
                .bytes()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-.".contains(&c));
            if is_name && !part.is_empty() {
                found.insert(part.to_owned());
            }
        }
    }
    found
}

/// The names that are certainly asked for: what stands behind `say("`.
fn asked_for() -> BTreeSet<String> {
    let templates = files("templates/console", ".html").into_iter();
    let sources = files("src/web/console", ".rs").into_iter();
    let mut found = BTreeSet::new();
    for (_, text) in templates.chain(sources) {
        for call in [
            "say(\"",
            "say_1(\"",
            "say_2(\"",
            "say_with(\"",
            "frame(\"",
            "Outcome::done(\"",
        ] {
            for rest in text.split(call).skip(1) {
                let name = rest.split('"').next().unwrap();
                if !name.starts_with('/') {
                    found.insert(name.to_owned());
                }
            }
        }
    }
    found
}

#[test]
fn every_word_that_a_page_says_exists_and_none_is_left_over() {
    let script = script();
    let words = script.console_words();
    let english = words.names(Lang::En);
    assert!(english.len() > 50);
    for lang in [Lang::Gu, Lang::Hi] {
        assert_eq!(words.names(lang), english, "{lang:?}");
    }
    let (quoted, asked) = (quoted(), asked_for());
    let missing: Vec<&String> = asked
        .iter()
        .filter(|name| !english.contains_key(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "nobody wrote {missing:?}");
    let unused: Vec<&&str> = english
        .keys()
        .filter(|name| !quoted.contains(**name))
        .collect();
    assert!(unused.is_empty(), "no page says {unused:?}");
}
