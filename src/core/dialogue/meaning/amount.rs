//! Reading an amount of money as people type it (rules N-5). What could mean two things is
//! refused, so that she is asked again; what is read is always echoed before it is saved.

use crate::core::domain::Paise;
use crate::core::texts::fold::fold;

/// The largest amount of one entry: just under one crore rupees. A larger amount is a typing mistake.
pub const AMOUNT_MAX: Paise = Paise(999_999_900);

/// Words and signs for the rupee, before or after the figure; folded. Signs of other money are none: whoever
/// writes `$` is asked again.
pub const CURRENCY: &[&str] = &[
    "₹",
    "₨",
    "૱",
    "꠸",
    "௹",
    "rs",
    "inr",
    "rupees",
    "rupee",
    "રુ",
    "રુપિયા",
    "રુપિયો",
    "रु",
    "रुपये",
    "रुपए",
    "रुपया",
];

/// Words that multiply; folded.
const MULTIPLIERS: &[(&str, i64)] = &[
    ("so", 100),
    ("sau", 100),
    ("સો", 100),
    ("सौ", 100),
    ("k", 1_000),
    ("hajar", 1_000),
    ("hazar", 1_000),
    ("હજાર", 1_000),
    ("हजार", 1_000),
    ("lakh", 100_000),
    ("lac", 100_000),
    ("લાખ", 100_000),
    ("लाख", 100_000),
    ("crore", 10_000_000),
    ("karod", 10_000_000),
    ("karor", 10_000_000),
    ("કરોડ", 10_000_000),
    ("करोड", 10_000_000),
];

/// What a fraction word does to the figure after it, in quarters.
#[derive(Clone, Copy)]
enum Fraction {
    /// It is the figure itself: one and a half, two and a half.
    Is(i64),
    /// It adds to the figure, or to one where none follows: a quarter more, a quarter less.
    Adds(i64),
}

const FRACTIONS: &[(&str, Fraction)] = &[
    ("dodh", Fraction::Is(6)),
    ("દોઢ", Fraction::Is(6)),
    ("डेढ", Fraction::Is(6)),
    ("adhi", Fraction::Is(10)),
    ("અઢિ", Fraction::Is(10)),
    ("ढाइ", Fraction::Is(10)),
    ("sava", Fraction::Adds(1)),
    ("સવા", Fraction::Adds(1)),
    ("सवा", Fraction::Adds(1)),
    ("pona", Fraction::Adds(-1)),
    ("પોણા", Fraction::Adds(-1)),
    ("પોણો", Fraction::Adds(-1)),
    ("पौने", Fraction::Adds(-1)),
];

/// One part of an amount as typed.
enum Token {
    /// A figure, in ten-thousandths of a rupee so that a quarter of a paisa is exact.
    Figure(i64),
    Multiplier(i64),
    Fraction(Fraction),
    Unknown,
}

/// A rupee in ten-thousandths.
const RUPEE: i64 = 10_000;

/// Reads an amount of more than nothing; `None` where it is not one, or could mean two.
pub fn parse_amount(text: &str) -> Option<Paise> {
    let folded = fold(text);
    let bare = without_currency(&folded);
    let tokens = tokens(bare)?;
    let value = value(&tokens)?;
    let paise = (value % 100 == 0).then_some(value / 100)?;
    (0 < paise && paise <= AMOUNT_MAX.0).then_some(Paise(paise))
}

/// Takes one word for the rupee from either end, and `/-`.
fn without_currency(folded: &str) -> &str {
    let mut bare = folded.trim().trim_end_matches("/-").trim();
    // The longest word first, so that `રૂ` is not taken for the beginning of `રૂપિયા`.
    let mut words = CURRENCY.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in &words {
        if let Some(rest) = bare.strip_prefix(word) {
            bare = rest.trim_start_matches('.').trim();
            break;
        }
    }
    for word in &words {
        if let Some(rest) = bare.strip_suffix(word) {
            bare = rest.trim_end_matches('.').trim();
            break;
        }
    }
    bare
}

/// Splits at spaces, and between a figure and the letters that touch it: `1.5k`, `5હજાર`.
fn tokens(bare: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    for part in bare.split(' ').filter(|part| !part.is_empty()) {
        let is_figure = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
        let split = part.find(|c| !is_figure(c)).unwrap_or(part.len());
        let (figure, word) = part.split_at(split);
        if !figure.is_empty() {
            tokens.push(Token::Figure(parse_figure(figure)?));
        }
        if !word.is_empty() {
            tokens.push(word_token(word));
        }
        if tokens.len() > 8 {
            return None;
        }
    }
    Some(tokens)
}

fn word_token(word: &str) -> Token {
    let find = |(known, _): &&(&str, i64)| *known == word;
    if let Some((_, times)) = MULTIPLIERS.iter().find(find) {
        return Token::Multiplier(*times);
    }
    match FRACTIONS.iter().find(|(known, _)| *known == word) {
        Some((_, fraction)) => Token::Fraction(*fraction),
        None => Token::Unknown,
    }
}

