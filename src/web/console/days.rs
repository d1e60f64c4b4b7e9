//! Days of the past as an officer types them: `24/11/1998`, `24-11-26`, `24/11`, in digits of any script.

use crate::core::domain::Day;
use crate::core::texts::fold::fold;
use chrono::{Datelike as _, NaiveDate};

/// Nobody joined earlier.
const FIRST_YEAR: i32 = 1920;

/// The day, the day of the month first; `None` where there is no such day, or it is still to come. A year of two
/// figures is the latest that is not to come, and so is one that is left out.
pub(super) fn past_day(typed: &str, today: Day) -> Option<Day> {
    let folded = fold(typed);
    let parts: Vec<&str> = folded
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| -> Option<u32> {
        let is_number = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    let latest = |years: &mut dyn Iterator<Item = i32>, month, day| {
        let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        days.map(Day::of).find(|day| *day <= today)
    };
    let this_year = today.date().year();
    let day = match parts[..] {
        [day, month] => latest(
            &mut (0..8).map(|back| this_year - back),
            number(month)?,
            number(day)?,
        ),
        [year, month, day] if year.len() == 4 => latest(
            &mut std::iter::once(i32::try_from(number(year)?).ok()?),
            number(month)?,
            number(day)?,
        ),
        [day, month, year] => {
            let short = i32::try_from(number(year)?).ok()?;
            let (month, day) = (number(month)?, number(day)?);
            match year.len() {
                4 => latest(&mut std::iter::once(short), month, day),
                2 => {
                    let century = this_year - this_year % 100;
                    let years = [century + short, century - 100 + short];
                    latest(&mut years.into_iter(), month, day)
                }
                _ => None,
            }
        }
        _ => None,
    }?;
    (day.date().year() >= FIRST_YEAR).then_some(day)
}

/// As it is written on paper.
pub(super) fn written(day: Day) -> String {
    day.date().format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written_and_never_to_come() {
        let today = Day::of(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        let read = |typed: &str| past_day(typed, today).map(written);
        for (typed, day) in [
            ("24/11/1998", "24/11/1998"),
            ("24-11-26", "24/11/2026"),
            ("૨૪/૧૧/૨૦૨૬", "24/11/2026"),
            ("२४.११.९८", "24/11/1998"),
            ("1998-11-24", "24/11/1998"),
            ("24/11", "24/11/2026"),
            ("25/11", "25/11/2025"),
            ("29/2", "29/02/2024"),
            (" 5 8 1998 ", "05/08/1998"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(day), "{typed}");
        }
        for wrong in [
            "",
            "24",
            "31/2/2020",
            "25/11/2026",
            "24/13/2020",
            "24/11/998",
            "1/1/1900",
            "x/y/z",
            "45123",
            "1/2/3/4",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
