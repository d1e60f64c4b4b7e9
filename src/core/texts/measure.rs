//! How much room a text takes on a phone: GSM-7 or UCS-2, septets or UTF-16 units, segments, octets.
//!
//! Sources: 3GPP TS 23.038, 6.2.1 (default alphabet), 6.2.1.1 (extension table), 6.2.3 (UCS2); 3GPP TS
//! 23.040, 9.2.3.24.1 (concatenation with an 8-bit reference). The national shift tables are left out on
//! purpose: few handsets in use are known to read them.

use unicode_segmentation::UnicodeSegmentation as _;

/// How a text is coded when it is transmitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// The GSM 7-bit default alphabet with its extension table.
    Gsm7,
    /// UCS-2, in UTF-16 units: one sign outside GSM-7 moves the whole text here.
    Ucs2,
}

impl Encoding {
    /// Its name, as it is shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }
}

/// What a text takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// How it is coded.
    pub encoding: Encoding,
    /// Septets of GSM-7 or UTF-16 units of UCS-2.
    pub units: usize,
}

impl Size {
    /// Octets on the air, without any header.
    pub fn octets(self) -> usize {
        match self.encoding {
            Encoding::Gsm7 => (self.units * 7).div_ceil(8),
            Encoding::Ucs2 => self.units * 2,
        }
    }
}

/// The room of one screen. A gateway has its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Where the whole screen is GSM-7.
    pub septets: usize,
    /// Where one sign of it is not.
    pub units: usize,
}

impl Budget {
    /// What a page may take by default, a margin below the hard limit for networks that cut early.
    pub const DEFAULT: Self = Self {
        septets: 150,
        units: 70,
    };
    /// What a USSD string can hold at all: 160 octets (3GPP TS 24.080 and 29.002).
    pub const HARD: Self = Self {
        septets: 182,
        units: 80,
    };

    /// The units this budget gives an encoding.
    pub fn limit(self, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Gsm7 => self.septets,
            Encoding::Ucs2 => self.units,
        }
    }

    /// Whether a text fits.
    pub fn fits(self, text: &str) -> bool {
        Room::of(text).fits(self)
    }
}

/// Signs of the default alphabet beyond ASCII, each one septet.
const DEFAULT_BEYOND_ASCII: &str = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";

/// The highest of them; scripts of India lie beyond, and need no look at the table.
const DEFAULT_LAST: char = 'Ω';

/// Septets of each ASCII sign; 0 where it has none.
const ASCII: [u8; 128] = {
    let mut septets = [0; 128];
    let mut c = b' ';
    while c <= b'~' {
        septets[c as usize] = match c {
            b'^' | b'{' | b'}' | b'\\' | b'[' | b'~' | b']' | b'|' => 2,
            b'`' => 0,
            _ => 1,
        };
        c += 1;
    }
    septets[b'\n' as usize] = 1;
    septets[b'\r' as usize] = 1;
    septets[0x0c] = 2;
    septets
};

/// Septets of a sign in GSM-7; `None` where it has none.
fn septets(c: char) -> Option<usize> {
    if let Some(septets) = ASCII.get(c as usize) {
        return (*septets > 0).then_some(usize::from(*septets));
    }
    match c {
        '€' => Some(2),
        c => (c <= DEFAULT_LAST && DEFAULT_BEYOND_ASCII.contains(c)).then_some(1),
    }
}

/// The visible signs of GSM-7 that take one septet, and those that take two: for a phone that counts
/// while she types.
pub fn alphabet() -> (String, String) {
    let ascii = (' '..='~').filter(|c| septets(*c).is_some());
    let all = ascii.chain(DEFAULT_BEYOND_ASCII.chars()).chain(['€']);
    all.partition(|c| septets(*c) == Some(1))
}

/// What a text takes in either encoding, so that the parts of a page are measured once and added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Room {
    /// `None` where a sign of it has no septets.
    septets: Option<usize>,
    units: usize,
}

impl Room {
    /// The room of an empty text.
    pub(crate) const NONE: Self = Self {
        septets: Some(0),
        units: 0,
    };

    /// The room of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut room = Self::NONE;
        for c in text.chars() {
            room.units += c.len_utf16();
            room.septets = room.septets.and_then(|so_far| Some(so_far + septets(c)?));
        }
        room
    }

    /// That of this text, a line break and another; an empty text takes no line.
    pub(crate) fn with_line(self, line: Self) -> Self {
        let line_break = usize::from(self.units > 0);
        let both = self.septets.zip(line.septets);
        Self {
            septets: both.map(|(one, other)| one + line_break + other),
            units: self.units + line_break + line.units,
        }
    }

    /// Whether it is within a budget.
    pub(crate) fn fits(self, budget: Budget) -> bool {
        match self.septets {
            Some(septets) => septets <= budget.septets,
            None => self.units <= budget.units,
        }
    }
}

