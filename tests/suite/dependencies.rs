//! The libraries of the program, checked against `deny.toml` with cargo's own data and without the
//! internet. Where `cargo deny` is installed, it also checks for advisories.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The registry that all libraries come from, as cargo writes it.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// A library that is built on this platform.
struct Library {
    name: String,
    version: String,
    license: String,
    source: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn libraries() -> Vec<Library> {
    let asked = Command::new(env!("CARGO"))
        .current_dir(root())
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&asked.stderr);
    assert!(asked.status.success(), "{said}");
    let all: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let nodes = all["resolve"]["nodes"].as_array().unwrap();
    let built: BTreeSet<&str> = nodes
        .iter()
        .filter_map(|node| node["id"].as_str())
        .collect();
    let packages = all["packages"].as_array().unwrap().iter();
    packages
        .filter(|package| built.contains(package["id"].as_str().unwrap()))
        .map(|package| Library {
            name: text(&package["name"]),
            version: text(&package["version"]),
            license: text(&package["license"]),
            source: package["source"].as_str().map(str::to_owned),
        })
        .collect()
}

fn deny() -> toml::Table {
    fs::read_to_string(root().join("deny.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

fn words(list: &toml::Value) -> BTreeSet<String> {
    let words = list.as_array().unwrap().iter();
    words
        .map(|word| word.as_str().unwrap().to_owned())
        .collect()
}

/// Whether a licence expression (SPDX) is met by those that are allowed. `AND` binds closer than `OR`; old
/// manifests write `/` for `OR`.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = all(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all(words, allowed);
    }
    met
}

fn all(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any(words, allowed);
        return words.next() == Some(")") && met;
    }
    let Some(name) = words.next() else {
        return false;
    };
    if words.next_if_eq(&"WITH").is_some() {
        let exception = words.next().unwrap_or_default();
        return allowed.contains(&format!("{name} WITH {exception}"));
    }
    allowed.contains(name)
}

#[test]
fn every_library_has_a_licence_that_may_be_passed_on() {
    let deny = deny();
    let licenses = &deny["licenses"];
    let allowed = words(&licenses["allow"]);
    let exceptions: BTreeMap<String, BTreeSet<String>> = licenses["exceptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let name = one["crate"].as_str().unwrap().to_owned();
            (name, words(&one["allow"]))
        })
        .collect();
    let libraries = libraries();
    assert!(100 < libraries.len());
    for library in &libraries {
        let mut allowed = allowed.clone();
        allowed.extend(exceptions.get(&library.name).cloned().unwrap_or_default());
        let Library { name, license, .. } = library;
        assert!(is_met(license, &allowed), "{name}: {license}");
    }
    for name in exceptions.keys() {
        let is_there = libraries.iter().any(|library| library.name == *name);
        assert!(is_there, "deny.toml excepts {name}, which is not there");
    }
}

#[test]
fn a_second_version_of_a_library_is_named_with_who_needs_it() {
    let deny = deny();
    let skips = deny["bans"]["skip"].as_array().unwrap();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for skip in skips {
        let reason = skip["reason"].as_str().unwrap();
        assert!(!reason.is_empty());
        assert!(named.insert(skip["crate"].as_str().unwrap().to_owned()));
    }
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for library in libraries() {
        versions
            .entry(library.name)
            .or_default()
            .push(library.version);
    }
    let number = |version: &String| -> Vec<u64> {
        let plain = version.split(['-', '+']).next().unwrap_or_default();
        plain
            .split('.')
            .filter_map(|part| part.parse().ok())
            .collect()
    };
    let mut second: BTreeSet<String> = BTreeSet::new();
    for (name, mut versions) in versions {
        versions.sort_by_key(number);
        versions.pop();
        second.extend(
            versions
                .into_iter()
                .map(|version| format!("{name}@{version}")),
        );
    }
    assert_eq!(named, second, "left: deny.toml; right: what is built");
}

#[test]
fn libraries_come_from_the_registry_and_from_nowhere_else() {
    for Library { name, source, .. } in libraries() {
        match source {
            Some(source) => assert_eq!(source, CRATES_IO, "{name}"),
            None => assert!(name.starts_with("sahkar"), "{name}"),
        }
    }
}

#[test]
fn licence_expressions_are_read_as_spdx_means_them() {
    let allowed: BTreeSet<String> = ["MIT", "ISC", "X WITH Y"].map(str::to_owned).into();
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("MIT AND ISC", true),
        ("GPL-3.0 OR MIT AND ISC", true),
        ("MIT OR GPL-3.0 AND ISC", true),
        ("(MIT OR GPL-3.0) AND ISC", true),
        ("(MIT OR ISC) AND GPL-3.0", false),
        ("X WITH Y", true),
        ("MIT WITH Y", false),
        ("(MIT", false),
        ("MIT ISC", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}
