//! What is wrong with the tables of texts: unknown words, places that the program does not fill, private
//! texts that cannot be sent in place of the full ones, words that nobody uses.

use super::super::problem::Problem;
use super::longest::{PLACES, TELLING};
use super::names::{FILE, WHEN, is_notice, message_of};
use super::read::RawNotice;
use super::tags::Tag;
use crate::core::domain::{Class, LangScript, Notice, Purpose};
use crate::core::script::moment;
use crate::core::script::words::Variable;
use crate::core::texts::language::{FileSpan, Language};
use std::collections::{BTreeMap, BTreeSet};

/// Why a text can have three places at most (rules 2.1).
const PLACES_MAX: usize = 3;

type LanguagesByScript<'a> = BTreeMap<LangScript, &'a Language>;

/// Everything that is wrong with the tables.
pub(super) fn tables(raw: &[RawNotice], problems: &mut Vec<Problem>) {
    for notice in Notice::ALL {
        if raw.iter().all(|raw| raw.name != notice.word()) {
            let what = format!("the program sends `{}`, which has no table", notice.word());
            let help = format!("write a table [{}]", notice.word());
            problems.push(Problem::new(&top_of_file(), what).help(help));
        }
    }
    for one in raw {
        named(one, problems);
        places(one, problems);
        quiet(one, raw, problems);
        if one
            .long
            .as_ref()
            .is_some_and(|why| why.text.trim().is_empty())
        {
            let what = format!("`{}` does not say why it is long", one.name);
            let help = "write the reason, or make the text shorter and take `long` out";
            problems.push(Problem::new(&one.place, what).help(help));
        }
    }
}

fn top_of_file() -> FileSpan {
    FileSpan {
        file: FILE.to_owned(),
        start: 0,
        len: 0,
    }
}

/// Its class and purpose, and whether the program knows it.
fn named(raw: &RawNotice, problems: &mut Vec<Problem>) {
    if let Some(class) = &raw.class
        && Class::parse(&class.text).is_none()
    {
        let known = Class::ALL.iter().map(|class| class.code());
        problems.push(Problem::unknown(&class.place, "class", &class.text, known));
    }
    let Some(word) = &raw.purpose else {
        return;
    };
    let Some(purpose) = Purpose::parse(&word.text) else {
        let known = Purpose::ALL.iter().map(|purpose| purpose.code());
        let problem = Problem::unknown(&word.place, "purpose", &word.text, known);
        problems.push(problem);
        return;
    };
    let is_ours = Notice::ALL.iter().any(|notice| notice.word() == raw.name);
    if is_ours && purpose == Purpose::Announcement {
        let what = format!(
            "the program itself sends `{}`: it is no announcement",
            raw.name
        );
        let help = "known: alert, answer, reminder";
        problems.push(Problem::new(&word.place, what).help(help));
    } else if !is_ours && purpose != Purpose::Announcement {
        let known = Notice::ALL.iter().map(|notice| notice.word());
        problems.push(Problem::unknown(&raw.place, "text", &raw.name, known));
    }
    let is_promotion = raw
        .class
        .as_ref()
        .is_some_and(|class| class.text == Class::Promotional.code());
    if is_promotion && purpose != Purpose::Announcement {
        let what = format!(
            "`{}` is promotion, which only announcements may be",
            raw.name
        );
        let help = "make it a service text, or an announcement";
        problems.push(Problem::new(&word.place, what).help(help));
    }
}

/// Its places, and whether they are those that the program fills.
fn places(raw: &RawNotice, problems: &mut Vec<Problem>) {
    let ours = Notice::ALL
        .iter()
        .find(|notice| notice.word() == raw.name)
        .map(|notice| notice.places());
    for (name, tag) in &raw.places {
        if Tag::parse(&tag.text).is_none() {
            let known = Tag::ALL.iter().map(|tag| tag.word());
            problems.push(Problem::unknown(&tag.place, "tag", &tag.text, known));
        }
        let known = ours.unwrap_or(&PLACES);
        if !known.contains(&name.text.as_str()) {
            let known = known.iter().copied();
            problems.push(Problem::unknown(&name.place, "place", &name.text, known));
        }
    }
    for place in ours.unwrap_or_default() {
        if raw.places.iter().all(|(name, _)| name.text != *place) {
            let what = format!("`{}` lacks the place `{place}`", raw.name);
            let help = "the program fills it: name it in `places`, with its tag";
            problems.push(Problem::new(&raw.place, what).help(help));
        }
    }
    if raw.places.len() > PLACES_MAX {
        let what = format!("`{}` has {} places", raw.name, raw.places.len());
        let help = "the operators allow three: say it with fewer";
        problems.push(Problem::new(&raw.place, what).help(help));
    }
    let tells = raw
        .places
        .iter()
        .find(|(name, _)| TELLING.contains(&name.text.as_str()));
    if let (Some((name, _)), None) = (tells, &raw.quiet) {
        let what = format!(
            "`{}` tells `{}` to everybody who reads the phone",
            raw.name, name.text
        );
        let help = "name in `quiet` what a phone gets instead that others read too";
        problems.push(Problem::new(&name.place, what).help(help));
    }
}

