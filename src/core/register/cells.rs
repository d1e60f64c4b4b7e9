//! Cells as people fill them: folded where signs and spaces mean nothing, and written so that a table
//! program takes them for text.

use crate::core::domain::{Day, Lang};
use crate::core::texts::fold::fold;
use chrono::{Datelike as _, NaiveDate};

/// A member joined no earlier: cooperatives are older, members are not.
const FIRST_YEAR: i32 = 1920;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The name of a column as it is compared: small letters and digits, with one `_` between words.
pub(super) fn column_name(cell: &str) -> String {
    let folded = fold(cell);
    let words = folded.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// What a cell says, without the apostrophe that marks a text, and in one line.
pub(super) fn words(cell: &str) -> String {
    let cell = cell.trim().trim_start_matches('\'');
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The ways to write each language in a cell.
const LANGUAGES: [(Lang, &[&str]); 3] = [
    (Lang::Gu, &["gu", "guj", "gujarati", "ગુજરાતી"]),
    (Lang::Hi, &["hi", "hin", "hindi", "हिंदी", "हिन्दी"]),
    (Lang::En, &["en", "eng", "english"]),
];
/// The ways to write yes and no in a cell.
const ANSWERS: [(bool, &[&str]); 2] = [
    (true, &["1", "y", "yes", "true", "x", "હા", "हाँ"]),
    (false, &["0", "n", "no", "false", "ના", "नहीं"]),
];

/// The one of these that a cell names, both folded.
fn one_of<T: Copy>(known: &[(T, &[&str])], cell: &str) -> Option<T> {
    let cell = fold(cell);
    let names = |words: &&[&str]| words.iter().any(|word| fold(word) == cell);
    let found = known.iter().find(|(_, words)| names(words));
    found.map(|(one, _)| *one)
}

/// A language by its code or its name; `None` where it is neither.
pub(super) fn language(cell: &str) -> Option<Lang> {
    one_of(&LANGUAGES, cell)
}

/// A yes or a no; `None` where it is neither.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    one_of(&ANSWERS, cell)
}

/// A member's number: digits of any script, without what a table program adds.
pub(super) fn member_no(cell: &str) -> Result<i64, &'static str> {
    let folded = fold(words(cell).as_str());
    let no = folded
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| folded.parse::<i64>().ok())
        .flatten();
    match no {
        Some(no @ 1..=999_999_999_999) => Ok(no),
        Some(_) => Err("a member number is 1 or more, and has at most twelve digits"),
        None => Err("the member number is digits alone, like 1042"),
    }
}

/// A day as India writes it, the day first; or as computers do, the year first.
pub(super) fn day(cell: &str, today: Day) -> Result<Day, &'static str> {
    let folded = fold(&words(cell));
    let parts: Vec<&str> = folded
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else {
        return Err(
            "a joining date is a whole day, like 15/8/2019; a bare number is what a table program made of one",
        );
    };
    let month = MONTHS
        .iter()
        .position(|name| month.starts_with(name))
        .map_or_else(|| number(month), |at| u32::try_from(at + 1).ok());
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    if year.len() != 4 {
        return Err("a joining date has all four digits of its year, like 15/8/2019");
    }
    let date = number(year)
        .zip(month)
        .zip(number(day))
        .and_then(|((year, month), day)| {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        });
    let Some(date) = date else {
        return Err("there is no such day: the day comes first, then the month, like 15/8/2019");
    };
    let day = Day::of(date);
    if day > today || date.year() < FIRST_YEAR {
        return Err("the joining date is in the future, or too long ago");
    }
    Ok(day)
}

fn number(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A cell of a table that we write: what a table program would take for a formula is marked as text.
pub fn as_text(cell: &str) -> String {
    let is_number = cell.strip_prefix(['+', '-']).is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b' ')
    });
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(text: &str) -> Result<String, &'static str> {
        let today = Day::of(NaiveDate::from_ymd_opt(2026, 11, 28).unwrap());
        day(text, today).map(|day| day.date().to_string())
    }

    #[test]
    fn r4_joining_dates_are_read_as_india_writes_them() {
        for text in [
            "5/8/1998",
            "05-08-1998",
            "5.8.1998",
            "1998-08-05",
            "૫/૮/૧૯૯૮",
            "5 Aug 1998",
            "05-Aug-1998",
            "5 August 1998",
            "'5/8/1998",
        ] {
            assert_eq!(day_of(text).as_deref(), Ok("1998-08-05"), "{text}");
        }
        for (text, why) in [
            ("36012", "a bare number"),
            ("1998", "a whole day"),
            ("5/8/98", "four digits"),
            ("8/25/1998", "no such day"),
            ("30/2/1998", "no such day"),
            ("5/8/2027", "in the future"),
            ("5/8/0998", "too long ago"),
            ("soon", "a whole day"),
        ] {
            let refused = day_of(text).unwrap_err();
            assert!(refused.contains(why), "{text}: {refused}");
        }
    }

    #[test]
    fn r4_cells_are_read_in_every_language() {
        for (cell, lang) in [
            ("GU", Some(Lang::Gu)),
            ("ગુજરાતી", Some(Lang::Gu)),
            ("Hindi", Some(Lang::Hi)),
            ("हिन्दी", Some(Lang::Hi)),
            (" en ", Some(Lang::En)),
            ("fr", None),
        ] {
            assert_eq!(language(cell), lang, "{cell}");
        }
        assert_eq!(
            (yes_or_no("હા"), yes_or_no("No")),
            (Some(true), Some(false))
        );
        assert_eq!((yes_or_no("हाँ"), yes_or_no("perhaps")), (Some(true), None));
        assert_eq!((member_no("૭"), member_no("'1042")), (Ok(7), Ok(1042)));
        for wrong in ["0", "", "1042.0", "1E+03", "-5", "1,042", "9999999999999"] {
            assert!(member_no(wrong).is_err(), "{wrong}");
        }
        assert_eq!(column_name(" Member No. "), "member_no");
    }

    #[test]
    fn what_would_be_a_formula_is_written_as_text() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("@a", "'@a"),
            ("-a", "'-a"),
            ("+919800000031", "+919800000031"),
            ("રમીલા", "રમીલા"),
        ] {
            assert_eq!(as_text(cell), written);
            assert_eq!(words(&as_text(cell)), cell);
        }
    }
}
