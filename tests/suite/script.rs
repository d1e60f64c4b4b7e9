//! What `sahkar check` reports: each kind of problem, with its file, line and column. Each case breaks the
//! shipped menus or words in one place.

mod answers;
mod lints;

use sahkar::core::script::{Problems, Script, Sources};
use std::sync::Arc;

/// The shipped sources with one text in one file put in place of another.
fn broken(file: &str, old: &str, new: &str) -> Problems {
    let mut sources = Sources::embedded();
    let (_, source) = sources.0.iter_mut().find(|(name, _)| name == file).unwrap();
    assert!(source.contains(old), "{file} holds {old:?}");
    *source = Arc::from(source.replacen(old, new, 1));
    match Script::compile(&sources) {
        Ok(_) => panic!("{file}: {new:?} was not refused"),
        Err(problems) => problems,
    }
}

/// `file:line:column: what` of every problem, and the suggestion behind ` -> `.
fn told(problems: &Problems) -> Vec<String> {
    let line = |problem: &sahkar::core::script::Problem| {
        let (line, column) = problems.line_column(problem);
        let help = problem
            .help
            .as_ref()
            .map_or(String::new(), |help| format!(" -> {help}"));
        format!(
            "{}:{line}:{column}: {}{help}",
            problem.place.file, problem.what
        )
    };
    problems.list.iter().map(line).collect()
}

fn line_of(file: &str, text: &str) -> usize {
    let sources = Sources::embedded();
    let (_, source) = sources.0.iter().find(|(name, _)| name == file).unwrap();
    source[..source.find(text).unwrap()].matches('\n').count() + 1
}

#[track_caller]
fn tells(problems: &Problems, expected: &str) {
    let told = told(problems);
    assert!(
        told.iter().any(|line| line == expected),
        "{expected}\nis not among\n{told:#?}"
    );
}

#[track_caller]
fn mentions(problems: &Problems, expected: &[&str]) {
    let told = told(problems);
    let found = told
        .iter()
        .any(|line| expected.iter().all(|part| line.contains(part)));
    assert!(found, "{expected:?}\nis not among\n{told:#?}");
}

#[test]
fn an_unknown_key_action_target_or_list_is_told_with_a_suggestion() {
    let home = line_of("menus/home.toml", "quiet-back");
    let problems = broken("menus/home.toml", "quiet-back", "quite-back");
    tells(
        &problems,
        &format!(
            "menus/home.toml:{home}:1: there is no key `quite-back` -> did you mean `quiet-back`?"
        ),
    );
    let problems = broken("menus/consent.toml", "\"give-consent\"", "\"give-consnt\"");
    mentions(
        &problems,
        &[
            "menus/consent.toml:",
            "no action `give-consnt` -> did you mean `give-consent`?",
        ],
    );
    let problems = broken("menus/home.toml", "\"add/kind\"", "\"add/kinds\"");
    mentions(
        &problems,
        &[
            "menus/home.toml:",
            "no screen `add/kinds` -> did you mean `add/kind`?",
        ],
    );
    let problems = broken("menus/consent.toml", "list = \"seen\"", "list = \"sean\"");
    mentions(&problems, &["no list `sean` -> did you mean `seen`?"]);
    let problems = broken("menus/home.toml", "\"phone-unknown\"", "\"phone-unknwn\"");
    mentions(&problems, &["no condition `phone-unknwn`"]);
    let problems = broken("menus/who.toml", "\"member-no\"", "\"membr-no\"");
    mentions(&problems, &["no question `membr-no`"]);
}

#[test]
fn what_leads_nowhere_or_cannot_be_reached_is_told() {
    let problems = broken(
        "menus/home.toml",
        "[bye]\nend = true",
        "[bye]\nchoices = []",
    );
    mentions(&problems, &["menus/home.toml:", "dead end"]);
    let problems = broken(
        "menus/vote.toml",
        "    { then = \"vote/counts\" },",
        "    { then = \"vote/failed\" },",
    );
    mentions(
        &problems,
        &["menus/vote.toml:", "nobody can reach vote/counts"],
    );
    let problems = broken(
        "menus/home.toml",
        "    { then = \"home/main\" },",
        "    { then = \"home/arrive\" },",
    );
    mentions(
        &problems,
        &["routes form a circle: home/arrive → home/arrive"],
    );
    let problems = broken("menus/home.toml", "    { then = \"home/main\" },\n", "");
    mentions(&problems, &["has no way for anyone else"]);
}

