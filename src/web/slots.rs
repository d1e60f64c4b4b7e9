//! The places of a listener: which connections it has, what each is doing, and which is closed when there
//! is no room.
//!
//! All callers come from a few addresses: those of providers, or of our own proxy. So the number of
//! connections from an address says nothing. What is limited is the number of connections from one address
//! that have not sent a request yet, because a client that means to ask does so at once. When all places
//! are taken, the connection that has waited longest without a request is closed; one whose request is
//! being answered is never closed.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Time limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
    /// From the connection to the end of the first request's headers.
    pub headers: Duration,
    /// From one response to the end of the next request's headers. Longer than proxies keep idle
    /// connections for reuse (nginx: 60 s), so that they close them first.
    pub idle: Duration,
    /// From the end of a request's headers to its response.
    pub answer: Duration,
}

impl Times {
    /// The limits in normal operation.
    pub const USUAL: Self = Self {
        headers: Duration::from_secs(10),
        idle: Duration::from_secs(75),
        answer: Duration::from_secs(30),
    };
}

/// A connection that has sent no request for this long is slow, and is closed before all others.
const PROMPT: Duration = Duration::from_secs(2);

/// What a connection is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    /// It has not sent its first request.
    New,
    /// A request is being answered.
    Busy,
    /// All its requests are answered.
    Idle,
}

#[derive(Debug)]
struct Holder {
    from: IpAddr,
    is_known: bool,
    phase: Phase,
    since: Instant,
    is_closing: bool,
    leave: Arc<Notify>,
}

/// All places of a listener. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct ConnectionSlots {
    times: Times,
    most: usize,
    new_max: usize,
    taken: Arc<Mutex<SlotsTaken>>,
}

#[derive(Debug, Default)]
struct SlotsTaken {
    next: u64,
    closing_n: usize,
    holders: BTreeMap<u64, Holder>,
    /// For each address that is not known: its connections that have not sent a request.
    new_n: HashMap<IpAddr, usize>,
}

/// One place; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct ConnectionSlot {
    id: u64,
    slots: ConnectionSlots,
    leave: Arc<Notify>,
}

impl ConnectionSlots {
    /// So many places, of which one address may take so many without sending a request.
    pub(super) fn new(most: usize, new_max: usize, times: Times) -> Self {
        Self {
            times,
            most,
            new_max,
            taken: Arc::default(),
        }
    }

    fn taken(&self) -> MutexGuard<'_, SlotsTaken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a place for one more connection, now or after one that was told to close.
    pub(super) fn make_room(&self, now: Instant) -> bool {
        let mut taken = self.taken();
        if taken.holders.len() - taken.closing_n < self.most {
            return true;
        }
        taken.tell_one_to_close(now, |_| true)
    }

    /// Takes a place for a connection from this address, which is known or not.
    pub(super) fn take(&self, from: IpAddr, is_known: bool, now: Instant) -> ConnectionSlot {
        let from = counted_address(from);
        let mut taken = self.taken();
        let id = taken.next;
        taken.next += 1;
        let leave = Arc::new(Notify::new());
        let holder = Holder {
            from,
            is_known,
            phase: Phase::New,
            since: now,
            is_closing: false,
            leave: Arc::clone(&leave),
        };
        if !is_known {
            let new_n = taken.new_n.entry(from).or_default();
            *new_n += 1;
            if *new_n > self.new_max {
                taken.tell_one_to_close(now, |holder| {
                    holder.phase == Phase::New && holder.from == from
                });
            }
        }
        taken.holders.insert(id, holder);
        ConnectionSlot {
            id,
            slots: self.clone(),
            leave,
        }
    }

    /// How many places are taken.
    pub(super) fn taken_n(&self) -> usize {
        self.taken().holders.len()
    }
}

impl SlotsTaken {
    /// Tells one of the matching connections to close, if it waits for no response; returns whether there
    /// was one.
    fn tell_one_to_close(&mut self, now: Instant, is_one: impl Fn(&Holder) -> bool) -> bool {
        let rank = |holder: &Holder| {
            let age = now.saturating_duration_since(holder.since);
            let is_slow = holder.phase == Phase::New && age > PROMPT;
            // Slow connections of unknown addresses first, known addresses last; of equal ones the longest
            // wait first.
            (holder.is_known, !is_slow, holder.since)
        };
        let candidates = self
            .holders
            .values_mut()
            .filter(|holder| !holder.is_closing && holder.phase != Phase::Busy && is_one(holder));
        let Some(holder) = candidates.min_by_key(|holder| rank(holder)) else {
            return false;
        };
        holder.is_closing = true;
        holder.leave.notify_one();
        self.closing_n += 1;
        true
    }

    fn forget_new(&mut self, from: IpAddr) {
        if let Some(new_n) = self.new_n.get_mut(&from) {
            *new_n -= 1;
            if *new_n == 0 {
                self.new_n.remove(&from);
            }
        }
    }
}

