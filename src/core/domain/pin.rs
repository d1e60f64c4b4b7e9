//! The PIN: what may be one, and when wrong tries lock it.
//!
//! Two counts run. The fast one locks for thirty minutes after three wrong tries, and a second such
//! lock within a day lasts until two officers have opened it (domain reference H2.13). A right
//! PIN sets it back. The slow one is not set back by a right PIN: twelve wrong tries within thirty days
//! lock until two officers open it, however far apart they were made. Only what was typed wrong in the
//! very call in which the right PIN followed is taken off it: who gets there knows the PIN anyway.
//!
//! So somebody who tries patiently, and stops short of each lock, has eleven tries in any thirty days
//! of counting: 143 in a year, of 9,976 PINs that may be chosen: about one and a half in a hundred, and
//! she is told of them at her next right PIN. With the fast count alone, three a day were 1,095.

use super::Instant;

/// Wrong tries until a PIN locks.
pub const TRIES_MAX: i64 = 3;
/// How long a first lock lasts.
pub const LOCK_MS: i64 = 30 * 60 * 1000;
/// A second lock within this time stays until officers open it.
pub const LOCKS_APART_MS: i64 = 24 * 60 * 60 * 1000;
/// Wrong tries within `SLOW_MS` that lock until officers open it.
pub const SLOW_TRIES_MAX: i64 = 12;
/// How long wrong tries are added up.
pub const SLOW_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// "Until officers open it", as a moment that never comes.
pub const UNTIL_OFFICERS: Instant = Instant(i64::MAX);

/// Digits of the one-time code with which a woman chooses her first PIN. It is longer than a PIN, so
/// that one question takes both.
pub const CODE_LEN: usize = 6;
/// How long such a code counts.
pub const CODE_MS: i64 = 72 * 60 * 60 * 1000;

/// What is kept of the tries against one member's PIN, or of one phone's tries with one number that is
/// not linked to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tries {
    /// Wrong tries since the last right one or the last lock.
    pub fails: i64,
    /// Locked until this moment, where it is locked.
    pub locked_until: Option<Instant>,
    /// When it last locked.
    pub last_locked_at: Option<Instant>,
    /// The slow count.
    pub slow_n: i64,
    /// Since when it runs.
    pub slow_from: Option<Instant>,
    /// Wrong tries that she has not been told of.
    pub untold_n: i64,
}

impl Tries {
    /// Whether no PIN is looked at just now.
    pub fn is_locked(&self, now: Instant) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// Whether only officers open it.
    pub fn is_locked_for_good(&self) -> bool {
        self.locked_until == Some(UNTIL_OFFICERS)
    }

    /// Tries that are left before it locks.
    pub fn left(&self, now: Instant) -> i64 {
        (TRIES_MAX - self.fails).min(SLOW_TRIES_MAX - self.slow(now).0)
    }

    /// The slow count as it stands now, and since when it runs: after thirty days it begins anew.
    fn slow(&self, now: Instant) -> (i64, Option<Instant>) {
        match self.slow_from {
            Some(from) if now.0 - from.0 < SLOW_MS => (self.slow_n, self.slow_from),
            _ => (0, None),
        }
    }

    /// After one more wrong try.
    #[must_use]
    pub fn after_wrong(self, now: Instant) -> Self {
        let (slow_n, slow_from) = self.slow(now);
        let counted = Self {
            fails: self.fails + 1,
            locked_until: None,
            slow_n: slow_n + 1,
            slow_from: slow_from.or(Some(now)),
            untold_n: self.untold_n + 1,
            ..self
        };
        let is_slow_over = counted.slow_n >= SLOW_TRIES_MAX;
        if counted.fails < TRIES_MAX && !is_slow_over {
            return counted;
        }
        let again = self
            .last_locked_at
            .is_some_and(|at| now.0 - at.0 < LOCKS_APART_MS);
        let until = if again || is_slow_over {
            UNTIL_OFFICERS
        } else {
            now.plus_ms(LOCK_MS)
        };
        Self {
            fails: 0,
            locked_until: Some(until),
            last_locked_at: Some(now),
            ..counted
        }
    }

    /// After the right PIN. `own_n` wrong ones came before it in the same call, so typed by the same
    /// person.
    #[must_use]
    pub fn after_right(self, own_n: i64) -> Self {
        Self {
            fails: 0,
            locked_until: None,
            slow_n: (self.slow_n - own_n).max(0),
            untold_n: 0,
            ..self
        }
    }

    /// Wrong tries that she is told of at a right PIN: those of other calls.
    pub fn of_others(&self, own_n: i64) -> i64 {
        (self.untold_n - own_n).max(0)
    }

    /// After two officers have opened every lock. Tries that she has not been told of are still told.
    #[must_use]
    pub fn unlocked(self) -> Self {
        Self {
            untold_n: self.untold_n,
            ..Self::default()
        }
    }
}

