//! Cuts a text at signs and words for money that touch what stands before them: `B₹200`, `BRs.200`,
//! `બરૂ200`, `I 21Rs500`.
//!
//! A sign of money begins a word wherever it stands (every currency sign of Unicode, so that an amount in
//! other money is seen to be one). A word for the rupee does so only before a figure, and behind a figure or
//! a keyword that is whole without it.

use crate::core::dialogue::meaning::amount::CURRENCY;
use crate::core::texts::fold::is_currency;

/// The same text, with a space before each such sign and word.
pub(super) fn apart(folded: &str, is_keyword: impl Fn(&str) -> bool) -> String {
    let mut cut = String::with_capacity(folded.len() + 4);
    for c in folded.chars() {
        if is_currency(c) && !(cut.is_empty() || cut.ends_with(' ')) {
            cut.push(' ');
        }
        cut.push(c);
    }
    let words = cut.split(' ').map(|word| match glued(word, &is_keyword) {
        Some(at) => format!("{} {}", &word[..at], &word[at..]),
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Where in a word one for the rupee begins.
fn glued(word: &str, is_keyword: impl Fn(&str) -> bool) -> Option<usize> {
    let first_digit = |rest: &str| {
        rest.trim_start_matches('.')
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let begins = |rupee: &&str| {
        word.match_indices(*rupee).find_map(|(at, _)| {
            let (before, behind) = (&word[..at], &word[at + rupee.len()..]);
            let is_behind_figure = before.ends_with(|c: char| c.is_ascii_digit());
            let fits = first_digit(behind) && (is_behind_figure || is_keyword(before));
            fits.then_some(at)
        })
    };
    CURRENCY.iter().find_map(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::texts::fold::fold;

    #[test]
    fn t10_a_sign_or_a_word_for_money_begins_a_word() {
        let keyword = |word: &str| ["b", "બ", "ब", "i"].contains(&word);
        for (typed, cut) in [
            ("B₹200", "b ₹200"),
            ("B₹ 200", "b ₹ 200"),
            ("B 200₹", "b 200 ₹"),
            ("B$200", "b $200"),
            ("B€200", "b €200"),
            ("B૱200", "b ૱200"),
            ("B₨200", "b ₨200"),
            ("BRs.200", "b rs.200"),
            ("Brs200", "b rs200"),
            ("BINR200", "b inr200"),
            ("બરૂ200", "બ રુ200"),
            ("બરૂ.૨૦૦", "બ રુ.200"),
            ("બરૂપિયા200", "બ રુપિયા200"),
            ("बरु200", "ब रु200"),
            ("I 21Rs500", "i 21 rs500"),
            ("I21₹500", "i21 ₹500"),
        ] {
            assert_eq!(apart(&fold(typed), keyword), cut, "{typed}");
        }
        for same in [
            "b 200", "rs 200", "b rs200", "hours 5", "b 200rs", "mrs200", "bars", "",
        ] {
            assert_eq!(apart(same, keyword), same);
        }
    }
}
