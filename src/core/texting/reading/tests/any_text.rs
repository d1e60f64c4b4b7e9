//! What holds for every text.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_text_makes_reading_fail(text in "\\PC{0,120}", no in 10i64..2000) {
        let reading = read(keywords(), &text, beside(&[no]));
        let shown = format!("{reading:?}");
        prop_assert!(shown.len() < 40);
    }

    #[test]
    fn keywords_and_what_follows_make_no_trouble(
        at in 0usize..1000, rest in "[0-9૦-૯०-९ a-zક-હक-ह,./:-]{0,40}",
    ) {
        let words: Vec<&str> = keywords().words().map(|(word, _)| word).collect();
        let text = format!("{} {rest}", words[at % words.len()]);
        prop_assert!(!read(keywords(), &text, beside(&[1002])).said.word().is_empty());
    }

    #[test]
    fn capitals_digits_and_marks_behind_change_nothing(
        at in 0usize..1000, no in 10i64..99999, mark in "[.!?,;#* ]{0,3}", script in 0usize..3, big in any::<bool>(),
    ) {
        let all: Vec<(&str, &[Use])> = keywords().words().collect();
        let (word, _) = all[at % all.len()];
        let zero = ['0', '૦', '०'][script];
        let digit = |c: char| char::from_u32(u32::from(zero) + u32::from(c) - 48).unwrap();
        let number: String = no.to_string().chars().map(digit).collect();
        let cased = if big { word.to_uppercase() } else { word.to_owned() };
        let plain = of(&format!("{word} {no}"));
        let marked = of(&format!("{cased} {number}{mark}"));
        // What is no act, and has a question mark, asks.
        let asks = |plain: &Reading| mark.contains('?') && matches!(plain.said, SmsIntent::Other(_));
        prop_assert!(plain == marked || asks(&plain), "{word} {no}{mark}");
        // A word alone, too.
        let (plain, marked) = (of(word), of(&format!("{cased}{mark}")));
        prop_assert!(plain == marked || asks(&plain), "{word}{mark}");
    }
}
