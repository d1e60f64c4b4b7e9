//! From `menus/notices.toml` and the words in every language to texts that can be sent.

use super::super::problem::Problem;
use super::super::{Sources, texts};
use super::body::TemplateBody;
use super::longest::longest_moment;
use super::names::{FILE, WHEN, message_of};
use super::read::{RawNotice, read};
use super::tags::Tag;
use super::{Notices, PlaceOf, SmsTemplate, check, words};
use crate::core::domain::{Class, LangScript, Notice, Purpose};
use crate::core::script::keywords::Keywords;
use crate::core::texts::language::{FileSpan, Language};
use crate::core::texts::say::FluentText;
use std::collections::BTreeMap;

/// Compiles the texts that are sent. `languages` are those in their own scripts; `keywords` are what
/// she can text back.
pub(in crate::core::script) fn compile(
    sources: &Sources,
    languages: &[Language],
    keywords: &Keywords,
    problems: &mut Vec<Problem>,
) -> Notices {
    let source = sources.0.iter().find(|(name, _)| name == FILE);
    let Some((_, source)) = source else {
        let place = FileSpan {
            file: FILE.to_owned(),
            start: 0,
            len: 0,
        };
        let what = "this file is missing: it names the texts that are sent";
        let problem = Problem::new(&place, what).help("write a table [name] for each text");
        problems.push(problem);
        return Notices::default();
    };
    let raw = read(FILE, source, problems);
    let latin: Vec<(LangScript, Language)> = [LangScript::GuLatn, LangScript::HiLatn]
        .into_iter()
        .map(|lang_script| (lang_script, texts::language(sources, lang_script, problems)))
        .collect();
    let own = languages.iter().map(|one| (LangScript::of(one.lang), one));
    let other = latin.iter().map(|(lang_script, one)| (*lang_script, one));
    let lang_scripts: BTreeMap<LangScript, &Language> = own.chain(other).collect();
    let templates = raw
        .iter()
        .filter_map(|raw| Some((raw.name.clone(), template(raw, &lang_scripts)?)))
        .collect();
    let moments: BTreeMap<LangScript, FluentText> = lang_scripts
        .iter()
        .filter_map(|(lang_script, language)| Some((*lang_script, language.text(WHEN, None)?)))
        .collect();
    let longest_moments = moments
        .iter()
        .map(|(lang_script, said)| (*lang_script, longest_moment(*lang_script, said)))
        .collect();
    let notices = Notices {
        templates,
        moments,
        longest_moments,
    };
    check::tables(&raw, problems);
    check::leftovers(&raw, &lang_scripts, problems);
    for raw in &raw {
        words::words(raw, &notices, &lang_scripts, keywords, problems);
    }
    notices
}

/// One text; `None` where its table lacks what it needs, which is reported elsewhere.
fn template(
    raw: &RawNotice,
    lang_scripts: &BTreeMap<LangScript, &Language>,
) -> Option<SmsTemplate> {
    let places: Vec<PlaceOf> = raw
        .places
        .iter()
        .map(|(name, tag)| {
            Some(PlaceOf {
                name: name.text.clone(),
                tag: Tag::parse(&tag.text)?,
            })
        })
        .collect::<Option<_>>()?;
    let bodies = lang_scripts
        .iter()
        .filter_map(|(lang_script, language)| {
            let text = language.text(&message_of(&raw.name), None)?;
            Some((*lang_script, TemplateBody::of(&text, &places)))
        })
        .collect();
    Some(SmsTemplate {
        class: Class::parse(&raw.class.as_ref()?.text)?,
        purpose: Purpose::parse(&raw.purpose.as_ref()?.text)?,
        version: raw.version?,
        quiet: raw.quiet.as_ref().map(|word| word.text.clone()),
        lives_ms: raw.lives_ms?,
        long: raw.long.as_ref().map(|word| word.text.clone()),
        is_announcement: Notice::ALL.iter().all(|notice| notice.word() != raw.name),
        name: raw.name.clone(),
        places,
        bodies,
    })
}
