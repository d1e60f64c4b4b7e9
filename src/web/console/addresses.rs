//! Wrong log-ins by the address that they come from, over all names.
//!
//! Tries are counted for each officer in the database; this holds up whoever goes through names. It is
//! kept in this process and lost with it. A whole office is behind one address, so many are free.

use crate::core::domain::Instant;
use crate::core::domain::officer::PassphraseTries;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Wrong log-ins from one address that cost no wait.
const FREE_TRIES_OF_ADDRESS: i64 = 30;
/// Addresses that are remembered at most; the oldest is forgotten first.
const ADDRESSES_MAX: usize = 4096;

/// Wrong log-ins by address.
#[derive(Default)]
pub(super) struct AddressTries(Mutex<HashMap<IpAddr, PassphraseTries>>);

impl AddressTries {
    /// Counts a try before it is made; `false` where the address has to wait.
    pub(super) fn may_try(&self, address: IpAddr, now: Instant) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = tries.get(&address).copied().unwrap_or_default();
        if before.waits_until(now).is_some() {
            return false;
        }
        if tries.len() >= ADDRESSES_MAX && !tries.contains_key(&address) {
            let oldest = tries.iter().min_by_key(|(_, tries)| tries.tried_at);
            if let Some(oldest) = oldest.map(|(address, _)| *address) {
                tries.remove(&oldest);
            }
        }
        tries.insert(address, before.after_try(FREE_TRIES_OF_ADDRESS, now));
        true
    }

    /// It was right: nothing is held against the address.
    pub(super) fn was_right(&self, address: IpAddr) {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn an_address_waits_after_thirty_and_is_free_after_a_right_one() {
        let (tries, now) = (AddressTries::default(), Instant(1_795_492_800_000));
        let [here, there] = [1, 2].map(|last| IpAddr::V4(Ipv4Addr::new(203, 0, 113, last)));
        let may_n = (0..40).filter(|_| tries.may_try(here, now)).count();
        assert_eq!(may_n, 31);
        assert!(tries.may_try(there, now));
        assert!(tries.may_try(here, now.plus_ms(60_000)));
        tries.was_right(here);
        assert!(tries.may_try(here, now.plus_ms(60_001)));
    }

    #[test]
    fn not_more_addresses_than_there_is_room_for_are_remembered() {
        let tries = AddressTries::default();
        for n in 0..u32::try_from(ADDRESSES_MAX).unwrap() + 5 {
            let now = Instant(1_795_492_800_000 + i64::from(n));
            assert!(tries.may_try(IpAddr::V4(Ipv4Addr::from_bits(n)), now));
        }
        assert_eq!(tries.0.lock().unwrap().len(), ADDRESSES_MAX);
    }
}
