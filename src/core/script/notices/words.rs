//! What is wrong with the words of texts: the operators' rules on a registered body (rules
//! 2.1, T-2, T-7), and what a text may take at its longest.

use super::super::problem::Problem;
use super::body::{BodyPiece, Slot, TemplateBody};
use super::names::{message_of, variables};
use super::read::RawNotice;
use super::{Notices, SenderContext, SmsTemplate, lint, longest, tags};
use crate::core::domain::{Class, LangScript};
use crate::core::script::keywords::{Act, Keywords};
use crate::core::texts::fold::fold;
use crate::core::texts::language::{FileSpan, Language, Shape};
use crate::core::texts::measure::{Size, measure, segments};
use crate::core::texts::say::FluentText;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text takes no more parts, unless its table says why.
const PARTS_MAX: usize = 2;
/// How much of a text must be fixed, in percent (rules 2.1).
const FIXED_MIN_PCT: usize = 30;

/// A text at its longest.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LongestText {
    /// The text.
    pub text: String,
    /// Its size.
    pub size: Size,
    /// The number of SMS parts.
    pub segments: usize,
}

impl Notices {
    /// A text at its longest, for a cooperative; `None` in a language without words.
    pub fn sample(
        &self,
        sender: &SenderContext<'_>,
        template: &SmsTemplate,
        lang_script: LangScript,
    ) -> Option<LongestText> {
        let body = template.bodies.get(&lang_script)?;
        let values: Vec<String> = template
            .places
            .iter()
            .map(|place| self.longest(&place.name, lang_script).unwrap_or_default())
            .collect();
        let text = body.write(sender, |place| Cow::Borrowed(values[place].as_str()));
        Some(LongestText {
            size: measure(&text),
            segments: segments(&text).len(),
            text,
        })
    }
}

impl Notices {
    /// The longest text of a language, by parts and then by units, for a cooperative whose name and
    /// numbers are as long as they may be; `None` in a language without words.
    pub fn longest_text(&self, lang_script: LangScript) -> Option<(&str, LongestText)> {
        let texts = longest::texts();
        let sender = longest::sender(&texts);
        self.templates()
            .filter_map(|template| {
                let sample = self.sample(&sender, template, lang_script)?;
                Some((template.name.as_str(), sample))
            })
            .max_by_key(|(name, sample)| (sample.segments, sample.size.octets(), *name))
    }
}

/// Everything that is wrong with the words of one text.
pub(super) fn words(
    raw: &RawNotice,
    notices: &Notices,
    lang_scripts: &BTreeMap<LangScript, &Language>,
    keywords: &Keywords,
    problems: &mut Vec<Problem>,
) {
    let mut longest_n = None;
    for (lang_script, language) in lang_scripts {
        let message = message_of(&raw.name);
        let Some(shape) = language.shapes.get(&message) else {
            if *lang_script == LangScript::of(lang_script.lang()) {
                let code = lang_script.code();
                let what = format!("locales/{code} has no message `{message}` for this text");
                let help = format!("write `{message} = …` in locales/{code}/notices.ftl");
                problems.push(Problem::new(&raw.place, what).help(help));
            }
            continue;
        };
        if !form(raw, shape, language, problems) {
            continue;
        }
        let Some(template) = notices.template(&raw.name) else {
            continue;
        };
        let Some(body) = template.bodies.get(lang_script) else {
            continue;
        };
        let mut scrub = Scrub {
            raw,
            at: &shape.place,
            keywords,
            problems,
        };
        scrub.pieces(body);
        let segments_n = scrub.texts(notices, template, *lang_script);
        longest_n = longest_n.max(Some(segments_n));
    }
    if let (Some(longest_n), Some(long)) = (longest_n, &raw.long)
        && longest_n <= PARTS_MAX
    {
        let what = format!("`{}` takes {longest_n} parts at most", raw.name);
        let help = "take `long` out: it is for texts of more than two parts";
        problems.push(Problem::new(&long.place, what).help(help));
    }
}

/// Whether the message is one plain text about the places of its table.
fn form(raw: &RawNotice, shape: &Shape, language: &Language, problems: &mut Vec<Problem>) -> bool {
    let message = message_of(&raw.name);
    let before = problems.len();
    let mut tell = |place: &FileSpan, what: String, help: &str| {
        problems.push(Problem::new(place, what).help(help));
    };
    if !shape.has_words {
        let what = format!("`{message}` has no words of its own");
        tell(&shape.place, what, "put what the text says behind the =");
    }
    for (name, place) in &shape.attributes {
        let what = format!("`{message}` has `.{name}`");
        tell(
            place,
            what,
            "take it out: a text that is sent has no labels",
        );
    }
    if shape.selects || !shape.refers_to.is_empty() {
        let what = format!("`{message}` chooses between words, or takes them from elsewhere");
        let help = "it is registered letter for letter: only { $place } may stand in it";
        tell(&shape.place, what, help);
    }
    let known = variables(raw);
    let text = language.text(&message, None);
    for name in text.iter().flat_map(FluentText::variables) {
        if !known.contains(&name.as_str()) {
            let known = known.iter().copied();
            problems.push(Problem::unknown(&shape.place, "place", name, known));
        }
    }
    problems.len() == before
}

/// Checks the words of a text against the telecom operators' rules.
struct Scrub<'a> {
    raw: &'a RawNotice,
    at: &'a FileSpan,
    keywords: &'a Keywords,
    problems: &'a mut Vec<Problem>,
}

