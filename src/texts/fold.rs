//! Folding what people type to one form (rules reference N-1): digits of every script become ASCII,
//! marks that keyboards put in or leave out go, letters become small.

use unicode_normalization::UnicodeNormalization;

/// The zeros of all decimal digits (general category Nd, Unicode 16.0); the nine that follow each are
/// its digits. The mathematical digits stand as five tens in a row.
const ZEROS: &[u32] = &[
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450,
    0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50,
    0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE,
    0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The ASCII digit of a decimal digit of any script.
fn ascii_digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let at = ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?;
    char::from_digit(code - ZEROS[at], 10)
}

/// What one letter becomes; `None` where it is left out.
fn letter(c: char) -> Option<char> {
    match c {
        // Joiners, the byte order mark and variation selectors change how a word looks, not what it
        // is; the dot under a Hindi or Gujarati letter is often left out.
        '\u{200B}'..='\u{200D}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{093C}'
        | '\u{0ABC}' => None,
        // Candrabindu and anusvara are typed for one another.
        '\u{0901}' => Some('\u{0902}'),
        '\u{0A81}' => Some('\u{0A82}'),
        c if c.is_whitespace() => Some(' '),
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
    fn the_table_of_zeros_is_sorted_and_apart() {
        assert!(ZEROS.windows(2).all(|pair| pair[0] + 10 <= pair[1]));
    }

    proptest! {
        #[test]
        fn every_decimal_digit_becomes_its_ascii_digit(at in 0..ZEROS.len(), digit in 0u32..10) {
            let c = char::from_u32(ZEROS[at] + digit).unwrap();
            prop_assert_eq!(fold(&format!("{c}{c}")), format!("{digit}{digit}"));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
        }
    }
}
