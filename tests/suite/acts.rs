//! The table of acts in docs/ARCHITECTURE.md: generated from the code, and compared with it and with the
//! files of `src/core/acts`. `UPDATE=1 cargo test --test suite acts` writes it.

use sahkar::core::acts::terms::{Act, Doer, OWN_ACTS, People};
use sahkar::core::authz::{Right, rights_of};
use sahkar::core::domain::Via;
use sahkar::core::domain::officer::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- acts: begin -->\n";
const END: &str = "<!-- acts: end -->";

const ABOUT: &str = "The file of each is `src/core/acts`, its noun, its verb. Under a job stands what is done because time has \
    passed. What takes two waits as a proposal until another officer signs it, and until two officers can sign, the \
    operator's command is the second signature (decision 29).";

/// A row of the table.
struct Row {
    code: &'static str,
    ways: &'static [Via],
    doer: Doer,
    people: People,
}

/// Every act, in order.
fn rows() -> Vec<Row> {
    let officers = Act::ALL.iter().map(|act| Row {
        code: act.code(),
        ways: act.ways(),
        doer: act.doer(),
        people: act.people(),
    });
    let own = OWN_ACTS.iter().map(|act| Row {
        code: act.code,
        ways: act.ways,
        doer: act.doer,
        people: People::One,
    });
    let mut rows: Vec<Row> = officers.chain(own).collect();
    rows.sort_by_key(|row| row.code);
    rows
}

fn holders(right: Right) -> String {
    let roles = Role::ALL
        .iter()
        .filter(|role| rights_of(**role).contains(&right));
    let roles: Vec<&str> = roles.map(|role| role.code()).collect();
    format!("{} ({})", right.words(), roles.join(", "))
}

fn who(doer: Doer) -> String {
    match doer {
        Doer::Member => "a member, about what is hers".to_owned(),
        Doer::Holder(right) => holders(right),
        Doer::Officer => "an officer, about her own".to_owned(),
        Doer::Operator => "the operator".to_owned(),
        Doer::Program => "nobody: its time has come".to_owned(),
    }
}

fn channel(via: Via) -> &'static str {
    if via == Via::Clock { "job" } else { via.code() }
}

fn table() -> String {
    let mut lines = vec![
        ABOUT.to_owned(),
        String::new(),
        "| act | channel | right (roles) | people |".to_owned(),
        "|---|---|---|---|".to_owned(),
    ];
    for row in rows() {
        let ways: Vec<&str> = row.ways.iter().map(|via| channel(*via)).collect();
        lines.push(format!(
            "| {} | {} | {} | {} |",
            row.code,
            ways.join(", "),
            who(row.doer),
            row.people.words()
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn is_to_be_written() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn the_table_of_acts_is_what_the_code_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ARCHITECTURE.md");
    let text = fs::read_to_string(&page).unwrap();
    let (before, rest) = text
        .split_once(BEGIN)
        .expect("the page has the place of the table");
    let (kept, after) = rest.split_once(END).unwrap();
    if is_to_be_written() {
        fs::write(&page, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
        return;
    }
    assert_eq!(
        kept,
        table(),
        "UPDATE=1 cargo test --test suite acts writes it"
    );
}

#[test]
fn each_act_has_its_file_and_each_file_its_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/acts");
    let mut files = BTreeSet::new();
    for noun in fs::read_dir(folder).unwrap() {
        let noun = noun.unwrap().path();
        if !noun.is_dir() {
            continue;
        }
        for file in fs::read_dir(&noun).unwrap() {
            let file = file.unwrap().path();
            let verb = file.file_stem().unwrap().to_string_lossy().into_owned();
            if verb != "mod" {
                let noun = noun.file_name().unwrap().to_string_lossy();
                assert!(files.insert(format!("{noun} {verb}")));
            }
        }
    }
    let codes: BTreeSet<String> = rows().iter().map(|row| row.code.to_owned()).collect();
    assert_eq!(codes.len(), rows().len(), "a row stands there twice");
    assert_eq!(codes, files);
}

/// Where each channel calls acts from.
const CALLERS: [(Via, &[&str]); 5] = [
    (Via::Ussd, &["src/core/dialogue"]),
    (Via::Sms, &["src/core/texting", "src/answer"]),
    (Via::Cli, &["src/cli", "src/office"]),
    (Via::Console, &["src/web/console", "src/office"]),
    (Via::Clock, &["src/jobs"]),
];

/// Whether code calls an act: by its whole name, or by its verb where that is imported.
fn calls(code: &str, noun: &str, verb: &str) -> bool {
    let is_import = |line: &str| line.contains(&format!("acts::{noun}::")) && line.contains(verb);
    let [short, raw] = ["", "r#"].map(|raw| format!("{raw}{verb}::decide("));
    let whole = [&short, &raw].map(|call| format!("{noun}::{call}"));
    whole.iter().any(|call| code.contains(call))
        || (code.lines().any(is_import) && (code.contains(&short) || code.contains(&raw)))
}

#[test]
fn each_act_is_called_by_the_channels_of_its_row_and_by_no_other() {
    assert!(calls(
        "use a::acts::pin::{self, r#try};\n r#try::decide(of)",
        "pin",
        "try"
    ));
    assert!(!calls(
        "use a::acts::pin::set;\n choose::decide(lang)",
        "pin",
        "choose"
    ));
    let mut code: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (via, folders) in CALLERS {
        let files = folders
            .iter()
            .flat_map(|folder| crate::tidy::files(folder, ".rs"));
        // Of what the office does, codes for voting by text are made at the command line alone, and one woman of
        // the register is seen to at the console alone.
        let of_another = if via == Via::Console {
            "src/office/vote_codes.rs"
        } else if via == Via::Cli {
            "src/office/membership.rs"
        } else {
            ""
        };
        let files = files.filter(|(name, _)| name != of_another);
        code.insert(via.code(), files.map(|(_, text)| text).collect());
    }
    for row in rows() {
        let (noun, verb) = row.code.split_once(' ').unwrap();
        let found: Vec<Via> = CALLERS
            .iter()
            .map(|(via, _)| *via)
            .filter(|via| code[via.code()].iter().any(|text| calls(text, noun, verb)))
            .collect();
        assert_eq!(found, row.ways, "{}", row.code);
    }
}
