//! Time and chance, passed in: the system's, or a test's.
//!
//! Two runs with the same clock and the same seed do the same, byte for byte; the privacy tests and
//! the simulation rest on it.
//!
//! **Invariant:** no other module reads the system's clock or draws by chance.

use crate::domain::Instant;
use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What time it is.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Test(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is turned. Clones are one clock.
    pub fn standing_at(now: Instant) -> Self {
        Self(Source::Test(Arc::new(AtomicI64::new(now.0))))
    }

    /// The moment.
    pub fn now(&self) -> Instant {
        match &self.0 {
            Source::System => Instant(system_ms()),
            Source::Test(ms) => Instant(ms.load(Ordering::SeqCst)),
        }
    }

    /// Turns a test's clock. The system's clock turns by itself and is left alone.
    pub fn turn_to(&self, now: Instant) {
        if let Source::Test(ms) = &self.0 {
            ms.store(now.0, Ordering::SeqCst);
        }
    }

    /// Turns a test's clock on, or back where negative.
    pub fn turn_by_ms(&self, by_ms: i64) {
        self.turn_to(self.now().plus_ms(by_ms));
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the system for the time"
)]
fn system_ms() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

/// Bits of an id below its millisecond: 42 bits of time last until the year 2109.
const ID_CHANCE_BITS: u32 = 21;
/// Milliseconds whose last id is remembered.
const MOMENTS_MAX: usize = 1024;
const DAY_MS: u64 = 86_400_000;
/// Digits of a statement's code: 10^10 codes, 33 bits, where six letters and digits were 28. Of a million
/// statements that count at once, a guess meets one in ten thousand, and a phone has thirty an hour.
const CODE_DIGITS: usize = 10;

/// Where everything random comes from: `ChaCha20`, seeded by the system or by a test.
pub struct Chance(Mutex<Drawer>);

struct Drawer {
    rng: ChaCha20Rng,
    /// The last id of each millisecond that ids were drawn for: a past is filled in while a present
    /// stands still, and one must not run into the ids of the other.
    last_ids: BTreeMap<i64, i64>,
}

