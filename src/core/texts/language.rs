//! One locale's messages, and the shape of each: which attributes it has, what it mentions.
//!
//! Fluent's isolation marks are switched off: a single U+2068 would force an English screen into UCS-2,
//! which leaves 80 characters instead of 182.

use super::say::{Bundle, FluentText, OpenText};
pub use super::shape::{FileSpan, LocaleFault, Shape};
use super::shape::{LocaleReader, Mentions};
use crate::core::domain::Lang;
use fluent::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The messages of one locale.
pub struct Language {
    /// The language.
    pub lang: Lang,
    /// Its messages by name.
    pub shapes: BTreeMap<String, Shape>,
    bundle: Arc<Bundle>,
    mentions: BTreeMap<String, Mentions>,
}

impl Language {
    /// Loads a locale from its files, name and source each, and tells all that is wrong with them.
    pub fn load(lang: Lang, files: &[(String, String)]) -> (Self, Vec<LocaleFault>) {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut faults = Vec::new();
        let mut reader = LocaleReader::default();
        for (file, source) in files {
            // Editors of Windows put a byte order mark before it, which is no word of Fluent's.
            let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    faults.extend(errors.iter().map(|error| LocaleFault {
                        place: FileSpan {
                            file: file.clone(),
                            start: error.pos.start,
                            len: error.pos.len(),
                        },
                        what: format!("this is not Fluent: {}", error.kind),
                        help: "a message is `name = words`; all it holds is indented".into(),
                    }));
                    resource
                }
            };
            let resource = Arc::new(resource);
            reader.read(file, source, &resource);
            if bundle.add_resource(Arc::clone(&resource)).is_err() {
                // A second message of one name is reported with its place by the reader.
                bundle.add_resource_overriding(resource);
            }
        }
        faults.append(&mut reader.faults);
        let language = Self {
            lang,
            shapes: reader.shapes,
            bundle: Arc::new(bundle),
            mentions: reader.mentions,
        };
        faults.extend(language.missing());
        faults.extend(language.circles());
        (language, faults)
    }

    /// The text of a message or of one of its attributes; `None` where there is none.
    pub fn text(&self, message: &str, attribute: Option<&str>) -> Option<FluentText> {
        let shape = self.shapes.get(message)?;
        let exists = attribute.map_or(shape.has_words, |name| shape.attributes.contains_key(name));
        if !exists {
            return None;
        }
        let variables = self.variables(message, attribute);
        let open = OpenText {
            bundle: Arc::clone(&self.bundle),
            message: message.into(),
            attribute: attribute.map(Into::into),
            variables,
        };
        let text = FluentText::Open(open);
        if text.variables().is_empty() {
            let words = text
                .say(&|_| super::say::SpokenValue::Number(0))
                .into_owned();
            return Some(FluentText::Fixed(words));
        }
        Some(text)
    }

    /// The variables of a text, also through the messages it refers to.
    fn variables(&self, message: &str, attribute: Option<&str>) -> Vec<String> {
        let part = (message.to_owned(), attribute.unwrap_or("").to_owned());
        let mut found = BTreeSet::new();
        let mut parts = self.reached(&part);
        parts.insert(part);
        for (message, part) in parts {
            let mentions = self.mentions.get(&message);
            let variables = mentions.and_then(|mentions| mentions.variables.get(&part));
            found.extend(variables.into_iter().flatten().cloned());
        }
        found.into_iter().collect()
    }

    /// The messages, each with its attribute or `""`, that one refers to, also through others.
    fn reached(&self, from: &(String, String)) -> BTreeSet<(String, String)> {
        let mut reached = BTreeSet::new();
        let mut todo = vec![from.clone()];
        while let Some((message, part)) = todo.pop() {
            let mentions = self.mentions.get(&message);
            let referred = mentions.and_then(|mentions| mentions.messages.get(&part));
            for name in referred.into_iter().flatten() {
                let (message, part) = name.split_once('.').unwrap_or((name, ""));
                let next = (message.to_owned(), part.to_owned());
                if reached.insert(next.clone()) {
                    todo.push(next);
                }
            }
        }
        reached
    }

    /// References to what does not exist, or has nothing to say.
    fn missing(&self) -> Vec<LocaleFault> {
        let mut faults = Vec::new();
        for (name, shape) in &self.shapes {
            for referred in &shape.refers_to {
                let (message, attribute) = referred.split_once('.').unwrap_or((referred, ""));
                let why = match self.shapes.get(message) {
                    None => "does not exist",
                    Some(found) if attribute.is_empty() && !found.has_words => {
                        "has no words of its own"
                    }
                    Some(found)
                        if !attribute.is_empty() && !found.attributes.contains_key(attribute) =>
                    {
                        "does not exist"
                    }
                    Some(_) => continue,
                };
                faults.push(LocaleFault {
                    place: shape.place.clone(),
                    what: format!("`{name}` refers to `{referred}`, which {why}"),
                    help: "refer to a message of this language, by the name before its =".into(),
                });
            }
        }
        faults
    }

    /// Messages that refer to themselves.
    fn circles(&self) -> Vec<LocaleFault> {
        let mut faults = Vec::new();
        for (name, mentions) in &self.mentions {
            let own = |part: &&String| {
                let part = (name.clone(), (*part).clone());
                self.reached(&part).contains(&part)
            };
            if mentions.messages.keys().any(|part| own(&part)) {
                faults.push(LocaleFault {
                    place: self.shapes[name].place.clone(),
                    what: format!("`{name}` refers to itself, directly or through others"),
                    help: "take out one of the references".into(),
                });
            }
        }
        faults
    }
}