/// Measures a text.
pub fn measure(text: &str) -> Size {
    let room = Room::of(text);
    let (encoding, units) = match room.septets {
        Some(septets) => (Encoding::Gsm7, septets),
        None => (Encoding::Ucs2, room.units),
    };
    Size { encoding, units }
}

/// The units of one sign in an encoding.
pub(crate) fn units_of(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Gsm7 => septets(c).unwrap_or(1),
        Encoding::Ucs2 => c.len_utf16(),
    }
}

/// The units of a text in one SMS part, and of each part where there are several.
fn limits(encoding: Encoding) -> (usize, usize) {
    match encoding {
        Encoding::Gsm7 => (160, 153),
        Encoding::Ucs2 => (70, 67),
    }
}

/// The units that so many SMS parts have room for.
pub fn room(encoding: Encoding, parts_n: usize) -> usize {
    let (single, each) = limits(encoding);
    if parts_n <= 1 { single } else { parts_n * each }
}

/// How much of a text one part holds, in octets of the text: a surrogate pair or an extension sign that
/// does not fit stays out whole.
fn filled(text: &str, encoding: Encoding, each: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += units_of(c, encoding);
        if used > each {
            return at;
        }
    }
    text.len()
}

/// How many parts a text takes where each is filled to its limit: the fewest.
fn fewest(mut text: &str, encoding: Encoding, each: usize) -> usize {
    let mut parts_n = 0;
    while !text.is_empty() {
        text = &text[filled(text, encoding, each)..];
        parts_n += 1;
    }
    parts_n
}

/// The SMS parts of a text: one of 160 septets or 70 units, or several of 153 or 67. They are as few as
/// can be, as the networks count them; a part ends inside a grapheme only where leaving that grapheme to
/// the next would take another part, or where it began with the part or earlier.
pub fn segments(text: &str) -> Vec<&str> {
    let Size { encoding, units } = measure(text);
    let (single, each) = limits(encoding);
    if units <= single {
        return vec![text];
    }
    let graphemes: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let mut parts_left = fewest(text, encoding, each);
    let mut parts = Vec::with_capacity(parts_left);
    let mut start = 0;
    while parts_left > 1 {
        parts_left -= 1;
        let full = start + filled(&text[start..], encoding, each);
        let before_n = graphemes.partition_point(|at| *at <= full);
        let whole = graphemes[before_n - 1];
        let is_room = whole > start && fewest(&text[whole..], encoding, each) <= parts_left;
        let end = if is_room { whole } else { full };
        parts.push(&text[start..end]);
        start = end;
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod air;

#[cfg(test)]
mod tests {
    use super::*;

    /// The signs of each part, where all are filled to their limit. Ours are as many, and end elsewhere
    /// only where these tear a grapheme.
    fn as_networks_cut(mut text: &str) -> Vec<usize> {
        let Size { encoding, units } = measure(text);
        let (single, each) = limits(encoding);
        if units <= single {
            return vec![text.chars().count()];
        }
        let mut parts = Vec::new();
        while !text.is_empty() {
            let (part, rest) = text.split_at(filled(text, encoding, each));
            parts.push(part.chars().count());
            text = rest;
        }
        parts
    }

    /// The cases that four other counters agreed on (the empty text apart).
    #[test]
    fn the_recorded_vectors_pass() {
        let file = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/sms_segment_vectors.json"
        ));
        let vectors: serde_json::Value = serde_json::from_str(file).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert!(!cases.is_empty());
        for case in cases {
            let text = case["text"].as_str().unwrap();
            let encoding = match measure(text).encoding {
                Encoding::Gsm7 => "gsm7",
                Encoding::Ucs2 => "ucs2",
            };
            assert_eq!(case["encoding"], encoding, "{}", case["name"]);
            let parts = as_networks_cut(text);
            assert_eq!(
                serde_json::json!(parts),
                case["part_lengths_chars"],
                "{}",
                case["name"]
            );
            assert_eq!(
                serde_json::json!(segments(text).len()),
                case["segments"],
                "{}",
                case["name"]
            );
        }
    }

    #[test]
    fn one_sign_outside_the_alphabet_moves_the_whole_text() {
        assert_eq!(
            measure("Rs 850"),
            Size {
                encoding: Encoding::Gsm7,
                units: 6
            }
        );
        assert_eq!(
            measure("₹ 850"),
            Size {
                encoding: Encoding::Ucs2,
                units: 5
            }
        );
        assert_eq!(measure("[€]").units, 6);
        assert_eq!(measure("a`b").encoding, Encoding::Ucs2);
        assert_eq!(measure("દૂધ").units, 3);
        assert_eq!(
            (measure("દૂધ").octets(), measure("abcdefgh").octets()),
            (6, 7)
        );
    }
}