#[test]
fn a_missing_or_surplus_message_or_choice_is_told_for_its_language() {
    let problems = broken("locales/gu/home.ftl", "home-bye", "home-good-bye");
    mentions(&problems, &["locales/gu has no message `home-bye`"]);
    mentions(
        &problems,
        &[
            "locales/gu/home.ftl:",
            "`home-good-bye` is not used by any screen",
        ],
    );
    let problems = broken("locales/hi/help.ftl", "    .learn =", "    .lern =");
    mentions(&problems, &["`help-main` lacks `.learn` in locales/hi"]);
    mentions(
        &problems,
        &[
            "locales/hi/help.ftl:",
            ":5: `help-main` has `.lern`, which screen help/main does not offer",
        ],
    );
}

#[test]
fn an_unknown_variable_or_message_is_told() {
    let problems = broken("locales/en/add.ftl", "{ $amount }", "{ $amout }");
    mentions(
        &problems,
        &[
            "locales/en/add.ftl:",
            "no variable `amout` -> did you mean `amount`?",
        ],
    );
    let problems = broken(
        "locales/en/add.ftl",
        "{ system-period }",
        "{ system-perid }",
    );
    mentions(
        &problems,
        &["refers to `system-perid`, which does not exist"],
    );
    let problems = broken("locales/en/home.ftl", "home-bye = ", "home-bye = { ");
    mentions(&problems, &["locales/en/home.ftl:", "this is not Fluent"]);
}

#[test]
fn a_text_too_long_for_its_budget_is_told() {
    let long = format!("home-bye = {}", "આવજો ".repeat(20));
    let problems = broken("locales/gu/home.ftl", "home-bye = ", &long);
    mentions(
        &problems,
        &[
            "locales/gu/home.ftl:",
            "too long: home/bye takes 3 pages",
            "-> shorten it",
        ],
    );
}

#[test]
fn a_ninth_key_is_told() {
    let nine: String = (3..=9)
        .map(|n| format!("    {{ name = \"n{n}\", then = \"home/main\" }},\n"))
        .collect();
    let problems = broken(
        "menus/resume.toml",
        "choices = [\n",
        &format!("choices = [\n{nine}"),
    );
    mentions(
        &problems,
        &["resume/offer has a ninth choice -> keys are 1 to 8"],
    );
}

#[test]
fn a_task_that_takes_more_than_eight_replies_is_told() {
    // Seven more screens between the help menu and complaining.
    let mut chain = String::new();
    for n in 1..=7 {
        let then = if n == 7 {
            "record/case".to_owned()
        } else {
            format!("help/long{}", n + 1)
        };
        let does = if n == 7 {
            "does = \"private-on\", "
        } else {
            ""
        };
        chain +=
            &format!("[long{n}]\nchoices = [ {{ name = \"on\", {does}then = \"{then}\" }} ]\n");
    }
    let mut sources = Sources::embedded();
    for (name, source) in &mut sources.0 {
        if name == "menus/help.toml" {
            let text = source.replacen("does = \"private-on\",", "", 1);
            let text = text.replacen("then = \"help/private-set\"", "then = \"help/long1\"", 1);
            *source = Arc::from(format!("{text}\n{chain}"));
        }
        if name.starts_with("locales/") && name.ends_with("help.ftl") {
            let words: String = (1..=7)
                .map(|n| format!("help-long{n} = x\n    .on = x\n"))
                .collect();
            *source = Arc::from(format!("{source}\n{words}"));
        }
    }
    let Err(problems) = Script::compile(&sources) else {
        panic!("ten replies were allowed")
    };
    mentions(&problems, &["`private-on` takes 10 replies from the dial"]);
}

#[test]
fn an_unused_action_is_told() {
    let problems = broken("menus/help.toml", "does = \"private-on\",", "");
    mentions(
        &problems,
        &["menus/entries.toml:1:1: no menu uses the action `private-on`"],
    );
}

#[test]
fn all_problems_are_told_together() {
    let mut sources = Sources::embedded();
    for (name, source) in &mut sources.0 {
        if name == "menus/home.toml" {
            *source = Arc::from(
                source
                    .replacen("quiet-back", "quite-back", 1)
                    .replacen("fresh", "frsh", 1),
            );
        }
        if name == "locales/hi/home.ftl" {
            *source = Arc::from(source.replacen("home-bye", "home-by", 1));
        }
    }
    let Err(problems) = Script::compile(&sources) else {
        panic!("three faults were allowed")
    };
    mentions(&problems, &["quite-back"]);
    mentions(&problems, &["frsh"]);
    mentions(&problems, &["locales/hi/home.ftl", "home-by"]);
    let drawn = problems.to_string();
    assert!(drawn.contains("did you mean `quiet-back`?") && drawn.contains("menus/home.toml:"));
}

