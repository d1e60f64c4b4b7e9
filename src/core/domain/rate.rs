//! How fast texts may be sent by a gateway: a token bucket that fills with time, from which each SMS part
//! takes one token.
//!
//! Networks count parts, not texts. How many parts a text takes is known only once it is taken from the
//! queue, so the bucket may go below zero, and then nothing is sent until it is above zero again.

use super::Instant;

/// Parts are counted in thousandths, so that a slow rate loses nothing to rounding.
const WHOLE: i64 = 1000;
/// The lowest share of its rate that a gateway gets after it answered "too many": a sixteenth.
const SHARE_MIN: i64 = WHOLE / 16;
/// Without another complaint the share doubles after this long.
const RECOVERS_MS: i64 = 30_000;
/// A clock that jumped further than this says nothing useful about the past.
const STEP_MAX_MS: i64 = 3_600_000;

/// The bucket of one gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bucket {
    /// Parts a second, at least 1.
    per_second: i64,
    /// What is in the bucket, in thousandths of a part; negative where more was taken than was there.
    held: i64,
    /// The share of the rate that is used, in thousandths.
    share: i64,
    filled_at: Instant,
    slowed_at: Instant,
}

impl Bucket {
    /// A full bucket, which holds what one second gives.
    pub fn new(per_second: i64, now: Instant) -> Self {
        let per_second = per_second.max(1);
        Self {
            per_second,
            held: per_second * WHOLE,
            share: WHOLE,
            filled_at: now,
            slowed_at: now,
        }
    }

    /// Whole parts that may be sent at this moment; 0 while there is debt.
    pub fn has(&mut self, now: Instant) -> i64 {
        self.fill(now);
        self.held.max(0) / WHOLE
    }

    /// Takes parts, whether they are there or not.
    pub fn take(&mut self, parts: i64, now: Instant) {
        self.fill(now);
        self.held -= parts.max(0) * WHOLE;
    }

    /// Gives back what was taken for texts that did not leave.
    pub fn give_back(&mut self, parts: i64) {
        self.held = (self.held + parts.max(0) * WHOLE).min(self.per_second * WHOLE);
    }

    /// How long until there is a whole part, in milliseconds; 0 where there is one.
    pub fn waits_ms(&mut self, now: Instant) -> i64 {
        self.fill(now);
        let missing = WHOLE - self.held;
        if missing <= 0 {
            return 0;
        }
        // In one millisecond come `per_second * share / WHOLE` thousandths.
        (missing * WHOLE + self.speed() - 1) / self.speed()
    }

    /// The gateway answered "too many": the bucket is emptied and fills at half the rate for a while.
    pub fn slow(&mut self, now: Instant) {
        self.fill(now);
        self.held = self.held.min(0);
        self.share = (self.share / 2).max(SHARE_MIN);
        self.slowed_at = now;
    }

    /// Thousandths of a part in a thousand milliseconds, at least 1.
    fn speed(&self) -> i64 {
        (self.per_second * self.share).max(1)
    }

    fn fill(&mut self, now: Instant) {
        let passed = now.0 - self.filled_at.0;
        self.filled_at = now;
        // A clock that was set back tells nothing; one that was set on fills it, which is its limit.
        let passed = passed.clamp(0, STEP_MAX_MS);
        self.held = (self.held + passed * self.speed() / WHOLE).min(self.per_second * WHOLE);
        let since_slowed = now.0 - self.slowed_at.0;
        if self.share < WHOLE && !(0..RECOVERS_MS).contains(&since_slowed) {
            self.share = (self.share * 2).min(WHOLE);
            self.slowed_at = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant(1_795_492_800_000);

    #[test]
    fn parts_are_counted_and_debt_is_paid_before_more_leaves() {
        let mut bucket = Bucket::new(10, NOW);
        assert_eq!(bucket.has(NOW), 10);
        bucket.take(25, NOW);
        assert_eq!((bucket.has(NOW), bucket.waits_ms(NOW)), (0, 1600));
        assert_eq!(bucket.has(NOW.plus_ms(1500)), 0);
        assert_eq!(bucket.has(NOW.plus_ms(1600)), 1);
        assert_eq!(bucket.has(NOW.plus_ms(60_000)), 10);
        bucket.take(4, NOW.plus_ms(60_000));
        bucket.give_back(3);
        assert_eq!(bucket.has(NOW.plus_ms(60_000)), 9);
    }

    #[test]
    fn a_complaint_halves_the_rate_and_time_heals_it() {
        let mut bucket = Bucket::new(100, NOW);
        bucket.slow(NOW);
        assert_eq!(bucket.has(NOW), 0);
        assert_eq!(bucket.has(NOW.plus_ms(1000)), 50);
        bucket.slow(NOW.plus_ms(1000));
        assert_eq!(bucket.has(NOW.plus_ms(2000)), 25);
        // Ten complaints do not stop it altogether.
        for _ in 0..10 {
            bucket.slow(NOW.plus_ms(2000));
        }
        assert_eq!(bucket.has(NOW.plus_ms(3000)), 6);
        let mut now = NOW.plus_ms(3000);
        for _ in 0..6 {
            now = now.plus_ms(RECOVERS_MS);
            bucket.has(now);
        }
        bucket.take(bucket.clone().has(now), now);
        assert_eq!(bucket.has(now.plus_ms(500)), 50);
    }

    #[test]
    fn a_clock_that_is_set_back_gives_nothing_and_takes_nothing() {
        let mut bucket = Bucket::new(10, NOW);
        bucket.take(10, NOW);
        assert_eq!(bucket.has(NOW.plus_days(-1)), 0);
        assert_eq!(bucket.has(NOW.plus_days(-1).plus_ms(500)), 5);
    }

    proptest! {
        /// However it is asked, no more leaves in a stretch of time than the rate and one second's
        /// store allow, but for the last text's debt.
        #[test]
        fn no_more_leaves_than_the_rate_allows(
            per_second in 1_i64..200,
            steps in proptest::collection::vec((0_i64..400, 1_i64..5), 1..200),
        ) {
            let mut bucket = Bucket::new(per_second, NOW);
            let (mut now, mut sent) = (NOW, 0);
            for (ms, parts) in steps {
                now = now.plus_ms(ms);
                if bucket.has(now) > 0 {
                    bucket.take(parts, now);
                    sent += parts;
                }
                let passed = now.0 - NOW.0;
                prop_assert!(sent <= per_second + passed * per_second / 1000 + 4 + 1);
            }
        }
    }
}
