//! An amount, and the day or the time it covers (rules N-5 and N-6).
//!
//! An entry is of the past, which fixes what could otherwise mean two days: the word for yesterday
//! and tomorrow is yesterday, and a day without a year is the last one of its name. A day that lies
//! ahead, or too far back to be meant, is asked again.

use crate::core::dialogue::meaning::amount::parse_amount;
use crate::core::domain::{Day, EntryTime, Paise, Period};
use crate::core::script::keywords::{Keywords, NamedDay};
use chrono::{Datelike, NaiveDate};

/// A day without a year is not meant where it would lie further back.
const YEARLESS_DAYS_MAX: i64 = 183;
/// Nor is any day.
const DAYS_MAX: i64 = 366;

/// Why a line for her record could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntryUnread {
    /// It has another form.
    Form,
    /// The amount could mean two things.
    Amount,
    /// The day could mean two things, or cannot be meant.
    Day,
}

impl EntryTime {
    /// A period, seen from today.
    fn of(period: Period, today: Day) -> Self {
        let (from_on, to_on) = period.days(today);
        Self {
            period,
            from_on,
            to_on,
        }
    }

    /// One day.
    fn day(day: Day) -> Self {
        Self {
            period: Period::Today,
            from_on: day,
            to_on: day,
        }
    }
}

/// Reads an amount, and perhaps a time behind it; today where there is none.
pub(super) fn amount_and_time(
    keywords: &Keywords,
    words: &[&str],
    today: Day,
) -> Result<(Paise, EntryTime), EntryUnread> {
    // "Rs 200 only"
    let words: Vec<&str> = words
        .iter()
        .filter(|word| !keywords.says_nothing_more(word))
        .copied()
        .collect();
    let mut found = None;
    let mut unclear_day = false;
    for split in 1..=words.len() {
        let (amount, rest) = words.split_at(split);
        let Some(amount) = parse_amount(&amount.join(" ")) else {
            continue;
        };
        let time = match rest {
            [] => Some(Ok(EntryTime::day(today))),
            _ => time(keywords, rest, today),
        };
        match time {
            Some(Ok(_)) if found.is_some() => return Err(EntryUnread::Amount),
            Some(Ok(time)) => found = Some((amount, time)),
            Some(Err(())) => unclear_day = true,
            None => {}
        }
    }
    if let Some(found) = found {
        return Ok(found);
    }
    if unclear_day {
        return Err(EntryUnread::Day);
    }
    let begins_with_digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    Err(if words.first().is_some_and(begins_with_digit) {
        EntryUnread::Amount
    } else {
        EntryUnread::Form
    })
}

/// Reads a time: `None` where it is none, an error where it could mean two or cannot be meant.
fn time(keywords: &Keywords, words: &[&str], today: Day) -> Option<Result<EntryTime, ()>> {
    let phrase = words.join(" ");
    if let Some(period) = keywords.period(&phrase) {
        return Some(Ok(EntryTime::of(period, today)));
    }
    if let Some(named) = keywords.day(&phrase) {
        return Some(match named {
            NamedDay::Today => Ok(EntryTime::day(today)),
            NamedDay::Yesterday | NamedDay::Either => Ok(EntryTime::day(today.plus(-1))),
            NamedDay::Tomorrow => Err(()),
        });
    }
    let (day, month, year) = date(keywords, &phrase)?;
    Some(
        past_day(day, month, year, today)
            .map(EntryTime::day)
            .ok_or(()),
    )
}

/// The parts of a written date: `3/4`, `3-4-2026`, `3.4.26`, `3 april`, `april 3`.
fn date(keywords: &Keywords, phrase: &str) -> Option<(u32, u32, Option<i32>)> {
    let parts = parts(phrase);
    let number =
        |part: &str| -> Option<u32> { (part.len() <= 4).then(|| part.parse().ok()).flatten() };
    let year = |part: &str| -> Option<i32> {
        let year: i32 = part.parse().ok()?;
        match part.len() {
            2 => Some(2000 + year),
            4 => Some(year),
            _ => None,
        }
    };
    let month = |part: &str| keywords.month(part);
    // Two numbers with nothing but a space between them are no day.
    let has_space = phrase.contains(' ');
    match parts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [a, b] => match (month(a), month(b)) {
            (None, Some(month)) => Some((number(a)?, month, None)),
            (Some(month), None) => Some((number(b)?, month, None)),
            (None, None) if !has_space => Some((number(a)?, number(b)?, None)),
            _ => None,
        },
        [a, b, c] => match (month(a), month(b)) {
            (None, Some(month)) => Some((number(a)?, month, Some(year(c)?))),
            (Some(month), None) => Some((number(b)?, month, Some(year(c)?))),
            (None, None) if !has_space => Some((number(a)?, number(b)?, Some(year(c)?))),
            _ => None,
        },
        _ => None,
    }
}

/// Cut at marks and spaces, and between a number and the letters that touch it.
fn parts(phrase: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in phrase.chars() {
        if c == ' ' || "/-.,".contains(c) {
            last = None;
            continue;
        }
        let is_digit = c.is_ascii_digit();
        match parts.last_mut() {
            Some(part) if last == Some(is_digit) => part.push(c),
            _ => parts.push(c.to_string()),
        }
        last = Some(is_digit);
    }
    parts
}

/// The day that is meant, where one can be.
fn past_day(day: u32, month: u32, year: Option<i32>, today: Day) -> Option<Day> {
    let this_year = today.date().year();
    let of = |year: i32| NaiveDate::from_ymd_opt(year, month, day).map(Day::of);
    let (meant, days_max) = if let Some(year) = year {
        (of(year)?, DAYS_MAX)
    } else {
        let newest = of(this_year).filter(|day| *day <= today);
        (newest.or_else(|| of(this_year - 1))?, YEARLESS_DAYS_MAX)
    };
    (meant <= today && today.0 - meant.0 <= days_max).then_some(meant)
}
