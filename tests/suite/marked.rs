//! A byte order mark at the start of a file, as editors on Windows write it: it is skipped in every file
//! that an operator writes, and does not change the line or column in errors.

use crate::readme::Machine;
use sahkar::config::DatabaseConfig;
use sahkar::core::domain::Lang;
use sahkar::core::script::{Script, Sources};
use sahkar::core::texts::language::Language;
use sahkar::gateways::sms::{Configured, Credentials};
use std::fs;
use std::path::Path;

const MARK: &str = "\u{FEFF}";

/// Writes the shipped menus and words there, each with a mark before it.
fn write_marked(folder: &Path, change: impl Fn(&str, &str) -> String) {
    for (name, source) in &Sources::embedded().0 {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("{MARK}{}", change(name, source))).unwrap();
    }
}

#[test]
fn r9_a_byte_order_mark_before_menus_and_words_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    write_marked(folder.path(), |_, source| source.to_owned());
    let sources = Sources::from_dir(folder.path()).unwrap();
    if let Err(problems) = Script::compile(&sources) {
        panic!("{problems}");
    }
    // What is wrong in the first line is told in its place.
    write_marked(folder.path(), |name, source| match name {
        "locales/en/home.ftl" => format!("= nothing\n{source}"),
        "menus/home.toml" => format!("[{source}"),
        _ => source.to_owned(),
    });
    let sources = Sources::from_dir(folder.path()).unwrap();
    let Err(problems) = Script::compile(&sources) else {
        panic!("it was taken");
    };
    for file in ["locales/en/home.ftl", "menus/home.toml"] {
        let mut of = problems.list.iter().filter(|one| one.place.file == file);
        let first = of.next().map(|one| problems.line_column(one));
        assert!(
            first.is_some_and(|(line, column)| line == 1 && column <= 2),
            "{file}: {first:?}"
        );
    }
}

#[test]
fn r9_a_byte_order_mark_before_words_is_no_fault_of_theirs() {
    let words = format!("{MARK}# What it says.\nhello = Hello\n");
    let (language, faults) = Language::load(Lang::En, &[("hello.ftl".to_owned(), words)]);
    assert!(faults.is_empty(), "{faults:?}");
    assert!(language.shapes.contains_key("hello"));
}

#[test]
fn r9_a_byte_order_mark_before_a_gateways_file_is_dropped() {
    let open = |source: &str| Configured::open("x", source, &Credentials::default());
    let right = "[send]\nurl = \"https://a.example\"\nform = { to = \"{to}\", text = \"{text}\" }\n\
        [reply]\n[[reply.rule]]\nstatus = \"200\"\ntaken = true\n";
    assert!(open(&format!("{MARK}{right}")).is_ok());
    let wrong = open(&format!("{MARK}sent = 1\n{right}")).unwrap_err();
    let places: Vec<_> = wrong
        .flaws
        .iter()
        .map(|flaw| (flaw.line, flaw.column))
        .collect();
    assert_eq!(places, [(1, 1)]);
}

#[test]
fn r9_a_byte_order_mark_before_settings_and_a_cooperatives_file_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("sahkar.toml");
    let load = |text: String| {
        fs::write(&settings, text).unwrap();
        DatabaseConfig::load(Some(&settings), std::iter::empty())
    };
    let key = "A".repeat(43) + "=";
    let right = format!(
        "database_url = \"sqlite:x.db\"\nkey = \"{key}\"\npepper = \"{}\"\n",
        "p".repeat(32)
    );
    assert!(load(right.clone()).is_ok() && load(format!("{MARK}{right}")).is_ok());
    let wrong = load(format!("{MARK}database = 1\n")).err().unwrap();
    assert!(
        wrong
            .iter()
            .any(|one| one.setting.ends_with("sahkar.toml:1")),
        "{wrong:?}"
    );

    let machine = Machine::new();
    let file = folder.path().join("coop.toml");
    let coop = "name = \"Tapi Mandli\"\nlanguage = \"gu\"\ncode = \"*384*55#\"\nnumber = \"56767\"\n\
        gateways = [\"africastalking\"]\n";
    fs::write(&file, format!("{MARK}{coop}")).unwrap();
    let file = file.to_str().unwrap();
    let taken = machine.command(&["import", "coop", file]).output().unwrap();
    assert_eq!(taken.status.code(), Some(0), "{taken:?}");
    fs::write(file, format!("{MARK}name = 1\n")).unwrap();
    let refused = machine.command(&["import", "coop", file]).output().unwrap();
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(why.contains("coop.toml:1: "), "{why}");
}
