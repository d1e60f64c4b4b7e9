//! Every citation resolves: what a comment cites as `decision 5` (written with its own number), and in the
//! same way the rules, the wire formats, the domain and the faults, is a heading in `docs/`.
//!
//! There is one written form: the family, then its numbers, in a list where there are several. A line break
//! of a comment may be between any two words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Whatever the repository says more than this many times cannot be overlooked by a wrong reader.
const CITATIONS_MIN: usize = 50;

/// Where citations are looked for.
const PLACES: [&str; 11] = [
    "src",
    "tests",
    "benches",
    "menus",
    "locales",
    "migrations",
    "gateways",
    "docs",
    "README.md",
    "CHANGELOG.md",
    "Cargo.toml",
];

/// Words of papers that stand in no repository, and of forms that are not written any more. Put together
/// so that this file does not find itself.
const GONE: [(&str, &str); 9] = [
    ("rules", " reference"),
    ("design,", " decision"),
    ("DESIGN", ".md"),
    ("domain", ".md"),
    ("wire", ".md"),
    ("rules", ".md"),
    ("house", ".md"),
    ("H2,", " point"),
    ("issue", " #"),
];

/// One that can be cited.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Family {
    Decision,
    Rules,
    Wire,
    Field,
    Console,
    Faults,
}

impl Family {
    /// The words that begin a citation of it. The longest stand first.
    const BEGINNINGS: [(&'static [&'static str], Self); 7] = [
        (&["wire", "reference"], Self::Wire),
        (&["domain", "reference"], Self::Field),
        (&["console", "reference"], Self::Console),
        (&["decision"], Self::Decision),
        (&["decisions"], Self::Decision),
        (&["rules"], Self::Rules),
        (&["faults"], Self::Faults),
    ];

    /// Its words in a heading.
    fn words(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Rules => "rules",
            Self::Wire => "wire reference",
            Self::Field => "domain reference",
            Self::Console => "console reference",
            Self::Faults => "faults",
        }
    }

    /// Whether a word can be a number of this family.
    fn has_form(self, word: &str) -> bool {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
        let is_section = |text: &str| match text.split_once('.') {
            Some((chapter, section)) => is_number(chapter) && is_number(section),
            None => is_number(text),
        };
        let behind_letter = word
            .strip_prefix(|c: char| c.is_ascii_uppercase())
            .filter(|rest| {
                rest.is_empty() || rest.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            });
        match self {
            Self::Decision => is_number(word),
            Self::Rules => {
                // "The Rules 2011" are a law.
                (word.contains('.') && is_section(word))
                    || behind_letter
                        .and_then(|rest| rest.strip_prefix('-'))
                        .is_some_and(is_number)
            }
            Self::Wire | Self::Console => is_section(word),
            Self::Field => behind_letter.is_some_and(|rest| rest.is_empty() || is_section(rest)),
            Self::Faults => behind_letter.is_some_and(is_number),
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text below these places, by its path.
fn texts() -> Vec<(String, String)> {
    let mut waiting: Vec<PathBuf> = PLACES.iter().map(|place| root().join(place)).collect();
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            if name != "tests/suite/citations.rs" {
                found.push((name, text));
            }
        }
    }
    found.sort();
    found
}

/// A text as one line: marks of comments are dropped, so that a citation may stand on two lines.
fn flat(text: &str) -> String {
    text.lines()
        .map(|line| {
            let line = line.trim_start();
            ["///", "//!", "//", "--", "#"]
                .iter()
                .find_map(|mark| line.strip_prefix(mark))
                .unwrap_or(line)
                .trim()
        })
        // An empty line ends a sentence.
        .map(|line| if line.is_empty() { "·" } else { line })
        .collect::<Vec<_>>()
        .join(" ")
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    let around = |c: char| !c.is_alphanumeric();
    word.trim_matches(around)
}

/// All citations of a text, and what should be written where a number stands without its family.
fn citations(text: &str) -> (Vec<(Family, String)>, Vec<String>) {
    let flat = flat(text);
    let words: Vec<&str> = flat.split_whitespace().collect();
    let (mut found, mut alone) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let begins = Family::BEGINNINGS.iter().find(|(beginning, _)| {
            beginning.iter().enumerate().all(|(n, wanted)| {
                let word = words.get(at + n).copied().unwrap_or_default();
                let word = if n == 0 {
                    word.trim_start_matches(|c: char| !c.is_alphanumeric())
                } else {
                    word
                };
                word.eq_ignore_ascii_case(wanted)
            })
        });
        let Some((beginning, family)) = begins else {
            if is_bare_rule(words[at]) {
                alone.push(format!("rules {}", bare(words[at])));
            }
            // A page of reference that no family is of.
            let number = words.get(at + 2).map_or("", |word| bare(word));
            if words.get(at + 1) == Some(&"reference") && Family::Wire.has_form(number) {
                alone.push(format!(
                    "one of the pages in docs/reference, not {}",
                    words[at]
                ));
            }
            at += 1;
            continue;
        };
        at += beginning.len();
        // A list goes on behind a comma or a joining word.
        while let Some(word) = words.get(at).filter(|word| family.has_form(bare(word))) {
            found.push((*family, bare(word).to_owned()));
            at += 1;
            let joins = words
                .get(at)
                .is_some_and(|next| ["and", "to", "or"].contains(next));
            let follows = |n: usize| words.get(n).is_some_and(|next| family.has_form(bare(next)));
            if joins && follows(at + 1) {
                at += 1;
            } else if !word.ends_with(',') {
                break;
            }
        }
    }
    (found, alone)
}

