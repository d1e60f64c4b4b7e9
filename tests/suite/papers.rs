//! The pages in `docs/` and at the root are right: every path that they name exists, every link resolves,
//! the map is that of `src/lib.rs`, and every log line that is shown as a good one is in the source.
//!
//! `UPDATE=1 cargo test --test suite papers` writes the map anew.

mod log_lines;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fewer would mean that they are not found.
const PATHS_MIN: usize = 100;
const LINKS_MIN: usize = 20;
const GOOD_LINES_MIN: usize = 5;

/// Where a path of the repository begins.
const FOLDERS: [&str; 9] = [
    "src/",
    "tests/",
    "docs/",
    "menus/",
    "locales/",
    "migrations/",
    "gateways/",
    "benches/",
    ".ci/",
];

/// Folders and files at the top, which are named without a stroke.
const AT_TOP: [&str; 17] = [
    "src",
    "tests",
    "docs",
    "menus",
    "locales",
    "migrations",
    "gateways",
    "benches",
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "deny.toml",
    "rust-toolchain.toml",
    "templates",
    "proptest-regressions",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages_below(folder: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            pages_below(&name, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(PathBuf::from(name));
        }
    }
}

/// Every page, by its path from the root, with its text.
fn pages() -> Vec<(PathBuf, String)> {
    let mut names = Vec::new();
    for name in ["README.md", "CHANGELOG.md"] {
        names.push(PathBuf::from(name));
    }
    for folder in ["docs", "gateways"] {
        pages_below(folder, &mut names);
    }
    names.sort();
    let text = |name: &PathBuf| fs::read_to_string(root().join(name)).unwrap();
    names
        .into_iter()
        .map(|name| (name.clone(), text(&name)))
        .collect()
}

/// What stands between two strokes of a line, outside blocks of code.
fn spans(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// Whether what is named is there; a star stands for any one name.
fn exists(path: &str) -> bool {
    let Some((before, after)) = path.split_once('*') else {
        return root().join(path).exists();
    };
    let (folder, begins) = before.rsplit_once('/').unwrap_or(("", before));
    let (ends, rest) = after.split_once('/').unwrap_or((after, ""));
    let Ok(entries) = fs::read_dir(root().join(folder)) else {
        return false;
    };
    entries
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.starts_with(begins) && name.ends_with(ends))
        .any(|name| exists(format!("{folder}/{name}/{rest}").trim_end_matches('/')))
}

/// A heading as a link names it.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn every_path_that_a_page_names_exists() {
    let (mut n, mut wrong) = (0, Vec::new());
    for (page, text) in pages() {
        for span in spans(&text) {
            let is_path =
                FOLDERS.iter().any(|folder| span.starts_with(folder)) || AT_TOP.contains(&span);
            // A command that begins with a path, a path with a place to fill in.
            let path = span.split(' ').next().unwrap_or_default();
            if !is_path || path.contains(['<', '{']) {
                continue;
            }
            n += 1;
            if !exists(path.trim_end_matches('/')) {
                wrong.push(format!("{}: `{span}`", page.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "no such file or folder:\n  {}",
        wrong.join("\n  ")
    );
    assert!(n > PATHS_MIN, "only {n} paths were found");
    assert!(
        exists("locales/*/keywords.ftl")
            && !exists("locales/*/nothing.ftl")
            && !exists("src/nowhere.rs")
    );
}

#[test]
fn every_link_leads_to_a_page_and_a_heading() {
    let (mut n, mut wrong) = (0, Vec::new());
    for (page, text) in pages() {
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default();
            if target.contains("://") {
                continue;
            }
            n += 1;
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let to = match file {
                "" => page.clone(),
                file => page.parent().unwrap().join(file),
            };
            let Ok(there) = fs::read_to_string(root().join(&to)) else {
                // A picture, or a folder.
                if !root().join(&to).exists() {
                    wrong.push(format!("{}: {target}", page.display()));
                }
                continue;
            };
            let leads = heading.is_empty()
                || there
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line) == heading);
            if !leads {
                wrong.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "links that lead nowhere:\n  {}",
        wrong.join("\n  ")
    );
    assert!(n > LINKS_MIN, "only {n} links were found");
}

#[test]
fn the_architecture_shows_the_map_of_the_source() {
    let map: String = fs::read_to_string(root().join("src/lib.rs"))
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        .map(|row| format!("|{row}\n"))
        .collect();
    assert!(map.lines().count() > 20, "the map is not found");
    let file = root().join("docs/ARCHITECTURE.md");
    let page = fs::read_to_string(&file).unwrap();
    let (begin, end) = ("<!-- modules: begin -->\n", "<!-- modules: end -->");
    let (before, rest) = page.split_once(begin).expect("it has a place for the map");
    let (shown, after) = rest.split_once(end).expect("the place ends");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, format!("{before}{begin}{map}{end}{after}")).unwrap();
    } else {
        assert_eq!(shown, map, "write it anew with UPDATE=1");
    }
    // The drawing above it is the same, too.
    let source = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let source: String = source
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    let drawing = |text: &str| {
        let (_, rest) = text.split_once("```text\n").expect("it has a drawing");
        rest.split("```").next().unwrap().to_owned()
    };
    let (_, map_part) = page.split_once("\n## The map\n").expect("it has a map");
    assert_eq!(drawing(map_part), drawing(&source));
    // The places of the other tables are there, each once.
    for mark in ["<!-- acts: begin -->\n", "<!-- acts: end -->\n"] {
        assert_eq!(page.matches(mark).count(), 1, "{mark}");
    }
}

