//! The bytes of a file as text: UTF-8, UTF-16, or what Windows writes where nobody chose.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How files of other programs begin, and what to do about it.
const OTHERS: [(&[u8], &str); 3] = [
    (
        b"PK\x03\x04",
        "this is a workbook, not CSV: save it as `CSV UTF-8`",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old workbook, not CSV: save it as `CSV UTF-8`",
    ),
    (b"%PDF", "this is a PDF, not CSV"),
];

const UNREADABLE: &str = "some of its letters cannot be read: save it as `CSV UTF-8`";

/// The text of a file, without a byte order mark; or why it has none.
pub(super) fn decode(bytes: &[u8]) -> Result<String, &'static str> {
    if let Some((_, why)) = OTHERS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Err(why);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark_len)) => whole(encoding, &bytes[mark_len..]),
        None => match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Ok(text.to_owned()),
            _ => whole(guessed(bytes), bytes),
        },
    }?;
    if text.chars().any(is_no_letter) {
        return Err(UNREADABLE);
    }
    Ok(text)
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, &'static str> {
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes);
    if has_errors {
        Err(UNREADABLE)
    } else {
        Ok(text.into_owned())
    }
}

/// Where no mark tells: a separator or a line's end in UTF-16 has a zero beside it, and on which side says
/// which of the two it is. All other files that are no UTF-8 come from Windows.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let zeros = |odd: usize| {
        let pairs = bytes.chunks_exact(2);
        pairs
            .filter(|pair| pair[odd] == 0 && pair[1 - odd] != 0)
            .count()
    };
    match (zeros(0), zeros(1)) {
        (0, 0) => WINDOWS_1252,
        (big, little) if big > little => UTF_16BE,
        _ => UTF_16LE,
    }
}

/// Signs that no register has: controls, and what stands for a letter that was lost.
fn is_no_letter(c: char) -> bool {
    c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some('\u{feff}');
        let signs = mark.into_iter().chain(text.chars()).collect::<String>();
        signs.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn r4_what_table_programs_write_is_read() {
        let text = "no,name\n1,રમીલા\n2,José\n";
        for little in [
            utf16(text, true, u16::to_le_bytes),
            utf16(text, false, u16::to_le_bytes),
        ] {
            assert_eq!(decode(&little).as_deref(), Ok(text));
        }
        for big in [
            utf16(text, true, u16::to_be_bytes),
            utf16(text, false, u16::to_be_bytes),
        ] {
            assert_eq!(decode(&big).as_deref(), Ok(text));
        }
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        let marked = format!("\u{feff}{text}");
        assert_eq!(decode(marked.as_bytes()).as_deref(), Ok(text));
        assert_eq!(decode(b"name\nJos\xe9\n").as_deref(), Ok("name\nJosé\n"));
    }

    #[test]
    fn r4_what_is_no_table_is_refused_by_name() {
        for (bytes, why) in [
            (&b"PK\x03\x04rest"[..], "workbook"),
            (b"\xd0\xcf\x11\xe0rest", "old workbook"),
            (b"%PDF-1.7", "PDF"),
            (b"a\x01b", "letters cannot be read"),
            (b"\xff\xfea", "letters cannot be read"),
            (b"\xef\xbb\xbfa\xff", "letters cannot be read"),
            ("a\u{fffd}".as_bytes(), "letters cannot be read"),
        ] {
            let refused = decode(bytes).unwrap_err();
            assert!(refused.contains(why), "{bytes:?}: {refused}");
        }
    }
}
