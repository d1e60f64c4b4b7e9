//! What `sahkar check` requires of the words: grammatical endings that agree, no forbidden words, no keys
//! that ask nothing.

use super::{broken, line_of, mentions};
use sahkar::core::script::{Script, Sources};
use std::sync::Arc;

#[test]
fn w_an_ending_that_agrees_stands_behind_no_word_that_varies() {
    let file = "locales/gu/notices.ftl";
    let line = line_of(file, "notice-price =");
    let problems = broken(file, "{ $item } રૂ.", "{ $item }નો રૂ.");
    mentions(
        &problems,
        &[
            &format!("{file}:{line}:"),
            "-નો agrees, and what `$item` stands for varies -> name the thing before it",
        ],
    );
    // Also with a hyphen, behind a message that says such a word, behind a choice of words, and in Latin.
    let screens = "locales/gu/record.ftl";
    let problems = broken(
        screens,
        "{ system-about } { $amount }.",
        "{ system-about }-ની { $amount }.",
    );
    mentions(
        &problems,
        &[
            screens,
            "-ની agrees, and what `system-about` stands for varies",
        ],
    );
    let asks = "locales/gu/consent.ftl";
    let problems = broken(
        asks,
        "consent-ask3 = તમારે { $requester }ને",
        "consent-ask3 = તમારે { $requester }નું",
    );
    mentions(
        &problems,
        &[asks, "-નું agrees, and what `$requester` stands for varies"],
    );
    let latin = "locales/gu-Latn/notices.ftl";
    let problems = broken(latin, "{ $place } ma", "{ $coop }na { $place } ma");
    mentions(
        &problems,
        &[latin, "-na agrees, and what `$coop` stands for varies"],
    );
    // Behind a number or a day any ending may stand, and -માં behind anything.
    for (file, old, new) in [
        (asks, "{ $months } મહિનાનો", "{ $months }નો"),
        (file, "{ $place }ના બજારમાં", "{ $place }માં"),
    ] {
        let mut sources = Sources::embedded();
        let (_, source) = sources.0.iter_mut().find(|(name, _)| name == file).unwrap();
        assert!(source.contains(old), "{old}");
        *source = Arc::from(source.replacen(old, new, 1));
        assert!(Script::compile(&sources).is_ok(), "{new}");
    }
}

#[test]
fn w_a_word_that_is_not_said_is_told_with_the_reason() {
    let file = "locales/gu/record.ftl";
    let line = line_of(file, "record-statement =");
    let problems = broken(file, "12 મહિનાનો હિસાબ.", "12 મહિનાનો દાખલો.");
    mentions(
        &problems,
        &[
            &format!("{file}:{line}:"),
            "`દાખલો` is not said here: it is the official income certificate; a statement is હિસાબ",
            "menus/banned.toml",
        ],
    );
    // With an ending, in each language, and in texts; whatever women type stays theirs.
    let problems = broken(
        "locales/gu/system.ftl",
        "system-sorry = લાઇન",
        "system-sorry = સેવાઓ",
    );
    mentions(&problems, &["`સેવા` is not said here"]);
    let problems = broken(
        "locales/hi/notices.ftl",
        "notice-neutral = { $coop }:",
        "notice-neutral = { $coop } सेवा:",
    );
    mentions(
        &problems,
        &["locales/hi/notices.ftl", "`सेवा` is not said here"],
    );
    let problems = broken(
        "locales/en/system.ftl",
        "The line is not working",
        "The Service is not working",
    );
    mentions(
        &problems,
        &["`service` is not said here: office talk for the line itself"],
    );
    // The list itself is checked too.
    let problems = broken("menus/banned.toml", "[en]", "[eng]");
    mentions(
        &problems,
        &[
            "menus/banned.toml:",
            "no language `eng` -> did you mean `en`?",
        ],
    );
    let problems = broken(
        "menus/banned.toml",
        "\"user\" = \"she is a member\"",
        "\"user\" = \"\"",
    );
    mentions(&problems, &["`user` does not say why it is not said"]);
}

#[test]
fn t14_one_key_that_asks_nothing_may_not_set_people_to_work() {
    let menu = "menus/help.toml";
    let problems = broken(
        menu,
        "{ name = \"complain\", then = \"help/complain\" }",
        "{ name = \"complain\", does = \"complain\", then = \"record/case\" }",
    );
    mentions(
        &problems,
        &[
            "locales/gu/help.ftl:",
            "`complain` is done by one key, and `help-main` asks nothing in locales/gu -> lead the key",
        ],
    );
    let problems = broken(
        "locales/hi/help.ftl",
        "help-call = सखी इस नंबर पर फ़ोन करें?",
        "help-call = सखी इस नंबर पर फ़ोन करेंगी।",
    );
    mentions(
        &problems,
        &["`call-today` is done by one key, and `help-call` asks nothing in locales/hi"],
    );
}

#[test]
fn t18_a_marked_choice_has_a_word_for_its_mark() {
    let problems = broken("locales/gu/home.ftl", "    .vote-marked = મત: ચાલુ\n", "");
    mentions(
        &problems,
        &["`home-main` lacks `.vote-marked` in locales/gu"],
    );
}
