//! How an operator types the value for a place of a text. The name of the place decides what kind of value
//! it is (`core::script::notices`).

use crate::core::acts::notice::announce::Untimely;
use crate::core::domain::{Day, Filling, Instant, Paise, Words};
use chrono::{NaiveDate, NaiveDateTime, Timelike};

/// The kinds of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// Digits.
    Number,
    /// Rupees, perhaps with paise.
    Amount,
    /// A day.
    Day,
    /// A day and an hour.
    Moment,
    /// Words in the three languages.
    Words,
}

impl std::fmt::Display for ValueKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Number => "a number",
            Self::Amount => "rupees, like 850 or 1250.50",
            Self::Day => "a day like 2026-12-31",
            Self::Moment => "a day and an hour like 2026-12-31T15:30",
            Self::Words => "GUJARATI/HINDI/ENGLISH",
        })
    }
}

/// What is wrong with a value that was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueFault {
    /// It is not `PLACE=VALUE`.
    NoPair(String),
    /// The text has no such place.
    NoSuchPlace {
        /// The text.
        notice: String,
        /// What was typed as a place.
        place: String,
    },
    /// A place has no value.
    Missing(String, ValueKind),
    /// A place has two.
    Twice(String),
    /// The value is not of the kind that the place needs.
    WrongKind(String, ValueKind),
    /// It names a time that it cannot name.
    Untimely(String, Untimely),
}

/// The kind of value for this place.
pub(super) fn form(place: &str) -> ValueKind {
    match place {
        "n" | "no" | "voted" => ValueKind::Number,
        "amount" | "price" => ValueKind::Amount,
        "day" => ValueKind::Day,
        "at" | "until" | "when" => ValueKind::Moment,
        _ => ValueKind::Words,
    }
}

impl ValueKind {
    /// The typed value; `None` where it is not of this kind.
    pub(super) fn read(self, typed: &str) -> Option<Filling> {
        let typed = typed.trim();
        match self {
            Self::Number => typed
                .parse()
                .ok()
                .filter(|no| *no >= 0)
                .map(Filling::Number),
            Self::Amount => amount(typed).map(Filling::Amount),
            Self::Day => {
                let date = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok()?;
                Some(Filling::Day(Day::of(date)))
            }
            Self::Moment => moment(typed).map(Filling::When),
            Self::Words => {
                let words: Vec<&str> = typed.split('/').map(str::trim).collect();
                match words[..] {
                    [gu, hi, en] if words.iter().all(|word| !word.is_empty()) => {
                        Some(Filling::Words(Words::new(gu, hi, en)))
                    }
                    _ => None,
                }
            }
        }
    }
}

fn amount(typed: &str) -> Option<Paise> {
    let (rupees, paise) = typed.split_once('.').unwrap_or((typed, "00"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !are_digits(rupees) || !are_digits(paise) || paise.len() != 2 {
        return None;
    }
    let rupees: i64 = rupees.parse().ok()?;
    let paise: i64 = paise.parse().ok()?;
    Some(Paise(rupees.checked_mul(100)?.checked_add(paise)?))
}

/// A moment in Indian time.
fn moment(typed: &str) -> Option<Instant> {
    let local = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").ok()?;
    let seconds = i64::from(local.num_seconds_from_midnight());
    Some(Day::of(local.date()).start().plus_ms(seconds * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_typed_in_its_own_form() {
        let read = |place: &str, typed: &str| form(place).read(typed);
        assert_eq!(read("no", "18"), Some(Filling::Number(18)));
        assert_eq!(read("no", "-1"), None);
        assert_eq!(
            read("amount", "1250.50"),
            Some(Filling::Amount(Paise(125_050)))
        );
        assert_eq!(read("price", "850"), Some(Filling::Amount(Paise(85_000))));
        for wrong in ["", "12.5", "1,250", "-3", "99999999999999999999"] {
            assert_eq!(read("amount", wrong), None, "{wrong}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).map(Day::of);
        assert_eq!(read("day", "2026-12-31"), day.map(Filling::Day));
        // Midnight in India is 18:30 UTC of the day before.
        assert_eq!(
            read("when", "2026-11-24T15:30"),
            Some(Filling::When(Instant(1_795_514_400_000)))
        );
        assert_eq!(read("when", "2026-11-24"), None);
        let words = Words::new("વ્યારા", "व्यारा", "Vyara");
        assert_eq!(
            read("place", "વ્યારા/व्यारा/Vyara"),
            Some(Filling::Words(words))
        );
        assert_eq!(read("place", "Vyara"), None);
        assert_eq!(read("place", "a//c"), None);
    }
}
