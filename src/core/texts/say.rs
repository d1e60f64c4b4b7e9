//! A message and the facts it is about make a text.

use fluent::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::Arc;

/// The messages of a language as Fluent keeps them; shared by every text of it.
pub type Bundle = fluent::concurrent::FluentBundle<Arc<FluentResource>>;

/// What a variable of a text stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpokenValue<'a> {
    /// Words, or figures that are only printed.
    Text(Cow<'a, str>),
    /// A number that may decide a plural.
    Number(i64),
}

/// One text of one language: the words of a screen, or of one of its choices.
pub enum FluentText {
    /// It mentions nothing, and is as it stands.
    Fixed(String),
    /// It mentions variables.
    Open(OpenText),
}

/// A text that mentions variables.
pub struct OpenText {
    /// The messages of its language.
    pub(super) bundle: Arc<Bundle>,
    /// The message it stands in.
    pub(super) message: String,
    /// Its attribute; `None` for the message's own words.
    pub(super) attribute: Option<String>,
    /// The variables it mentions, also through other messages.
    pub(super) variables: Vec<String>,
}

impl FluentText {
    /// The text about these values.
    ///
    /// Fluent prints what it does not know as `{$name}` and tells of it apart; that every variable
    /// and message a text mentions exists is checked when the texts are loaded.
    pub fn say<'v>(&self, value: &dyn Fn(&str) -> SpokenValue<'v>) -> Cow<'_, str> {
        match self {
            Self::Fixed(words) => Cow::Borrowed(words),
            Self::Open(open) => open.say(value),
        }
    }

    /// The variables it mentions.
    pub fn variables(&self) -> &[String] {
        match self {
            Self::Fixed(_) => &[],
            Self::Open(open) => &open.variables,
        }
    }
}

impl OpenText {
    fn say<'v>(&self, value: &dyn Fn(&str) -> SpokenValue<'v>) -> Cow<'_, str> {
        let mut args = FluentArgs::with_capacity(self.variables.len());
        for name in &self.variables {
            let value = match value(name) {
                SpokenValue::Text(words) => FluentValue::String(words),
                SpokenValue::Number(number) => FluentValue::from(number),
            };
            args.set(name.as_str(), value);
        }
        let message = self.bundle.get_message(&self.message);
        let pattern = message.and_then(|message| match &self.attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return Cow::Borrowed("");
        };
        let said = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut Vec::new());
        Cow::Owned(said.into_owned())
    }
}
