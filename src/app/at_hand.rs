//! A cache of cooperatives, by the code that is dialled or the number that is texted to.
//!
//! Every request needs its cooperative, and cooperatives change rarely, so each one is kept for a minute.
//! That an address reaches no cooperative is remembered too, but for a shorter time, because the
//! cooperative may be added at any moment. So thousands of calls to an unknown code cost one query every
//! ten seconds. The number and the length of the remembered unknown addresses are limited.

use super::lock::lock;
use crate::core::domain::{Category, Coop, CoopTexts, Instant};
use crate::store::{Address, CoopEntry};
use std::collections::{HashMap, HashSet};
use std::mem;
use std::sync::{Arc, Mutex};

/// How long a cooperative stays in the cache before it is read again.
const COOP_MS: i64 = 60_000;
/// How long an address that reaches nobody is remembered.
const NOBODY_MS: i64 = 10_000;
/// At most so many addresses that reach nobody are remembered.
const NOBODY_MAX: usize = 1024;
/// Real codes and numbers are shorter than this. A longer address is not remembered.
const ADDRESS_LEN_MAX: usize = 64;

/// A cooperative as every turn needs it.
#[derive(Clone, Debug)]
pub struct CoopAtHand {
    /// Itself.
    pub coop: Arc<Coop>,
    /// Its categories.
    pub categories: Arc<Vec<Category>>,
    /// How it sends texts, and its registered templates.
    pub texts: Arc<CoopTexts>,
}

impl From<&CoopEntry> for CoopAtHand {
    fn from(entry: &CoopEntry) -> Self {
        Self {
            coop: Arc::new(entry.coop.clone()),
            categories: Arc::new(entry.categories.clone()),
            texts: Arc::new(entry.texts.clone()),
        }
    }
}

/// What the cache says of an address.
#[derive(Debug)]
pub(super) enum Remembered {
    /// It reaches this cooperative.
    Coop(Arc<CoopAtHand>),
    /// It reaches nobody.
    Nobody,
    /// It must be read from the database. Here is what it reached before, if that is known.
    Unsure(Option<Arc<CoopAtHand>>),
}

#[derive(Debug, Default)]
pub(super) struct AtHand(Mutex<CachedCoops>);

#[derive(Debug, Default)]
struct CachedCoops {
    coops: HashMap<Address, (Instant, Arc<CoopAtHand>)>,
    nobody: HashSet<Address>,
    /// When the first entry of `nobody` was added: all entries are forgotten together.
    nobody_since: Option<Instant>,
}

impl AtHand {
    pub(super) fn recall(&self, address: &Address, now: Instant) -> Remembered {
        let kept = lock(&self.0);
        if let Some((read_at, coop)) = kept.coops.get(address) {
            let coop = Arc::clone(coop);
            return if is_within(*read_at, now, COOP_MS) {
                Remembered::Coop(coop)
            } else {
                Remembered::Unsure(Some(coop))
            };
        }
        let is_fresh = kept
            .nobody_since
            .is_some_and(|since| is_within(since, now, NOBODY_MS));
        if is_fresh && kept.nobody.contains(address) {
            Remembered::Nobody
        } else {
            Remembered::Unsure(None)
        }
    }

    pub(super) fn remember(&self, address: Address, coop: Option<&Arc<CoopAtHand>>, now: Instant) {
        let mut kept = lock(&self.0);
        let Some(coop) = coop else {
            kept.coops.remove(&address);
            kept.remember_nobody(address, now);
            return;
        };
        kept.nobody.remove(&address);
        kept.coops.insert(address, (now, Arc::clone(coop)));
    }
}

impl CachedCoops {
    fn remember_nobody(&mut self, address: Address, now: Instant) {
        let is_over = self
            .nobody_since
            .is_none_or(|since| !is_within(since, now, NOBODY_MS));
        if is_over || self.nobody.len() >= NOBODY_MAX {
            // The memory is freed too, not only the entries.
            drop(mem::take(&mut self.nobody));
            self.nobody_since = Some(now);
        }
        if address.value.len() <= ADDRESS_LEN_MAX {
            self.nobody.insert(address);
        }
    }
}

/// Whether less than `ms` has passed. False where the clock was set back.
fn is_within(since: Instant, now: Instant, ms: i64) -> bool {
    (0..ms).contains(&(now.0 - since.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::AddressKind;

    const NOW: Instant = Instant(1_795_492_800_000);

    fn address(value: &str) -> Address {
        Address {
            gateway: "sandbox".to_owned(),
            kind: AddressKind::Ussd,
            value: value.to_owned(),
        }
    }

    fn is_nobody(at_hand: &AtHand, value: &str, now: Instant) -> bool {
        matches!(at_hand.recall(&address(value), now), Remembered::Nobody)
    }

    #[test]
    fn s12_nobodys_addresses_are_remembered_for_a_while_and_never_too_many() {
        let at_hand = AtHand::default();
        at_hand.remember(address("*1#"), None, NOW);
        assert!(is_nobody(&at_hand, "*1#", NOW.plus_ms(NOBODY_MS - 1)));
        assert!(!is_nobody(&at_hand, "*1#", NOW.plus_ms(NOBODY_MS)));
        assert!(!is_nobody(&at_hand, "*1#", NOW.plus_ms(-1)));
        for n in 0..3 * NOBODY_MAX {
            at_hand.remember(address(&format!("*2*{n}#")), None, NOW);
            assert!(lock(&at_hand.0).nobody.len() <= NOBODY_MAX);
        }
        at_hand.remember(address(&"9".repeat(ADDRESS_LEN_MAX + 1)), None, NOW);
        let longest = lock(&at_hand.0)
            .nobody
            .iter()
            .map(|one| one.value.len())
            .max();
        assert!(longest <= Some(ADDRESS_LEN_MAX));
    }
}