impl Scrub<'_> {
    fn tell(&mut self, what: String, help: &str) {
        self.problems.push(Problem::new(self.at, what).help(help));
    }

    /// What its pieces must be, whichever cooperative it is registered for.
    fn pieces(&mut self, body: &TemplateBody) {
        let name = &self.raw.name;
        for (at, (place, _)) in self.raw.places.iter().enumerate() {
            let stands_n = body
                .0
                .iter()
                .filter(|p| **p == BodyPiece::Place(at))
                .count();
            if stands_n != 1 {
                let what = format!("`{name}` has {{ ${} }} {stands_n} times", place.text);
                self.tell(what, "each place stands there once");
            }
        }
        if !body.has(Slot::Coop) {
            let what = format!("`{name}` does not say which cooperative writes");
            self.tell(what, "begin it with { $coop }: the operators want the name");
        }
        let names_where = body.has(Slot::Code) || body.has(Slot::Number);
        if self.raw.reply && !names_where {
            let what = format!("`{name}` asks for a reply and does not say where to");
            self.tell(what, "put { $number } or { $code } into it");
        }
    }

    /// What its body and its longest text must be, for a cooperative with long names; how many parts
    /// that takes.
    fn texts(
        &mut self,
        notices: &Notices,
        template: &SmsTemplate,
        lang_script: LangScript,
    ) -> usize {
        let texts = longest::texts();
        let sender = longest::sender(&texts);
        let name = &self.raw.name;
        let body = template
            .registered(&sender, lang_script)
            .unwrap_or_default();
        self.places_in(&body);
        let fixed = without_tags(&body);
        if let Err(why) = tags::fits_text(&body.replace(['{', '}'], "-"), lang_script) {
            let help = "signs are ASCII or of the text's own script, digits are ASCII, \
                Rs stands for the rupee sign, and spaces are single";
            self.tell(format!("the words of `{name}`: {why}"), help);
        }
        if let Some((word, why)) = lint::promotional(&fixed, lang_script)
            && template.class == Class::Service
        {
            let what = format!("`{name}` is a service text and says `{word}`: {why}");
            self.tell(what, "take the word out, or make its class promotional");
        }
        if template.class == Class::Promotional {
            self.says_how_to_stop(template, lang_script, &fixed);
        }
        let Some(sample) = notices.sample(&sender, template, lang_script) else {
            return 0;
        };
        let (fixed_n, whole_n) = (fixed.chars().count(), sample.text.chars().count());
        if fixed_n * 100 < whole_n * FIXED_MIN_PCT {
            let pct = fixed_n * 100 / whole_n.max(1);
            let what = format!("only {pct} % of `{name}` is fixed text");
            self.tell(
                what,
                "the operators want 30 %: say more, or use fewer places",
            );
        }
        for place in &template.places {
            let value = notices
                .longest(&place.name, lang_script)
                .unwrap_or_default();
            if let Err(why) = place.tag.admits(&value, lang_script) {
                let what = format!("what stands in `{}` of `{name}`: {why}", place.name);
                self.tell(what, "give the place another tag");
            }
        }
        if sample.segments > PARTS_MAX && template.long.is_none() {
            let (parts, units) = (sample.segments, sample.size.units);
            let what = format!("`{name}` takes {parts} parts, {units} units, at its longest");
            self.tell(what, "shorten it, or say why in `long`");
        }
        sample.segments
    }

    /// Promotion names a word that stops it, and where to send that (rules 2.1). A word that stops
    /// something else would not stop what she does not want.
    fn says_how_to_stop(&mut self, template: &SmsTemplate, lang_script: LangScript, fixed: &str) {
        let stops = |word: &str| {
            let uses = self.keywords.uses(&fold(word));
            uses.iter()
                .any(|one| one.act == Act::AnnouncementsStop && one.alone)
        };
        let names_number = template
            .bodies
            .get(&lang_script)
            .is_some_and(|body| body.has(Slot::Number));
        if !names_number || !fixed.split_whitespace().any(stops) {
            let name = &self.raw.name;
            let what = format!("`{name}` is promotion and does not say how to stop it");
            let words = self.keywords.words().filter(|(word, _)| stops(word));
            let words: Vec<&str> = words.map(|(word, _)| word).collect();
            let help = format!(
                "put {{ $number }} into it and a word that stops it: {}",
                words.join(", ")
            );
            self.tell(what, &help);
        }
    }

    /// Checks that no place is last and none stands directly beside another.
    fn places_in(&mut self, body: &str) {
        let name = &self.raw.name;
        let last = body.rsplit(' ').next().unwrap_or_default();
        if last.contains("#}") {
            let what = format!("`{name}` ends with a place that changes");
            self.tell(what, "the operators refuse it: let fixed words follow");
        }
        let between = body
            .split("{#")
            .skip(1)
            .filter_map(|part| part.split_once("#}"));
        let between: Vec<&str> = between.map(|(_, fixed)| fixed).collect();
        let is_adjacent = between
            .iter()
            .take(between.len().saturating_sub(1))
            .any(|fixed| fixed.trim().is_empty());
        if is_adjacent {
            let what = format!("`{name}` has two places side by side");
            self.tell(
                what,
                "the operators refuse it: put a fixed word between them",
            );
        }
    }
}

/// The fixed text of a registered body.
fn without_tags(body: &str) -> String {
    let mut parts = body.split("{#");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut fixed, part| {
        fixed.push_str(part.split_once("#}").map_or("", |(_, behind)| behind));
        fixed
    })
}
