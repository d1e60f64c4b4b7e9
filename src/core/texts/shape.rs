//! The shape of messages: where each stands, which attributes it has, what it mentions. All that is
//! wrong with a message by itself is told here, so that saying it later cannot fail.

use fluent::FluentResource;
use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// A place in a file: its name and the byte range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileSpan {
    /// The file, as the operator names it: `locales/gu/home.ftl`.
    pub file: String,
    /// Where it begins, in bytes.
    pub start: usize,
    /// How long it is, in bytes.
    pub len: usize,
}

/// Something wrong in a file of texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocaleFault {
    /// The place in the file.
    pub place: FileSpan,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub help: String,
}

/// What a message consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Where it stands.
    pub place: FileSpan,
    /// Whether it has words of its own.
    pub has_words: bool,
    /// Its attributes, with their places.
    pub attributes: BTreeMap<String, FileSpan>,
    /// The messages and terms that its words and attributes refer to: `name`, `name.attribute`.
    pub refers_to: BTreeSet<String>,
    /// Whether it chooses between words.
    pub selects: bool,
}

/// What a pattern mentions, before references are followed.
#[derive(Clone, Default)]
pub(super) struct Mentions {
    /// Variables by the pattern they stand in; `""` is the message's own words.
    pub(super) variables: BTreeMap<String, BTreeSet<String>>,
    /// Messages by the pattern that refers to them: `name`, `name.attribute`, `-term`.
    pub(super) messages: BTreeMap<String, BTreeSet<String>>,
}

/// Reads the files of a language, one after another.
#[derive(Default)]
pub(super) struct LocaleReader {
    /// Messages by name; terms with their dash.
    pub(super) shapes: BTreeMap<String, Shape>,
    /// The variables and messages that each message mentions.
    pub(super) mentions: BTreeMap<String, Mentions>,
    /// What is wrong.
    pub(super) faults: Vec<LocaleFault>,
}

impl LocaleReader {
    /// Reads one file. Its entries come in order, so each is looked for behind the one before.
    pub(super) fn read(&mut self, file: &str, source: &str, resource: &FluentResource) {
        let mut from = 0;
        for entry in resource.entries() {
            let (name, value, attributes) = match entry {
                ast::Entry::Message(message) => (
                    message.id.name.to_owned(),
                    message.value.as_ref(),
                    &message.attributes,
                ),
                ast::Entry::Term(term) => {
                    let name = format!("-{}", term.id.name);
                    (name, Some(&term.value), &term.attributes)
                }
                ast::Entry::Comment(_)
                | ast::Entry::GroupComment(_)
                | ast::Entry::ResourceComment(_)
                | ast::Entry::Junk { .. } => continue,
            };
            let place = place_of(file, source, from, &name);
            from = place.start + place.len;
            if self.shapes.contains_key(&name) {
                let what = format!("there is a second message `{name}`");
                self.fault(&place, what, "one of the two goes, or gets another name");
                continue;
            }
            self.message(source, place, name, value, attributes);
        }
    }

    fn message(
        &mut self,
        source: &str,
        place: FileSpan,
        name: String,
        value: Option<&ast::Pattern<&str>>,
        written: &[ast::Attribute<&str>],
    ) {
        let (mut found, mut refers_to) = (Mentions::default(), BTreeSet::new());
        let mut attributes = BTreeMap::new();
        let mut selects = false;
        let mut from = place.start;
        let parts = value.map(|pattern| (None, pattern)).into_iter();
        let parts = parts.chain(written.iter().map(|a| (Some(a.id.name), &a.value)));
        for (label, pattern) in parts {
            let mut at = place.clone();
            if let Some(label) = label {
                at = attribute_place(source, &place, from, label);
                from = at.start + at.len;
                if attributes.insert(label.to_owned(), at.clone()).is_some() {
                    let what = format!("`{name}` has a second `.{label}`");
                    self.fault(&at, what, "one of the two goes, or gets another name");
                    continue;
                }
            }
            let mut walk = PatternWalk::default();
            walk.pattern(pattern);
            if name.starts_with('-') && !walk.variables.is_empty() {
                let what = format!("the term `{name}` mentions a variable");
                let help = "a term sees no variables; make it a message, without the dash";
                self.fault(&at, what, help);
            }
            for function in &walk.functions {
                let what = format!("there is no function `{function}`");
                self.fault(&at, what, "a text takes its variables as they are");
            }
            refers_to.extend(walk.messages.iter().cloned());
            selects |= walk.selects;
            let part = label.unwrap_or("").to_owned();
            found.variables.insert(part.clone(), walk.variables);
            found.messages.insert(part, walk.messages);
        }
        let shape = Shape {
            place,
            has_words: value.is_some(),
            attributes,
            refers_to,
            selects,
        };
        self.shapes.insert(name.clone(), shape);
        self.mentions.insert(name, found);
    }

    fn fault(&mut self, place: &FileSpan, what: String, help: &str) {
        self.faults.push(LocaleFault {
            place: place.clone(),
            what,
            help: help.to_owned(),
        });
    }
}

/// Where a message's name stands: at the beginning of a line, behind `from`.
fn place_of(file: &str, source: &str, from: usize, name: &str) -> FileSpan {
    let is_name = |at: &usize| {
        let before = source[..*at].chars().next_back();
        let after = source[at + name.len()..].chars().next();
        matches!(before, None | Some('\n' | '\u{feff}')) && matches!(after, Some(' ' | '='))
    };
    let found = source[from..].match_indices(name);
    let start = found.map(|(at, _)| from + at).find(is_name).unwrap_or(from);
    FileSpan {
        file: file.into(),
        start,
        len: name.len(),
    }
}

/// Where an attribute of a message stands: first on its line, behind `from`.
fn attribute_place(source: &str, message: &FileSpan, from: usize, label: &str) -> FileSpan {
    let dotted = format!(".{label}");
    let is_label = |at: &usize| {
        let line = source[..*at].rsplit('\n').next().unwrap_or("");
        line.trim().is_empty() && source[at + dotted.len()..].starts_with([' ', '='])
    };
    let found = source[from..].match_indices(&dotted);
    let start = found
        .map(|(at, _)| from + at)
        .find(is_label)
        .unwrap_or(from);
    FileSpan {
        file: message.file.clone(),
        start,
        len: dotted.len(),
    }
}

/// Collects what a pattern mentions: through selectors, calls and nested placeables.
#[derive(Default)]
struct PatternWalk {
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
    functions: BTreeSet<String>,
    selects: bool,
}

impl PatternWalk {
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
                self.selects = true;
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
            ast::InlineExpression::FunctionReference { id, arguments } => {
                self.functions.insert(id.name.to_owned());
                self.arguments(arguments);
            }
            ast::InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let attribute = attribute
                    .as_ref()
                    .map_or(String::new(), |a| format!(".{}", a.name));
                self.messages.insert(format!("-{}{attribute}", id.name));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            ast::InlineExpression::StringLiteral { .. }
            | ast::InlineExpression::NumberLiteral { .. } => {}
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
