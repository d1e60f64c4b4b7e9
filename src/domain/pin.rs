//! The PIN: what may be one, and when wrong tries lock it.
//!
//! Three wrong tries lock for thirty minutes; a second lock within a day lasts until two officers
//! have opened it (domain reference H2, point 13).

use super::Instant;

/// Wrong tries until a PIN locks.
pub const TRIES_MAX: i64 = 3;
/// How long a first lock lasts.
pub const LOCK_MS: i64 = 30 * 60 * 1000;
/// A second lock within this time stays until officers open it.
pub const LOCKS_APART_MS: i64 = 24 * 60 * 60 * 1000;
/// "Until officers open it", as a moment that never comes.
pub const UNTIL_OFFICERS: Instant = Instant(i64::MAX);

/// What is kept of the tries against one member's PIN, or of one phone's tries with numbers that
/// are not linked to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tries {
    /// Wrong tries since the last right one or the last lock.
    pub fails: i64,
    /// Locked until this moment, where it is locked.
    pub locked_until: Option<Instant>,
    /// When it last locked.
    pub last_locked_at: Option<Instant>,
}

impl Tries {
    /// Whether no PIN is looked at just now.
    pub fn is_locked(&self, now: Instant) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// Tries that are left before it locks.
    pub fn left(&self) -> i64 {
        TRIES_MAX - self.fails
    }

    /// After one more wrong try.
    #[must_use]
    pub fn after_wrong(self, now: Instant) -> Self {
        if self.fails + 1 < TRIES_MAX {
            return Self {
                fails: self.fails + 1,
                locked_until: None,
                ..self
            };
        }
        let again = self
            .last_locked_at
            .is_some_and(|at| now.0 - at.0 < LOCKS_APART_MS);
        let until = if again {
            UNTIL_OFFICERS
        } else {
            now.plus_ms(LOCK_MS)
        };
        Self {
            fails: 0,
            locked_until: Some(until),
            last_locked_at: Some(now),
        }
    }

    /// After the right PIN.
    #[must_use]
    pub fn after_right(self) -> Self {
        Self {
            fails: 0,
            locked_until: None,
            ..self
        }
    }
}

/// Whether a text has the form of a PIN: four ASCII digits.
pub fn is_pin(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
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
            assert_eq!((tries.left(), tries.is_locked(now)), (left, false));
        }
        tries = tries.after_wrong(now);
        assert!(tries.is_locked(now));
        let later = now.plus_ms(LOCK_MS);
        assert!(!tries.is_locked(later));
        for _ in 0..3 {
            tries = tries.after_wrong(later);
        }
        assert!(tries.is_locked(later.plus_days(400)));
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
}
