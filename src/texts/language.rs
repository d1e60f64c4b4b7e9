//! One locale's messages, and the shape of each: which attributes it has, what it mentions.
//!
//! Fluent's isolation marks are switched off: one U+2068 would move an English screen from 182 signs
//! to 80.

use super::say::{OpenText, Text};
use crate::domain::Lang;
use fluent::FluentResource;
use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The messages of a language as Fluent keeps them; shared by every text of it.
pub type Bundle = fluent::concurrent::FluentBundle<Arc<FluentResource>>;

/// A place in a file: its name and the byte range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The file, as the operator names it: `locales/gu/home.ftl`.
    pub file: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// How long it is, in bytes.
    pub len: usize,
}

/// Something wrong in a file of texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: String,
}

/// What a message consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Where it stands.
    pub place: Place,
    /// Whether it has words of its own.
    pub has_words: bool,
    /// Its attributes, with their places.
    pub attributes: BTreeMap<String, Place>,
    /// The messages that its words and attributes refer to.
    pub refers_to: BTreeSet<String>,
}

/// One locale.
pub struct Language {
    /// Which.
    pub lang: Lang,
    /// Its messages by name.
    pub shapes: BTreeMap<String, Shape>,
    bundle: Arc<Bundle>,
    mentions: BTreeMap<String, Mentions>,
}

/// What a pattern mentions, before references are followed.
#[derive(Clone, Default)]
struct Mentions {
    /// Variables by the pattern they stand in; `""` is the message's own words.
    variables: BTreeMap<String, BTreeSet<String>>,
    messages: BTreeMap<String, BTreeSet<String>>,
}

impl Language {
    /// Loads a locale from its files, name and source each, and tells all that is wrong with them.
    pub fn load(lang: Lang, files: &[(String, String)]) -> (Self, Vec<Fault>) {
        let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        let mut faults = Vec::new();
        let (mut shapes, mut mentions) = (BTreeMap::new(), BTreeMap::new());
        for (file, source) in files {
            let resource = match FluentResource::try_new(source.clone()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    faults.extend(errors.iter().map(|error| Fault {
                        place: Place {
                            file: file.clone(),
                            start: error.pos.start,
                            len: error.pos.len(),
                        },
                        what: format!("this is not Fluent: {}", error.kind),
                    }));
                    resource
                }
            };
            let resource = Arc::new(resource);
            read_shapes(
                file,
                source,
                &resource,
                &mut shapes,
                &mut mentions,
                &mut faults,
            );
            if bundle.add_resource(Arc::clone(&resource)).is_err() {
                // A second message of one name is reported with its place by `read_shapes`.
                bundle.add_resource_overriding(resource);
            }
        }
        let language = Self {
            lang,
            shapes,
            bundle: Arc::new(bundle),
            mentions,
        };
        faults.extend(language.missing_messages());
        (language, faults)
    }

    /// The text of a message or of one of its attributes; `None` where there is none.
    pub fn text(&self, message: &str, attribute: Option<&str>) -> Option<Text> {
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
        let text = Text::Open(open);
        if text.variables().is_empty() {
            let words = text.say(&|_| super::say::Value::Number(0)).into_owned();
            return Some(Text::Fixed(words));
        }
        Some(text)
    }

    /// The variables of a text, also through the messages it refers to.
    fn variables(&self, message: &str, attribute: Option<&str>) -> Vec<String> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo = vec![(message.to_owned(), attribute.unwrap_or("").to_owned())];
        while let Some((message, part)) = todo.pop() {
            if !seen.insert((message.clone(), part.clone())) {
                continue;
            }
            let Some(mentions) = self.mentions.get(&message) else {
                continue;
            };
            found.extend(mentions.variables.get(&part).into_iter().flatten().cloned());
            for referred in mentions.messages.get(&part).into_iter().flatten() {
                let (message, part) = referred.split_once('.').unwrap_or((referred, ""));
                todo.push((message.to_owned(), part.to_owned()));
            }
        }
        found.into_iter().collect()
    }

    fn missing_messages(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, shape) in &self.shapes {
            for referred in &shape.refers_to {
                let (message, attribute) = referred.split_once('.').unwrap_or((referred, ""));
                let exists = self.shapes.get(message).is_some_and(|shape| {
                    attribute.is_empty() || shape.attributes.contains_key(attribute)
                });
                if !exists {
                    let what = format!("`{name}` refers to `{referred}`, which does not exist");
                    faults.push(Fault {
                        place: shape.place.clone(),
                        what,
                    });
                }
            }
        }
        faults
    }
}