impl Drawer {
    /// Draws an id of a millisecond, with so many after it that are not drawn again. So many may be
    /// drawn for one that they run into those after it, and then step over what was drawn for these.
    fn draw(&mut self, ms: i64, followers_n: i64) -> i64 {
        let low = i64::from(self.rng.next_u32() >> (32 - ID_CHANCE_BITS));
        let last = self.last_ids.get(&ms).copied();
        let mut id = last.map_or((ms << ID_CHANCE_BITS) | low, |last| last + 1 + (low & 0x3f));
        let met = |id: i64| {
            let reached = (id.saturating_add(followers_n) >> ID_CHANCE_BITS).max(ms);
            let after = (Bound::Excluded(ms), Bound::Included(reached));
            let last = self.last_ids.range(after).map(|(_, last)| *last).max();
            last.filter(|last| *last >= id)
        };
        while let Some(last) = met(id) {
            id = last + 1;
        }
        let end = id.saturating_add(followers_n);
        for ms in ms..=(end >> ID_CHANCE_BITS).max(ms) {
            self.last_ids.insert(ms, end);
        }
        // The latest are remembered, and the oldest forgotten.
        while self.last_ids.len() > MOMENTS_MAX {
            self.last_ids.pop_first();
        }
        id
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

/// A moment as an id has it.
fn ms_of_id(now: Instant) -> i64 {
    now.0 & (i64::MAX >> ID_CHANCE_BITS)
}

/// The smallest id that `Chance::id` can draw at this moment: where a search by time begins.
pub fn first_id_of(now: Instant) -> i64 {
    now.0.max(0) << ID_CHANCE_BITS
}

impl Chance {
    /// Seeded by the system.
    ///
    /// # Panics
    ///
    /// Where the system gives no randomness: nothing can be kept safe then.
    pub fn system() -> Self {
        let rng = ChaCha20Rng::try_from_rng(&mut SysRng).expect("the system gives randomness");
        Self::from_rng(rng)
    }

    /// Seeded by a test: the same seed draws the same.
    pub fn seeded(seed: u64) -> Self {
        Self::from_rng(ChaCha20Rng::seed_from_u64(seed))
    }

    fn from_rng(rng: ChaCha20Rng) -> Self {
        let last_ids = BTreeMap::new();
        Self(Mutex::new(Drawer { rng, last_ids }))
    }

    fn drawer(&self) -> MutexGuard<'_, Drawer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A 63-bit id that sorts by time. Within one process no two are alike.
    pub fn id(&self, now: Instant) -> i64 {
        self.drawer().draw(ms_of_id(now), 0)
    }

    /// So many ids in a row, for rows that the database makes by itself: the first is the one after
    /// what this gives. None of them is drawn again in this process.
    pub fn ids(&self, now: Instant, n: i64) -> i64 {
        self.drawer().draw(ms_of_id(now), n)
    }

    /// An id that tells the local day and nothing finer, for what must not be joined by its time.
    pub fn day_id(&self, now: Instant) -> i64 {
        let mut drawer = self.drawer();
        let within = i64::try_from(drawer.rng.next_u64() % DAY_MS).unwrap_or_default();
        let low = i64::from(drawer.rng.next_u32() >> (32 - ID_CHANCE_BITS));
        ((now.day().start().plus_ms(within).0 << ID_CHANCE_BITS) | low) & i64::MAX
    }

    /// A 63-bit id that tells nothing at all.
    pub fn random_id(&self) -> i64 {
        (self.drawer().rng.next_u64() >> 1).cast_signed()
    }

    /// Random bytes: keys, nonces, salts.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.drawer().rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A number below a bound that is not zero. The slight bias of the remainder is below one in
    /// 2^32 for every bound used here.
    pub fn below(&self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.drawer().rng.next_u64() % bound).unwrap_or_default()
    }

    /// Puts things in an order that tells nothing (Fisher and Yates).
    pub fn shuffle<T>(&self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }

    /// So many digits, the first of which may be a zero.
    pub fn digits(&self, n: usize) -> String {
        (0..n)
            .map(|_| char::from(b"0123456789"[self.below(10)]))
            .collect()
    }

    /// A code for a statement: digits alone, which every handset and every woman of the line can type.
    /// It is shown in pairs.
    pub fn code(&self) -> String {
        self.digits(CODE_DIGITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const NOW: Instant = Instant(1_793_000_000_000);

    #[test]
    fn the_same_seed_draws_the_same() {
        let draw = |seed| {
            let chance = Chance::seeded(seed);
            let mut order: Vec<u8> = (0..20).collect();
            chance.shuffle(&mut order);
            let bytes: [u8; 24] = chance.bytes();
            (
                chance.id(NOW),
                order,
                bytes,
                chance.code(),
                chance.random_id(),
            )
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
    }

    #[test]
    fn ids_sort_by_time_and_none_comes_twice() {
        let chance = Chance::seeded(1);
        let mut seen = BTreeSet::new();
        let mut last = 0;
        for step in 0..10_000 {
            let id = chance.id(NOW.plus_ms(step / 100));
            assert!(id > last && seen.insert(id));
            last = id;
        }
    }

    #[test]
    fn a_present_that_stands_still_while_a_past_is_filled_in_gives_no_id_twice() {
        let chance = Chance::seeded(60);
        let mut seen = std::collections::BTreeSet::new();
        for step in 0..200_000 {
            // Every so often a row of another time; and so many of now that they run over.
            let past = NOW.plus_ms(-86_400_000 + step);
            let at = if step % 97 == 0 { past } else { NOW };
            assert!(seen.insert(chance.id(at)), "{step}");
            if step % 5000 == 0 {
                assert!(seen.insert(chance.id(NOW.plus_ms(1))), "{step}");
                let before = chance.ids(NOW, 500);
                assert!(
                    (before + 1..=before + 500).all(|id| seen.insert(id)),
                    "{step}"
                );
            }
        }
    }

    #[test]
    fn ids_in_a_row_are_not_drawn_again() {
        let chance = Chance::seeded(1);
        for _ in 0..100 {
            let before = chance.ids(NOW, 1000);
            assert!(chance.id(NOW) > before + 1000);
        }
    }

    #[test]
    fn a_day_id_tells_only_the_day() {
        let chance = Chance::seeded(1);
        for _ in 0..100 {
            let id = chance.day_id(NOW);
            assert_eq!(Instant(id >> ID_CHANCE_BITS).day(), NOW.day());
        }
    }

    #[test]
    fn a_test_clock_is_shared_by_its_clones() {
        let clock = Clock::standing_at(NOW);
        clock.clone().turn_by_ms(5);
        assert_eq!(clock.now(), NOW.plus_ms(5));
        assert!(Clock::system().now() > Instant(0));
    }
}
