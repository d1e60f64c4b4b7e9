//! The notices (texts that are sent): their proof sheets, and what `sahkar check` reports about their
//! tables and words. Each case of the latter breaks the shipped files in one place.

mod midnight;
mod rules;

use crate::golden;
use sahkar::core::domain::{CoopTexts, Lang, LangScript};
use sahkar::core::script::notices::SenderContext;
use sahkar::core::script::{Script, Sources, sheets};
use sahkar::core::texts::measure::Encoding;
use sahkar::demo;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

const TABLES: &str = "menus/notices.toml";

fn script() -> Script {
    Script::embedded().unwrap_or_else(|problems| panic!("{problems}"))
}

/// The demo cooperative's texts.
fn texts() -> CoopTexts {
    CoopTexts::usual(demo::BRAND, demo::SMS_NUMBER)
}

fn sender(texts: &CoopTexts) -> SenderContext<'_> {
    SenderContext {
        texts,
        code: demo::CODE,
        must_be_registered: false,
    }
}

#[test]
fn every_template_at_its_longest_is_as_it_was_proof_read() {
    let (script, texts) = (script(), texts());
    for lang_script in LangScript::ALL {
        let mut sheet = format!(
            "# Every text that is sent, with its longest plausible values, for {}.\n\
             # A part costs {} paise. One part holds 160 septets or 70 units, several 153 or 67 each.\n",
            demo::BRAND,
            texts.paise_per_part
        );
        for template in script.notices().templates() {
            let Some(sample) = script
                .notices()
                .sample(&sender(&texts), template, lang_script)
            else {
                continue;
            };
            let (coding, unit) = match sample.size.encoding {
                Encoding::Gsm7 => ("GSM-7", "septets"),
                Encoding::Ucs2 => ("UCS-2", "units"),
            };
            let parts_n = i64::try_from(sample.segments).unwrap();
            let _ = writeln!(
                sheet,
                "\n== {} ({}; {coding}, {} {unit}, {parts_n} {}, {} paise)\n{}",
                template.name,
                template.class.code(),
                sample.size.units,
                if parts_n == 1 { "part" } else { "parts" },
                parts_n * texts.paise_per_part,
                sample.text
            );
            let is_allowed = sample.segments <= 2 || template.long.is_some();
            assert!(is_allowed, "{}: {}", template.name, sample.text);
            if lang_script == LangScript::En || lang_script != LangScript::of(lang_script.lang()) {
                assert_eq!(sample.size.encoding, Encoding::Gsm7, "{}", sample.text);
            }
        }
        golden::compare(
            &format!("tests/proofs/texts-{}.txt", lang_script.code()),
            &sheet,
        );
    }
}

/// The shipped files with texts in them put in place of others: each the file, the old and the new.
fn altered(edits: &[(&str, &str, &str)]) -> Sources {
    let mut sources = Sources::embedded();
    for (file, old, new) in edits {
        let (_, source) = sources.0.iter_mut().find(|(name, _)| name == file).unwrap();
        assert!(source.contains(old), "{file} holds {old:?}");
        *source = Arc::from(source.replacen(old, new, 1));
    }
    sources
}

/// What is told of them.
fn told(edits: &[(&str, &str, &str)]) -> Vec<String> {
    let Err(problems) = Script::compile(&altered(edits)) else {
        return Vec::new();
    };
    let line = |problem: &sahkar::core::script::Problem| {
        let (line, column) = problems.line_column(problem);
        let help = problem.help.clone().unwrap_or_default();
        let file = &problem.place.file;
        format!("{file}:{line}:{column}: {} -> {help}", problem.what)
    };
    problems.list.iter().map(line).collect()
}

/// Breaks one place and expects one problem, with its file and line, that says all of this.
#[track_caller]
fn tells(file: &str, old: &str, new: &str, expected: &[&str]) {
    let told = told(&[(file, old, new)]);
    let found = told
        .iter()
        .any(|line| expected.iter().all(|part| line.contains(part)));
    assert!(found, "{expected:?}\nis not among\n{told:#?}");
}

/// The words of one text in a language put in place of the shipped ones.
#[track_caller]
fn words_tell(lang_script: &str, notice: &str, words: &str, expected: &str) {
    let file = format!("locales/{lang_script}/notices.ftl");
    let sources = Sources::embedded();
    let (_, source) = sources.0.iter().find(|(name, _)| *name == file).unwrap();
    let message = format!("notice-{notice} = ");
    let line_no = source.lines().position(|line| line.starts_with(&message));
    let line_no = line_no.unwrap() + 1;
    let old = source.lines().nth(line_no - 1).unwrap();
    let at = format!("{file}:{line_no}:1: ");
    tells(&file, old, &format!("{message}{words}"), &[&at, expected]);
}