fn read_shapes(
    file: &str,
    source: &str,
    resource: &FluentResource,
    shapes: &mut BTreeMap<String, Shape>,
    mentions: &mut BTreeMap<String, Mentions>,
    faults: &mut Vec<Fault>,
) {
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else {
            if let ast::Entry::Term(term) = entry {
                let mut walk = Walk::default();
                walk.pattern(&term.value);
                if !walk.variables.is_empty() {
                    let what = format!(
                        "the term `-{}` mentions a variable; terms only see what is written where they are used",
                        term.id.name
                    );
                    faults.push(Fault {
                        place: place_of(file, source, term.id.name),
                        what,
                    });
                }
            }
            continue;
        };
        let name = message.id.name.to_owned();
        let place = place_of(file, source, &name);
        if shapes.contains_key(&name) {
            let what = format!("there is a second message `{name}`");
            faults.push(Fault { place, what });
            continue;
        }
        let mut found = Mentions::default();
        let mut refers_to = BTreeSet::new();
        let mut parts: Vec<(String, Walk)> = Vec::new();
        if let Some(pattern) = &message.value {
            let mut walk = Walk::default();
            walk.pattern(pattern);
            parts.push((String::new(), walk));
        }
        let mut attributes = BTreeMap::new();
        for attribute in &message.attributes {
            let mut walk = Walk::default();
            walk.pattern(&attribute.value);
            let label = attribute.id.name.to_owned();
            attributes.insert(label.clone(), attribute_place(file, source, &place, &label));
            parts.push((label, walk));
        }
        for (part, walk) in parts {
            refers_to.extend(walk.messages.iter().cloned());
            found.variables.insert(part.clone(), walk.variables);
            found.messages.insert(part, walk.messages);
        }
        let has_words = message.value.is_some();
        shapes.insert(
            name.clone(),
            Shape {
                place,
                has_words,
                attributes,
                refers_to,
            },
        );
        mentions.insert(name, found);
    }
}

/// Where a message's name stands: at the beginning of a line.
fn place_of(file: &str, source: &str, name: &str) -> Place {
    let at = source
        .match_indices(name)
        .find(|(at, _)| {
            let before = source[..*at].chars().next_back();
            let after = source[at + name.len()..].chars().next();
            matches!(before, None | Some('\n' | '-')) && matches!(after, Some(' ' | '='))
        })
        .map_or(0, |(at, _)| at);
    Place {
        file: file.into(),
        start: at,
        len: name.len(),
    }
}

/// Where an attribute of a message stands.
fn attribute_place(file: &str, source: &str, message: &Place, label: &str) -> Place {
    let dotted = format!(".{label}");
    let rest = &source[message.start..];
    let at = rest
        .match_indices(&dotted)
        .find(|(at, _)| rest[at + dotted.len()..].starts_with([' ', '=']))
        .map_or(message.start, |(at, _)| message.start + at);
    Place {
        file: file.into(),
        start: at,
        len: dotted.len(),
    }
}

/// Collects what a pattern mentions: through selectors, calls and nested placeables.
#[derive(Default)]
struct Walk {
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
}

impl Walk {
    fn pattern(&mut self, pattern: &ast::Pattern<&str>) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) {
        match inline {
            ast::InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            ast::InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute
                    .as_ref()
                    .map_or(String::new(), |a| format!(".{}", a.name));
                self.messages.insert(format!("{}{attribute}", id.name));
            }
            ast::InlineExpression::FunctionReference { arguments, .. } => self.arguments(arguments),
            ast::InlineExpression::TermReference {
                arguments: Some(arguments),
                ..
            } => {
                self.arguments(arguments);
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            ast::InlineExpression::StringLiteral { .. }
            | ast::InlineExpression::NumberLiteral { .. }
            | ast::InlineExpression::TermReference {
                arguments: None, ..
            } => {}
        }
    }

    fn arguments(&mut self, arguments: &ast::CallArguments<&str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
        for argument in &arguments.named {
            self.inline(&argument.value);
        }
    }
}
