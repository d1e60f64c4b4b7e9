//! Moments and local days. Time is i64 Unix milliseconds; days are dates in Asia/Kolkata.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// A moment, in Unix milliseconds.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// A local day (Asia/Kolkata), kept as days since 1970-01-01 so that it is a `bigint` in SQL.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i64);

/// India has one time zone, five and a half hours ahead of UTC, without summer time.
const INDIA_OFFSET_SECONDS: i64 = 19_800;
const DAY_MS: i64 = 86_400_000;
/// The hour at which people begin to say the new day's name: until then it is the night of the day before.
pub const DAY_BEGINS_HOUR: u32 = 4;

impl Instant {
    /// This moment and so many milliseconds.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// This moment and so many whole days of 24 hours.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(DAY_MS))
    }

    /// The local date and time in Gujarat.
    pub fn local(self) -> NaiveDateTime {
        let shifted = self.plus_ms(INDIA_OFFSET_SECONDS * 1000);
        DateTime::from_timestamp_millis(shifted.0)
            .unwrap_or_default()
            .naive_utc()
    }

    /// The local day of this moment.
    pub fn day(self) -> Day {
        Day((self.0 + INDIA_OFFSET_SECONDS * 1000).div_euclid(DAY_MS))
    }

    /// The day by whose name people call this moment: Sunday 00:00 is "Saturday night 12".
    pub fn said_day(self) -> Day {
        if self.hour() < DAY_BEGINS_HOUR {
            self.day().plus(-1)
        } else {
            self.day()
        }
    }

    /// The hour on a local clock, 0 to 23.
    pub fn hour(self) -> u32 {
        self.local().hour()
    }
}

impl Day {
    /// The first moment of this local day.
    pub fn start(self) -> Instant {
        Instant(self.0 * DAY_MS - INDIA_OFFSET_SECONDS * 1000)
    }

    /// The calendar date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::default() + chrono::Duration::days(self.0)
    }

    /// The day of a calendar date.
    pub fn of(date: NaiveDate) -> Self {
        Self(date.signed_duration_since(NaiveDate::default()).num_days())
    }

    /// So many days later, or earlier where negative.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn month_start(self) -> Self {
        let date = self.date();
        Self(self.0 - i64::from(date.day0()))
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        let next = self
            .month_start()
            .date()
            .checked_add_months(Months::new(1))
            .unwrap_or_default();
        Self::of(next.checked_sub_days(Days::new(1)).unwrap_or_default())
    }

    /// The same day so many months earlier, or the last day of a shorter month.
    #[must_use]
    pub fn months_back(self, months: u32) -> Self {
        Self::of(
            self.date()
                .checked_sub_months(Months::new(months))
                .unwrap_or_default(),
        )
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn week_start(self) -> Self {
        Self(self.0 - i64::from(self.date().weekday().num_days_from_monday()))
    }

    /// `30/4`: how a day is written on a screen, without the year.
    pub fn short(self) -> String {
        let date = self.date();
        format!("{}/{}", date.day(), date.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_day_begins_at_half_past_six_in_the_evening_utc() {
        let day = Day::of(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
        assert_eq!(day.start().local().to_string(), "2026-11-24 00:00:00");
        assert_eq!(day.start().day(), day);
        assert_eq!(day.start().plus_ms(-1).day(), day.plus(-1));
        assert_eq!(day.short(), "24/11");
    }

    #[test]
    fn months_and_weeks_have_their_ends() {
        let day = Day::of(NaiveDate::from_ymd_opt(2028, 2, 10).unwrap());
        assert_eq!(day.month_start().short(), "1/2");
        assert_eq!(day.month_end().short(), "29/2");
        assert_eq!(day.months_back(12).date().to_string(), "2027-02-10");
        assert_eq!(day.week_start().date().to_string(), "2028-02-07");
    }
}