impl ConnectionSlot {
    /// Records what the connection is doing now.
    pub(super) fn set_phase(&self, phase: Phase, now: Instant) {
        let mut taken = self.slots.taken();
        let Some(holder) = taken.holders.get_mut(&self.id) else {
            return;
        };
        let was_new = holder.phase == Phase::New && !holder.is_known;
        let from = holder.from;
        holder.phase = phase;
        holder.since = now;
        if was_new && phase != Phase::New {
            taken.forget_new(from);
        }
    }

    /// What the connection is doing, and when that has taken too long.
    pub(super) fn deadline(&self) -> (Phase, Instant) {
        let taken = self.slots.taken();
        let holder = &taken.holders[&self.id];
        let times = self.slots.times;
        let most = match holder.phase {
            Phase::New => times.headers,
            Phase::Busy => times.answer,
            Phase::Idle => times.idle,
        };
        (holder.phase, holder.since + most)
    }

    /// Waits until the place is needed.
    pub(super) async fn told_to_close(&self) {
        self.leave.notified().await;
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        let mut taken = self.slots.taken();
        let Some(holder) = taken.holders.remove(&self.id) else {
            return;
        };
        taken.closing_n -= usize::from(holder.is_closing);
        if holder.phase == Phase::New && !holder.is_known {
            taken.forget_new(holder.from);
        }
    }
}

/// The address under which connections are counted: for IPv6 its first 64 bits, because one client has all
/// of these addresses.
fn counted_address(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(ip) => IpAddr::V4(ip),
        IpAddr::V6(ip) => IpAddr::V6(Ipv6Addr::from_bits(ip.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    /// Whether it was told to close.
    fn must_close(slot: &ConnectionSlot) -> bool {
        slot.slots.taken().holders[&slot.id].is_closing
    }

    fn later(begun: Instant, ms: u64) -> Instant {
        begun + Duration::from_millis(ms)
    }

    #[test]
    fn s6_an_address_has_few_slots_before_it_asks_and_as_many_as_there_are_after() {
        let slots = ConnectionSlots::new(100, 2, Times::USUAL);
        let now = Instant::now();
        let take = |from: &str, is_known| slots.take(ip(from), is_known, now);
        let askers: Vec<ConnectionSlot> = (0..20)
            .map(|_| {
                let slot = take("203.0.113.1", false);
                slot.set_phase(Phase::Busy, now);
                slot
            })
            .collect();
        let silent: Vec<ConnectionSlot> = (0..3).map(|_| take("203.0.113.1", false)).collect();
        let gone: Vec<bool> = silent.iter().map(must_close).collect();
        assert_eq!(gone, [true, false, false]);
        // One IPv6 host has a whole network.
        let hosts = ["2001:db8::1", "2001:db8::2", "2001:db8::3"];
        let of_one: Vec<ConnectionSlot> = hosts.iter().map(|from| take(from, false)).collect();
        assert!(must_close(&of_one[0]));
        let known: Vec<ConnectionSlot> = (0..20).map(|_| take("198.51.100.1", true)).collect();
        assert!(!askers.iter().chain(&known).any(must_close));
        drop((silent, of_one));
        assert!(!must_close(&take("203.0.113.1", false)));
    }

    #[test]
    fn s6_when_all_slots_are_taken_the_slow_go_and_never_whose_request_is_under_way() {
        let slots = ConnectionSlots::new(4, 4, Times::USUAL);
        let begun = Instant::now();
        let take = |from: &str, is_known, ms| slots.take(ip(from), is_known, later(begun, ms));
        let known = take("198.51.100.1", true, 0);
        let busy = take("203.0.113.1", false, 0);
        busy.set_phase(Phase::Busy, later(begun, 1));
        let idle = take("203.0.113.2", false, 0);
        idle.set_phase(Phase::Idle, later(begun, 2));
        let slow = take("203.0.113.3", false, 1000);
        let now = later(begun, 4000);
        assert!(slots.make_room(now));
        assert!(must_close(&slow) && !must_close(&idle));
        let prompt = take("203.0.113.4", false, 3900);
        assert!(slots.make_room(now));
        assert!(must_close(&idle) && !must_close(&prompt));
        let quick = take("203.0.113.5", false, 3950);
        assert!(slots.make_room(now));
        assert!(must_close(&prompt));
        let next = take("203.0.113.6", false, 3950);
        next.set_phase(Phase::Busy, now);
        quick.set_phase(Phase::Busy, now);
        assert!(slots.make_room(now));
        assert!(
            must_close(&known),
            "rather than one whose request is under way"
        );
        let last = take("203.0.113.6", false, 3950);
        last.set_phase(Phase::Busy, now);
        assert!(!slots.make_room(now));
        drop(busy);
        assert!(slots.make_room(now));
    }

    #[test]
    fn s6_each_phase_has_its_own_time() {
        let slots = ConnectionSlots::new(4, 4, Times::USUAL);
        let begun = Instant::now();
        let slot = slots.take(ip("203.0.113.1"), false, begun);
        assert_eq!(slot.deadline(), (Phase::New, later(begun, 10_000)));
        slot.set_phase(Phase::Busy, later(begun, 5));
        assert_eq!(slot.deadline(), (Phase::Busy, later(begun, 30_005)));
        slot.set_phase(Phase::Idle, later(begun, 10));
        assert_eq!(slot.deadline(), (Phase::Idle, later(begun, 75_010)));
    }
}
