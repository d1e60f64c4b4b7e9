//! Reading an amount of money as people type it (rules reference N-5). What could mean two things is
//! refused, so that she is asked again; what is read is always echoed before it is saved.

use super::fold::fold;
use crate::domain::Paise;

/// The largest amount of one entry: just under one crore rupees. More is a slip of the finger.
pub const AMOUNT_MAX: Paise = Paise(99_99_999_00);

/// Words for the rupee, before or after the figure; folded.
const CURRENCY: &[&str] = &[
    "₹",
    "rs",
    "inr",
    "rupees",
    "rupee",
    "રૂ",
    "રૂપિયા",
    "રૂપિયો",
    "रु",
    "रू",
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
    ("lakh", 1_00_000),
    ("lac", 1_00_000),
    ("લાખ", 1_00_000),
    ("लाख", 1_00_000),
    ("crore", 1_00_00_000),
    ("karod", 1_00_00_000),
    ("karor", 1_00_00_000),
    ("કરોડ", 1_00_00_000),
    ("करोड", 1_00_00_000),
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
    ("અઢી", Fraction::Is(10)),
    ("ढाई", Fraction::Is(10)),
    ("sava", Fraction::Adds(1)),
    ("સવા", Fraction::Adds(1)),
    ("सवा", Fraction::Adds(1)),
    ("pona", Fraction::Adds(-1)),
    ("પોણા", Fraction::Adds(-1)),
    ("પોણો", Fraction::Adds(-1)),
    ("पौने", Fraction::Adds(-1)),
];

/// One part of an amount as typed.
enum Token<'a> {
    /// A figure, in ten-thousandths of a rupee so that a quarter of a paisa is exact.
    Figure(i64),
    Multiplier(i64),
    Fraction(Fraction),
    Unknown(&'a str),
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
    // The longest word first, so that `રૂ` does not eat the head of `રૂપિયા`.
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
fn tokens(bare: &str) -> Option<Vec<Token<'_>>> {
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

fn word_token(word: &str) -> Token<'_> {
    let find = |(known, _): &&(&str, i64)| *known == word;
    if let Some((_, times)) = MULTIPLIERS.iter().find(find) {
        return Token::Multiplier(*times);
    }
    match FRACTIONS.iter().find(|(known, _)| *known == word) {
        Some((_, fraction)) => Token::Fraction(*fraction),
        None => Token::Unknown(word),
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
fn value(tokens: &[Token<'_>]) -> Option<i64> {
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

type Part = (Option<Fraction>, Option<i64>, i64, usize);

fn part(tokens: &[Token<'_>]) -> Option<Part> {
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
        Some(Token::Unknown(_)) => return None,
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
            ("850", 850_00),
            ("૮૫૦", 850_00),
            ("८५०", 850_00),
            ("Rs 850", 850_00),
            ("Rs.850/-", 850_00),
            ("₹850", 850_00),
            ("રૂ.850", 850_00),
            ("850 રૂપિયા", 850_00),
            ("रु. 850", 850_00),
            ("850 रुपये", 850_00),
            ("850.", 850_00),
            ("850.5", 850_50),
            ("850.50", 850_50),
            ("1,234", 1_234_00),
            ("1,23,456", 1_23_456_00),
            ("123,456", 1_23_456_00),
            ("5k", 5_000_00),
            ("1.5k", 1_500_00),
            ("5 hajar", 5_000_00),
            ("5હજાર", 5_000_00),
            ("5 हज़ार", 5_000_00),
            ("1.5 lakh", 1_50_000_00),
            ("2 લાખ", 2_00_000_00),
            ("3 so", 300_00),
            ("3 सौ", 300_00),
            ("dodh so", 150_00),
            ("દોઢ લાખ", 1_50_000_00),
            ("डेढ़ हज़ार", 1_500_00),
            ("અઢી હજાર", 2_500_00),
            ("ढाई सौ", 250_00),
            ("sava so", 125_00),
            ("સવા 5 હજાર", 5_250_00),
            ("पौने 2 हज़ार", 1_750_00),
            ("pona so", 75_00),
            ("2 hajar 500", 2_500_00),
            ("2 hajar 5 so", 2_500_00),
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
