//! What our databases can store of a provider's request, and what is corrected before it is read.
//!
//! PostgreSQL keeps no U+0000, and neither database keeps octets that are no UTF-8, half a pair of UTF-16
//! or an id longer than an index takes. In an id, a number or a code such a thing is malformed here, at the
//! border, for both databases alike (decision 24): a corrected id would be another id. What somebody wrote
//! is kept without it: half an emoji is no reason to lose a text.

use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;

/// No id, number or code of a provider is anywhere near as long; a longer one is not stored. An index of
/// PostgreSQL takes some 2,700 octets.
pub(in crate::gateways) const NAME_BYTES_MAX: usize = 200;

/// A number in JSON above this is not told exactly once it has passed through a float.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;

/// Whether an id, a number or a code can be kept as it came. U+FFFD stands where something could not be
/// read, here or at somebody before us.
pub(in crate::gateways) fn is_whole(name: &str) -> bool {
    !name.contains(['\0', '\u{FFFD}'])
}

/// What somebody wrote, as it can be kept.
pub(in crate::gateways) fn words(written: &str) -> String {
    written.replace('\0', "")
}

/// Whether a number of JSON is told exactly. Two ids that are not would become one.
pub(in crate::gateways) fn is_exact(number: &serde_json::Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|it| it.abs() < EXACT_MAX)
}

/// JSON; `None` where it is none. One lone half of a pair, or octets that are no UTF-8, do not make a whole
/// bundle unreadable: U+FFFD stands there then, and only the item that it stands in is malformed. So do
/// control signs inside a text that should have been escaped.
pub(in crate::gateways) fn json(octets: &[u8]) -> Option<Value> {
    serde_json::from_slice(octets)
        .or_else(|_| serde_json::from_str(&mended(&String::from_utf8_lossy(octets))))
        .ok()
}

/// The same JSON, whose texts can be read.
fn mended(source: &str) -> String {
    let mut mended = String::with_capacity(source.len());
    let mut rest = source;
    let mut is_in_text = false;
    while let Some(sign) = rest.chars().next() {
        let mut taken = sign.len_utf8();
        match sign {
            '"' => is_in_text = !is_in_text,
            '\\' if is_in_text => {
                taken = escape_len(rest);
                if unit(rest).is_some_and(is_half) {
                    // A whole pair is two escapes.
                    if is_pair(rest) {
                        taken = 12;
                    } else {
                        mended.push('\u{FFFD}');
                        rest = &rest[taken..];
                        continue;
                    }
                }
            }
            sign if is_in_text && sign < ' ' => {
                let _ = write!(mended, "\\u{:04x}", u32::from(sign));
                rest = &rest[taken..];
                continue;
            }
            _ => {}
        }
        mended.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    mended
}

/// How many octets an escape takes, which begins here.
fn escape_len(rest: &str) -> usize {
    if unit(rest).is_some() {
        return 6;
    }
    let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
    1 + escaped
}

/// The unit of UTF-16 that an escape names, which begins here.
fn unit(rest: &str) -> Option<u16> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

fn is_half(unit: u16) -> bool {
    (0xD800..0xE000).contains(&unit)
}

fn is_pair(rest: &str) -> bool {
    let first = unit(rest).is_some_and(|unit| unit < 0xDC00);
    let second = rest.get(6..).and_then(unit);
    first && second.is_some_and(|unit| (0xDC00..0xE000).contains(&unit))
}

/// What stands in XML for a sign that XML does not have, until the document has been read: a private sign
/// that nobody types.
const STAND_IN: char = '\u{10FFFD}';

/// XML in which signs that it does not have, written out or as a reference, do not make the whole
/// unreadable.
pub(in crate::gateways) fn xml(source: &str) -> Cow<'_, str> {
    let is_fine = |sign: char| sign >= ' ' && !matches!(sign, '\u{FFFE}' | '\u{FFFF}');
    let is_fine = |sign: char| is_fine(sign) || matches!(sign, '\t' | '\n' | '\r');
    if !source.contains("&#") && source.chars().all(is_fine) {
        return Cow::Borrowed(source);
    }
    let mut pieces = source.split("&#");
    let mut mended = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let sign = piece.split_once(';').and_then(|(digits, behind)| {
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            let is_none = char::from_u32(code.ok()?).is_none_or(|sign| !is_fine(sign));
            is_none.then_some(behind)
        });
        if let Some(behind) = sign {
            mended.push(STAND_IN);
            mended.push_str(behind);
        } else {
            mended.push_str("&#");
            mended.push_str(piece);
        }
    }
    let stand_in = |sign: char| if is_fine(sign) { sign } else { STAND_IN };
    Cow::Owned(mended.chars().map(stand_in).collect())
}