/// Whether a text has the form of a PIN: four ASCII digits.
pub fn is_pin(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text has the form of the code of a slip: six ASCII digits.
pub fn is_code(text: &str) -> bool {
    text.len() == CODE_LEN && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a new PIN is too easy to guess: one digit four times, or a run up or down.
pub fn is_easy(pin: &str) -> bool {
    let bytes = pin.as_bytes();
    let steps: Vec<i16> = bytes
        .windows(2)
        .map(|w| i16::from(w[1]) - i16::from(w[0]))
        .collect();
    steps.iter().all(|step| *step == steps[0]) && steps.first().is_some_and(|s| s.abs() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_wrong_try_locks_and_the_second_lock_of_a_day_stays() {
        let now = Instant(1_000_000);
        let mut tries = Tries::default();
        for left in [2, 1] {
            tries = tries.after_wrong(now);
            assert_eq!((tries.left(now), tries.is_locked(now)), (left, false));
        }
        tries = tries.after_wrong(now);
        assert!(tries.is_locked(now) && !tries.is_locked_for_good());
        let later = now.plus_ms(LOCK_MS);
        assert!(!tries.is_locked(later));
        for _ in 0..3 {
            tries = tries.after_wrong(later);
        }
        assert!(tries.is_locked(later.plus_days(400)) && tries.is_locked_for_good());
        assert!(!tries.unlocked().is_locked(later));
        assert_eq!(tries.unlocked().untold_n, 6);
    }

    /// Somebody who has the phone for a while each day types wrong PINs, `day_n` a day, for a year; the
    /// owner types her right one each evening. How many PINs he has tried, and whether he found it
    /// locked until officers open it.
    fn a_year_of(day_n: i64, stops_short: bool) -> (i64, bool) {
        let mut tries = Tries::default();
        let mut tried_n = 0;
        for day in 0..365 {
            let now = Instant(1_000_000).plus_days(day);
            for nth in 0..day_n {
                let now = now.plus_ms(nth * LOCK_MS);
                let would_stay = tries.after_wrong(now).is_locked_for_good();
                let holds_back = stops_short && would_stay;
                if !tries.is_locked(now) && !holds_back {
                    tries = tries.after_wrong(now);
                    tried_n += 1;
                }
            }
            let evening = now.plus_ms(12 * 60 * 60 * 1000);
            if !tries.is_locked(evening) {
                tries = tries.after_right(0);
            }
        }
        (tried_n, tries.is_locked_for_good())
    }

    #[test]
    fn s14_three_wrong_pins_a_day_every_day_are_soon_locked_and_patience_gains_little() {
        assert_eq!(a_year_of(3, false), (12, true));
        for day_n in 1..=5 {
            let (tried_n, is_locked) = a_year_of(day_n, true);
            assert!(!is_locked);
            // Thirteen counts begin in a year, and each bears eleven.
            assert!(tried_n <= 13 * (SLOW_TRIES_MAX - 1), "{day_n}: {tried_n}");
        }
        let good = (0..10_000)
            .filter(|pin| !is_easy(&format!("{pin:04}")))
            .count();
        let most = 13.0 * 11.0 / f64::from(u32::try_from(good).unwrap());
        assert!(most < 0.015, "{most}");
    }

    #[test]
    fn s14_her_own_slips_of_a_call_do_not_add_up_but_those_of_other_calls_do() {
        let mut tries = Tries::default();
        for day in 0..60 {
            let now = Instant(1_000_000).plus_days(day);
            tries = tries.after_wrong(now).after_wrong(now);
            assert_eq!(tries.of_others(2), 0);
            tries = tries.after_right(2);
        }
        assert_eq!((tries.slow_n, tries.is_locked_for_good()), (0, false));
        let now = Instant(1_000_000).plus_days(60);
        let tries = tries.after_wrong(now).after_wrong(now);
        assert_eq!(tries.of_others(0), 2);
        assert_eq!(tries.after_right(0).slow_n, 2);
        assert_eq!(tries.after_right(0).after_right(0).of_others(0), 0);
    }

    #[test]
    fn the_tries_that_are_said_to_be_left_are_true_near_the_slow_lock_too() {
        let mut tries = Tries::default();
        let mut now = Instant(1_000_000);
        for _ in 0..11 {
            now = now.plus_days(2);
            tries = tries.after_wrong(now).after_right(0);
        }
        assert_eq!(tries.left(now), 1);
        assert!(tries.after_wrong(now).is_locked_for_good());
        assert_eq!(tries.left(now.plus_days(30)), 3);
    }

    #[test]
    fn easy_pins_are_known() {
        for pin in ["0000", "1111", "1234", "4321", "6789"] {
            assert!(is_easy(pin), "{pin}");
        }
        for pin in ["2468", "1357", "1122", "9021"] {
            assert!(!is_easy(pin), "{pin}");
        }
    }

    #[test]
    fn a_pin_and_a_code_are_told_by_their_length() {
        assert!(is_pin("2468") && !is_code("2468"));
        assert!(is_code("246813") && !is_pin("246813"));
        assert!(!is_code("24681x") && !is_code("2468135"));
    }
}
