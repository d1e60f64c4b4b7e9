//! How fast each gateway may be given texts, and whether it works. Each node keeps its own figures.

use super::lock::lock;
use crate::core::domain::Instant;
use crate::core::domain::breaker::{Breaker, Lets};
use crate::core::domain::rate::Bucket;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// The rate, in parts a second, that is assumed for a gateway without a configured rate.
const UNRATED_PER_SECOND: i64 = 100_000;

/// The state of every gateway that this process has sent by.
#[derive(Debug, Default)]
pub struct GatewayHealth(Mutex<BTreeMap<String, GatewayState>>);

#[derive(Debug)]
struct GatewayState {
    bucket: Bucket,
    breaker: Breaker,
}

/// Whether a gateway takes texts now, and how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Admitted {
    /// At most so many texts; one part for each was taken from its rate.
    Texts(i64),
    /// One text, to try whether the gateway works again.
    Trial,
    /// None now: its rate is used up. The texts wait for this gateway.
    Held,
    /// None: it cannot be reached, and another gateway may be used instead.
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

    /// Corrects the rate: of the `admitted` texts, so many parts were really sent.
    pub fn used(&self, gateway: &str, admitted: i64, parts: i64, now: Instant) {
        self.with(gateway, None, now, |state| {
            if parts > admitted {
                state.bucket.take(parts - admitted, now);
            } else {
                state.bucket.give_back(admitted - parts);
            }
        });
    }

    /// The admitted trial was not made, because there was no text to send.
    pub fn was_not_tried(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.breaker.was_not_tried(now));
    }

    /// The gateway answered, whatever its answer was.
    pub fn answered(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.breaker.answered());
    }

    /// The gateway could not be reached or reported trouble. Returns whether it is left alone from now on.
    pub fn failed(&self, gateway: &str, jitter: i64, now: Instant) -> bool {
        self.with(gateway, None, now, |state| {
            state.breaker.failed(now, jitter)
        })
    }

    /// The gateway answered "too many requests".
    pub fn slow(&self, gateway: &str, now: Instant) {
        self.with(gateway, None, now, |state| state.bucket.slow(now));
    }

    /// Whether the gateway is used normally.
    pub fn is_closed(&self, gateway: &str, now: Instant) -> bool {
        self.with(gateway, None, now, |state| state.breaker.is_closed())
    }
}