#[test]
fn a_wrong_word_in_a_table_is_told_with_a_suggestion() {
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "class = \"service\"",
            "class = \"servce\"",
            &["no class `servce` -> did you mean `service`?"],
        ),
        (
            "purpose = \"answer\"",
            "purpose = \"anser\"",
            &["no purpose `anser` -> did you mean `answer`?"],
        ),
        (
            "no = \"numeric\"",
            "no = \"numerc\"",
            &["no tag `numerc` -> did you mean `numeric`?"],
        ),
        (
            "quiet = \"entry-noted\"",
            "quiet = \"entry-notd\"",
            &["no text `entry-notd` -> did you mean `entry-noted`?"],
        ),
        (
            "lives = \"1d\"",
            "lifes = \"1d\"",
            &["no key `lifes` -> did you mean `lives`?"],
        ),
        (
            "lives = \"1d\"",
            "lives = \"1w\"",
            &["`1w` is no time a text can live"],
        ),
        (
            "version = 1",
            "version = 0",
            &["`version` is a number from 1"],
        ),
        (
            "amount = \"alphanumeric\" }\nlives",
            "amout = \"alphanumeric\" }\nlives",
            &["no place `amout` -> did you mean `amount`?"],
        ),
        (
            "[meeting-reminder]",
            "[meeting-remindr]",
            &["no text `meeting-remindr` -> did you mean `meeting-reminder`?"],
        ),
    ];
    for (old, new, expected) in cases {
        tells(TABLES, old, new, expected);
    }
}

#[test]
fn tables_and_words_have_each_other() {
    tells(
        TABLES,
        "[meeting-reminder]",
        "[meeting-remindr]",
        &["the program sends `meeting-reminder`, which has no table"],
    );
    tells(
        "locales/gu/notices.ftl",
        "notice-join =",
        "notice-jion =",
        &["locales/gu has no message `notice-join`"],
    );
    tells(
        "locales/gu/notices.ftl",
        "notice-join =",
        "notice-jion =",
        &["`notice-jion` has no table", "did you mean `notice-join`?"],
    );
    tells(
        "locales/hi-Latn/notices.ftl",
        "notice-heard =",
        "notice-herd =",
        &["locales/hi-Latn/notices.ftl:", "`notice-herd` has no table"],
    );
    tells(
        "locales/gu-Latn/system.ftl",
        "system-when",
        "system-wen",
        &["`system-when` is missing"],
    );
    tells(
        TABLES,
        "places = { no = \"numeric\", about",
        "places = { about",
        &["`entry-saved` lacks the place `no`"],
    );
    tells(
        TABLES,
        "purpose = \"answer\"",
        "purpose = \"announcement\"",
        &["the program itself sends `entry-saved`: it is no announcement"],
    );
}

#[test]
fn a_quiet_text_tells_nothing_and_needs_nothing_more() {
    tells(
        TABLES,
        "quiet = \"entry-noted\"\n",
        "",
        &["`entry-saved` tells `about` to everybody who reads the phone"],
    );
    tells(
        TABLES,
        "quiet = \"entry-odd-quiet\"",
        "quiet = \"entry-noted\"",
        &["`entry-noted` has the place `no`, which `entry-odd` does not fill"],
    );
    tells(
        TABLES,
        "quiet = \"entry-odd-quiet\"",
        "quiet = \"entry-saved\"",
        &["`entry-saved` is to be quiet, but has a quiet text of its own"],
    );
}

