//! `docs/faults.md` compared with the tests: every fault that was found by trying the product has a row,
//! each row names existing tests with the fault's number in their names, and says where similar faults were
//! looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The parts, and how many faults each has. `W` is one row: its faults are words.
const PARTS: [(&str, u32); 4] = [("S", 17), ("T", 18), ("G", 13), ("R", 13)];

/// One row of the table.
struct Row<'a> {
    shown_by: &'a str,
    sisters: &'a str,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rows(text: &str) -> BTreeMap<&str, Row<'_>> {
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [no, _, shown_by, sisters] = cells[..] else {
            panic!("four cells a row: {line}");
        };
        if no != "no." {
            let row = Row { shown_by, sisters };
            assert!(rows.insert(no, row).is_none(), "{no} stands there twice");
        }
    }
    rows
}

/// The tests that a cell names: `path`: `test`, `test`; `path`: `test`.
fn named(cell: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for place in cell.split("; ") {
        let (path, tests) = place
            .split_once(": ")
            .unwrap_or_else(|| panic!("`path`: `test`, not {place}"));
        for test in tests.split(", ") {
            found.push((path.replace('`', ""), test.replace('`', "")));
        }
    }
    found
}

#[test]
fn every_fault_has_a_test_of_its_number_and_its_sisters_were_looked_at() {
    let text = std::fs::read_to_string(root().join("docs/faults.md")).unwrap();
    let rows = rows(&text);
    let mut expected: BTreeSet<String> = PARTS
        .iter()
        .flat_map(|(part, last)| (1..=*last).map(move |n| format!("{part}{n}")))
        .collect();
    expected.insert("W".to_owned());
    let there: BTreeSet<String> = rows.keys().map(|no| (*no).to_owned()).collect();
    assert_eq!(there, expected);

    for (no, row) in &rows {
        assert!(row.sisters.len() > 20, "{no}: sisters: {}", row.sisters);
        let begins = format!("{}_", no.to_lowercase());
        for (path, test) in named(row.shown_by) {
            assert!(test.starts_with(&begins), "{no}: {test}");
            let source = std::fs::read_to_string(root().join(&path))
                .unwrap_or_else(|_| panic!("{no}: there is no {path}"));
            let is_there = source.contains(&format!("fn {test}("));
            assert!(is_there, "{no}: {path} has no test {test}");
            // A function of that name that no runner meets shows nothing.
            let (before, _) = source.split_once(&format!("fn {test}(")).unwrap();
            let attribute = before.rfind("test").map_or("", |at| &before[at..]);
            assert!(
                attribute.lines().count() <= 4,
                "{no}: {test} in {path} is no test"
            );
        }
    }
}
