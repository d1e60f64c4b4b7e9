//! The typed tags of a registered body, and what the operators' scrubber lets stand in them (rules
//! 2.1 and T-2, T-3).

use crate::core::domain::LangScript;

/// What a place may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tag {
    /// Digits and nothing else: no comma, dot or space.
    Numeric,
    /// Words, dates, amounts with paise.
    Alphanumeric,
    /// A web address.
    Url,
    /// The address of an application.
    UrlOtt,
    /// A number to call back.
    Cbn,
    /// A mail address.
    Email,
}

/// A place of a text, and what it may hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceOf {
    /// Its name.
    pub name: String,
    /// What it may hold.
    pub tag: Tag,
}

pub use crate::core::domain::notice::VALUE_LETTERS_MAX;

/// Signs that no value has: the operators refuse the first two, and the others are how tags are
/// written.
const NEVER: [char; 4] = ['<', '>', '{', '}'];

impl Tag {
    /// All of them, in the order they are written here.
    pub const ALL: [Self; 6] = [
        Self::Numeric,
        Self::Alphanumeric,
        Self::Url,
        Self::UrlOtt,
        Self::Cbn,
        Self::Email,
    ];

    /// Its word in `menus/notices.toml` and in registered bodies.
    pub fn word(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::Alphanumeric => "alphanumeric",
            Self::Url => "url",
            Self::UrlOtt => "urlott",
            Self::Cbn => "cbn",
            Self::Email => "email",
        }
    }

    /// The tag of a word; `None` for one the operators do not have.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tag| tag.word() == word)
    }

    /// As it stands in a registered body: `{#numeric#}`.
    pub fn written(self) -> String {
        format!("{{#{}#}}", self.word())
    }

    /// Whether a value may stand here in a text of this language, or why not. A value is never cut or
    /// changed: a text whose value does not fit is not sent.
    pub(super) fn admits(self, value: &str, lang_script: LangScript) -> Result<(), Misfit> {
        if value.is_empty() {
            return Err(Misfit::Empty);
        }
        if value.chars().count() > VALUE_LETTERS_MAX {
            return Err(Misfit::TooLong);
        }
        let is_of_its_kind = match self {
            Self::Numeric => value.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Alphanumeric => true,
            Self::Url | Self::UrlOtt => {
                value.starts_with("https://") && value.bytes().all(|byte| byte.is_ascii_graphic())
            }
            Self::Cbn => {
                let digits = value.strip_prefix('+').unwrap_or(value);
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            }
            Self::Email => {
                let is_whole = |(name, place): (&str, &str)| {
                    !name.is_empty() && place.contains('.') && !place.contains('@')
                };
                value.split_once('@').is_some_and(is_whole)
                    && value.bytes().all(|byte| byte.is_ascii_graphic())
            }
        };
        if !is_of_its_kind {
            return Err(Misfit::Kind);
        }
        fits_text(value, lang_script)
    }
}

/// Why a value, or fixed text, may not stand in a text. It never tells the value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Misfit {
    /// The value is empty.
    #[error("it is empty")]
    Empty,
    /// More letters than the tag allows.
    #[error("it is longer than its tag allows")]
    TooLong,
    /// Not what the tag says.
    #[error("it is not what its tag says")]
    Kind,
    /// A sign that the operators refuse, or that changes how the whole text is coded.
    #[error("it has a sign that no text may have")]
    Sign,
    /// Spaces at an end, or two together.
    #[error("it has a space at an end, or two together")]
    Spaces,
}

/// Whether some text has only signs that a text of this language may have, and single spaces.
pub(super) fn fits_text(text: &str, lang_script: LangScript) -> Result<(), Misfit> {
    if !text.chars().all(|c| is_sign_of(c, lang_script)) {
        return Err(Misfit::Sign);
    }
    if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") {
        return Err(Misfit::Spaces);
    }
    Ok(())
}

