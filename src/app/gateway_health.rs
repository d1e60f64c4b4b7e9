//! How fast each gateway is fed, and whether it is worth trying: each node's own.

use super::lock::lock;
use crate::core::domain::Instant;
use crate::core::domain::breaker::{Breaker, Lets};
use crate::core::domain::rate::Bucket;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Longest wait that a gateway without a rate is left alone for after "too many".
const UNRATED_PER_SECOND: i64 = 100_000;

/// How every gateway fares that this process has sent by.
#[derive(Debug, Default)]
pub struct GatewayHealth(Mutex<BTreeMap<String, GatewayState>>);

#[derive(Debug)]
struct GatewayState {
    bucket: Bucket,
    breaker: Breaker,
}

/// Whether a gateway takes texts now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admitted {
    /// So many texts at most; a part for each has been taken from its rate.
    Texts(i64),
    /// One, to try whether it is back.
    Trial,
    /// None before its rate allows: whoever waits, waits for this gateway.
    Held,
    /// None: it is out of reach, and another one may do.
    Closed,
}

impl GatewayHealth {
    fn with<T>(
        &self,
        gateway: &str,
        rate: Option<u32>,
        now: Instant,
        act: impl FnOnce(&mut GatewayState) -> T,
    ) -> T {
        let mut gateways = lock(&self.0);
        if !gateways.contains_key(gateway) {
            let per_second = rate.map_or(UNRATED_PER_SECOND, i64::from);
            let state = GatewayState {
                bucket: Bucket::new(per_second, now),
                breaker: Breaker::default(),
            };
            gateways.insert(gateway.to_owned(), state);
        }
        act(gateways.get_mut(gateway).expect("it was just put there"))
    }

    /// Whether this gateway, with its rate in parts a second, takes up to `most` texts now.
    pub fn admit(&self, gateway: &str, rate: Option<u32>, most: i64, now: Instant) -> Admitted {
        self.with(gateway, rate, now, |state| {
            let room = state.bucket.has(now).min(most);
            match state.breaker.lets(now) {
                Lets::Nothing => Admitted::Closed,
                Lets::One => {
                    state.bucket.take(1, now);
                    Admitted::Trial
                }
                Lets::All if room == 0 => Admitted::Held,
                Lets::All => {
                    state.bucket.take(room, now);
                    Admitted::Texts(room)
                }
            }
        })
    }

    /// What was really sent, in parts, of what was admitted.
    pub fn used(&self, gateway: &str, admitted: i64, parts: i64, now: Instant) {
        self.with(gateway, None, now, |state| {
            if parts > admitted {
                state.bucket.take(parts - admitted, now);
            } else {
                state.bucket.give_back(admitted - parts);
            }
        });
    }

    /// A trial did not take place: nothing was there to be sent.
    pub fn was_not_tried(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.breaker.was_not_tried(now));
    }

    /// The gateway answered, whatever it said.
    pub fn answered(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.breaker.answered());
    }

    /// The gateway was out of reach or in trouble; whether it is left alone from now on.
    pub fn failed(&self, gateway: &str, jitter: i64, now: Instant) -> bool {
        self.with(gateway, None, now, |state| {
            state.breaker.failed(now, jitter)
        })
    }

    /// The gateway said "too many".
    pub fn slow(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.bucket.slow(now));
    }

    /// Whether the gateway is tried without reserve.
    pub fn is_closed(&self, gateway: &str, now: Instant) -> bool {
        self.with(gateway, None, now, |state| state.breaker.is_closed())
    }
}
