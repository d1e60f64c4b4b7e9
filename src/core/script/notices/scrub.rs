//! The operators' scrubber: whether a text matches a registered body, character for character.

use super::tags::{Tag, VALUE_LETTERS_MAX};
use crate::core::domain::LangScript;

/// A registered body, split at its tags.
enum BodyPart<'b> {
    Fixed(&'b str),
    Tag(Tag),
}

/// Whether a text is what a registered body allows: its fixed text exactly, and in each tag a value
/// of that kind (rules T-2). A body with a tag that the operators do not have allows
/// nothing.
pub fn matches(body: &str, text: &str, lang_script: LangScript) -> bool {
    parts(body).is_some_and(|parts| fits(&parts, text, lang_script))
}

fn parts(body: &str) -> Option<Vec<BodyPart<'_>>> {
    let mut parts = Vec::new();
    let mut rest = body;
    while let Some((fixed, behind)) = rest.split_once("{#") {
        let (tag, behind) = behind.split_once("#}")?;
        if !fixed.is_empty() {
            parts.push(BodyPart::Fixed(fixed));
        }
        parts.push(BodyPart::Tag(Tag::parse(tag)?));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(BodyPart::Fixed(rest));
    }
    Some(parts)
}

/// Tries every length a value may have. Bodies have at most three tags, and values at most thirty
/// letters.
fn fits(parts: &[BodyPart<'_>], text: &str, lang_script: LangScript) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((BodyPart::Fixed(fixed), rest)) => text
            .strip_prefix(fixed)
            .is_some_and(|behind| fits(rest, behind, lang_script)),
        Some((BodyPart::Tag(tag), rest)) => text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(VALUE_LETTERS_MAX)
            .any(|end| {
                let (value, behind) = text.split_at(end);
                tag.admits(value, lang_script).is_ok() && fits(rest, behind, lang_script)
            }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BODY: &str =
        "Asha Mandli: {#alphanumeric#} on {#alphanumeric#}, no. {#numeric#} is noted.";

    #[test]
    fn a_text_fits_its_body_exactly_or_not_at_all() {
        let fits = |text| matches(BODY, text, LangScript::En);
        assert!(fits("Asha Mandli: Milk on 24/11, no. 4821 is noted."));
        assert!(fits(
            "Asha Mandli: Eggs on order on 24/11, no. 4821 is noted."
        ));
        assert!(!fits("Asha Mandli: Milk on 24/11, no. 48a is noted."));
        assert!(!fits("Asha Mandli: Milk  on 24/11, no. 4821 is noted."));
        assert!(!fits("Asha mandli: Milk on 24/11, no. 4821 is noted."));
        assert!(!fits("Asha Mandli: Milk on 24/11, no. 4821 is noted. "));
        assert!(!fits("Asha Mandli:  on 24/11, no. 4821 is noted."));
        assert!(!matches("a {#name#} b", "a {#name#} b", LangScript::En));
        assert!(matches("નં.{#numeric#} થયું.", "નં.12 થયું.", LangScript::Gu));
        assert!(!matches("નં.{#numeric#} થયું.", "નં.૧૨ થયું.", LangScript::Gu));
    }

    proptest! {
        #[test]
        fn another_letter_of_fixed_text_never_fits(
            word in "[A-Za-z0-9]{1,30}", day in "[A-Za-z0-9/]{1,30}", no in "[0-9]{1,30}",
            at in 0_usize..60, other in "[a-zA-Z0-9 .,]",
        ) {
            let pieces = ["Asha Mandli: ", &word, " on ", &day, ", no. ", &no, " is noted."];
            let text = pieces.concat();
            prop_assert!(matches(BODY, &text, LangScript::En));
            // The byte index of the `at`th letter of the fixed text.
            let fixed_n: usize = pieces.iter().step_by(2).map(|piece| piece.len()).sum();
            let (mut left, mut place) = (at % fixed_n, 0);
            for (n, piece) in pieces.iter().enumerate() {
                if n % 2 == 0 {
                    if left < piece.len() {
                        place += left;
                        break;
                    }
                    left -= piece.len();
                }
                place += piece.len();
            }
            let mut changed = text.clone();
            changed.replace_range(place..=place, &other);
            prop_assert_eq!(matches(BODY, &changed, LangScript::En), changed == text);
        }
    }
}
