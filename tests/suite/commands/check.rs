//! `sahkar check`: all errors of menus and words at once, each with its place; without errors, a summary.

use super::{complained, ends, said};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The shipped menus and words in a folder of the operator's.
fn own_script() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["menus", "locales"] {
        let copied = Command::new("cp")
            .arg("-r")
            .args([shipped.join(part), folder.path().to_owned()])
            .status();
        assert!(copied.unwrap().success());
    }
    folder
}

fn check(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sahkar"));
    command.arg("check").arg("--from").arg(folder);
    command
}

/// One fault: in a file, a text in place of another; and what in the broken file it is told at.
struct Fault {
    file: &'static str,
    old: &'static str,
    new: &'static str,
    told_at: &'static str,
}

impl Fault {
    /// Makes it; gives the place as the program is to name it.
    fn make(&self, folder: &Path) -> String {
        let path = folder.join(self.file);
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.contains(self.old), "{}: {}", self.file, self.old);
        let source = source.replacen(self.old, self.new, 1);
        fs::write(&path, &source).unwrap();
        let (before, _) = source.split_once(self.told_at).unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        format!("{}:{line}:{column}", self.file)
    }
}

/// The places that stand at the beginning of a line.
fn places(told: &str) -> BTreeSet<String> {
    let place = |line: &str| {
        let mut parts = line.split(':');
        let (file, line, column) = (parts.next()?, parts.next()?, parts.next()?);
        line.parse::<u32>().ok()?;
        column.parse::<u32>().ok()?;
        parts.next()?.starts_with(' ').then_some(())?;
        Some(format!("{file}:{line}:{column}"))
    };
    told.lines().filter_map(place).collect()
}

#[test]
fn check_names_every_fault_by_its_place_at_once() {
    let folder = own_script();
    let fault = |file, old, new, told_at| Fault {
        file,
        old,
        new,
        told_at,
    };
    let expected: BTreeSet<String> = [
        fault(
            "menus/add.toml",
            "\"save-entry\"",
            "\"sve-entry\"",
            "\"sve-entry\"",
        ),
        fault(
            "menus/home.toml",
            "\"home/bye\"",
            "\"home/by\"",
            "\"home/by\"",
        ),
        fault("menus/help.toml", "\n[main]\n", "\n[main\n", "\nquiet-back"),
        fault("locales/gu/home.ftl", "{ $code }", "{ $cod }", "home-bye"),
        fault("locales/hi/consent.ftl", ".later =", ".latr =", ".latr ="),
        fault(
            "locales/en/vote.ftl",
            "vote-counts =",
            "vote-count =",
            "vote-count =",
        ),
    ]
    .iter()
    .map(|fault| fault.make(folder.path()))
    .collect();
    let output = ends(&mut check(folder.path()), 1);
    let told = complained(&output);
    let found = places(&told);
    for place in expected {
        assert!(
            found.contains(&place),
            "{place} is not in {found:?}\n{told}"
        );
    }
    assert_eq!(said(&output), "", "no table of what is broken");
}

#[test]
fn check_of_a_right_script_prints_what_it_comes_to() {
    let folder = own_script();
    let own = said(&ends(&mut check(folder.path()), 0));
    let mut built_in = Command::new(env!("CARGO_BIN_EXE_sahkar"));
    assert_eq!(own, said(&ends(built_in.arg("check"), 0)));
    let row = |name: &str| {
        let row = own.lines().find(|line| line.starts_with(name));
        row.unwrap_or_else(|| panic!("no {name}\n{own}")).to_owned()
    };
    assert!(row("screens ").split_whitespace().nth(1).unwrap() > "1");
    assert!(row("deepest ").ends_with(" replies"));
    for lang in ["gu", "hi", "en"] {
        assert!(row(&format!("longest {lang} ")).contains(" of "), "{own}");
        assert!(row(&format!("template {lang} ")).contains(" part"), "{own}");
    }
    // A word of the operator's makes another script, and the table says so.
    let mended = Fault {
        file: "locales/en/home.ftl",
        old: "Help",
        new: "More help",
        told_at: "More help",
    };
    mended.make(folder.path());
    assert_ne!(said(&ends(&mut check(folder.path()), 0)), own);
}

#[test]
fn a_folder_without_a_script_is_refused_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let told = complained(&ends(&mut check(folder.path()), 1));
    let menus = folder.path().join("menus");
    assert!(told.contains(&*menus.to_string_lossy()), "{told}");
}
