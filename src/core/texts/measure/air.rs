//! Parts as they go on the air: coded, decoded and joined, they are the text again. The tables here are
//! written from the standard anew (3GPP TS 23.038, 6.2.1 and 6.2.1.1), and share nothing with those that
//! are checked.

use super::{Encoding, measure, segments};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

/// The default alphabet by its codes, from 0 to 127.
const DEFAULT: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ",
    " !\"#¤%&'()*+,-./0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmnopqrstuvwxyzäöñüà",
);

/// What leads to the extension table.
const ESCAPE: u8 = 0x1b;

const EXTENSION: [(u8, char); 10] = [
    (0x0a, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2f, '\\'),
    (0x3c, '['),
    (0x3d, '~'),
    (0x3e, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// The septets of a text; `None` where a sign of it has none.
fn to_gsm7(text: &str) -> Option<Vec<u8>> {
    let mut septets = Vec::new();
    for c in text.chars() {
        let plain = DEFAULT.chars().position(|of| of == c && c != '\u{1b}');
        if let Some(code) = plain {
            septets.push(u8::try_from(code).unwrap());
        } else {
            let (code, _) = EXTENSION.iter().find(|(_, of)| *of == c)?;
            septets.extend([ESCAPE, *code]);
        }
    }
    Some(septets)
}

/// The text of septets; `None` where they end in the middle of a sign.
fn of_gsm7(septets: &[u8]) -> Option<String> {
    let mut septets = septets.iter().copied();
    let mut text = String::new();
    while let Some(septet) = septets.next() {
        text.push(if septet == ESCAPE {
            let code = septets.next()?;
            EXTENSION.iter().find(|(of, _)| *of == code)?.1
        } else {
            DEFAULT.chars().nth(usize::from(septet))?
        });
    }
    Some(text)
}

/// A part on the air.
enum Coded {
    Gsm7(Vec<u8>),
    /// Octets of UTF-16, the higher first.
    Ucs2(Vec<u8>),
}

impl Coded {
    fn new(part: &str, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Gsm7 => Self::Gsm7(to_gsm7(part).expect("all of it has septets")),
            Encoding::Ucs2 => Self::Ucs2(part.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        }
    }

    /// Septets, or UTF-16 units.
    fn units(&self) -> usize {
        match self {
            Self::Gsm7(septets) => septets.len(),
            Self::Ucs2(octets) => octets.len() / 2,
        }
    }

    /// What a part may hold: it has 140 octets, of which six say where one of several stands.
    fn limit(&self, parts_n: usize) -> usize {
        match (self, parts_n) {
            (Self::Gsm7(_), 1) => 160,
            (Self::Gsm7(_), _) => 153,
            (Self::Ucs2(_), 1) => 70,
            (Self::Ucs2(_), _) => 67,
        }
    }

    /// What a handset reads; `None` where a sign is torn.
    fn read(&self) -> Option<String> {
        match self {
            Self::Gsm7(septets) => of_gsm7(septets),
            Self::Ucs2(octets) => {
                let pairs = octets.chunks(2);
                let units: Vec<u16> = pairs
                    .map(|two| u16::from_be_bytes([two[0], two[1]]))
                    .collect();
                String::from_utf16(&units).ok()
            }
        }
    }
}

/// The fewest parts of this limit, where no sign is torn.
fn fewest(text: &str, encoding: Encoding, limit: usize) -> usize {
    let (mut parts_n, mut used) = (1, 0);
    for c in text.chars() {
        let units = Coded::new(&c.to_string(), encoding).units();
        if used + units > limit {
            (parts_n, used) = (parts_n + 1, 0);
        }
        used += units;
    }
    parts_n
}

/// Whether a part that ends at `end` had to tear the grapheme there: the grapheme began no later than
/// the part, or would need one part more than the `left_n` that follow.
fn had_to_tear(text: &str, (start, end): (usize, usize), left_n: usize, limit: usize) -> bool {
    let graphemes = text.grapheme_indices(true).map(|(at, _)| at);
    let torn = graphemes.take_while(|at| *at < end).last().unwrap();
    torn <= start || fewest(&text[torn..], measure(text).encoding, limit) > left_n
}

/// Texts of all kinds: any signs, the GSM alphabet alone, conjuncts, and emoji of many signs.
fn texts() -> impl Strategy<Value = String> {
    let extension = EXTENSION.iter().map(|(_, c)| *c);
    let gsm7: Vec<char> = DEFAULT
        .chars()
        .filter(|c| *c != '\u{1b}')
        .chain(extension)
        .collect();
    let gsm7 = proptest::collection::vec(proptest::sample::select(gsm7), 0..500);
    prop_oneof![
        "(\\PC|[a-z{}€૦-૯ક-હ😀]){0,400}",
        gsm7.prop_map(String::from_iter),
        "([ક-હ]્[ક-હ][ા-ૌ]?|[ક-હ][િી]?|[ a-z]){0,140}",
        "(👩‍👩‍👧‍👦|🇮🇳|e\u{301}{1,4}|[ક-હ]્|\r\n){0,60}",
        "ક(\u{301}){60,150}[ક-હ]{0,20}",
    ]
}

proptest! {
    #[test]
    fn coded_split_and_joined_every_text_is_itself(text in texts()) {
        let encoding = if to_gsm7(&text).is_some() { Encoding::Gsm7 } else { Encoding::Ucs2 };
        let whole = Coded::new(&text, encoding);
        prop_assert_eq!(measure(&text).encoding, encoding);
        prop_assert_eq!(measure(&text).units, whole.units());

        let parts = segments(&text);
        let mut joined = String::new();
        for part in &parts {
            let coded = Coded::new(part, encoding);
            prop_assert!(coded.units() <= coded.limit(parts.len()), "{:?}", part);
            joined.push_str(&coded.read().expect("no sign is torn"));
        }
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn parts_are_the_fewest_and_tear_no_grapheme_that_they_need_not(text in texts()) {
        let whole = Coded::new(&text, measure(&text).encoding);
        let parts = segments(&text);
        if whole.units() <= whole.limit(1) {
            prop_assert_eq!(parts.len(), 1);
            return Ok(());
        }
        let limit = whole.limit(parts.len());
        prop_assert_eq!(parts.len(), fewest(&text, measure(&text).encoding, limit));
        let mut start = 0;
        for (nth, part) in parts.iter().enumerate() {
            let end = start + part.len();
            let is_whole = end == text.len() || text.grapheme_indices(true).any(|(at, _)| at == end);
            let left_n = parts.len() - nth - 1;
            prop_assert!(is_whole || had_to_tear(&text, (start, end), left_n, limit), "{:?}", part);
            start = end;
        }
    }
}

#[test]
fn a_syllable_moves_whole_to_the_next_part_where_that_costs_none() {
    let lengths = |text: &str| -> Vec<usize> {
        let parts = segments(text);
        parts.iter().map(|part| part.chars().count()).collect()
    };
    // The conjunct of four signs would be cut behind its second.
    let text = |behind_n| format!("{}ક્ષિ{}", "ક".repeat(65), "ક".repeat(behind_n));
    assert_eq!(lengths(&text(20)), [65, 24]);
    assert_eq!(lengths(&text(63)), [65, 67]);
    // Here the networks would count a third part.
    assert_eq!(lengths(&text(64)), [67, 66]);
    // What is longer than a part is torn at its limit.
    let endless = format!("ક{}", "\u{301}".repeat(80));
    assert_eq!(lengths(&endless), [67, 14]);
}
