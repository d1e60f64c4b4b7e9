//! From which addresses a gateway may call us, where its provider publishes them.
//!
//! Behind a proxy every request has the proxy's address. The `X-Forwarded-For` header is believed only when
//! it comes from a proxy that the settings name, because anybody can write that header.

use crate::outbound::Allowed;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

/// The addresses of the gateways that have a list, and our own proxies.
#[derive(Clone, Debug, Default)]
pub struct Callers {
    pub(super) by_gateway: BTreeMap<String, Allowed>,
    pub(super) proxies: Allowed,
}

impl Callers {
    /// Whether this is the address of one of our proxies or of a gateway: many callers may come from it.
    pub fn lists(&self, ip: IpAddr) -> bool {
        self.proxies.lists(ip) || self.by_gateway.values().any(|list| list.lists(ip))
    }

    /// Whether this is one of our proxies, whose `X-Forwarded-For` is believed.
    pub fn is_proxy(&self, ip: IpAddr) -> bool {
        self.proxies.lists(ip)
    }

    /// Whether a gateway may call from there: `peer` is the address that connected, `forwarded` are the
    /// lines of `X-Forwarded-For`. A gateway without a list may call from anywhere. One with a list may not
    /// call from an address that cannot be determined.
    pub fn allows(&self, gateway: &str, peer: Option<IpAddr>, forwarded: &[&str]) -> bool {
        let Some(list) = self.by_gateway.get(gateway) else {
            return true;
        };
        let Some(mut from) = peer else {
            return false;
        };
        // Each proxy adds the address of its caller at the end; what stands before that may be invented.
        let mut hops = forwarded.iter().flat_map(|line| line.split(',')).rev();
        while self.proxies.lists(from) {
            let Some(hop) = hops.next().and_then(address) else {
                break;
            };
            from = hop;
        }
        list.lists(from)
    }
}

/// An address, with or without a port.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let with_port = || hop.parse::<SocketAddr>().map(|address| address.ip());
    hop.parse().or_else(|_| with_port()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callers(proxies: &str) -> Callers {
        let list = Allowed::parse("203.0.113.0/24, 2001:db8::7").unwrap();
        Callers {
            by_gateway: [("acme".to_owned(), list)].into(),
            proxies: Allowed::parse(proxies).unwrap(),
        }
    }

    fn allowed(callers: &Callers, peer: &str, forwarded: &[&str]) -> bool {
        callers.allows("acme", peer.parse().ok(), forwarded)
    }

    #[test]
    fn who_connects_counts_where_there_is_no_proxy() {
        let callers = callers("");
        assert!(allowed(&callers, "203.0.113.9", &[]));
        assert!(allowed(&callers, "::ffff:203.0.113.9", &[]));
        assert!(allowed(&callers, "2001:db8::7", &[]));
        assert!(!allowed(&callers, "198.51.100.1", &[]));
        assert!(!allowed(&callers, "nobody", &[]));
        // Anybody can write this.
        assert!(!allowed(&callers, "198.51.100.1", &["203.0.113.9"]));
        assert!(callers.allows("other", None, &[]));
    }

    #[test]
    fn a_proxy_is_believed_about_whom_it_heard_and_about_nobody_before() {
        let callers = callers("127.0.0.1, 10.0.0.0/8");
        for (forwarded, is_in) in [
            (&["203.0.113.9"][..], true),
            (&["198.51.100.1, 203.0.113.9"], true),
            (&["203.0.113.9:4711"], true),
            (&["[2001:db8::7]:80"], true),
            // Through two proxies of ours.
            (&["203.0.113.9, 10.1.2.3"], true),
            (&["203.0.113.9", "10.1.2.3"], true),
            (&["203.0.113.9, 198.51.100.1"], false),
            (&["203.0.113.9", "198.51.100.1"], false),
            (&["203.0.113.9, unknown"], false),
            (&["10.1.2.3"], false),
            (&[""], false),
            (&[], false),
        ] {
            assert_eq!(
                allowed(&callers, "127.0.0.1", forwarded),
                is_in,
                "{forwarded:?}"
            );
        }
    }
}
