//! Names: a type name stands for one thing, and names that had to be decoded do not come back.

use super::tidy::{code, files, none};
use std::collections::{BTreeMap, BTreeSet};

/// Type names that stand in several modules because each is always written behind its module's name:
/// `store::Error`, `consent::Change`, `add::Input`.
const SAID_WITH_THEIR_MODULE: [&str; 5] = ["Error", "Change", "Refusal", "Facts", "Input"];

/// Names that stood for something else than they say; what they became is in the history of this file.
const OLD_NAMES: [&str; 29] = [
    "House",
    "Tongue",
    "Weight",
    "Noted",
    "Measure",
    "take_measures",
    "Glance",
    "NoTongue",
    "is_restrained",
    "Doors",
    "Air",
    "Lanes",
    "Leg",
    "Became",
    "Rivalry",
    "is_rivalry",
    "OWE_OVERWRITE",
    "PAY_OVERWRITE",
    "LAPSE",
    "DOUBT_NO_MORE",
    "tend_unsettled",
    "knows_our_id",
    "is_restrained_turn",
    "Ground",
    "Hearing",
    "heard_again",
    "Door",
    "Seats",
    "RIVALRY",
];

/// Names of files that said what happens in the words of a story.
const OLD_FILES: [&str; 10] = [
    "hers", "gather", "link", "told", "heard", "thanks", "causes", "moments", "which", "ground",
];

/// What a line defines, where it defines a type.
fn defined_type(line: &str) -> Option<&str> {
    // Further in, a `type` is the answer of an impl to its trait, which names it.
    if line.starts_with(' ') && line.trim_start().starts_with("type ") {
        return None;
    }
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')')?.1,
        Some(rest) => rest,
        None => line,
    };
    let (kind, rest) = line.trim_start().split_once(' ')?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let is_type = ["struct", "enum", "trait", "type", "union"].contains(&kind)
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest[end..].starts_with(['<', '(', ' ', '{', ';', '=', ':']);
    is_type.then(|| &rest[..end])
}

#[test]
fn a_type_name_stands_for_one_thing() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in files("src", ".rs") {
        for defined in code(&text).lines().filter_map(defined_type) {
            homes
                .entry(defined.to_owned())
                .or_default()
                .push(name.clone());
        }
    }
    assert!(homes.contains_key("LangScript"), "no definition was found");
    let wrong: Vec<String> = homes
        .into_iter()
        .filter(|(name, homes)| homes.len() > 1 && !SAID_WITH_THEIR_MODULE.contains(&name.as_str()))
        .map(|(name, homes)| format!("{name}: {}", homes.join(", ")))
        .collect();
    none("type names that are defined twice", &wrong);
}

#[test]
fn old_names_are_gone() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", ".rs") {
        let stem = name.rsplit('/').next().unwrap().trim_end_matches(".rs");
        if OLD_FILES.contains(&stem) {
            wrong.push(format!("{name}: the file"));
        }
        let code = code(&text);
        let words: BTreeSet<&str> = code
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        for old in OLD_NAMES.iter().filter(|old| words.contains(*old)) {
            wrong.push(format!("{name}: {old}"));
        }
    }
    for (name, text) in files("migrations", ".sql") {
        let outbox = text.split_once("create table outbox (");
        let columns = outbox.map_or("", |(_, rest)| rest.split("\n);").next().unwrap());
        if columns.contains("\n    turn ") {
            wrong.push(format!("{name}: outbox.turn"));
        }
    }
    none("old names", &wrong);
}
