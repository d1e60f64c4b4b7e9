//! Rules about the source: which module may use which, how long a file may be, which words a pure module
//! must not contain, which tables are append-only.

mod acts;
mod circles;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// No file is longer; what is, does more than one thing.
const LINES_MAX: usize = 400;

/// What no module of the core says, and the one folder that reads files because a cooperative may bring its
/// own menus.
const IMPURE_WORDS: [(&str, &str); 11] = [
    ("async fn", ""),
    (".await", ""),
    ("sqlx", ""),
    ("axum", ""),
    ("tokio", ""),
    ("reqwest", ""),
    ("SystemTime", ""),
    ("Utc::now", ""),
    ("Local::now", ""),
    ("rand::", ""),
    ("std::fs", "src/core/script/"),
];

/// Tables whose rows are never changed or deleted by a caller's act.
const APPEND_ONLY: [&str; 5] = [
    "entry",
    "entry_event",
    "consent_event",
    "ledger",
    "ledger_seal",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` whose name ends so, by its path from the root.
pub(super) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .filter_map(|path| {
            let name = path
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            // A picture is no text, and has no rules here.
            Some((name, String::from_utf8(fs::read(path).unwrap()).ok()?))
        })
        .collect()
}

/// The code of a file without its tests, comments left out. What else is for tests alone is one item, which
/// ends with its semicolon; more of the file may follow.
pub(super) fn code(text: &str) -> String {
    let mut lines = text.lines().peekable();
    let mut code = Vec::new();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            if lines.peek().is_some_and(|item| item.ends_with('{')) {
                break;
            }
            lines.by_ref().find(|line| line.ends_with(';'));
            continue;
        }
        code.push(match line.find("//") {
            Some(at) if !line[..at].contains('"') => &line[..at],
            _ => line,
        });
    }
    code.join("\n")
}

/// The module that a file of `src/` or `src/core/` belongs to: its folder, or its own name.
fn module_of(name: &str) -> &str {
    let name = name.strip_prefix("src/").unwrap();
    let name = name.strip_prefix("core/").unwrap_or(name);
    name.split(['/', '.']).next().unwrap()
}

/// The table of who may use whom, from the map in the documentation of `src/lib.rs`.
fn directions() -> BTreeMap<String, BTreeSet<String>> {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    map.lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter(|line| !line.starts_with("---") && !line.starts_with("module "))
        .flat_map(|line| {
            let mut cells = line.trim_end_matches('|').split('|').map(str::trim);
            let names = |cell: &str| -> BTreeSet<String> {
                cell.split(',')
                    .map(|name| name.trim().trim_matches(|c| "[]`".contains(c)).to_owned())
                    .filter(|name| !name.is_empty() && name != "—")
                    .collect()
            };
            let modules = names(cells.next().unwrap_or_default());
            let uses = names(cells.next().unwrap_or_default());
            modules
                .into_iter()
                .map(move |module| (module, uses.clone()))
        })
        .collect()
}

/// The modules that a piece of code names with `crate::`, in one line or in a braced list.
fn used_modules(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut used = BTreeSet::new();
    // The core's modules go by their own names.
    let code = code.replace("crate::core::", "crate::");
    for (at, _) in code.match_indices("crate::") {
        // `sahkar::` paths and `$crate::` of macros name the same modules.
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '}' if depth == 0 => break,
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        used.insert(word(std::mem::take(&mut item).trim()));
                    }
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            used.insert(word(item.trim()));
        } else {
            used.insert(word(rest));
        }
    }
    used.retain(|name| !name.is_empty());
    used
}

pub(super) fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn every_module_stands_in_the_map_and_uses_only_what_it_may() {
    let table = directions();
    let mut wrong = Vec::new();
    for (name, text) in files("src", ".rs") {
        let module = module_of(&name);
        if ["lib", "main", "mod"].contains(&module) {
            continue;
        }
        let Some(allowed) = table.get(module) else {
            wrong.push(format!(
                "{name}: `{module}` is missing from the map in src/lib.rs"
            ));
            continue;
        };
        for used in used_modules(&code(&text)) {
            if used != module && table.contains_key(&used) && !allowed.contains(&used) {
                wrong.push(format!("{name} uses `{used}`, which `{module}` may not"));
            }
        }
    }
    for module in table.keys() {
        let is_there = ["src", "src/core"].iter().any(|folder| {
            ["", "/mod"]
                .iter()
                .any(|end| root().join(format!("{folder}/{module}{end}.rs")).exists())
        });
        if !is_there {
            wrong.push(format!("the map names `{module}`, which does not exist"));
        }
    }
    none("direction", &wrong);
}

