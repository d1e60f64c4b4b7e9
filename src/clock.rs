//! Time and chance, passed in: the system's, or a test's.
//!
//! Two runs with the same clock and the same seed do the same, byte for byte. The privacy tests and the
//! simulation rely on this.
//!
//! **Invariant:** no other module reads the system's clock or draws random numbers.

use crate::core::domain::Instant;
use rand::rngs::{ChaCha20Rng, SysRng};
use rand::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The current time.
#[derive(Clone, Debug)]
pub struct Clock(TimeSource);

#[derive(Clone, Debug)]
enum TimeSource {
    System,
    Test(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(TimeSource::System)
    }

    /// A clock that stands still until a test moves it. Clones share one time.
    pub fn standing_at(now: Instant) -> Self {
        Self(TimeSource::Test(Arc::new(AtomicI64::new(now.0))))
    }

    /// The current time.
    pub fn now(&self) -> Instant {
        match &self.0 {
            TimeSource::System => Instant(system_ms()),
            TimeSource::Test(ms) => Instant(ms.load(Ordering::SeqCst)),
        }
    }

    /// Sets a test's clock. Does nothing to the system's clock.
    pub fn turn_to(&self, now: Instant) {
        if let TimeSource::Test(ms) = &self.0 {
            ms.store(now.0, Ordering::SeqCst);
        }
    }

    /// Moves a test's clock forward, or back where negative. Does nothing to the system's clock.
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

/// Bits of an id below its millisecond. The 42 bits of time last until the year 2109.
const ID_LOW_BITS: u32 = 21;
/// Of those, the bits below the node's number.
const ID_CHANCE_BITS: u32 = 15;
/// The greatest number of a node. Programs without a number (commands and tests) use 0.
pub const NODE_MAX: i64 = 62;
/// The node number in ids that tell the day only. No real node has it.
const DAY_NODE: i64 = NODE_MAX + 1;
/// For so many milliseconds the last id is remembered.
const MOMENTS_MAX: usize = 1024;
const DAY_MS: u64 = 86_400_000;
/// Digits of a statement's code: 10^10 codes, which is 33 bits; six letters and digits had 28. With a
/// million valid statements one guess in ten thousand is right, and a phone may make thirty guesses an
/// hour.
const CODE_DIGITS: usize = 10;

/// The source of everything random: `ChaCha20`, seeded by the system or by a test.
pub struct Chance(Mutex<Drawer>);

struct Drawer {
    rng: ChaCha20Rng,
    /// The last id of each millisecond for which ids were drawn. Several are remembered because rows of the
    /// past are added while the present goes on, and their ids must not meet.
    ///
    /// The counts are without the node's bits, which are inserted at the end. So a count that overflows
    /// continues in the next millisecond, and never in another node's ids.
    last_ids: BTreeMap<i64, i64>,
    /// The latest millisecond that was forgotten: for this one and all before it, the last id is not known
    /// any more.
    forgotten: i64,
    /// The number of this node, 0 to `NODE_MAX`.
    node: i64,
}

/// An id from its count: the millisecond, then the node, then the low bits.
fn with_node(count: i64, node: i64) -> i64 {
    let low = count & ((1 << ID_CHANCE_BITS) - 1);
    let ms = count >> ID_CHANCE_BITS;
    ((ms << ID_LOW_BITS) | (node << ID_CHANCE_BITS) | low) & i64::MAX
}

impl Drawer {
    /// Draws an id for a millisecond and reserves so many ids after it. Where that runs into ids which were
    /// drawn for later milliseconds, those are skipped. For a moment whose last id is forgotten, the oldest
    /// remembered millisecond is used. So no id is drawn twice, and no id sorts before its time.
    fn draw(&mut self, ms: i64, followers_n: i64) -> i64 {
        let ms = if ms > self.forgotten {
            ms
        } else {
            let oldest = self.last_ids.first_key_value();
            oldest.map_or(self.forgotten + 1, |(oldest, _)| *oldest)
        };
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
        // Only the latest are remembered.
        while self.last_ids.len() > MOMENTS_MAX {
            if let Some((ms, _)) = self.last_ids.pop_first() {
                self.forgotten = self.forgotten.max(ms);
            }
        }
        id
    }
}

impl fmt::Debug for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chance")
    }
}