#[test]
fn an_act_that_is_unknown_unreachable_or_without_a_word_is_told() {
    let line = line_of("menus/keywords.toml", "[cost]");
    let problems = broken("menus/keywords.toml", "[cost]", "[csot]");
    tells(
        &problems,
        &format!("menus/keywords.toml:{line}:2: there is no act `csot` -> did you mean `cost`?"),
    );
    mentions(
        &problems,
        &[
            "menus/keywords.toml:1:1:",
            "nobody can reach the act `cost`",
        ],
    );
    let problems = broken("menus/keywords.toml", "[\"number\"]", "[\"nmber\"]");
    mentions(
        &problems,
        &["there is no form `nmber` -> did you mean `number`?"],
    );
    let problems = broken("menus/keywords.toml", "[\"number\"]", "[\"amount\"]");
    mentions(
        &problems,
        &["`entry-wrong` cannot take `amount` -> it can take: number"],
    );
    // The whole line, whatever words it has.
    let words = include_str!("../../locales/hi/keywords.ftl");
    let vote = words
        .lines()
        .find(|line| line.starts_with("keyword-vote = "));
    let problems = broken(
        "locales/hi/keywords.ftl",
        &format!("{}\n", vote.unwrap()),
        "",
    );
    mentions(
        &problems,
        &["locales/hi/keywords.ftl:1:1: `vote` has no word in locales/hi"],
    );
    let problems = broken("locales/gu/keywords.ftl", "keyword-call", "keyword-cal");
    mentions(
        &problems,
        &["`keyword-cal` is not used", "did you mean `keyword-call`?"],
    );
    let problems = broken("locales/en/keywords.ftl", "day-today = today\n", "");
    mentions(
        &problems,
        &["locales/en/keywords.ftl", "`day-today` is missing"],
    );
}

#[test]
fn a_word_that_means_two_things_is_told_where_it_stands() {
    let line = line_of("locales/gu/keywords.ftl", "keyword-cost");
    let problems = broken("locales/gu/keywords.ftl", "kharch, kharach", "kharch, avak");
    tells(
        &problems,
        &format!(
            "locales/gu/keywords.ftl:{line}:24: `avak` is a word of `income` and of `cost`, which \
             take the same -> take it out of one of them, or put it under .never-alone where more follows"
        ),
    );
    // Folding makes two spellings one word.
    let problems = broken("locales/hi/keywords.ftl", "खर्च, खर्चा", "ख़र्च, आमदनी");
    mentions(&problems, &["`आमदनी` is a word of `income` and of `cost`"]);
    // STOP alone and STOP 12 are two acts; alone it cannot be both.
    let problems = broken(
        "locales/en/keywords.ftl",
        "keyword-permission-stop = band",
        "keyword-permission-stop = band, stop",
    );
    mentions(
        &problems,
        &["`stop` is a word of `permission-stop` and of `announcements-stop`"],
    );
    let problems = broken(
        "locales/en/keywords.ftl",
        "keyword-entry-wrong =\n    .never-alone = wrong, no",
        "keyword-entry-wrong = wrong, no",
    );
    mentions(
        &problems,
        &["`no` is an answer, and alone it also means `entry-wrong`"],
    );
    let problems = broken(
        "locales/en/keywords.ftl",
        "keyword-help = help, ?",
        "keyword-help = help, 55",
    );
    mentions(&problems, &["`55` has no letters"]);
    let problems = broken(
        "locales/en/keywords.ftl",
        "keyword-help = help, ?",
        "keyword-help = help me",
    );
    mentions(&problems, &["`help me` is not one word of letters"]);
    let problems = broken(
        "locales/en/keywords.ftl",
        "answer-no = 2",
        "answer-no = yes, 2",
    );
    mentions(&problems, &["`yes` means yes and no"]);
    let problems = broken(
        "locales/en/keywords.ftl",
        "month-3 = march",
        "month-3 = april, march",
    );
    mentions(
        &problems,
        &["`april` of `month-4` already means something else"],
    );
    let problems = broken(
        "locales/en/keywords.ftl",
        ".never-alone = wrong",
        ".alone = wrong",
    );
    mentions(
        &problems,
        &[
            "`keyword-entry-wrong` has `.alone`",
            "did you mean `.never-alone`?",
        ],
    );
}