/// A figure with Indian or western commas, or none, and at most two decimals.
fn parse_figure(figure: &str) -> Option<i64> {
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
    if decimals.len() > 2 || decimals.contains([',', '.']) || whole.is_empty() {
        return None;
    }
    if figure.contains('.') && decimals.is_empty() {
        return None;
    }
    let digits = without_commas(whole)?;
    if digits.len() > 9 {
        return None;
    }
    let rupees: i64 = digits.parse().ok()?;
    let hundredths: i64 = format!("{decimals:0<2}").parse().ok()?;
    Some(rupees * RUPEE + hundredths * (RUPEE / 100))
}

/// Takes the commas out where they stand as in `1,23,456` or `123,456`; `1,234,56` is neither.
fn without_commas(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let [head, middle @ .., last] = groups.as_slice() else {
        return Some(whole.into());
    };
    let every = |len: usize| middle.iter().all(|group| group.len() == len);
    let indian = (1..=2).contains(&head.len()) && every(2);
    let western = (1..=3).contains(&head.len()) && every(3);
    (last.len() == 3 && !head.is_empty() && (indian || western)).then(|| groups.concat())
}

/// Adds up `[fraction] [figure] multiplier` parts, each smaller than the one before, and a last bare
/// figure.
fn value(tokens: &[Token]) -> Option<i64> {
    let mut total: i64 = 0;
    let mut smallest = i64::MAX;
    let mut rest = tokens;
    while !rest.is_empty() {
        let (quarters, figure, times, used) = part(rest)?;
        let one = match (quarters, figure) {
            (None, Some(figure)) => figure,
            (Some(Fraction::Is(quarters)), None) => quarters * RUPEE / 4,
            (Some(Fraction::Adds(quarters)), figure) => {
                figure.unwrap_or(RUPEE) + quarters * RUPEE / 4
            }
            (None | Some(Fraction::Is(_)), _) => return None,
        };
        // A fraction of a rupee, or "one and a half" of nothing, is not said by anyone.
        if times == 1 && quarters.is_some() || times >= smallest {
            return None;
        }
        smallest = times;
        total = total.checked_add(one.checked_mul(times)?)?;
        rest = &rest[used..];
    }
    (!tokens.is_empty()).then_some(total)
}

type AmountPart = (Option<Fraction>, Option<i64>, i64, usize);

fn part(tokens: &[Token]) -> Option<AmountPart> {
    let mut used = 0;
    let fraction = match tokens.first() {
        Some(Token::Fraction(fraction)) => {
            used += 1;
            Some(*fraction)
        }
        _ => None,
    };
    let figure = match tokens.get(used) {
        Some(Token::Figure(figure)) => {
            used += 1;
            Some(*figure)
        }
        _ => None,
    };
    let times = match tokens.get(used) {
        Some(Token::Multiplier(times)) => {
            used += 1;
            *times
        }
        Some(Token::Unknown) => return None,
        _ => 1,
    };
    (used > 0).then_some((fraction, figure, times, used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let cases = [
            ("850", 85_000),
            ("૮૫૦", 85_000),
            ("८५०", 85_000),
            ("Rs 850", 85_000),
            ("Rs.850/-", 85_000),
            ("₹850", 85_000),
            ("રૂ.850", 85_000),
            ("850 રૂપિયા", 85_000),
            ("रु. 850", 85_000),
            ("850 रुपये", 85_000),
            ("850.", 85_000),
            ("850.5", 85_050),
            ("850.50", 85_050),
            ("1,234", 123_400),
            ("1,23,456", 12_345_600),
            ("123,456", 12_345_600),
            ("5k", 500_000),
            ("1.5k", 150_000),
            ("5 hajar", 500_000),
            ("5હજાર", 500_000),
            ("5 हज़ार", 500_000),
            ("1.5 lakh", 15_000_000),
            ("2 લાખ", 20_000_000),
            ("3 so", 30_000),
            ("3 सौ", 30_000),
            ("dodh so", 15_000),
            ("દોઢ લાખ", 15_000_000),
            ("डेढ़ हज़ार", 150_000),
            ("અઢી હજાર", 250_000),
            ("ढाई सौ", 25_000),
            ("sava so", 12_500),
            ("સવા 5 હજાર", 525_000),
            ("पौने 2 हज़ार", 175_000),
            ("pona so", 7_500),
            ("2 hajar 500", 250_000),
            ("2 hajar 5 so", 250_000),
        ];
        for (typed, paise) in cases {
            assert_eq!(parse_amount(typed), Some(Paise(paise)), "{typed}");
        }
    }

    #[test]
    fn what_could_mean_two_things_is_asked_again() {
        let cases = [
            "",
            "abc",
            "1,234,56",
            "12,34",
            "1,,234",
            ",123",
            "-5",
            "8.505",
            "1.2.3",
            "0",
            "0.00",
            "dodh",
            "sava",
            "5 crore",
            "99999999",
            "milk 850",
            "850 milk",
            "5 so 2 hajar",
            "5 6",
            "2 hajar 3 hajar",
            "850,",
            "dodh 5 so",
            "8 5 0",
            "99999999999999999999",
            "1e3",
            ".5",
        ];
        for typed in cases {
            assert_eq!(parse_amount(typed), None, "{typed}");
        }
    }

    #[test]
    fn the_word_lists_are_folded() {
        let words = CURRENCY
            .iter()
            .chain(MULTIPLIERS.iter().map(|(word, _)| word));
        for word in words.chain(FRACTIONS.iter().map(|(word, _)| word)) {
            assert_eq!(fold(word), **word);
        }
    }
}
