//! What was typed into a form, and what is wrong with it.

use serde::{Deserialize, Serialize};

/// Fields that are never kept, nor shown again.
const SECRETS: [&str; 4] = ["passphrase", "code", "pin", "secret"];
/// How the names of fields begin that are not the officer's but the form's own.
pub(super) const OWN: &str = "form-";

/// The fields of a form or of an address, in order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fields(Vec<(String, String)>);

impl std::fmt::Debug for Fields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Fields({})", self.0.len())
    }
}

impl Fields {
    /// From what a browser sends.
    pub(super) fn read(bytes: &[u8]) -> Self {
        Self::of(form_urlencoded::parse(bytes))
    }

    /// From names and values. What one of the two databases cannot hold is left out at the border
    /// (decision 24).
    pub(super) fn of(pairs: impl Iterator<Item = (impl AsRef<str>, impl AsRef<str>)>) -> Self {
        let plain = |text: &str| text.replace('\0', "");
        let fields = pairs.map(|(name, value)| (plain(name.as_ref()), plain(value.as_ref())));
        Self(fields.collect())
    }

    /// The first value of a name, without the spaces around it; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of a name as it was typed.
    pub(super) fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Every value of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let found = self.0.iter().filter(move |(known, _)| known == name);
        found.map(|(_, value)| value.trim())
    }

    /// What may be kept until she has logged in again: no secret, and nothing of the form's own.
    pub(super) fn to_keep(&self) -> Self {
        let fields = self.0.iter().filter(|(name, _)| {
            !name.starts_with(OWN) && !SECRETS.iter().any(|secret| name.starts_with(secret))
        });
        Self(fields.cloned().collect())
    }
}

/// Something that is wrong with what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct FieldError {
    /// The field; empty where it is the form as a whole.
    pub(super) field: &'static str,
    /// What is wrong and what would be right, in her language.
    pub(super) words: String,
}

/// A form as it is shown: filled, with what is wrong.
#[derive(Clone, Default, Debug)]
pub(super) struct Form {
    fields: Fields,
    errors: Vec<FieldError>,
}

impl Form {
    /// Filled with these.
    pub(super) fn filled(fields: &Fields) -> Self {
        Self {
            fields: fields.clone(),
            errors: Vec::new(),
        }
    }

    /// Says that something is wrong with a field; with the form as a whole where it has no name.
    #[must_use]
    pub(super) fn wrong(mut self, field: &'static str, words: String) -> Self {
        self.errors.push(FieldError { field, words });
        self
    }

    /// What a field is filled with.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// Whether a box or a choice of this name and value is set.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).any(|one| one == value)
    }

    /// What is wrong with a field; empty where nothing is.
    pub(super) fn error(&self, field: &str) -> &str {
        let found = self.errors.iter().find(|error| error.field == field);
        found.map_or("", |error| &error.words)
    }

    /// All that is wrong, for the summary on top.
    pub(super) fn errors(&self) -> &[FieldError] {
        &self.errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_has_no_secret_and_nothing_of_the_form() {
        let sent = Fields::read(
            b"form-token=t&form-nonce=n&reason=she+moved%00&passphrase=p&passphrase-2=p&code=1&pin=2&no=7&no=8",
        );
        assert_eq!(sent.get("reason"), "she moved");
        assert_eq!(sent.all("no").collect::<Vec<_>>(), ["7", "8"]);
        let kept = sent.to_keep();
        let names: Vec<&str> = kept.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["reason", "no", "no"]);
        assert_eq!(format!("{kept:?}"), "Fields(3)");
    }

    #[test]
    fn a_form_shows_what_was_typed_and_what_is_wrong_with_it() {
        let fields = Fields::read(b"name=+Ila+&no=7");
        let form = Form::filled(&fields).wrong("name", "No.".to_owned());
        assert_eq!((form.value("name"), form.value("none")), ("Ila", ""));
        assert_eq!((form.error("name"), form.error("no")), ("No.", ""));
        assert!(form.has("no", "7") && !form.has("no", "8"));
        assert_eq!(form.errors().len(), 1);
    }
}