#[test]
fn words_the_operators_would_refuse_are_told() {
    let saved = |words, expected| words_tell("en", "entry-saved", words, expected);
    saved(
        "{ $coop }: { $no } saved: { $about }, Rs { $amount }.",
        "ends with a place that changes",
    );
    saved(
        "{ $coop }: { $no } { $about }, Rs { $amount } saved. { $number }",
        "two places side by side",
    );
    saved(
        "Entry { $no } saved: { $about }, Rs { $amount }. Wrong? Text { $number }",
        "does not say which cooperative writes",
    );
    saved(
        "{ $coop }:  { $no } saved: { $about }, Rs { $amount }. Wrong? Text { $number }",
        "a space at an end, or two together",
    );
    saved(
        "{ $coop }: <b> { $no } saved: { $about }, Rs { $amount }. Wrong? Text { $number }",
        "a sign that no text may have",
    );
    saved(
        "{ $coop }: { $no } saved: { $about }, ₹{ $amount }. Wrong? Text { $number }",
        "a sign that no text may have",
    );
    saved(
        "{ $coop }: { $no } saved: { $about }, Rs { $amount }. Wrong? Tell us.",
        "asks for a reply and does not say where to",
    );
    saved(
        "{ $coop }: saved: { $about }, Rs { $amount }. Wrong? Text { $number }",
        "has { $no } 0 times",
    );
    saved(
        "{ $coop }: { $no } saved: { $abot }, Rs { $amount }. Wrong? Text { $number }",
        "no place `abot` -> did you mean `about`?",
    );
    saved(
        "{ $no ->\n   *[1] { $coop }: { $no }, { $about }, { $amount } saved. { $number }\n }",
        "chooses between words",
    );
}

#[test]
fn words_of_another_script_class_or_length_are_told() {
    words_tell(
        "gu",
        "case-noted",
        "{ $coop }: અરજી { $no } નોંધાઈ. ૭ દિવસમાં જવાબ મળશે.",
        "a sign that no text may have",
    );
    words_tell(
        "gu",
        "case-noted",
        "{ $coop }: अर्ज़ी { $no } दर्ज हुई।",
        "a sign that no text may have",
    );
    words_tell(
        "en",
        "training",
        "{ $coop }: { $topic }, { $when }, { $place } ok",
        "% of `training` is fixed text",
    );
    words_tell(
        "hi",
        "heard",
        "{ $coop }: बैंक का लोन। { $code } डायल करें।",
        "is a service text and says `बैंक`: naming a lender",
    );
    let long = format!("{{ $coop }}: {}{{ $code }}", "સંદેશ છે. ".repeat(15));
    words_tell("gu", "neutral", &long, "`neutral` takes 3 parts");
    tells(
        TABLES,
        "[heard]\n",
        "[heard]\nlong = \"it is not\"\n",
        &["`heard` takes", "parts at most -> take `long` out"],
    );
}

/// Rules N-7 and N-8: digits are ASCII everywhere, and no rupee sign moves a text to UCS-2.
#[test]
fn digits_are_ascii_and_no_rupee_sign_is_written() {
    let (script, texts) = (script(), texts());
    let mut said = Vec::new();
    for template in script.notices().templates() {
        for lang_script in template.lang_scripts() {
            let sample = script
                .notices()
                .sample(&sender(&texts), template, lang_script);
            said.push(sample.unwrap().text);
        }
    }
    for lang in Lang::ALL {
        for sheet in sheets(&script, lang) {
            said.extend(sheet.pages.into_iter().map(|(page, _)| page));
        }
    }
    assert!(said.len() > 300, "{}", said.len());
    for text in said {
        let native = text.chars().find(|c| c.is_numeric() && !c.is_ascii());
        assert_eq!(native, None, "{text}");
        assert!(!text.contains('₹') && !text.contains('૱'), "{text}");
    }
}

/// What a text names in capitals can be texted.
#[test]
fn every_keyword_that_a_text_names_is_one() {
    let (script, texts) = (script(), texts());
    let mut found = BTreeSet::new();
    for template in script.notices().templates() {
        for lang_script in template.lang_scripts() {
            let body = template.registered(&sender(&texts), lang_script).unwrap();
            let words = body.split(|c: char| !c.is_ascii_alphabetic());
            let capitals = words
                .filter(|word| word.len() > 1 || (*word == "I" && template.name == "entry-form"))
                .filter(|word| word.chars().all(|c| c.is_ascii_uppercase()))
                // Written so on every screen, and nothing that is texted.
                .filter(|word| *word != "PIN");
            for word in capitals {
                let known = script.keywords();
                let folded = word.to_lowercase();
                let is_known = !known.uses(&folded).is_empty()
                    || known.on_or_off(&folded).is_some()
                    || known.yes_or_no(None, &folded).is_some();
                assert!(
                    is_known,
                    "{word} in {} {}",
                    template.name,
                    lang_script.code()
                );
                found.insert(word.to_owned());
            }
        }
    }
    for word in [
        "BAND", "KHOTU", "GALAT", "CHALU", "START", "MADAD", "MEET", "I",
    ] {
        assert!(found.contains(word), "{word} is not among {found:?}");
    }
}
