//! Texts that are sent: their form, their words, and `compose`, the only way to make one.
//!
//! `menus/notices.toml` says what each text is for and which places it has; `locales/*/notices.ftl`
//! holds its words. A text is composed from its name, a reader and values for its places, and is held
//! against its registered body as the operators' scrubber will hold it; there is no other way, so no
//! free text can leave (decision 6; rules T-1, T-2).

mod body;
mod check;
mod compile;
mod lint;
mod longest;
mod names;
mod read;
mod scrub;
mod sender;
mod sender_context;
mod tags;
mod values;
mod words;

pub(super) use compile::compile;
pub(super) use names::{FILE, is_notice};
pub use scrub::matches;
pub use sender::SenderContext;
pub use sender_context::{CoopTextsRefused, may_stand};
pub use tags::{Misfit, PlaceOf, Tag, VALUE_LETTERS_MAX};
pub use words::LongestText;

use crate::core::domain::{
    Class, Filling, Instant, Lang, LangScript, Notice, Purpose, Registration, RegistrationState,
    Written,
};
use crate::core::texts::measure::segments;
use crate::core::texts::say::FluentText;
use body::TemplateBody;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Who reads a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SmsReader {
    /// Her language.
    pub lang: Lang,
    /// Whether others read her phone too, so that the text must tell nothing.
    pub is_private: bool,
}

/// The result of composing a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Composed {
    /// The text.
    Written(Written),
    /// Neither script of her language has an approved template: an officer must see to it. It is
    /// never said in another language instead (rules T-11).
    NoApprovedTemplate {
        /// The text's name; that of the private text where the reader would get it.
        notice: String,
        /// Her language.
        lang: Lang,
    },
}

/// Why a text cannot be written. The error never holds a value of the text.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unwritable {
    /// There is no text of this name.
    #[error("there is no text `{0}`")]
    Unknown(String),
    /// It has no words in this language.
    #[error("`{notice}` has no words in {}", lang_script.code())]
    NoWords {
        /// The text.
        notice: String,
        /// The language.
        lang_script: LangScript,
    },
    /// No approved template has these words, letter for letter.
    #[error("`{notice}` is not approved in {}", lang_script.code())]
    NotApproved {
        /// The text.
        notice: String,
        /// The language.
        lang_script: LangScript,
    },
    /// A place was given no value.
    #[error("`{notice}` lacks a value for `{place}`")]
    Missing {
        /// The text.
        notice: String,
        /// The place.
        place: String,
    },
    /// A value may not stand in its place.
    #[error("the value for `{place}` of `{notice}` does not fit: {why}")]
    Value {
        /// The text.
        notice: String,
        /// The place.
        place: String,
        /// Why the value does not fit.
        why: Misfit,
    },
    /// The cooperative's name, code or number makes a text that the operators would refuse.
    #[error("`{notice}` does not match its own body: look at the cooperative's name and numbers")]
    Sender {
        /// The text.
        notice: String,
    },
}

/// The form of one text, whatever it is written in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SmsTemplate {
    /// Its name.
    pub name: String,
    /// The class it is registered under.
    pub class: Class,
    /// Its purpose, which decides its priority and its hours.
    pub purpose: Purpose,
    /// The version of its words: it rises with every change of them, since they must be registered
    /// anew then.
    pub version: i64,
    /// Its places, in the order of the file.
    pub places: Vec<PlaceOf>,
    /// The private text that is sent in its place to a phone that others read too; `None` where this text
    /// tells nothing itself.
    pub quiet: Option<String>,
    /// How long it is worth sending.
    pub lives_ms: i64,
    /// Why it may take more than two parts; `None` where it may not.
    pub long: Option<String>,
    /// Whether an officer sends it, and not the program.
    pub is_announcement: bool,
    bodies: BTreeMap<LangScript, TemplateBody>,
}

impl SmsTemplate {
    /// The languages that it has words in.
    pub fn lang_scripts(&self) -> impl Iterator<Item = LangScript> {
        self.bodies.keys().copied()
    }

    /// The body as this cooperative registers it, with typed tags; `None` in a language without words.
    pub fn registered(
        &self,
        sender: &SenderContext<'_>,
        lang_script: LangScript,
    ) -> Option<String> {
        let body = self.bodies.get(&lang_script)?;
        Some(body.registered(sender, &self.places))
    }
}

/// All texts that can be sent.
#[derive(Default)]
pub struct Notices {
    templates: BTreeMap<String, SmsTemplate>,
    /// How each language says a day and an hour.
    moments: BTreeMap<LangScript, FluentText>,
    /// The longest that each language says of a moment, to measure texts with.
    longest_moments: BTreeMap<LangScript, String>,
}

impl Notices {
    /// The form of a text; `None` where there is none of this name.
    pub fn template(&self, name: &str) -> Option<&SmsTemplate> {
        self.templates.get(name)
    }

    /// All texts, by name.
    pub fn templates(&self) -> impl Iterator<Item = &SmsTemplate> {
        self.templates.values()
    }

    /// The texts that an officer may send to many.
    pub fn announcements(&self) -> impl Iterator<Item = &SmsTemplate> {
        self.templates().filter(|template| template.is_announcement)
    }

