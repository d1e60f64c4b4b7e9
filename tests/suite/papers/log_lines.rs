//! The log lines that the manual explains and that CHANGELOG renames are in the source.

use super::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The messages of all log lines of a level, or of every one.
fn messages(level: &str) -> BTreeSet<String> {
    fn walk(folder: &Path, begin: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, begin, found);
            } else if let Ok(text) = fs::read_to_string(&path) {
                for (at, _) in text.match_indices(begin) {
                    let call = text[at..].split(");").next().unwrap_or_default();
                    // The message stands last; a break within it is no part of it.
                    let message = call.rsplit('"').nth(1).unwrap_or_default();
                    let parts: Vec<&str> = message.split("\\\n").map(str::trim_start).collect();
                    found.insert(parts.concat());
                }
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(
        &root().join("src"),
        &format!("tracing::{level}"),
        &mut found,
    );
    found
}

/// What stands between strokes in a column of the table of log lines on a page.
fn listed(page: &str, column: usize) -> Vec<String> {
    let page = fs::read_to_string(root().join(page)).unwrap();
    let (_, rest) = page
        .split_once("<!-- log: begin -->\n")
        .expect("it has one");
    let (rows, _) = rest.split_once("<!-- log: end -->").expect("it ends");
    rows.lines()
        .filter(|row| row.contains('|'))
        .skip(2)
        .flat_map(|row| {
            let cell = row.split('|').nth(column).unwrap().trim();
            let names = match cell.strip_prefix("``") {
                Some(name) => vec![name.trim_end_matches('`')],
                None => cell.split('`').skip(1).step_by(2).collect(),
            };
            names.into_iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_log_lines_that_operators_search_for_are_those_of_the_source() {
    let all = messages("");
    let (manual, changed) = (listed("docs/manual.md", 1), listed("CHANGELOG.md", 2));
    let unknown: Vec<_> = manual
        .iter()
        .chain(&changed)
        .filter(|name| !all.contains(*name))
        .collect();
    assert!(unknown.is_empty(), "no such log line: {unknown:#?}");
    assert!(changed.len() > 40, "{}", changed.len());
    let errors = messages("error!(");
    assert!(errors.len() > 10, "{errors:?}");
    let untold: Vec<_> = errors
        .iter()
        .filter(|name| !manual.contains(name))
        .collect();
    assert!(untold.is_empty(), "the manual leaves out: {untold:#?}");
    // Nobody searches for what is not said any more.
    let gone: Vec<_> = listed("CHANGELOG.md", 1)
        .into_iter()
        .filter(|name| all.contains(name))
        .collect();
    assert!(gone.is_empty(), "still said: {gone:?}");
}
