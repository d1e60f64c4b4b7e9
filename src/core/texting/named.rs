//! A category by its name: `MILK 850` (the cooperative's own names, and the words of
//! `locales/*/keywords.ftl` for them). The longest name that a text begins with is meant.

use super::words::cut;
use crate::core::domain::{Category, EntryKind};
use crate::core::script::keywords::Keywords;

/// No name has more words.
const WORDS_MAX: usize = 6;

/// What a name stands for.
pub(super) enum Meant {
    /// One category, of this kind and code.
    One(EntryKind, i64),
    /// Several categories, or a group of several, by code; and the kind of the first.
    Several(EntryKind, Vec<i64>),
}

/// The categories whose name a text begins with, and the words behind it. `kind`: only of this kind.
pub(super) fn first<'w>(
    keywords: &Keywords,
    categories: &[Category],
    kind: Option<EntryKind>,
    words: &[&'w str],
) -> Option<(Meant, Vec<&'w str>)> {
    // A name begins with a letter, and most texts that come here do not.
    if !words.first()?.starts_with(char::is_alphabetic) {
        return None;
    }
    let fits = |category: &&Category| kind.is_none_or(|kind| category.kind == kind);
    let named: Vec<_> = categories
        .iter()
        .filter(fits)
        .map(|category| (category, keywords.names_of(&category.name)))
        .collect();
    (1..=words.len().min(WORDS_MAX)).rev().find_map(|n| {
        let (last, before) = words[..n].split_last()?;
        let (head, tail) = cut(last);
        let mut name = before.join(" ");
        if !head.is_empty() && !name.is_empty() {
            name.push(' ');
        }
        name.push_str(head);
        let found: Vec<&Category> = named
            .iter()
            .filter(|(_, names)| !head.is_empty() && names.contains(&name))
            .map(|(category, _)| *category)
            .collect();
        let behind = Some(tail).filter(|tail| !tail.is_empty());
        let rest = behind.into_iter().chain(words[n..].iter().copied());
        Some((meant(categories, &found)?, rest.collect()))
    })
}

/// The category of this kind that the whole text names.
pub(super) fn kind_of(
    keywords: &Keywords,
    categories: &[Category],
    name: &str,
) -> Option<EntryKind> {
    let is_it = |category: &&Category| keywords.names_of(&category.name).contains(name);
    categories.iter().find(is_it).map(|category| category.kind)
}

/// The codes under which entries stand: of a group those of its members.
pub(super) fn leaves(categories: &[Category], code: i64) -> Vec<i64> {
    let under: Vec<i64> = categories
        .iter()
        .filter(|category| category.parent == Some(code))
        .map(|category| category.code)
        .collect();
    if under.is_empty() { vec![code] } else { under }
}

fn meant(categories: &[Category], found: &[&Category]) -> Option<Meant> {
    // A group with the same name as one of its members stands for that member.
    let is_above = |group: &Category| found.iter().any(|one| one.parent == Some(group.code));
    let found: Vec<&&Category> = found.iter().filter(|one| !is_above(one)).collect();
    let first = found.first()?;
    if let [only] = found.as_slice()
        && let [code] = leaves(categories, only.code)[..]
    {
        return Some(Meant::One(only.kind, code));
    }
    let codes = found.iter().map(|one| one.code).collect();
    Some(Meant::Several(first.kind, codes))
}