/// Whether a sign may stand in a text of this language: printable ASCII (but for what is refused, and
/// for the one sign that GSM-7 lacks), or a letter of its own script. Digits are ASCII always (rules
/// N-7), and the rupee sign is never written (rules N-8).
fn is_sign_of(c: char, lang_script: LangScript) -> bool {
    match c {
        ' '..='~' => c != '`' && !NEVER.contains(&c),
        // Without its own digits, and without the rupee sign at U+0AF1.
        '\u{0a80}'..='\u{0aff}' => {
            lang_script == LangScript::Gu && !matches!(c, '\u{0ae6}'..='\u{0aef}' | '\u{0af1}')
        }
        // Without its own digits.
        '\u{0900}'..='\u{097f}' => {
            lang_script == LangScript::Hi && !matches!(c, '\u{0966}'..='\u{096f}')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_ascii_digits_and_nothing_else() {
        let numeric = |value: &str| Tag::Numeric.admits(value, LangScript::Gu);
        assert_eq!(numeric("850"), Ok(()));
        for wrong in ["૮૫૦", "1,850", "850.50", "8 5", "-1", "+91"] {
            assert_eq!(numeric(wrong), Err(Misfit::Kind), "{wrong}");
        }
        assert_eq!(numeric(""), Err(Misfit::Empty));
    }

    #[test]
    fn words_are_of_their_own_script_with_ascii_digits_and_single_spaces() {
        let words = |value: &str, lang_script| Tag::Alphanumeric.admits(value, lang_script);
        assert_eq!(words("શનિ 28/12 સાંજે 11:30", LangScript::Gu), Ok(()));
        assert_eq!(words("वाँ, दोपहर।", LangScript::Hi), Ok(()));
        assert_eq!(words("850.50", LangScript::En), Ok(()));
        assert_eq!(words("શનિ", LangScript::Hi), Err(Misfit::Sign));
        assert_eq!(words("શનિ", LangScript::GuLatn), Err(Misfit::Sign));
        assert_eq!(words("૨૮/૧૨", LangScript::Gu), Err(Misfit::Sign));
        for sign in [
            "₹5",
            "a\nb",
            "a\u{200d}b",
            "a\u{200b}b",
            "<b>",
            "{#",
            "a`",
            "café",
            "’",
        ] {
            assert_eq!(words(sign, LangScript::En), Err(Misfit::Sign), "{sign:?}");
        }
        for spaces in [" a", "a ", "a  b"] {
            assert_eq!(
                words(spaces, LangScript::En),
                Err(Misfit::Spaces),
                "{spaces:?}"
            );
        }
    }

    #[test]
    fn g13_no_value_is_longer_than_the_strictest_operator_allows() {
        for (tag, lang_script, letter) in [
            (Tag::Alphanumeric, LangScript::Gu, "ક"),
            (Tag::Alphanumeric, LangScript::Hi, "क"),
            (Tag::Alphanumeric, LangScript::En, "a"),
            (Tag::Numeric, LangScript::En, "1"),
            (Tag::Cbn, LangScript::En, "1"),
        ] {
            let of = |n: usize| tag.admits(&letter.repeat(n), lang_script);
            assert_eq!(of(30), Ok(()), "{tag:?}");
            assert_eq!(of(31), Err(Misfit::TooLong), "{tag:?}");
        }
        for (tag, long) in [
            (Tag::Url, "https://example.org/aaaaaaaaaaaa"),
            (Tag::Email, "aaaaaaaaaaaaaaaaaaa@example.org"),
        ] {
            assert_eq!(
                tag.admits(long, LangScript::En),
                Err(Misfit::TooLong),
                "{long}"
            );
        }
    }

    #[test]
    fn addresses_and_numbers_to_call_have_their_form() {
        let admits = |tag: Tag, value: &str| tag.admits(value, LangScript::En).is_ok();
        assert!(admits(Tag::Url, "https://example.org/a"));
        assert!(!admits(Tag::Url, "http://example.org") && !admits(Tag::UrlOtt, "https://a b"));
        assert!(admits(Tag::Cbn, "+919800000001") && admits(Tag::Cbn, "56161"));
        assert!(!admits(Tag::Cbn, "+") && !admits(Tag::Cbn, "98000 00001"));
        assert!(admits(Tag::Email, "a@example.org"));
        assert!(!admits(Tag::Email, "@example.org") && !admits(Tag::Email, "a@b@example.org"));
        for tag in Tag::ALL {
            assert_eq!(Tag::parse(tag.word()), Some(tag));
        }
    }
}