/// Whether the private text can be sent in place of this one.
fn quiet(raw: &RawNotice, all: &[RawNotice], problems: &mut Vec<Problem>) {
    let Some(word) = &raw.quiet else {
        return;
    };
    let Some(twin) = all.iter().find(|other| other.name == word.text) else {
        let known = all.iter().map(|other| other.name.as_str());
        problems.push(Problem::unknown(&word.place, "text", &word.text, known));
        return;
    };
    if twin.quiet.is_some() || twin.name == raw.name {
        let what = format!(
            "`{}` is to be quiet, but has a quiet text of its own",
            twin.name
        );
        let help = "name a text that tells nothing itself";
        problems.push(Problem::new(&word.place, what).help(help));
    }
    for (name, _) in &twin.places {
        if raw.places.iter().all(|(own, _)| own.text != name.text) {
            let what = format!(
                "`{}` has the place `{}`, which `{}` does not fill",
                twin.name, name.text, raw.name
            );
            let help = "name a text with no other places than this one";
            problems.push(Problem::new(&word.place, what).help(help));
        }
    }
}

/// Words of texts that have no table, and the way a language says a moment.
pub(super) fn leftovers(
    raw: &[RawNotice],
    lang_scripts: &LanguagesByScript<'_>,
    problems: &mut Vec<Problem>,
) {
    let names: BTreeSet<String> = raw.iter().map(|raw| message_of(&raw.name)).collect();
    for (lang_script, language) in lang_scripts {
        for (name, shape) in &language.shapes {
            if is_notice(name) && !names.contains(name) {
                let known = names.iter().map(String::as_str);
                let mut problem = Problem::unknown(&shape.place, "text for the words", name, known);
                problem.what = format!("`{name}` has no table in {FILE}");
                problem.help = problem
                    .help
                    .filter(|help| help.starts_with("did you mean"))
                    .or(Some("take it out, or write its table".to_owned()));
                problems.push(problem);
            }
        }
        moments(*lang_script, language, problems);
    }
}

/// A language with texts must be able to say a moment; one in Latin letters holds nothing else.
fn moments(lang_script: LangScript, language: &Language, problems: &mut Vec<Problem>) {
    let is_latin = lang_script != LangScript::of(lang_script.lang());
    if is_latin && language.shapes.is_empty() {
        return;
    }
    let place = |name: &str| language.shapes.get(name).map(|shape| shape.place.clone());
    let Some(text) = language.text(WHEN, None) else {
        let nowhere = FileSpan {
            file: format!("locales/{}/system.ftl", lang_script.code()),
            start: 0,
            len: 0,
        };
        let what = format!("`{WHEN}` is missing: texts say days and hours with it");
        problems.push(Problem::new(&nowhere, what).help(format!("write `{WHEN} = …`")));
        return;
    };
    let now = crate::core::domain::Instant(0);
    for name in text.variables() {
        let is_of_moment = Variable::parse(name)
            .is_some_and(|variable| moment::value(variable, now, now).is_some());
        if !is_of_moment {
            let what = format!("`{WHEN}` mentions `{name}`, which is no part of a moment");
            let help = "use weekday, nearness, date, hour, part and half_day";
            let at = place(WHEN).unwrap_or_else(top_of_file);
            problems.push(Problem::new(&at, what).help(help));
        }
    }
    if is_latin {
        let reached: BTreeSet<&String> = language
            .shapes
            .values()
            .flat_map(|shape| &shape.refers_to)
            .collect();
        for (name, shape) in &language.shapes {
            if name != WHEN && !is_notice(name) && !reached.contains(name) {
                let what = format!("`{name}` is not used by any text in Latin letters");
                problems.push(Problem::new(&shape.place, what).help("take it out"));
            }
        }
    }
}