#[test]
fn pure_modules_never_wait_nor_reach_out() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", ".rs") {
        if !name.starts_with("src/core/") {
            continue;
        }
        let code = code(&text);
        for (word, allowed_in) in IMPURE_WORDS {
            let allowed = !allowed_in.is_empty() && name.starts_with(allowed_in);
            if code.contains(word) && !allowed {
                wrong.push(format!("{name} says `{word}`"));
            }
        }
    }
    none("purity", &wrong);
}

#[test]
fn only_the_store_speaks_sql() {
    let wrong: Vec<String> = files("src", ".rs")
        .into_iter()
        .filter(|(name, text)| !name.starts_with("src/store/") && code(text).contains("sqlx"))
        .map(|(name, _)| name)
        .collect();
    none("sqlx outside src/store", &wrong);
}

#[test]
fn one_file_alone_reads_toml() {
    let reading: Vec<String> = files("src", ".rs")
        .into_iter()
        .filter(|(_, text)| {
            ["use toml::", " toml::", "(toml::"]
                .iter()
                .any(|word| code(text).contains(word))
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(reading, ["src/core/toml_file.rs"]);
}

#[test]
fn no_file_is_longer_than_one_thing_needs() {
    let mut wrong = Vec::new();
    for (folder, ending) in [
        ("src", ".rs"),
        ("tests", ".rs"),
        ("benches", ".rs"),
        ("src", ".js"),
    ] {
        for (name, text) in files(folder, ending) {
            let lines = text.lines().count();
            if lines > LINES_MAX {
                wrong.push(format!("{name}: {lines} lines"));
            }
        }
    }
    none("long files", &wrong);
}

#[test]
fn the_service_has_five_fields_at_most() {
    let app = fs::read_to_string(root().join("src/app.rs")).unwrap();
    let (_, fields) = app.split_once("pub struct Service {").unwrap();
    let (fields, _) = fields.split_once("\n}").unwrap();
    let fields: Vec<&str> = fields
        .lines()
        .map(str::trim)
        .filter(|line| line.contains(": ") && !line.starts_with("//"))
        .collect();
    assert!((1..=5).contains(&fields.len()), "{fields:?}");
}

#[test]
fn every_file_says_first_what_it_is() {
    let wrong: Vec<String> = ["src", "tests", "benches"]
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(name, _)| name)
        .collect();
    none("files without a first word about themselves", &wrong);

    let wrong: Vec<String> = [("menus", ".toml", "# "), ("migrations", ".sql", "-- ")]
        .iter()
        .flat_map(|(folder, ending, sign)| {
            files(folder, ending)
                .into_iter()
                .filter(move |(_, text)| !text.starts_with(*sign))
        })
        .map(|(name, _)| name)
        .collect();
    none("files without a first line for their readers", &wrong);
}

#[test]
fn what_is_only_added_to_is_never_changed() {
    let mut wrong = Vec::new();
    for (name, text) in files("src/store", ".rs") {
        let flat = code(&text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        for table in APPEND_ONLY {
            for verb in ["update", "delete from"] {
                let hit = format!("{verb} {table}");
                let whole_word = flat.match_indices(&hit).any(|(at, _)| {
                    !flat[at + hit.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                if whole_word {
                    wrong.push(format!("{name}: {hit}"));
                }
            }
        }
    }
    none("append-only tables", &wrong);
}

#[test]
fn the_three_languages_have_the_same_files_as_the_menus_need() {
    let names = |lang: &str| -> BTreeSet<String> {
        files(&format!("locales/{lang}"), ".ftl")
            .into_iter()
            .map(|(name, _)| name.rsplit('/').next().unwrap().to_owned())
            .collect()
    };
    let en = names("en");
    assert!(en.contains("system.ftl"));
    assert_eq!(names("gu"), en);
    assert_eq!(names("hi"), en);
    // Texts in Latin letters are a help for some handsets: they may lack files, and have no others.
    for latin in ["gu-Latn", "hi-Latn"] {
        assert!(names(latin).is_subset(&en), "{latin}");
    }
}

#[test]
fn nothing_is_left_undone_or_muted() {
    // Put together here so that this file does not find itself.
    let words: Vec<String> = [
        ("todo", "!("),
        ("unimplemented", "!("),
        ("dbg", "!("),
        ("TO", "DO"),
        ("FIX", "ME"),
        ("#[ign", "ore"),
        ("#[all", "ow("),
    ]
    .iter()
    .map(|(a, b)| format!("{a}{b}"))
    .collect();
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "menus", "locales", "migrations"] {
        for (name, text) in files(folder, "") {
            for word in words.iter().filter(|word| text.contains(word.as_str())) {
                wrong.push(format!("{name}: {word}"));
            }
        }
    }
    none("unfinished or muted", &wrong);
}
