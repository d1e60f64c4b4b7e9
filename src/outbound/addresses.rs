//! Which addresses a request may go to.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The networks that requests may go to although they are not public.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Allowed(Arc<Vec<Network>>);

/// All addresses that begin with the same bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Network {
    /// As an IPv6 address, so that one comparison serves both kinds.
    first: u128,
    mask: u128,
}

/// What is neither an address nor a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("neither an address nor a network, as in `127.0.0.1` or `10.0.0.0/8`")]
pub struct NotANetwork;

impl Allowed {
    /// Reads a comma list of addresses (`127.0.0.1`) and networks (`10.0.0.0/8`, `fd00::/8`).
    pub fn parse(list: &str) -> Result<Self, NotANetwork> {
        let networks: Result<Vec<Network>, NotANetwork> = list
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(Network::parse)
            .collect();
        Ok(Self(Arc::new(networks?)))
    }

    /// Whether a request may go to this address.
    pub fn permits(&self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        is_public(ip) || self.lists(ip)
    }

    /// Whether this address is one of the list.
    pub fn lists(&self, ip: IpAddr) -> bool {
        let bits = bits(ip.to_canonical());
        self.0.iter().any(|net| bits & net.mask == net.first)
    }
}

impl Network {
    fn parse(text: &str) -> Result<Self, NotANetwork> {
        let (ip, length) = match text.split_once('/') {
            Some((ip, length)) => (ip, Some(length)),
            None => (text, None),
        };
        let ip: IpAddr = ip.parse().map_err(|_| NotANetwork)?;
        let length_max = if ip.is_ipv4() { 32 } else { 128 };
        let length = match length {
            None => length_max,
            Some(text) => text
                .parse::<u32>()
                .ok()
                .filter(|length| *length <= length_max)
                .ok_or(NotANetwork)?,
        };
        let host_bits = length_max - length;
        let mask = u128::MAX.checked_shl(host_bits).unwrap_or(0);
        Ok(Self {
            first: bits(ip) & mask,
            mask,
        })
    }
}

fn bits(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => ip.to_ipv6_mapped().to_bits(),
        IpAddr::V6(ip) => ip.to_bits(),
    }
}

/// Whether anybody on the internet reaches it by this address (the special-purpose registries of
/// RFC 6890 and its successors). What is not known to be public is not.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = match a {
        // This network; private; loopback; multicast, reserved and broadcast.
        0 | 10 | 127 | 224..=255 => true,
        // Shared by a carrier's customers.
        100 => (64..=127).contains(&b),
        // Link-local, where clouds keep their secrets.
        169 => b == 254,
        // Private.
        172 => (16..=31).contains(&b),
        // Protocol assignments; documentation; the old relay of 6to4; private.
        192 => matches!((b, c), (0, 0 | 2) | (88, 99) | (168, _)),
        // Benchmarks; documentation.
        198 => matches!((b, c), (18 | 19, _) | (51, 100)),
        // Documentation.
        203 => (b, c) == (0, 113),
        _ => false,
    };
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    if let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = ip.segments() {
        // An address of the old kind, carried over by NAT64: as public as that one.
        let bits = (u32::from(high) << 16) | u32::from(low);
        return is_public_v4(Ipv4Addr::from_bits(bits));
    }
    match first {
        // Protocol assignments with Teredo; documentation.
        0x2001 => 0x1ff < second && second != 0xdb8,
        // 6to4, which carries another address.
        0x2002 => false,
        // Documentation.
        0x3fff => 0xfff < second,
        // Of the rest only global unicast: neither loopback, link-local, unique local nor multicast.
        _ => first & 0xe000 == 0x2000,
    }
}

/// The system's resolver, which gives only addresses that may be called. What it gives is what is
/// connected to.
pub(super) struct GuardedResolver(Allowed);

impl GuardedResolver {
    pub(super) fn new(allowed: Allowed) -> Self {
        Self(allowed)
    }
}

/// The name resolves, but to nothing that may be called.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the name leads to private addresses only, which SAHKAR_OUTBOUND_PRIVATE does not allow")]
struct OnlyPrivate;

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.0.clone();
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let permitted: Vec<SocketAddr> = found
                .filter(|address| allowed.permits(address.ip()))
                .collect();
            if permitted.is_empty() {
                return Err(OnlyPrivate.into());
            }
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ip: &str, is_expected: bool) {
        let permitted = Allowed::default().permits(ip.parse().unwrap());
        assert_eq!(permitted, is_expected, "{ip}");
    }

    #[test]
    fn only_public_addresses_are_called() {
        for ip in [
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2001:200::1",
            "64:ff9b::8.8.8.8",
            "::ffff:8.8.8.8",
        ] {
            check(ip, true);
        }
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.255.255.254",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            check(ip, false);
        }
    }

    #[test]
    fn the_list_opens_what_it_names_and_no_more() {
        let allowed = Allowed::parse(" 127.0.0.1, 10.8.0.0/16,fd00::/8 ,").unwrap();
        for (ip, is_expected) in [
            ("127.0.0.1", true),
            ("::ffff:127.0.0.1", true),
            ("127.0.0.2", false),
            ("10.8.255.1", true),
            ("10.9.0.1", false),
            ("fd12::1", true),
            ("fe80::1", false),
        ] {
            assert_eq!(allowed.permits(ip.parse().unwrap()), is_expected, "{ip}");
        }
        let everything = Allowed::parse("0.0.0.0/0").unwrap();
        assert!(everything.permits("10.0.0.1".parse().unwrap()));
        assert!(!everything.permits("::1".parse().unwrap()));
        for text in [
            "localhost",
            "10.0.0.0/33",
            "10.0.0.0/x",
            "127.0.0.1/",
            "::/129",
        ] {
            assert_eq!(Allowed::parse(text), Err(NotANetwork), "{text}");
        }
    }
}
