//! How SQL must be written: one text for both databases, rows read by column names, and connections given
//! back automatically.

use sahkar::store::statement_texts;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Statements that one database alone is told, each with the reason.
const OF_ONE_DATABASE: [(&str, &str); 1] = [(
    "LOCK_CONSENT",
    "`for share`: SQLite has neither the words nor the need, since it has one writer",
)];

/// What makes both texts of one.
const MAKERS: [&str; 2] = ["db/batches.rs", "db/sql.rs"];

/// Where statements are made by hand: what one database alone is told, what leaves open ballots out of a
/// copy of a file, and what overwrites freed pages, which is no statement over rows and differs by what each
/// database does with them.
const BY_HAND: [(&str, usize); 3] = [
    ("admin/backup.rs", 1),
    ("write/close.rs", 1),
    ("write/disclosure.rs", 1),
];

/// The files of the store, by their paths in it, without the tests at their ends.
fn store_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let (mut files, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let code = fs::read_to_string(&path).unwrap();
            let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
            let path = path.strip_prefix(&root).unwrap().to_str().unwrap();
            files.push((path.to_owned(), code.to_owned()));
        }
    }
    assert!(files.len() > 60, "{}", files.len());
    files
}

/// The line of the first piece of code that is so.
fn line_of(code: &str, is_so: impl Fn(&str) -> bool) -> Option<usize> {
    let is_code = |line: &str| !line.trim_start().starts_with("//");
    let at = code.lines().position(|line| is_code(line) && is_so(line));
    at.map(|at| at + 1)
}

#[test]
fn every_statement_is_said_once() {
    let mut by_hand = BTreeSet::new();
    for (path, code) in store_files() {
        if MAKERS.contains(&path.as_str()) {
            continue;
        }
        for twin in ["BatchSql {", "unnest(", "json_each("] {
            let found = line_of(&code, |line| line.contains(twin));
            assert_eq!(found, None, "{path}: {twin}");
        }
        let made = code
            .lines()
            .filter(|line| line.trim_end().ends_with(" Sql {"));
        by_hand.extend(Some((path, made.count())).filter(|(_, n)| *n > 0));
    }
    let named = BY_HAND.map(|(path, n)| (path.to_owned(), n));
    assert_eq!(by_hand, BTreeSet::from(named));
}

#[test]
fn what_is_said_to_one_database_alone_has_a_reason() {
    let alone: BTreeSet<&str> = statement_texts()
        .into_iter()
        .filter(|text| text.sqlite.is_none() || text.postgres.is_none())
        .map(|text| text.name)
        .collect();
    let named: BTreeSet<&str> = OF_ONE_DATABASE.into_iter().map(|(name, _)| name).collect();
    assert_eq!(alone, named);
}

/// The name that a line of `statements!` or `batches!` gives to a statement.
fn name_of(line: &str) -> Option<&str> {
    let line = line.strip_prefix("    ")?;
    let line = line
        .strip_prefix("pub(super) ")
        .or_else(|| line.strip_prefix("pub(in crate::store) "))
        .unwrap_or(line);
    let name = line.split(' ').next()?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|sign| sign.is_ascii_uppercase() || sign == '_');
    let rest = line[name.len()..].strip_prefix(' ')?;
    (is_name && (rest.starts_with("= ") || rest.starts_with("of "))).then_some(name)
}

/// What is in no list is prepared by nobody at the start, and no plan of it is looked at.
#[test]
fn every_statement_is_in_the_registry() {
    let mut written = Vec::new();
    for (_, code) in store_files() {
        let mut is_inside = false;
        for line in code.lines() {
            is_inside |= line == "statements! {" || line == "batches! {";
            is_inside &= line != "}";
            written.extend(name_of(line).filter(|_| is_inside).map(str::to_owned));
        }
    }
    let mut listed: Vec<String> = statement_texts()
        .into_iter()
        .filter(|text| text.sqlite.is_some())
        .map(|text| text.name.to_owned())
        .collect();
    written.sort();
    listed.sort();
    assert!(written.len() > 250, "{}", written.len());
    assert_eq!(written, listed);
}

