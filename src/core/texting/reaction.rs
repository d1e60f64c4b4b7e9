//! What a smartphone sends where somebody likes one of our texts: `Liked “…”`, `👍 to “…”`. It is no message
//! of hers, and never an answer to a question.
//!
//! It is recognised by what it quotes, since phones write it in every language: a text of ours, whatever
//! stands around it; any other only where what stands around it is known, or is an emoji alone.

use super::words::cut;
use crate::core::script::keywords::Keywords;
use crate::core::texts::fold::fold;
use crate::core::texts::marks::is_quote;

/// Where our own words come back without quotation marks, at least this many must follow the cooperative's
/// name. Fewer could be hers, since the name of a cooperative may also be a keyword.
const OWN_MIN: usize = 24;
/// From here on letters are arrows, marks and emojis, which no keyboard of a feature phone has.
const FIRST_PICTURE: char = '\u{2190}';

/// Whether a text is a reaction to another, or one of ours sent back. `brand`: how ours begin.
pub(super) fn is_reaction(keywords: &Keywords, text: &str, brand: &str) -> bool {
    if own(text, brand).is_some_and(|rest| rest.chars().count() >= OWN_MIN) {
        return true;
    }
    let Some((before, quoted, behind)) = quotation(text) else {
        return false;
    };
    // `COMPLAIN he wrote "…"`: she writes something herself, and quotes.
    let first = fold(before);
    let first = first.split(' ').next().unwrap_or_default();
    if !keywords.uses(cut(first).0).is_empty() {
        return false;
    }
    let around = format!("{before} {behind}");
    let has_picture = around.contains(|c| c >= FIRST_PICTURE);
    let said = words(&around);
    if said.is_empty() {
        return has_picture;
    }
    let is_known = keywords.is_reaction(&said);
    is_known || own(quoted, brand).is_some() && !keywords.is_answer(&said)
}

/// What stands before a quotation, the quotation, and what stands behind it. A text that is nothing but
/// a quotation is what she says: people put marks around it without meaning them.
fn quotation(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(is_quote)?;
    // A phone that shortens the text leaves the second quotation mark out.
    let (quoted, behind) = rest.rsplit_once(is_quote).unwrap_or((rest, ""));
    let has_more = |part: &str| part.contains(|c: char| !c.is_whitespace());
    (has_more(quoted) && (has_more(before) || has_more(behind))).then_some((before, quoted, behind))
}

/// What follows the cooperative's name, where the text begins with it as ours do.
fn own(text: &str, brand: &str) -> Option<String> {
    let (text, brand) = (fold(text), fold(brand));
    let rest = text.strip_prefix(&brand).filter(|_| !brand.is_empty())?;
    let rest = rest.trim_start().strip_prefix(':')?;
    Some(rest.to_owned())
}

/// The words around a quotation, without pictures and marks.
fn words(around: &str) -> String {
    let is_word = |c: char| !(c >= FIRST_PICTURE || is_quote(c) || c.is_ascii_punctuation());
    fold(&around.replace(|c| !is_word(c), " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::script::Script;

    #[test]
    fn t4_a_reaction_is_nothing_that_she_says() {
        let script = Script::embedded().unwrap();
        let is_one = |text: &str| is_reaction(script.keywords(), text, "Asha Mandli");
        for text in [
            "Liked “Asha Mandli: meeting Fri 3 pm at Vyara. Coming? Send 1 for yes, 2 for no to 56161.”",
            "Loved \"Asha Mandli: meeting Fri 3 pm\"",
            "Disliked “1”",
            "Laughed at “I 21 850”",
            "Emphasized “ok”",
            "Questioned “2”",
            "Removed a like from “Asha Mandli: noted”",
            "Reacted 😍 to “Asha Mandli: noted, you are coming”",
            "👍 to “Asha Mandli: noted, you are coming”",
            "\u{200a}👍\u{200a} to “\u{200a}Asha Mandli: meeting Fri 3 pm\u{200a}”",
            "❤️ “1”",
            "Removed 👍 from “Asha Mandli: meeting…",
            "“Asha Mandli: બેઠક શુક્ર બપોરે 3 વાગ્યે” ને પસંદ કર્યું",
            "“Asha Mandli: बैठक शुक्र दोपहर 3 बजे” को पसंद किया",
            "“Asha Mandli: बैठक शुक्र दोपहर 3 बजे” किसी नए शब्द में",
            "A aimé « Asha Mandli: meeting Fri 3 pm »",
            "Asha Mandli: meeting Fri 3 pm at Vyara. Bring your passbook.",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "1",
            "yes",
            "\"BAND 12\"",
            "“1”",
            "👍",
            "COMPLAIN he wrote \"Asha Mandli: entry 4273 saved\" and I did not",
            "ha “Asha Mandli: meeting Fri 3 pm”",
            "He said \"come\" and I went",
            "Asha Mandli: 200",
            "I 21 850",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }

    #[test]
    fn t4_a_cooperative_may_be_called_as_an_act_is() {
        let script = Script::embedded().unwrap();
        let is_one = |text: &str| is_reaction(script.keywords(), text, "Bachat");
        assert!(!is_one("Bachat: 200"));
        assert!(is_one("“Bachat: meeting Fri 3 pm at Vyara” को पसंद किया"));
        assert!(is_one(
            "Bachat: meeting Fri 3 pm at Vyara. Bring your passbook."
        ));
    }
}