#[test]
fn every_page_that_the_source_names_exists() {
    let mut wrong = Vec::new();
    for folder in [
        "src",
        "tests",
        "benches",
        "menus",
        "locales",
        "migrations",
        "gateways",
    ] {
        naming(&root().join(folder), &mut wrong);
    }
    assert!(wrong.is_empty(), "no such page:\n  {}", wrong.join("\n  "));
}

/// The pages that the files below a folder name and that are not there, each with its file.
fn naming(folder: &Path, wrong: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            naming(&path, wrong);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_-/.".contains(c);
            for word in text.split(|c: char| !is_of_name(c)) {
                let page = word.trim_start_matches(['.', '/']).trim_end_matches('.');
                // The ending alone is no page.
                let is_page = page
                    .strip_suffix(".md")
                    .is_some_and(|name| !name.is_empty());
                let beside = folder.join(page);
                if is_page && !root().join(page).exists() && !beside.exists() {
                    wrong.push(format!("{}: {page}", path.display()));
                }
            }
        }
    }
}

#[test]
fn the_glossary_has_the_words_that_members_hear() {
    let said = |lang: &str| -> String {
        let files = fs::read_dir(root().join("locales").join(lang)).unwrap();
        files
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect()
    };
    let (gu, hi) = (said("gu"), said("hi"));
    let glossary = fs::read_to_string(root().join("docs/GLOSSARY.md")).unwrap();
    let (mut n, mut wrong) = (0, Vec::new());
    for row in glossary
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
    {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "{row}");
        for (word, said) in [(cells[2], &gu), (cells[3], &hi)] {
            n += usize::from(!word.is_empty());
            if !said.contains(word) {
                wrong.push(format!("{}: {word}", cells[0]));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "no member hears:\n  {}",
        wrong.join("\n  ")
    );
    assert!(n > 20, "only {n} words were found");
}

#[test]
fn the_contract_names_every_command() {
    let program = Command::new(env!("CARGO_BIN_EXE_sahkar"))
        .arg("--help")
        .output();
    let help = String::from_utf8(program.unwrap().stdout).unwrap();
    let (_, listed) = help
        .split_once("Commands:\n")
        .expect("it lists its commands");
    let contract = fs::read_to_string(root().join("docs/reference/contract.md")).unwrap();
    let verbs: Vec<&str> = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|verb| *verb != "help")
        .collect();
    assert!(verbs.len() > 10, "{verbs:?}");
    for verb in verbs {
        assert!(
            contract.contains(&format!("| `sahkar {verb}` |")),
            "`sahkar {verb}`"
        );
    }
}

/// All of the source as one line of words, so that breaks do not matter.
fn source(folder: &Path, joined: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            source(&path, joined);
        } else if let Ok(text) = fs::read_to_string(&path) {
            joined.push_str(&squeezed(&text));
        }
    }
}

fn squeezed(code: &str) -> String {
    code.split_whitespace()
        .collect::<String>()
        .replace(",)", ")")
}

#[test]
fn the_good_log_lines_stand_in_the_source_and_the_bad_ones_do_not() {
    let mut joined = String::new();
    source(&root().join("src"), &mut joined);
    let page = fs::read_to_string(root().join("docs/LOGGING.md")).unwrap();
    let (_, rest) = page.split_once("<!-- good: begin -->").unwrap();
    let (good, bad) = rest.split_once("<!-- good: end -->").unwrap();
    let lines = |text: &'static str, part: &str| -> Vec<String> {
        let blocks = part.split("```").skip(1).step_by(2);
        blocks
            .map(|block| squeezed(block.strip_prefix(text).expect("a block of this kind")))
            .collect()
    };
    let good = lines("rust", good);
    assert!(good.len() >= GOOD_LINES_MIN, "{good:?}");
    for line in good {
        assert!(joined.contains(&line), "no longer in the source: {line}");
    }
    let bad = lines("text", bad);
    assert!(bad.len() >= GOOD_LINES_MIN, "{bad:?}");
    for line in bad {
        assert!(!joined.contains(&line), "in the source: {line}");
    }
}
