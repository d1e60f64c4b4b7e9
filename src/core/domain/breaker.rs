//! A circuit breaker for each gateway: after several failures in a row nothing is sent by it for a while,
//! then one text tries it.

use super::Instant;

/// Failures in a row that open the breaker. Each may be a connection that timed out, and meanwhile a woman
/// waits for her answer.
const FAILS_MAX: u32 = 3;
/// How long the gateway rests the first time; twice as long each time that it fails again.
const REST_MS: i64 = 5_000;
const REST_MAX_MS: i64 = 300_000;
/// A text that was let through to try it is waited for this long.
const TRIAL_MS: i64 = 60_000;

/// The breaker of one gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Breaker {
    /// Failures in a row.
    fails: u32,
    /// How often in a row it was opened.
    opened_n: u32,
    state: BreakerState,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum BreakerState {
    #[default]
    Closed,
    /// The gateway rests: since when, and for how long.
    Open { at: Instant, rest_ms: i64 },
    /// One text is on its way, since this moment.
    Trial { at: Instant },
}

/// How much may go through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lets {
    /// As much as the rate allows.
    All,
    /// One text, to try it.
    One,
    /// Nothing yet.
    Nothing,
}

impl Breaker {
    /// What may go through at this moment. `One` is given once: the caller then sends one text and reports
    /// what became of it.
    pub fn lets(&mut self, now: Instant) -> Lets {
        let (since, wait_ms) = match self.state {
            BreakerState::Closed => return Lets::All,
            BreakerState::Open { at, rest_ms } => (at, rest_ms),
            BreakerState::Trial { at } => (at, TRIAL_MS),
        };
        // A clock that was set back must not make the rest longer.
        if (0..wait_ms).contains(&(now.0 - since.0)) {
            return Lets::Nothing;
        }
        self.state = BreakerState::Trial { at: now };
        Lets::One
    }

    /// The trial did not take place: nothing was there to be sent.
    pub fn was_not_tried(&mut self, now: Instant) {
        if let BreakerState::Trial { .. } = self.state {
            self.state = BreakerState::Open {
                at: now,
                rest_ms: 0,
            };
        }
    }

    /// The gateway answered, whatever it said of the text.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// The gateway was out of reach or in trouble. `jitter` is in thousandths, 0 to 999: so that nodes do
    /// not try again at the same moment. Gives whether this failure opened the breaker.
    pub fn failed(&mut self, now: Instant, jitter: i64) -> bool {
        self.fails = self.fails.saturating_add(1);
        let was_trial = matches!(self.state, BreakerState::Trial { .. });
        let was_open = matches!(self.state, BreakerState::Open { .. });
        if was_open || !(was_trial || self.fails >= FAILS_MAX) {
            return false;
        }
        let rest_ms = (REST_MS << self.opened_n.min(10)).min(REST_MAX_MS);
        self.opened_n = self.opened_n.saturating_add(1);
        self.state = BreakerState::Open {
            at: now,
            rest_ms: rest_ms + rest_ms * jitter.clamp(0, 999) / 4000,
        };
        true
    }

    /// Whether the breaker is closed, so that everything may be sent.
    pub fn is_closed(&self) -> bool {
        self.state == BreakerState::Closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_492_800_000);

    fn open() -> Breaker {
        let mut breaker = Breaker::default();
        for n in 1..FAILS_MAX {
            assert!(!breaker.failed(NOW, 0), "failure {n}");
            assert_eq!(breaker.lets(NOW), Lets::All);
        }
        assert!(breaker.failed(NOW, 0));
        breaker
    }

    #[test]
    fn failures_in_a_row_open_it_and_an_answer_between_them_does_not() {
        let mut breaker = Breaker::default();
        for _ in 0..50 {
            for _ in 1..FAILS_MAX {
                breaker.failed(NOW, 0);
            }
            breaker.answered();
        }
        assert_eq!(breaker.lets(NOW), Lets::All);
        assert_eq!(open().lets(NOW), Lets::Nothing);
    }

    #[test]
    fn after_its_rest_one_text_tries_it() {
        let mut breaker = open();
        assert_eq!(breaker.lets(NOW.plus_ms(REST_MS - 1)), Lets::Nothing);
        let later = NOW.plus_ms(REST_MS);
        assert_eq!(breaker.lets(later), Lets::One);
        assert_eq!(breaker.lets(later), Lets::Nothing);
        breaker.answered();
        assert_eq!(breaker.lets(later), Lets::All);
        assert!(breaker.is_closed());
    }

    #[test]
    fn a_trial_that_fails_makes_the_rest_longer_up_to_a_limit() {
        let mut breaker = open();
        let mut now = NOW;
        let mut rests = Vec::new();
        for _ in 0..9 {
            let begun = now;
            while breaker.lets(now) == Lets::Nothing {
                now = now.plus_ms(1000);
            }
            rests.push(now.0 - begun.0);
            breaker.failed(now, 0);
        }
        assert_eq!(
            rests,
            [
                5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000
            ]
        );
    }

    #[test]
    fn late_failures_of_texts_sent_before_it_opened_do_not_lengthen_the_rest() {
        let mut breaker = open();
        for _ in 0..20 {
            assert!(!breaker.failed(NOW.plus_ms(100), 0));
        }
        assert_eq!(breaker.lets(NOW.plus_ms(REST_MS)), Lets::One);
    }

    #[test]
    fn neither_a_lost_trial_nor_a_clock_set_back_keeps_it_open_for_ever() {
        let mut breaker = open();
        let later = NOW.plus_ms(REST_MS);
        assert_eq!(breaker.lets(later), Lets::One);
        assert_eq!(breaker.lets(later.plus_ms(TRIAL_MS)), Lets::One);
        breaker.was_not_tried(later);
        assert_eq!(breaker.lets(later), Lets::One);
        let mut breaker = open();
        assert_eq!(breaker.lets(NOW.plus_days(-1)), Lets::One);
    }
}
