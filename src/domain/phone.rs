//! A number in E.164, which never shows itself whole.

use std::fmt;

/// A telephone number, parsed. `Display` and `Debug` are masked, so that no log can hold one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// What was typed or sent is not a number we can call.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a telephone number in international form")]
pub struct NotAPhone;

impl Phone {
    /// Parses E.164 with its plus sign: `+` and 8 to 15 digits, the first not zero.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let digits = text.strip_prefix('+').ok_or(NotAPhone)?;
        let fits = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(Self(text.into()))
        } else {
            Err(NotAPhone)
        }
    }

    /// Parses what a member types for an Indian mobile: ten digits beginning with 6 to 9, with or
    /// without `0`, `91` or `+91` before them (National Numbering Plan, mobile series).
    pub fn parse_indian(text: &str) -> Result<Self, NotAPhone> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let ten = match digits.len() {
            10 => &digits[..],
            11 => digits.strip_prefix('0').ok_or(NotAPhone)?,
            12 => digits.strip_prefix("91").ok_or(NotAPhone)?,
            _ => return Err(NotAPhone),
        };
        if matches!(ten.as_bytes()[0], b'6'..=b'9') {
            Self::parse(&format!("+91{ten}"))
        } else {
            Err(NotAPhone)
        }
    }

    /// The whole number. Every place that calls this is worth a look.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("+…")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(+…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indian_mobile_is_read_in_the_ways_people_write_it() {
        for text in [
            "9800000001",
            "09800000001",
            "919800000001",
            "+919800000001",
            "98000 00001",
        ] {
            assert_eq!(
                Phone::parse_indian(text).unwrap().reveal(),
                "+919800000001",
                "{text}"
            );
        }
        for text in ["1800000001", "98000", "", "449800000001"] {
            assert_eq!(Phone::parse_indian(text), Err(NotAPhone), "{text}");
        }
    }

    #[test]
    fn only_international_form_comes_from_a_gateway() {
        assert!(Phone::parse("+919800000001").is_ok());
        for text in [
            " 919800000001",
            "919800000001",
            "+0919800000001",
            "+91 98",
            "+91980000000a",
        ] {
            assert_eq!(Phone::parse(text), Err(NotAPhone), "{text}");
        }
    }

    #[test]
    fn a_number_never_shows_itself() {
        let phone = Phone::parse("+919800000001").unwrap();
        assert!(!format!("{phone} {phone:?}").contains("98"));
    }
}