/// The columns of the first tuple in a piece of code that begins with one; `None` where it is none.
fn tuple_width(code: &str) -> Option<usize> {
    let rest = code.strip_prefix('(')?;
    let (mut depth, mut width, mut is_empty) = (0, 1, true);
    for sign in rest.chars() {
        match sign {
            '(' | '<' | '[' => depth += 1,
            ')' if depth == 0 => return Some(if is_empty { width - 1 } else { width }),
            ')' | '>' | ']' => depth -= 1,
            ',' if depth == 0 => {
                width += 1;
                is_empty = true;
                continue;
            }
            _ => {}
        }
        is_empty &= sign.is_whitespace();
    }
    None
}

/// Types of which a column may be.
const COLUMN_TYPES: [&str; 6] = [
    "i64",
    "String",
    "bool",
    "Option<i64>",
    "Option<String>",
    "Words",
];

fn is_row(code: &str) -> bool {
    let Some(end) = code.find(')') else {
        return false;
    };
    code[1..end]
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .all(|part| COLUMN_TYPES.contains(&part))
}

#[test]
fn a_row_of_more_than_three_columns_has_named_fields() {
    let mut rows_n = 0;
    for (path, code) in store_files() {
        for (at, _) in code.match_indices('(') {
            let tuple = &code[at..];
            if !is_row(tuple) {
                continue;
            }
            let Some(width) = tuple_width(tuple) else {
                continue;
            };
            rows_n += usize::from(width > 1);
            let line = code[..at].lines().count();
            assert!(width <= 3, "{path}:{line}: a row of {width} columns");
        }
    }
    assert!(rows_n > 20, "{rows_n}");
}

#[test]
fn a_wide_tuple_is_recognised() {
    assert_eq!(tuple_width("(i64, Option<i64>, String, bool)>"), Some(4));
    assert_eq!(tuple_width("(\n    i64,\n    i64,\n)"), Some(2));
    assert_eq!(tuple_width("i64"), None);
    assert!(is_row("(i64, String,\n    Option<i64>, bool) = 1"));
    assert!(!is_row("(coop.0, id)"));
}

/// A tuple among a function's parameters that holds a yes or no, which says nothing of what it is.
#[test]
fn no_parameter_hides_a_yes_or_no_in_a_tuple() {
    for (path, code) in store_files() {
        let hides = |line: &str| {
            let after = line.split(": (").nth(1).unwrap_or_default();
            let tuple = after.split(')').next().unwrap_or_default();
            tuple.ends_with(", bool") || tuple.starts_with("bool,")
        };
        let is_allowed = TOLD_BY_CORE.contains(&path.as_str());
        assert!(is_allowed || line_of(&code, hides).is_none(), "{path}");
    }
}

/// Who reads a text, as the reminders of `core` say it, and codes with whether they replace others.
const TOLD_BY_CORE: [&str; 3] = [
    "sms/inbox/codes.rs",
    "sms/outbox/remind.rs",
    "write/announcement.rs",
];

/// A connection goes back when its guard is dropped (`db::pool::PooledConn`).
#[test]
fn nobody_gives_a_connection_back_by_hand() {
    let mut guards = 0;
    for (path, code) in store_files() {
        guards += code.matches("impl Drop for PooledConn").count();
        if path == "db/pool.rs" {
            continue;
        }
        for by_hand in [
            "put_back",
            "give_back(",
            "take_back",
            "fn release",
            ".release(",
        ] {
            let found = line_of(&code, |line| line.contains(by_hand));
            assert_eq!(found, None, "{path}: {by_hand}");
        }
    }
    assert_eq!(guards, 1);
}

/// Ways around a difference of the databases, which stand in `portable` alone, each with its reason. What
/// overwrites a column is none: it is for PostgreSQL alone.
const TRICKS: [&str; 3] = ["|| ''", "like '%,'", "(values ("];
/// What `is_open_as!` says.
const OPEN: &str = "state in ('waiting', 'sending', 'unsure') and";

#[test]
fn every_portability_trick_has_a_name() {
    for (path, code) in store_files() {
        if path == "portable.rs" {
            continue;
        }
        for trick in TRICKS {
            let is_so = |line: &str| line.contains(trick) && !line.contains("alter table");
            assert_eq!(line_of(&code, is_so), None, "{path}: {trick}");
        }
        let flat = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for (at, _) in flat.match_indices(OPEN) {
            let rest = flat[at + OPEN.len()..].trim_start();
            let rest =
                rest.split_once('.').map_or(
                    rest,
                    |(alias, inner)| {
                        if alias.len() < 8 { inner } else { rest }
                    },
                );
            assert!(!rest.starts_with("state = '"), "{path}: is_open_as!");
        }
    }
}
