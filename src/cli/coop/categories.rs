//! The categories in a cooperative's file: what its members earn money with and spend it on.

use crate::config::written::{Located, Section, WrittenToml};
use crate::core::domain::{Category, EntryKind, LangScript, Words};
use crate::core::script::notices::may_stand;
use std::collections::{BTreeMap, BTreeSet};

const KEYS: [&str; 7] = ["code", "kind", "key", "parent", "gu", "hi", "en"];
/// The longest name, in letters, as long as the longest of the default categories.
const NAME_MAX: usize = 20;

/// Reads `[[category]]`; `None` where the file has none, so that the cooperative's categories stay.
pub(super) fn read(written: &mut WrittenToml<'_>, file: &Section<'_>) -> Option<Vec<Category>> {
    let sections = written.sections(file, "category")?;
    let mut found: Vec<(usize, Category)> = Vec::new();
    for section in sections {
        written.refuse_others(section.value, &KEYS);
        if let Some(category) = category(written, &section) {
            found.push((section.line, category));
        }
    }
    hold_together(written, &found);
    Some(found.into_iter().map(|(_, category)| category).collect())
}

fn category(written: &mut WrittenToml<'_>, section: &Located<&Section<'_>>) -> Option<Category> {
    let table = section.value;
    let within = |written: &mut WrittenToml<'_>, key: &str, least: i64, most: i64| {
        let said = written.number(table, key)?;
        let is_right = (least..=most).contains(&said.value);
        if !is_right {
            written.wrong(said.line, format!("`{key}` is {least} to {most}"));
        }
        is_right.then_some(said.value)
    };
    let code = within(written, "code", 10, 99);
    let key = within(written, "key", 1, 8);
    let parent = within(written, "parent", 10, 99);
    let kind = written.text(table, "kind").and_then(|said| {
        let kind = EntryKind::parse(&said.value);
        let kind = kind.filter(|kind| [EntryKind::Income, EntryKind::Cost].contains(kind));
        if kind.is_none() {
            written.wrong(said.line, "`kind` is \"income\" or \"cost\"");
        }
        kind
    });
    let name = [
        ("gu", LangScript::Gu),
        ("hi", LangScript::Hi),
        ("en", LangScript::En),
    ]
    .map(|(key, lang_script)| name(written, table, (key, lang_script)));
    for key in ["code", "kind", "key", "gu", "hi", "en"] {
        if table.get(key).is_none() {
            written.wrong(section.line, format!("this category has no `{key}`"));
        }
    }
    let [Some(gu), Some(hi), Some(en)] = name else {
        return None;
    };
    Some(Category {
        code: code?,
        parent,
        kind: kind?,
        key: key?,
        name: Words::new(&gu, &hi, &en),
    })
}

/// A name that can be shown on screens and in texts.
fn name(
    written: &mut WrittenToml<'_>,
    table: &Section<'_>,
    (key, lang_script): (&str, LangScript),
) -> Option<String> {
    let said = written.text(table, key)?;
    let name = said.value.trim().to_owned();
    let why = if name.chars().count() > NAME_MAX {
        Some(format!("it is longer than {NAME_MAX} letters"))
    } else {
        may_stand(&name, lang_script)
            .err()
            .map(|why| why.to_string())
    };
    if let Some(why) = why {
        written.wrong(said.line, format!("`{key}` cannot stand in a text: {why}"));
        return None;
    }
    Some(name)
}

/// Checks that each code is used once, each key once in its list, and that each group is in the file.
fn hold_together(written: &mut WrittenToml<'_>, found: &[(usize, Category)]) {
    let groups: BTreeMap<i64, &Category> = found.iter().map(|(_, one)| (one.code, one)).collect();
    let (mut codes, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for (line, one) in found {
        if !codes.insert(one.code) {
            written.wrong(*line, format!("code {} stands there twice", one.code));
        }
        if !keys.insert((one.kind.code(), one.parent, one.key)) {
            written.wrong(*line, format!("key {} is taken on this list", one.key));
        }
        let Some(parent) = one.parent else {
            continue;
        };
        let is_group = groups
            .get(&parent)
            .is_some_and(|group| group.parent.is_none() && group.kind == one.kind);
        if !is_group {
            let what = format!("`parent` {parent} is no group of the same kind at the top");
            written.wrong(*line, what);
        }
    }
}