/// A text of XML that was read so: what could not be kept is U+0000 again.
pub(in crate::gateways) fn of_xml(text: &str) -> String {
    text.replace(STAND_IN, "\0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn s9_half_a_pair_does_not_make_a_bundle_unreadable() {
        for (source, expected) in [
            (r#"["\ud83d","b"]"#, vec!["\u{FFFD}", "b"]),
            (r#"["\uDE00x","b"]"#, vec!["\u{FFFD}x", "b"]),
            (r#"["\ud83d\ud83d\ude00"]"#, vec!["\u{FFFD}😀"]),
            (r#"["\\ud83d\ude00"]"#, vec!["\\ud83d\u{FFFD}"]),
            (r#"["\"\ud83d"]"#, vec!["\"\u{FFFD}"]),
            ("[\"a\0b\u{1}\",\"c\"]", vec!["a\0b\u{1}", "c"]),
            (r#"["😀\u0000"]"#, vec!["😀\0"]),
        ] {
            let found = json(source.as_bytes()).unwrap();
            assert_eq!(found, serde_json::json!(expected), "{source}");
        }
        let torn = json(b"[\"a\xFF\",\"b\"]").unwrap();
        assert_eq!(torn, serde_json::json!(["a\u{FFFD}", "b"]));
        for wrong in [
            "",
            "[",
            "\"\\",
            r#"["\u"]"#,
            r#"["\uD8"]"#,
            "[\"\\\u{0}\"]",
            "{]",
        ] {
            assert_eq!(json(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn s9_signs_that_xml_does_not_have_do_not_make_it_unreadable() {
        for source in [
            "<a>x\0y</a>",
            "<a>x&#0;y</a>",
            "<a>x&#x0;y</a>",
            "<a>x&#xFFFF;y</a>",
        ] {
            let mended = xml(source);
            let document = roxmltree::Document::parse(&mended).unwrap();
            let text = document.root_element().text().unwrap();
            assert_eq!(of_xml(text), "x\0y", "{source}");
        }
        for fine in ["<a>&#65;&#x0A95; &#xA;\n</a>", "<a>&#</a>", "<a>&#x;</a>"] {
            assert_eq!(xml(fine), fine);
        }
    }

    #[test]
    fn s9_a_number_that_is_not_told_exactly_is_no_id() {
        let number = |text: &str| match json(text.as_bytes()) {
            Some(Value::Number(number)) => is_exact(&number),
            _ => panic!("{text}"),
        };
        assert!(
            number("850.50") && number("18446744073709551615") && number("-9223372036854775808")
        );
        assert!(!number("99999999999999999999") && !number("1e20"));
    }

    proptest! {
        #[test]
        fn whatever_is_json_stays_what_it_is(text in "\\PC{0,20}", other in any::<i64>()) {
            let value = serde_json::json!({"a": [text, other], "b": {"c": text}});
            let written = value.to_string();
            prop_assert_eq!(serde_json::from_str::<Value>(&mended(&written)).unwrap(), value);
        }

        #[test]
        fn no_octets_make_the_mending_panic(octets in prop::collection::vec(any::<u8>(), 0..60)) {
            json(&octets);
            xml(&String::from_utf8_lossy(&octets));
        }
    }
}
