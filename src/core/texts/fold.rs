//! Folding what people type to one form (rules N-1): digits of every script become ASCII,
//! marks that keyboards put in or leave out go, letters that are written for one another become one, and
//! all become small.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};
use unicode_normalization::UnicodeNormalization;

const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const IGNORABLE: CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<DefaultIgnorableCodePoint>();

/// The ASCII digit of a decimal digit of any script. Those of one script stand in a row from 0 to 9, and
/// where several tens touch, each is a whole one (Unicode Standard, 4.6).
fn ascii_digit(c: char) -> Option<char> {
    let is_digit = |c: char| CATEGORY.get(c) == GeneralCategory::DecimalNumber;
    if !is_digit(c) {
        return None;
    }
    let before = (0..u32::from(c)).rev().filter_map(char::from_u32);
    let below_n = before.take_while(|c| is_digit(*c)).count();
    char::from_digit(u32::try_from(below_n % 10).ok()?, 10)
}

/// Whether a character is invisible and means nothing: joiners, marks of order and of direction, variation
/// selectors, tags, control signs. They are copied along with text, and nobody can see them. The whole
/// classes of Unicode count, not a list: Default Ignorable Code Points, and the general categories of
/// format and control signs. A space of any kind is no such character.
///
/// Only what people typed is read without them. What we send keeps its joiners, which shape Indian letters.
pub fn is_unseen(c: char) -> bool {
    let category = CATEGORY.get(c);
    !c.is_whitespace()
        && (IGNORABLE.contains(c)
            || matches!(category, GeneralCategory::Format | GeneralCategory::Control))
}

/// Whether a sign stands for money: `₹`, `₨`, `૱`, `$` and their like.
pub fn is_currency(c: char) -> bool {
    CATEGORY.get(c) == GeneralCategory::CurrencySymbol
}

/// What one letter becomes; `None` where it is left out.
fn letter(c: char) -> Option<char> {
    match c {
        // The dot under a Hindi or Gujarati letter is often left out.
        '\u{093C}' | '\u{0ABC}' => None,
        // Candrabindu and anusvara are typed for one another.
        '\u{0901}' => Some('\u{0902}'),
        '\u{0A81}' => Some('\u{0A82}'),
        // So are long and short i and u, as letters and as signs, in both scripts.
        'ई' => Some('इ'),
        'ऊ' => Some('उ'),
        '\u{0940}' => Some('\u{093F}'),
        '\u{0942}' => Some('\u{0941}'),
        'ઈ' => Some('ઇ'),
        'ઊ' => Some('ઉ'),
        '\u{0AC0}' => Some('\u{0ABF}'),
        '\u{0AC2}' => Some('\u{0AC1}'),
        c if c.is_whitespace() => Some(' '),
        c if is_unseen(c) => None,
        c => Some(ascii_digit(c).unwrap_or(c)),
    }
}

/// Marks at the end of a reply that people add without meaning them.
fn is_trailing_mark(c: char) -> bool {
    matches!(
        c,
        '.' | '।' | '*' | '#' | '!' | '"' | '\'' | '“' | '”' | '‘' | '’' | ' '
    )
}

/// Folds a reply.
pub fn fold(text: &str) -> String {
    if text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.into();
    }
    // The dotted letters exist as one sign too, which only decomposing takes apart.
    let mut folded = String::with_capacity(text.len());
    for c in text
        .nfd()
        .filter_map(letter)
        .nfc()
        .flat_map(char::to_lowercase)
    {
        if c != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
            folded.push(c);
        }
    }
    folded.truncate(folded.trim_end_matches(is_trailing_mark).len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn replies_are_folded() {
        let cases = [
            (" 1 ", "1"),
            ("૧૨", "12"),
            ("१२।", "12"),
            ("BAND  12.", "band 12"),
            ("हज़ार", "हजार"),
            ("करोड़", "करोड"),
            ("हाँ!", "हां"),
            ("૪*", "4"),
            ("\u{200D}1\u{FEFF}", "1"),
            ("1234567", "1234567"),
        ];
        for (typed, folded) in cases {
            assert_eq!(fold(typed), folded, "{typed:?}");
        }
    }

    #[test]
    fn t11_long_and_short_letters_are_one_in_both_scripts() {
        for (one, other) in [
            ("ફરીયાદ", "ફરિયાદ"),
            ("રૂપીયા", "રુપિયા"),
            ("ઈન્કાર", "ઇન્કાર"),
            ("ઊધાર", "ઉધાર"),
            ("शिकायत", "शीकायत"),
            ("दूध", "दुध"),
            ("ईमान", "इमान"),
            ("ऊपर", "उपर"),
            // The dotted letters exist as one sign and as two, and the dot is left out.
            ("\u{095B}", "\u{091C}\u{093C}"),
            ("\u{095B}", "\u{091C}"),
            ("\u{0929}", "\u{0928}"),
            ("\u{0A9C}\u{0ABC}", "\u{0A9C}"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("मत"), fold("माता"));
    }

    #[test]
    fn t12_a_sign_that_nobody_sees_is_folded_whichever_it_is() {
        let unseen = (char::MIN..=char::MAX).filter(|c| is_unseen(*c));
        let mut n = 0;
        for c in unseen {
            n += 1;
            assert_eq!(fold(&format!("ba{c}nd{c} {c}1{c}2")), "band 12", "{c:?}");
        }
        assert!(4_000 < n, "{n}");
        // Isolates, the soft hyphen, a language tag, fillers, the end of a medium, U+0000.
        for c in [
            '\u{2068}',
            '\u{AD}',
            '\u{E0041}',
            '\u{115F}',
            '\u{3164}',
            '\u{19}',
            '\0',
        ] {
            assert!(is_unseen(c), "{c:?}");
        }
        for c in ['\t', '\n', '\u{A0}', '\u{2028}', '\u{3000}'] {
            assert_eq!(fold(&format!("band{c}12")), "band 12", "{c:?}");
        }
        for c in ['ક', '\u{0ACD}', '₹', '😀', '-', 'a'] {
            assert!(!is_unseen(c), "{c:?}");
        }
        // What is left of a Gujarati word without its joiners is that word.
        assert_eq!(fold("ક્\u{200D}ષ"), fold("ક્ષ"));
    }

    #[test]
    fn every_decimal_digit_of_any_script_becomes_its_ascii_digit() {
        let mut run = 0;
        for c in
            (char::MIN..=char::MAX).filter(|c| CATEGORY.get(*c) == GeneralCategory::DecimalNumber)
        {
            let digit = char::from_digit(run % 10, 10).unwrap();
            assert_eq!(fold(&format!("{c}{c}")), format!("{digit}{digit}"), "{c:?}");
            run += 1;
        }
        assert!(700 < run && run.is_multiple_of(10), "{run}");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
