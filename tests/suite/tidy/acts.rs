//! Members' changes are made by acts only, and the texts about them depend on no channel.

use super::{code, files, none};

/// What stands behind an opening bracket up to its end, and what follows.
fn bracketed(code: &str) -> (&str, &str) {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&code[1..at], &code[at + 1..]);
        }
    }
    (code, "")
}

/// The changes that a piece of code makes; those that it only looks at are patterns, and left out.
fn made_changes(code: &str) -> Vec<String> {
    let mut made = Vec::new();
    for (at, _) in code.match_indices("Change::") {
        let rest = &code[at + "Change::".len()..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        if !name.starts_with(char::is_uppercase) {
            continue;
        }
        let rest = rest[name.len()..].trim_start();
        let (inside, behind) = if rest.starts_with(['{', '(']) {
            bracketed(rest)
        } else {
            ("", rest)
        };
        let is_open =
            inside.trim_end().ends_with("..") || inside.trim().trim_end_matches(')').ends_with('_');
        let behind = behind.trim_start_matches(|c: char| c.is_whitespace() || ")}".contains(c));
        let leads_on = ["=>", "|", "if "]
            .iter()
            .any(|sign| behind.starts_with(sign));
        let is_matched = behind.starts_with('=') && !behind.starts_with("==");
        if !(is_open || leads_on || is_matched) {
            made.push(name);
        }
    }
    made
}

#[test]
fn changes_that_a_member_brings_about_are_made_by_acts_alone() {
    let code_of = "if let Change::A { b, .. } = &c {} match d { Change::E { f } => Change::G { f }, \
        Change::H(_) | Change::I => {} } let x = Some(Change::J { k: 1 }); kind(Change::kind)";
    assert_eq!(made_changes(code_of), ["G", "J"]);
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for folder in ["src/core/dialogue", "src/core/texting", "src/answer"] {
        for (name, text) in files(folder, ".rs") {
            let code = code(&text);
            looked_at += code.matches("Change::").count();
            let made = made_changes(&code).into_iter();
            wrong.extend(made.map(|change| format!("{name}: {change}")));
        }
    }
    assert!(looked_at > 20, "{looked_at}");
    none("changes made outside src/core/acts", &wrong);
    let acts: usize = files("src/core/acts", ".rs")
        .iter()
        .map(|(_, text)| made_changes(&code(text)).len())
        .sum();
    assert!(acts >= 15, "{acts} changes are made by acts");
}

#[test]
fn what_decides_a_screen_knows_no_channel() {
    let mut wrong = Vec::new();
    for folder in ["src/core/dialogue", "src/core/texting", "src/core/acts"] {
        for (name, text) in files(folder, ".rs") {
            let code = code(&text);
            for word in ["Budget", "ussd", "render::page"] {
                if code.contains(word) {
                    wrong.push(format!("{name} says `{word}`"));
                }
            }
        }
    }
    none("a channel where screens are decided", &wrong);
}

/// The variants of an enum whose text begins behind its name.
fn variants(text: &str) -> Vec<String> {
    let body = text.split_once('{').map_or("", |(_, body)| body);
    let body = body.split_once("\n}").map_or(body, |(body, _)| body);
    let lines = body.lines().map(str::trim);
    lines
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.chars().take_while(|c| c.is_alphanumeric()).collect())
        .collect()
}

/// Whether a test names a variant, whole.
fn names(test: &str, variant: &str) -> bool {
    let path = format!("Refusal::{variant}");
    test.match_indices(&path).any(|(at, _)| {
        let next = test[at + path.len()..].chars().next();
        !next.is_some_and(char::is_alphanumeric)
    })
}

#[test]
fn every_refusal_is_met_by_a_test() {
    let text =
        "pub enum Refusal {\n    /// A.\n    #[error(\"no\")]\n    Gone(i64),\n    Late,\n}\nLoud";
    let (_, of_enum) = text.split_once("Refusal").unwrap();
    assert_eq!(variants(of_enum), ["Gone", "Late"]);
    assert!(names("Err(Refusal::Late)", "Late") && !names("Refusal::Later", "Late"));
    let sources = files("src/core", ".rs");
    let tests_of = |text: &str| {
        let at = text.find("#[cfg(test)]").unwrap_or(text.len());
        text[at..].to_owned()
    };
    let folder = |name: &str| {
        name.rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    // The tests beside it, and those that go through more than one module.
    let beside: Vec<(String, String)> = sources
        .iter()
        .map(|(name, text)| (folder(name), tests_of(text)))
        .collect();
    let suite = files("tests/suite", ".rs");
    let (mut wrong, mut variants_n) = (Vec::new(), 0);
    for (name, text) in &sources {
        for (at, _) in text.match_indices("Refusal {\n") {
            if !text[..at].ends_with("enum ") && !text[..at].ends_with("enum Help") {
                continue;
            }
            let near = beside.iter().filter(|(of, _)| *of == folder(name));
            let near: Vec<&String> = near.map(|(_, test)| test).collect();
            for variant in variants(&text[at..]) {
                variants_n += 1;
                let mut all = near
                    .iter()
                    .copied()
                    .chain(suite.iter().map(|(_, text)| text));
                if !all.any(|test| names(test, &variant)) {
                    wrong.push(format!("{name}: {variant}"));
                }
            }
        }
    }
    assert!(variants_n > 30, "{variants_n}");
    none("refusals that no test meets", &wrong);
}