/// Whether a word is a number of a requirement, which means nothing without its family.
fn is_bare_rule(word: &str) -> bool {
    let word = bare(word);
    word.starts_with(['D', 'T', 'C', 'V', 'F', 'X', 'N'])
        && word.as_bytes().get(1) == Some(&b'-')
        && Family::Rules.has_form(word)
        && word.len() <= 4
}

/// All that can be cited, with the files whose headings say so.
fn headings() -> BTreeMap<(Family, String), Vec<String>> {
    let mut found: BTreeMap<(Family, String), Vec<String>> = BTreeMap::new();
    for (name, text) in texts()
        .into_iter()
        .filter(|(name, _)| name.starts_with("docs/"))
    {
        for line in text.lines() {
            // The faults are rows of tables, each with its number first.
            let row = line
                .strip_prefix("| ")
                .and_then(|row| row.split(" | ").next());
            let cited = match (line.strip_prefix('#'), row) {
                (Some(heading), _) => heading.trim_start_matches('#').trim().to_owned(),
                (None, Some(number)) if name == "docs/faults.md" => format!("faults {number}"),
                (None, _) => continue,
            };
            let cited = cited.split(':').next().unwrap_or_default();
            for (_, family) in Family::BEGINNINGS {
                let number = cited.strip_prefix(family.words()).map(str::trim);
                if let Some(number) = number.filter(|number| family.has_form(number)) {
                    let files = found.entry((family, number.to_owned())).or_default();
                    if !(family == Family::Decision && files.contains(&name)) {
                        files.push(name.clone());
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_citation_resolves_to_a_heading() {
    let headings = headings();
    let (mut n, mut wrong) = (0, Vec::new());
    let mut families = BTreeSet::new();
    for (name, text) in texts() {
        let (found, alone) = citations(&text);
        for (family, number) in found {
            if !name.starts_with("docs/") {
                n += 1;
                families.insert(family);
            }
            if !headings.contains_key(&(family, number.clone())) {
                wrong.push(format!(
                    "{name}: no heading for `{} {number}`",
                    family.words()
                ));
            }
        }
        wrong.extend(alone.iter().map(|wanted| format!("{name}: write {wanted}")));
        let flat = flat(&text);
        let is_page = Path::new(&name)
            .extension()
            .is_some_and(|ending| ending == "md");
        for (a, b) in GONE {
            // Pages link to one another by the names of their files.
            if flat.contains(&format!("{a}{b}")) && !is_page {
                wrong.push(format!("{name}: `{a}{b}` is no form of a citation"));
            }
        }
    }
    assert!(wrong.is_empty(), "citations:\n  {}", wrong.join("\n  "));
    assert!(
        n > CITATIONS_MIN,
        "only {n} citations were found outside docs/"
    );
    let wanted = [Family::Decision, Family::Rules, Family::Wire, Family::Field];
    assert!(
        wanted.iter().all(|family| families.contains(family)),
        "{families:?}"
    );
}

#[test]
fn nothing_that_can_be_cited_stands_in_two_places() {
    let twice: Vec<_> = headings()
        .into_iter()
        .filter(|((family, _), files)| *family != Family::Decision && files.len() > 1)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn decisions_are_numbered_without_a_gap_and_listed() {
    let index = fs::read_to_string(root().join("docs/decisions/README.md")).unwrap();
    let mut files: Vec<String> = fs::read_dir(root().join("docs/decisions"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != "README.md")
        .collect();
    files.sort();
    assert!(files.len() >= 31, "{files:?}");
    for (name, number) in files.iter().zip(1..) {
        assert!(
            name.starts_with(&format!("{number:04}-")),
            "decision {number} is {name}"
        );
        assert!(
            index.contains(&format!("| [{number}]({name}) |")),
            "{name} is not listed"
        );
        let text = fs::read_to_string(root().join("docs/decisions").join(name)).unwrap();
        assert!(
            text.starts_with(&format!("# decision {number}: ")),
            "{name}"
        );
        for part in [
            "\nStatus: ",
            "\n## Context\n",
            "\n## Decision\n",
            "\n## Consequences\n",
        ] {
            assert_eq!(text.matches(part).count(), 1, "{name}: {part:?}");
        }
    }
}

#[test]
fn citations_are_read_over_lines_and_in_lists() {
    let (found, alone) = citations(
        "/// What a text holds (decision 6; rules T-1, T-2; wire\n    /// reference 1.3 and 2.1), as the rules\n\
         /// 2.1 say. Two decisions are not one; nor is T-9 alone, but UTF-8 is (domain reference H2.14).",
    );
    let said: Vec<String> = found
        .iter()
        .map(|(family, number)| format!("{} {number}", family.words()))
        .collect();
    let wanted = [
        "decision 6",
        "rules T-1",
        "rules T-2",
        "wire reference 1.3",
        "wire reference 2.1",
        "rules 2.1",
        "domain reference H2.14",
    ];
    assert_eq!(said, wanted);
    assert_eq!(alone, ["rules T-9"]);
    // What has no heading is no citation that resolves.
    let headings = headings();
    assert!(headings.contains_key(&(Family::Rules, "T-6".into())));
    assert!(headings.contains_key(&(Family::Faults, "S1".into())));
    assert!(!headings.contains_key(&(Family::Rules, "T-99".into())));
    assert!(!headings.contains_key(&(Family::Decision, "99".into())));
}
