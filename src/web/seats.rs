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
    is_leaving: bool,
    leave: Arc<Notify>,
}

/// All places of a listener. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Seats {
    times: Times,
    most: usize,
    new_max: usize,
    taken: Arc<Mutex<SeatsTaken>>,
}

#[derive(Debug, Default)]
struct SeatsTaken {
    next: u64,
    leaving_n: usize,
    holders: BTreeMap<u64, Holder>,
    /// For each address that is not known: its connections that have not sent a request.
    new_n: HashMap<IpAddr, usize>,
}

/// One place; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    id: u64,
    seats: Seats,
    leave: Arc<Notify>,
}

impl Seats {
    /// So many places, of which one address may take so many without sending a request.
    pub(super) fn new(most: usize, new_max: usize, times: Times) -> Self {
        Self {
            times,
            most,
            new_max,
            taken: Arc::default(),
        }
    }

    fn taken(&self) -> MutexGuard<'_, SeatsTaken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is a place for one more connection, now or after one that was told to close.
    pub(super) fn make_room(&self, now: Instant) -> bool {
        let mut taken = self.taken();
        if taken.holders.len() - taken.leaving_n < self.most {
            return true;
        }
        taken.ask_to_leave(now, |_| true)
    }

    /// Takes a place for a connection from this address, which is known or not.
    pub(super) fn take(&self, from: IpAddr, is_known: bool, now: Instant) -> Seat {
        let from = neighbourhood(from);
        let mut taken = self.taken();
        let id = taken.next;
        taken.next += 1;
        let leave = Arc::new(Notify::new());
        let holder = Holder {
            from,
            is_known,
            phase: Phase::New,
            since: now,
            is_leaving: false,
            leave: Arc::clone(&leave),
        };
        if !is_known {
            let new_n = taken.new_n.entry(from).or_default();
            *new_n += 1;
            if *new_n > self.new_max {
                taken.ask_to_leave(now, |holder| {
                    holder.phase == Phase::New && holder.from == from
                });
            }
        }
        taken.holders.insert(id, holder);
        Seat {
            id,
            seats: self.clone(),
            leave,
        }
    }

    /// How many places are taken.
    pub(super) fn taken_n(&self) -> usize {
        self.taken().holders.len()
    }
}

impl SeatsTaken {
    /// Tells one of the matching connections to close, if it waits for no response; returns whether there
    /// was one.
    fn ask_to_leave(&mut self, now: Instant, is_one: impl Fn(&Holder) -> bool) -> bool {
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
            .filter(|holder| !holder.is_leaving && holder.phase != Phase::Busy && is_one(holder));
        let Some(holder) = candidates.min_by_key(|holder| rank(holder)) else {
            return false;
        };
        holder.is_leaving = true;
        holder.leave.notify_one();
        self.leaving_n += 1;
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

impl Seat {
    /// Records what the connection is doing now.
    pub(super) fn is_at(&self, phase: Phase, now: Instant) {
        let mut taken = self.seats.taken();
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
        let taken = self.seats.taken();
        let holder = &taken.holders[&self.id];
        let times = self.seats.times;
        let most = match holder.phase {
            Phase::New => times.headers,
            Phase::Busy => times.answer,
            Phase::Idle => times.idle,
        };
        (holder.phase, holder.since + most)
    }

    /// Waits until the place is needed.
    pub(super) async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        let Some(holder) = taken.holders.remove(&self.id) else {
            return;
        };
        taken.leaving_n -= usize::from(holder.is_leaving);
        if holder.phase == Phase::New && !holder.is_known {
            taken.forget_new(holder.from);
        }
    }
}

/// The address under which connections are counted: for IPv6 its first 64 bits, because one client has all
/// of these addresses.
fn neighbourhood(ip: IpAddr) -> IpAddr {
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
    fn must_go(seat: &Seat) -> bool {
        seat.seats.taken().holders[&seat.id].is_leaving
    }

    fn later(begun: Instant, ms: u64) -> Instant {
        begun + Duration::from_millis(ms)
    }

    #[test]
    fn s6_an_address_has_few_seats_before_it_asks_and_as_many_as_there_are_after() {
        let seats = Seats::new(100, 2, Times::USUAL);
        let now = Instant::now();
        let take = |from: &str, is_known| seats.take(ip(from), is_known, now);
        let askers: Vec<Seat> = (0..20)
            .map(|_| {
                let seat = take("203.0.113.1", false);
                seat.is_at(Phase::Busy, now);
                seat
            })
            .collect();
        let silent: Vec<Seat> = (0..3).map(|_| take("203.0.113.1", false)).collect();
        let gone: Vec<bool> = silent.iter().map(must_go).collect();
        assert_eq!(gone, [true, false, false]);
        // One IPv6 host has a whole network.
        let hosts = ["2001:db8::1", "2001:db8::2", "2001:db8::3"];
        let of_one: Vec<Seat> = hosts.iter().map(|from| take(from, false)).collect();
        assert!(must_go(&of_one[0]));
        let known: Vec<Seat> = (0..20).map(|_| take("198.51.100.1", true)).collect();
        assert!(!askers.iter().chain(&known).any(must_go));
        drop((silent, of_one));
        assert!(!must_go(&take("203.0.113.1", false)));
    }

    #[test]
    fn s6_when_all_seats_are_taken_the_slow_go_and_never_whose_request_is_under_way() {
        let seats = Seats::new(4, 4, Times::USUAL);
        let begun = Instant::now();
        let take = |from: &str, is_known, ms| seats.take(ip(from), is_known, later(begun, ms));
        let known = take("198.51.100.1", true, 0);
        let busy = take("203.0.113.1", false, 0);
        busy.is_at(Phase::Busy, later(begun, 1));
        let idle = take("203.0.113.2", false, 0);
        idle.is_at(Phase::Idle, later(begun, 2));
        let slow = take("203.0.113.3", false, 1000);
        let now = later(begun, 4000);
        assert!(seats.make_room(now));
        assert!(must_go(&slow) && !must_go(&idle));
        let prompt = take("203.0.113.4", false, 3900);
        assert!(seats.make_room(now));
        assert!(must_go(&idle) && !must_go(&prompt));
        let quick = take("203.0.113.5", false, 3950);
        assert!(seats.make_room(now));
        assert!(must_go(&prompt));
        let next = take("203.0.113.6", false, 3950);
        next.is_at(Phase::Busy, now);
        quick.is_at(Phase::Busy, now);
        assert!(seats.make_room(now));
        assert!(
            must_go(&known),
            "rather than one whose request is under way"
        );
        let last = take("203.0.113.6", false, 3950);
        last.is_at(Phase::Busy, now);
        assert!(!seats.make_room(now));
        drop(busy);
        assert!(seats.make_room(now));
    }

    #[test]
    fn s6_each_phase_has_its_own_time() {
        let seats = Seats::new(4, 4, Times::USUAL);
        let begun = Instant::now();
        let seat = seats.take(ip("203.0.113.1"), false, begun);
        assert_eq!(seat.deadline(), (Phase::New, later(begun, 10_000)));
        seat.is_at(Phase::Busy, later(begun, 5));
        assert_eq!(seat.deadline(), (Phase::Busy, later(begun, 30_005)));
        seat.is_at(Phase::Idle, later(begun, 10));
        assert_eq!(seat.deadline(), (Phase::Idle, later(begun, 75_010)));
    }
}
