//! Fields by name, whether they came as a form, a query or a JSON object.

use super::kept::{self, NAME_BYTES_MAX};
use super::{ProviderRequest, RequestRefused};
use crate::gateways::Malformed;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A longer word of a provider is not kept.
const WORD_CHARS_MAX: usize = 40;
/// A run of so many digits could be a number, and does not reach a log.
const DIGITS_IN_A_WORD_MAX: usize = 6;

/// The fields of a request, in order.
pub(in crate::gateways) struct RequestFields<'a>(Vec<(Cow<'a, str>, Cow<'a, str>, As)>);

/// Whether a value is exactly what was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// Letter for letter.
    Sent,
    /// Its octets were no UTF-8, and U+FFFD stands where they were.
    Torn,
    /// A number in JSON that is larger than can be told exactly.
    Rounded,
}

impl<'a> RequestFields<'a> {
    /// Those of a form or a query.
    pub(in crate::gateways) fn of_form(bytes: &'a [u8]) -> Self {
        let pieces = bytes.split(|&b| b == b'&');
        let field = |piece: &'a [u8]| {
            let (key, value) = form_urlencoded::parse(piece).next()?;
            // The decoder puts U+FFFD where the octets are not UTF-8.
            let is_torn = value.contains('\u{FFFD}') && !says_replacement(piece);
            Some((key, value, if is_torn { As::Torn } else { As::Sent }))
        };
        Self(pieces.filter_map(field).collect())
    }

    /// Those of a JSON object that are a text or a number.
    pub(in crate::gateways) fn of_json(object: &'a Map<String, Value>) -> Self {
        let fields = object.iter().filter_map(|(key, value)| {
            let (value, how) = match value {
                Value::String(text) => (Cow::Borrowed(text.as_str()), As::Sent),
                Value::Number(number) if kept::is_exact(number) => {
                    (Cow::Owned(number.to_string()), As::Sent)
                }
                Value::Number(number) => (Cow::Owned(number.to_string()), As::Rounded),
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
            };
            Some((Cow::Borrowed(key.as_str()), value, how))
        });
        Self(fields.collect())
    }

    /// Those of a posted form.
    pub(in crate::gateways) fn of_posted(
        incoming: &ProviderRequest<'a>,
    ) -> Result<Self, RequestRefused> {
        match (incoming.method, incoming.content_type) {
            ("POST", "application/x-www-form-urlencoded") => Ok(Self::of_form(incoming.body)),
            ("POST", _) => Err(RequestRefused::ContentType),
            _ => Err(RequestRefused::NotHere),
        }
    }

    /// A value that may be missing and may be empty, and how it came.
    fn find(&self, key: &'static str) -> Result<Option<(&str, As)>, Malformed> {
        let mut found = self.0.iter().filter(|(name, ..)| name == key);
        let Some((_, value, how)) = found.next() else {
            return Ok(None);
        };
        if found.next().is_some() {
            return Err(Malformed::Twice(key));
        }
        Ok(Some((value, *how)))
    }

    /// A value that may be missing and may be empty.
    pub(in crate::gateways) fn get(&self, key: &'static str) -> Result<Option<&str>, Malformed> {
        match self.find(key)? {
            Some((_, As::Torn)) => Err(Malformed::NotUtf8),
            found => Ok(found.map(|(value, _)| value)),
        }
    }

    /// What somebody wrote. It must be there and may be empty; what cannot be kept of it is left out, so
    /// that the rest is read.
    pub(in crate::gateways) fn words(&self, key: &'static str) -> Result<String, Malformed> {
        let (written, _) = self.find(key)?.ok_or(Malformed::Missing(key))?;
        Ok(kept::words(written))
    }

    /// An id, number or code that may be missing; an empty one is missing.
    pub(in crate::gateways) fn may(&self, key: &'static str) -> Result<Option<&str>, Malformed> {
        match self.find(key)?.filter(|(value, _)| !value.is_empty()) {
            Some((value, _)) if NAME_BYTES_MAX < value.len() => Err(Malformed::TooLong(key)),
            Some((_, As::Torn)) => Err(Malformed::NotUtf8),
            Some((_, As::Rounded)) => Err(Malformed::Unkept(key)),
            Some((value, As::Sent)) if !kept::is_whole(value) => Err(Malformed::Unkept(key)),
            found => Ok(found.map(|(value, _)| value)),
        }
    }

    /// A moment or a code that only adds something: where it cannot be read, the rest is still accepted.
    pub(in crate::gateways) fn besides(&self, key: &'static str) -> Option<&str> {
        self.may(key).ok().flatten()
    }

    /// An id, number or code that must be there.
    pub(in crate::gateways) fn must(&self, key: &'static str) -> Result<&str, Malformed> {
        self.may(key)?.ok_or(Malformed::Missing(key))
    }

    /// A value that must be there and holds a whole bundle of reports.
    pub(in crate::gateways) fn must_long(&self, key: &'static str) -> Result<&str, Malformed> {
        self.get(key)?
            .filter(|value| !value.is_empty())
            .ok_or(Malformed::Missing(key))
    }

    /// Every field as it came, for a signature over them.
    pub(in crate::gateways) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let sent = self.0.iter().filter(|(_, _, how)| *how == As::Sent);
        sent.map(|(key, value, _)| (&**key, &**value))
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
pub(in crate::gateways) fn code(text: &str) -> Option<String> {
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
pub(in crate::gateways) fn word(text: &str) -> String {
    code(text).unwrap_or_else(|| "…".to_owned())
}

/// JSON, or a refusal. Its depth is limited by the library.
pub(in crate::gateways) fn json(body: &[u8]) -> Result<Value, RequestRefused> {
    kept::json(body).ok_or(RequestRefused::Unreadable("the body is not JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_once_or_refused() {
        let fields = RequestFields::of_form(b"a=1&b=%FF&c=&d=x&d=y&e=%EF%BF%BD+z");
        assert_eq!(fields.must("a"), Ok("1"));
        assert_eq!(fields.get("b"), Err(Malformed::NotUtf8));
        assert_eq!(fields.words("b"), Ok("\u{FFFD}".into()));
        assert_eq!(fields.words("c"), Ok(String::new()));
        assert_eq!(fields.may("c"), Ok(None));
        assert_eq!(fields.must("c"), Err(Malformed::Missing("c")));
        assert_eq!(fields.get("d"), Err(Malformed::Twice("d")));
        assert_eq!(fields.get("e"), Ok(Some("\u{FFFD} z")));
        assert_eq!(fields.words("f"), Err(Malformed::Missing("f")));
        let long = format!("a={}", "x".repeat(NAME_BYTES_MAX + 1));
        let fields = RequestFields::of_form(long.as_bytes());
        assert_eq!(fields.may("a"), Err(Malformed::TooLong("a")));
    }

    #[test]
    fn s9_what_cannot_be_kept_is_no_id_and_is_left_out_of_what_she_wrote() {
        let fields = RequestFields::of_form(b"id=a%00b&torn=%FF&sign=%EF%BF%BD&text=B%00+200");
        assert_eq!(fields.may("id"), Err(Malformed::Unkept("id")));
        assert_eq!(fields.may("torn"), Err(Malformed::NotUtf8));
        assert_eq!(fields.may("sign"), Err(Malformed::Unkept("sign")));
        assert_eq!(fields.words("text"), Ok("B 200".into()));
        let body = r#"{"id": "a\u0000", "half": "\ud83d", "large": 99999999999999999999}"#;
        let value = json(body.as_bytes()).unwrap();
        let fields = RequestFields::of_json(value.as_object().unwrap());
        for key in ["id", "half", "large"] {
            assert_eq!(fields.must(key), Err(Malformed::Unkept(key)), "{key}");
        }
    }

    #[test]
    fn a_number_in_json_is_a_text_too() {
        let value = json(br#"{"n": 919892488888, "t": "x", "o": {}, "z": null}"#).unwrap();
        let fields = RequestFields::of_json(value.as_object().unwrap());
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