/// The moment as it is stored in an id.
fn ms_of_id(now: Instant) -> i64 {
    now.0 & (i64::MAX >> ID_LOW_BITS)
}

/// The smallest id that `Chance::id` can draw at this moment: the start of a search by time.
pub fn first_id_of(now: Instant) -> i64 {
    now.0.max(0) << ID_LOW_BITS
}

impl Chance {
    /// Seeded by the system.
    ///
    /// # Panics
    ///
    /// Where the system has no randomness: then nothing can be kept secret.
    pub fn system() -> Self {
        let rng = ChaCha20Rng::try_from_rng(&mut SysRng).expect("the system gives randomness");
        Self::from_rng(rng)
    }

    /// Seeded by a test: the same seed gives the same values.
    pub fn seeded(seed: u64) -> Self {
        Self::from_rng(ChaCha20Rng::seed_from_u64(seed))
    }

    fn from_rng(rng: ChaCha20Rng) -> Self {
        Self(Mutex::new(Drawer {
            rng,
            last_ids: BTreeMap::new(),
            forgotten: -1,
            node: 0,
        }))
    }

    fn drawer(&self) -> MutexGuard<'_, Drawer> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the node number of all further ids, so that no other node draws the same; 0 to `NODE_MAX`, 0
    /// for a program without a number.
    pub fn set_node(&self, no: i64) {
        self.drawer().node = no.clamp(0, NODE_MAX);
    }

    /// A 63-bit id that sorts by time. No two ids of a process are equal, and none equals another node's.
    pub fn id(&self, now: Instant) -> i64 {
        let mut drawer = self.drawer();
        with_node(drawer.draw(ms_of_id(now), 0), drawer.node)
    }

    /// Reserves `n` ids in a row, for rows whose ids the database computes. The first is the returned value
    /// plus one. None of them is drawn again in this process, and none equals another node's.
    ///
    /// # Panics
    ///
    /// Where more are asked for than a millisecond has.
    pub fn ids(&self, now: Instant, n: i64) -> i64 {
        let room = 1 << ID_CHANCE_BITS;
        assert!((0..room / 2).contains(&n), "{n} ids in a row are too many");
        let mut drawer = self.drawer();
        let ms = ms_of_id(now);
        loop {
            let count = drawer.draw(ms, n);
            // The ids are in a row only within one millisecond, because the node's bits are above the
            // count.
            if (count >> ID_CHANCE_BITS) == ((count + n) >> ID_CHANCE_BITS) {
                return with_node(count, drawer.node);
            }
        }
    }

    /// An id that tells the local day and no finer time, for rows that must not be matched by time.
    pub fn day_id(&self, now: Instant) -> i64 {
        let mut drawer = self.drawer();
        let within = i64::try_from(drawer.rng.next_u64() % DAY_MS).unwrap_or_default();
        let low = i64::from(drawer.rng.next_u32() >> (32 - ID_CHANCE_BITS));
        let ms = now.day().start().plus_ms(within).0;
        with_node((ms << ID_CHANCE_BITS) | low, DAY_NODE)
    }

    /// A 63-bit id that tells nothing.
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

    /// Shuffles into a random order (Fisher and Yates).
    pub fn shuffle<T>(&self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }

    /// So many random digits; the first may be a zero.
    pub fn digits(&self, n: usize) -> String {
        (0..n)
            .map(|_| char::from(b"0123456789"[self.below(10)]))
            .collect()
    }

    /// A code for a statement: digits only, which every phone can type. It is shown in pairs.
    pub fn code(&self) -> String {
        self.digits(CODE_DIGITS)
    }
}

#[cfg(test)]
mod tests;
