//! Fields by name, whether they came as a form, a query or a JSON object.

use super::{Incoming, Malformed, Refused};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// No id, number or code of a provider is anywhere near as long; a longer one is not stored.
const NAME_BYTES_MAX: usize = 200;
/// A longer word of a provider is not kept.
const WORD_CHARS_MAX: usize = 40;
/// A run of so many digits could be a number, and does not reach a log.
const DIGITS_IN_A_WORD_MAX: usize = 6;

/// The fields of a request; `None` is a value that is not UTF-8.
pub(super) struct Fields<'a>(Vec<(Cow<'a, str>, Option<Cow<'a, str>>)>);

impl<'a> Fields<'a> {
    /// Those of a form or a query.
    pub(super) fn of_form(bytes: &'a [u8]) -> Self {
        let pieces = bytes.split(|&b| b == b'&');
        let field = |piece: &'a [u8]| {
            let (key, value) = form_urlencoded::parse(piece).next()?;
            // The decoder puts U+FFFD where the octets are not UTF-8.
            let is_torn = value.contains('\u{FFFD}') && !says_replacement(piece);
            Some((key, (!is_torn).then_some(value)))
        };
        Self(pieces.filter_map(field).collect())
    }

    /// Those of a JSON object that are a text or a number.
    pub(super) fn of_json(object: &'a Map<String, Value>) -> Self {
        let fields = object.iter().filter_map(|(key, value)| {
            let value = match value {
                Value::String(text) => Cow::Borrowed(text.as_str()),
                Value::Number(number) => Cow::Owned(number.to_string()),
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
            };
            Some((Cow::Borrowed(key.as_str()), Some(value)))
        });
        Self(fields.collect())
    }

    /// Those of a posted form.
    pub(super) fn of_posted(incoming: &Incoming<'a>) -> Result<Self, Refused> {
        match (incoming.method, incoming.content_type) {
            ("POST", "application/x-www-form-urlencoded") => Ok(Self::of_form(incoming.body)),
            ("POST", _) => Err(Refused::ContentType),
            _ => Err(Refused::NotHere),
        }
    }

    /// A value that may be missing and may be empty.
    pub(super) fn get(&self, key: &'static str) -> Result<Option<&str>, Malformed> {
        let mut found = self.0.iter().filter(|(name, _)| name == key);
        let Some((_, value)) = found.next() else {
            return Ok(None);
        };
        if found.next().is_some() {
            return Err(Malformed::Twice(key));
        }
        match value {
            Some(value) => Ok(Some(value)),
            None => Err(Malformed::NotUtf8),
        }
    }

    /// A value that must be there and may be empty: what somebody wrote.
    pub(super) fn text(&self, key: &'static str) -> Result<&str, Malformed> {
        self.get(key)?.ok_or(Malformed::Missing(key))
    }

    /// An id, number or code that may be missing; an empty one is missing.
    pub(super) fn may(&self, key: &'static str) -> Result<Option<&str>, Malformed> {
        match self.get(key)?.filter(|value| !value.is_empty()) {
            Some(value) if NAME_BYTES_MAX < value.len() => Err(Malformed::TooLong(key)),
            value => Ok(value),
        }
    }

    /// An id, number or code that must be there.
    pub(super) fn must(&self, key: &'static str) -> Result<&str, Malformed> {
        self.may(key)?.ok_or(Malformed::Missing(key))
    }

    /// A value that must be there and holds a whole bundle of reports.
    pub(super) fn must_long(&self, key: &'static str) -> Result<&str, Malformed> {
        self.get(key)?
            .filter(|value| !value.is_empty())
            .ok_or(Malformed::Missing(key))
    }

    /// Every field as it came, for a signature over them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let value = |value: &'_ Option<Cow<'a, str>>| value.is_some();
        self.0
            .iter()
            .filter(move |(_, kept)| value(kept))
            .map(|(key, kept)| (&**key, kept.as_deref().unwrap_or_default()))
    }
}

/// Whether U+FFFD stands there because it was sent: a provider upstream may have put it in.
fn says_replacement(piece: &[u8]) -> bool {
    piece.windows(3).any(|three| three == "\u{FFFD}".as_bytes())
        || piece
            .windows(9)
            .any(|nine| nine.eq_ignore_ascii_case(b"%EF%BF%BD"))
}

/// A code of a provider as it is kept and logged: one plain word. A sentence is none, since it may
/// repeat what was sent, and neither is a run of digits that could be a number.
pub(super) fn code(text: &str) -> Option<String> {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
    let longest = text
        .split(|sign: char| !sign.is_ascii_digit())
        .map(str::len)
        .max();
    let is_code = (1..=WORD_CHARS_MAX).contains(&text.len())
        && text.chars().all(plain)
        && longest <= Some(DIGITS_IN_A_WORD_MAX);
    is_code.then(|| text.to_owned())
}

/// A word of a provider that we do not know, as it is kept and logged.
pub(super) fn word(text: &str) -> String {
    code(text).unwrap_or_else(|| "…".to_owned())
}

/// JSON, or a refusal. Its depth is limited by the library.
pub(super) fn json(body: &[u8]) -> Result<Value, Refused> {
    serde_json::from_slice(body).map_err(|_| Refused::Unreadable("the body is not JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_once_or_refused() {
        let fields = Fields::of_form(b"a=1&b=%FF&c=&d=x&d=y&e=%EF%BF%BD+z");
        assert_eq!(fields.must("a"), Ok("1"));
        assert_eq!(fields.get("b"), Err(Malformed::NotUtf8));
        assert_eq!(fields.text("c"), Ok(""));
        assert_eq!(fields.may("c"), Ok(None));
        assert_eq!(fields.must("c"), Err(Malformed::Missing("c")));
        assert_eq!(fields.get("d"), Err(Malformed::Twice("d")));
        assert_eq!(fields.get("e"), Ok(Some("\u{FFFD} z")));
        assert_eq!(fields.text("f"), Err(Malformed::Missing("f")));
        let long = format!("a={}", "x".repeat(NAME_BYTES_MAX + 1));
        let fields = Fields::of_form(long.as_bytes());
        assert_eq!(fields.may("a"), Err(Malformed::TooLong("a")));
    }

    #[test]
    fn a_number_in_json_is_a_text_too() {
        let value = json(br#"{"n": 919892488888, "t": "x", "o": {}, "z": null}"#).unwrap();
        let fields = Fields::of_json(value.as_object().unwrap());
        assert_eq!(fields.must("n"), Ok("919892488888"));
        assert_eq!(fields.must("t"), Ok("x"));
        assert_eq!(fields.get("o"), Ok(None));
        assert_eq!(fields.get("z"), Ok(None));
    }

    #[test]
    fn a_word_is_kept_and_a_sentence_or_a_number_is_not() {
        for fine in ["ABSENT_SUBSCRIBER", "failed-dnd", "651", "000"] {
            assert_eq!(word(fine), fine);
        }
        let long = "x".repeat(WORD_CHARS_MAX + 1);
        for other in [
            "",
            "to 919800000001",
            "919800000001",
            "દૂધ",
            "Kamla 4500",
            &long,
        ] {
            assert_eq!(word(other), "…", "{other}");
        }
    }
}
