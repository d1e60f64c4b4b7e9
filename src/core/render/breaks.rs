//! Where running text may be broken between two pages.

/// What ends a sentence.
const SENTENCE_ENDS: [char; 4] = ['.', '?', '!', '।'];
/// What ends a part of a sentence; a number behind it counts something else.
const PART_ENDS: [char; 4] = [',', ';', ':', '-'];
/// Abbreviations whose full stop ends no sentence, since a number follows.
const SHORT_WORDS: [&str; 7] = ["રૂ.", "रु.", "Rs.", "Rs", "no.", "No.", "નં."];
/// A sentence that ends before this share of the page would leave it nearly empty.
const EARLIEST: (usize, usize) = (1, 3);

/// How much of a text stands on a page: up to the end of a sentence where one ends late enough, else to a
/// place that does not part a number from what it counts, else to the last word that fits; in bytes, the
/// space behind it included. 0 where not even one word fits.
pub(super) fn best(text: &str, fits: impl Fn(&str) -> bool) -> usize {
    let (mut sentence, mut loose, mut last) = (0, 0, 0);
    let mut words = text.split_inclusive(char::is_whitespace).peekable();
    while let Some(word) = words.next() {
        let end = last + word.len();
        if !fits(text[..end].trim_end()) {
            break;
        }
        last = end;
        let word = word.trim_end();
        let next = words.peek().map_or("", |next| next.trim_end());
        if ends_sentence(word) {
            sentence = end;
        }
        if !belong_together(word, next) {
            loose = end;
        }
    }
    let earliest = last * EARLIEST.0 / EARLIEST.1;
    if sentence > 0 && sentence >= earliest {
        sentence
    } else if loose > 0 {
        loose
    } else {
        last
    }
}

fn ends_sentence(word: &str) -> bool {
    word.ends_with(SENTENCE_ENDS) && !SHORT_WORDS.contains(&word)
}

/// Whether a number and what it counts, or what is counted and its number, stand on both sides.
fn belong_together(word: &str, next: &str) -> bool {
    if SHORT_WORDS.contains(&word) {
        return true;
    }
    if word.ends_with(SENTENCE_ENDS) || word.ends_with(PART_ENDS) {
        return false;
    }
    let short = SHORT_WORDS
        .iter()
        .find_map(|short| next.strip_prefix(*short));
    word.ends_with(char::is_numeric) || short.unwrap_or(next).starts_with(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, most: usize) -> &str {
        let cut = best(text, |head| head.chars().count() <= most);
        text[..cut].trim_end()
    }

    #[test]
    fn t18_a_number_stays_with_what_it_counts() {
        let text = "Yes 61, No 18, none 5. 84 of 120 voted, 48 needed.";
        assert_eq!(broken(text, 8), "Yes 61,");
        assert_eq!(broken(text, 12), "Yes 61,");
        assert_eq!(broken(text, 30), "Yes 61, No 18, none 5.");
        assert_eq!(
            broken("84 of 120 voted, 48 needed.", 19),
            "84 of 120 voted,"
        );
        assert_eq!(broken("ડેરી વર્ષે રૂ. 20000 આપશે", 18), "ડેરી વર્ષે");
        assert_eq!(broken("ભાવ: મગફળી રૂ.1234 છે", 13), "ભાવ:");
        // Nothing but numbers is still broken.
        assert_eq!(broken("1 2 3 4 5 6", 5), "1 2 3");
        // A sentence that ends at the very beginning does not leave the page empty.
        assert_eq!(broken("A. bee cee dee eff gee", 20), "A. bee cee dee eff");
        assert_eq!(broken("waterfall", 3), "");
    }
}
