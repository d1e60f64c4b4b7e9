//! What a member brings about is made by acts, and what she is told knows no channel.

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
