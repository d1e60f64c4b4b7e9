//! Twelve months in the books of one woman, the same each time but for the date.

use crate::core::domain::categories::MILK;
use crate::core::domain::{Day, EntryKind, Instant, Paise, Period};

/// One line of her books.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct BookLine {
    pub(super) kind: EntryKind,
    pub(super) category: Option<i64>,
    pub(super) amount: Paise,
    pub(super) period: Period,
    pub(super) from_on: Day,
    pub(super) to_on: Day,
    pub(super) at: Instant,
}

/// What she lives on, besides milk: the categories she writes down each month, the most used first.
fn trades(member_no: i64) -> [i64; 6] {
    match member_no % 4 {
        // Crops before milk: 1001, 1005 and others, and 1004 below.
        1 => [15, 14, 15, 31, 15, 14],
        0 => [14, 15, 14, 31, 14, 15],
        2 => [41, 42, 41, 51, 41, 42],
        _ => [31, 51, 31, 34, 31, 51],
    }
}

/// Days of a month on which she writes something down, before her other trades come in.
const DAYS: [i64; 6] = [3, 8, 13, 18, 23, 26];
/// Milk is sold all year round; one entry stands for a week.
const MILK_DAYS: [i64; 3] = [5, 15, 25];

/// Her lines of the last twelve months, the oldest first. The current month has at least two,
/// however early it is, and one of them is milk.
pub(super) fn lines(member_no: i64, now: Instant) -> Vec<BookLine> {
    let mut year = Year {
        now,
        steps: u64::try_from(member_no).unwrap_or_default(),
        lines: Vec::new(),
    };
    let today = now.day();
    for back in (1..12).rev() {
        year.month(member_no, today.months_back(back).month_start(), None);
    }
    year.month(member_no, today.month_start(), Some(today));
    year.lines.sort_by_key(|line| (line.at, line.to_on));
    year.lines
}

/// One instalment a month for so many months, the last one a month ago.
pub(super) fn instalments(months: u32, amount: Paise, now: Instant) -> Vec<BookLine> {
    let today = now.day();
    let mut year = Year {
        now,
        steps: 0,
        lines: Vec::new(),
    };
    for back in (1..=months).rev() {
        let day = today.months_back(back);
        year.add(EntryKind::Repayment, None, amount, Period::Today, day);
    }
    year.lines
}

struct Year {
    now: Instant,
    steps: u64,
    lines: Vec<BookLine>,
}

impl Year {
    /// One month, whole, or up to yesterday and then today.
    fn month(&mut self, member_no: i64, start: Day, today: Option<Day>) {
        let is_over = |day: &Day| today.is_none_or(|today| *day < today);
        let trades = trades(member_no);
        for (day, category) in DAYS.into_iter().zip(trades) {
            if let Some(day) = Some(start.plus(day - 1)).filter(is_over) {
                self.income(category, Period::Today, day);
            }
        }
        for day in MILK_DAYS {
            if let Some(day) = Some(start.plus(day - 1)).filter(is_over) {
                self.income(MILK, Period::Week, day);
            }
        }
        let cost = if member_no % 2 == 0 { 81 } else { 83 };
        if let Some(day) = Some(start.plus(10)).filter(is_over) {
            let amount = self.draw(3, 9);
            self.add(EntryKind::Cost, Some(cost), amount, Period::Today, day);
        }
        if let Some(day) = Some(start.plus(6)).filter(is_over) {
            self.add(
                EntryKind::Saving,
                None,
                Paise::rupees(200),
                Period::Month,
                day,
            );
        }
        if let Some(today) = today {
            self.income(trades[0], Period::Today, today);
            self.income(MILK, Period::Today, today);
            self.income(trades[1], Period::Today, today);
        }
    }

    fn income(&mut self, category: i64, period: Period, day: Day) {
        // Hundreds of rupees; a usual milk entry stays between 500 and 1,500.
        let amount = match category {
            MILK => self.draw(7, 12),
            10..=17 => self.draw(12, 28),
            30..=34 => self.draw(4, 9),
            _ => self.draw(5, 14),
        };
        self.add(EntryKind::Income, Some(category), amount, period, day);
    }

    fn add(
        &mut self,
        kind: EntryKind,
        category: Option<i64>,
        amount: Paise,
        period: Period,
        day: Day,
    ) {
        let (from_on, to_on) = period.days(day);
        // Written down in the evening of that day; today's lines just before now.
        let evening = day.start().plus_ms(19 * 60 * 60 * 1000);
        let step = i64::try_from(self.lines.len()).unwrap_or_default();
        let at = Instant(evening.0.min(self.now.0 - 1000)).plus_ms(step);
        self.lines.push(BookLine {
            kind,
            category,
            amount,
            period,
            from_on,
            to_on,
            at,
        });
    }

    /// So many hundred rupees and a half: by a small generator (Knuth's constants), because the
    /// demo is the same each time.
    fn draw(&mut self, least: u64, most: u64) -> Paise {
        self.steps = self
            .steps
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let fifties = least * 2 + (self.steps >> 33) % ((most - least) * 2 + 1);
        Paise::rupees(i64::try_from(fifties * 50).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(year: i32, month: u32, day: u32, after_midnight_ms: i64) -> Instant {
        Day::of(NaiveDate::from_ymd_opt(year, month, day).unwrap())
            .start()
            .plus_ms(after_midnight_ms)
    }

    fn income_n(lines: &[BookLine], codes: std::ops::RangeInclusive<i64>) -> usize {
        let is = |line: &&BookLine| line.category.is_some_and(|code| codes.contains(&code));
        lines.iter().filter(is).count()
    }

    #[test]
    fn the_current_month_has_two_entries_whenever_it_starts() {
        for now in [
            at(2026, 11, 1, 60_000),
            at(2026, 11, 24, 36_000_000),
            at(2028, 2, 29, 86_399_000),
        ] {
            for member_no in 1001..=1024 {
                let lines = lines(member_no, now);
                let month: Vec<&BookLine> = lines
                    .iter()
                    .filter(|line| now.day().month_start() <= line.to_on)
                    .collect();
                assert!(2 <= month.len());
                assert!(month.iter().any(|line| line.category == Some(MILK)));
                assert!(
                    lines
                        .iter()
                        .all(|line| line.at < now && line.to_on <= now.day())
                );
                let first = lines[0].to_on;
                assert!(first <= now.day().months_back(11).month_end());
            }
        }
    }

    #[test]
    fn milk_is_usually_500_to_1500_rupees() {
        for line in lines(1001, at(2026, 11, 24, 0)) {
            if line.category == Some(MILK) {
                assert!((Paise::rupees(500)..=Paise::rupees(1500)).contains(&line.amount));
            }
        }
    }

    #[test]
    fn crops_come_before_milk_for_those_the_demo_shows() {
        for member_no in [1001, 1004, 1005] {
            for day in 1..=28 {
                let lines = lines(member_no, at(2026, 11, day, 1000));
                let newest = &lines[lines.len() - 40..];
                let (crop, milk) = (income_n(newest, 10..=17), income_n(newest, 21..=21));
                let labour = income_n(newest, 30..=34);
                assert!(crop > milk && milk > labour, "{crop} {milk} {labour}");
            }
        }
    }
}