    /// Composes a text of the program's own for a reader: the private one where others read her phone, in
    /// her language's own script where that may be sent, else in its other script.
    pub fn compose(
        &self,
        sender: &SenderContext<'_>,
        notice: Notice,
        reader: SmsReader,
        fillings: &[(&str, Filling)],
        now: Instant,
    ) -> Result<Composed, Unwritable> {
        self.compose_named(sender, notice.word(), reader, fillings, now)
    }

    /// The same for any text, by its name: an announcement has no other.
    pub fn compose_named(
        &self,
        sender: &SenderContext<'_>,
        name: &str,
        reader: SmsReader,
        fillings: &[(&str, Filling)],
        now: Instant,
    ) -> Result<Composed, Unwritable> {
        let asked = self.known(name)?;
        let mut template = asked;
        if reader.is_private
            && let Some(quiet) = &template.quiet
        {
            template = self.known(quiet)?;
        }
        let own = LangScript::of(reader.lang);
        for lang_script in std::iter::once(own).chain(own.other_script()) {
            match self.write(sender, &template.name, lang_script, fillings, now) {
                // The private text is as urgent, and is worth sending as long, as the text it stands for.
                Ok(written) => {
                    let is_quiet = template.name != asked.name;
                    let hidden = is_quiet.then(|| self.hidden(sender, name, reader, fillings, now));
                    return Ok(Composed::Written(Written {
                        purpose: asked.purpose,
                        lives_ms: asked.lives_ms,
                        hidden: hidden.flatten(),
                        ..written
                    }));
                }
                Err(Unwritable::NoWords { .. } | Unwritable::NotApproved { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Composed::NoApprovedTemplate {
            notice: template.name.clone(),
            lang: reader.lang,
        })
    }

    /// What a private text stands for, in words that she can read by dialling. They are not sent, so they
    /// need not be registered.
    fn hidden(
        &self,
        sender: &SenderContext<'_>,
        name: &str,
        reader: SmsReader,
        fillings: &[(&str, Filling)],
        now: Instant,
    ) -> Option<String> {
        let sender = SenderContext {
            must_be_registered: false,
            ..*sender
        };
        let own = LangScript::of(reader.lang);
        let mut lang_scripts = std::iter::once(own).chain(own.other_script());
        lang_scripts.find_map(|lang_script| {
            let written = self.write(&sender, name, lang_script, fillings, now).ok()?;
            Some(written.body)
        })
    }

    /// Writes a text in one language, whoever reads it, and holds it against its registered body.
    pub fn write(
        &self,
        sender: &SenderContext<'_>,
        name: &str,
        lang_script: LangScript,
        fillings: &[(&str, Filling)],
        now: Instant,
    ) -> Result<Written, Unwritable> {
        let template = self.known(name)?;
        let notice = || name.to_owned();
        let Some(body) = template.bodies.get(&lang_script) else {
            let notice = notice();
            return Err(Unwritable::NoWords {
                notice,
                lang_script,
            });
        };
        let registered = body.registered(sender, &template.places);
        if sender.must_be_registered && !is_approved(sender, template, lang_script, &registered) {
            let notice = notice();
            return Err(Unwritable::NotApproved {
                notice,
                lang_script,
            });
        }
        let mut values = Vec::with_capacity(template.places.len());
        for place in &template.places {
            let filling = fillings.iter().find(|(name, _)| *name == place.name);
            let Some((_, filling)) = filling else {
                return Err(Unwritable::Missing {
                    notice: notice(),
                    place: place.name.clone(),
                });
            };
            let value = values::write(filling, lang_script, self.moments.get(&lang_script), now);
            place
                .tag
                .admits(&value, lang_script)
                .map_err(|why| Unwritable::Value {
                    notice: notice(),
                    place: place.name.clone(),
                    why,
                })?;
            values.push((place.name.clone(), value));
        }
        let text = body.write(sender, |place| Cow::Borrowed(values[place].1.as_str()));
        if body.lacks(sender)
            || tags::fits_text(&text, lang_script).is_err()
            || !matches(&registered, &text, lang_script)
        {
            return Err(Unwritable::Sender { notice: notice() });
        }
        Ok(Written {
            notice: notice(),
            lang_script,
            version: template.version,
            class: template.class,
            purpose: template.purpose,
            segments: i64::try_from(segments(&text).len()).unwrap_or(i64::MAX),
            body: text,
            hidden: None,
            values,
            lives_ms: template.lives_ms,
        })
    }

    fn known(&self, name: &str) -> Result<&SmsTemplate, Unwritable> {
        let unknown = || Unwritable::Unknown(name.to_owned());
        self.template(name).ok_or_else(unknown)
    }
}

/// Whether the operators have approved these words, letter for letter, in this version.
fn is_approved(
    sender: &SenderContext<'_>,
    template: &SmsTemplate,
    lang_script: LangScript,
    body: &str,
) -> bool {
    let key = (template.name.clone(), lang_script);
    let is_it = |registration: &Registration| {
        registration.state == RegistrationState::Approved
            && registration.version == template.version
            && registration.body == body
    };
    sender.texts.registrations.get(&key).is_some_and(is_it)
}

#[cfg(test)]
mod tests;
