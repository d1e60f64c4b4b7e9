//! The parts of a moment that texts speak of: on screens, and in texts that are sent.
//!
//! The hours after midnight belong to the night that began the evening before, as people say it: Sunday
//! 00:00 is "Saturday night 12", and 01:30 "Saturday night 1:30". With the new day's name she would
//! understand a day later, and miss a vote.

use super::words::Variable;
use crate::core::domain::time::DAY_BEGINS_HOUR;
use crate::core::domain::{Day, Instant};
use crate::core::texts::say::SpokenValue;
use chrono::{Datelike, Timelike};
use std::borrow::Cow;

/// Further ahead a day without its year is read as one of this year or the last: about eleven months.
const YEAR_SAID_DAYS: i64 = 334;

/// A day as it is said: `30/4`, or `30/4/2028` where it is so far ahead that one would take it for
/// another year's.
fn date(day: Day, today: Day) -> String {
    if day.0 - today.0 <= YEAR_SAID_DAYS {
        return day.short();
    }
    let year = day.date().year();
    format!("{}/{year}", day.short())
}

/// The value of a variable that speaks of a moment; `None` for every other variable.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "few variables speak of a moment"
)]
pub fn value(variable: Variable, at: Instant, now: Instant) -> Option<SpokenValue<'static>> {
    let local = at.local();
    let word = |word| SpokenValue::Text(Cow::Borrowed(word));
    let value = match variable {
        Variable::Date => SpokenValue::Text(Cow::Owned(date(at.said_day(), now.day()))),
        Variable::Weekday => {
            let weekday = at.said_day().date().weekday();
            SpokenValue::Number(i64::from(weekday.number_from_monday()))
        }
        Variable::Nearness => {
            let days = at.said_day().0 - now.day().0;
            // In another year the weekday says nothing, so the year is said instead.
            word(match days {
                0..=6 => "near",
                days if days > YEAR_SAID_DAYS => "year",
                _ => "far",
            })
        }
        Variable::Hour => {
            let (_, hour) = local.hour12();
            let minute = local.minute();
            SpokenValue::Text(Cow::Owned(if minute == 0 {
                hour.to_string()
            } else {
                format!("{hour}:{minute:02}")
            }))
        }
        Variable::Part => word(match local.hour() {
            DAY_BEGINS_HOUR..=11 => "morning",
            12..=15 => "noon",
            16..=19 => "evening",
            _ => "night",
        }),
        Variable::HalfDay => word(match local.hour() {
            0..DAY_BEGINS_HOUR => "night",
            DAY_BEGINS_HOUR..=11 => "am",
            _ => "pm",
        }),
        _ => return None,
    };
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn r8_a_day_so_far_ahead_that_it_would_be_taken_for_another_years_has_its_year() {
        let day = |year, month, day| Day::of(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        let today = day(2026, 11, 24);
        for (then, said) in [
            (day(2026, 11, 25), "25/11"),
            (day(2027, 10, 24), "24/10"),
            (day(2027, 10, 25), "25/10/2027"),
            (day(2028, 1, 10), "10/1/2028"),
            // A day in the past is written without its year.
            (day(2026, 1, 10), "10/1"),
        ] {
            assert_eq!(date(then, today), said);
        }
    }

    #[test]
    fn g13_the_hours_after_midnight_are_said_as_the_night_before() {
        // Sunday 29 November 2026, and what is said of it on the Saturday.
        let sunday = Day::of(NaiveDate::from_ymd_opt(2026, 11, 29).unwrap()).start();
        let now = sunday.plus_ms(-12 * 3_600_000);
        let said = |minutes: i64| {
            let at = sunday.plus_ms(minutes * 60_000);
            let text = |variable| match value(variable, at, now) {
                Some(SpokenValue::Text(text)) => text.into_owned(),
                Some(SpokenValue::Number(number)) => number.to_string(),
                None => panic!("{variable:?}"),
            };
            let parts = [
                Variable::Weekday,
                Variable::Date,
                Variable::Part,
                Variable::HalfDay,
                Variable::Hour,
                Variable::Nearness,
            ];
            parts.map(text).join(" ")
        };
        assert_eq!(said(0), "6 28/11 night night 12 near");
        assert_eq!(said(30), "6 28/11 night night 12:30 near");
        assert_eq!(said(239), "6 28/11 night night 3:59 near");
        assert_eq!(said(240), "7 29/11 morning am 4 near");
        assert_eq!(said(12 * 60), "7 29/11 noon pm 12 near");
        assert_eq!(said(-1), "6 28/11 night pm 11:59 near");
        // Six days ahead a weekday says enough, and midnight at their end is the evening of the sixth.
        assert_eq!(said(6 * 24 * 60), "5 4/12 night night 12 near");
        assert_eq!(said(7 * 24 * 60), "6 5/12 night night 12 far");
        assert_eq!(said(5 * 24 * 60 + 23 * 60), "5 4/12 night pm 11 near");
        assert_eq!(said(-24 * 60), "5 27/11 night night 12 far");
    }
}
