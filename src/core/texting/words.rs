//! One word of a text: where its letters end, and whether it is a number that people type.

/// A number that people type, of a length that fits.
pub(super) fn short_no(word: &str) -> Option<i64> {
    let fits = !word.is_empty() && word.len() <= 12 && word.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| word.parse().ok()).flatten()
}

/// Cuts a word where its letters end: `band12` and `band-12` are a word and a number. A dollar stays:
/// nobody knows what she means by it.
pub(super) fn cut(word: &str) -> (&str, &str) {
    let ends = |c: char| c.is_ascii_digit() || is_mark(c) && c != '?';
    let (head, tail) = word.split_at(word.find(ends).unwrap_or(word.len()));
    (
        head,
        tail.trim_start_matches(|c: char| is_mark(c) && c != '$'),
    )
}

/// A mark that may stand between a word and its number: of ASCII, or a dash that phones make of two
/// hyphens.
pub(super) fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
