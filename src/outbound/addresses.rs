//! Which addresses a request may go to.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The networks that requests may go to although they are not public.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Allowed(Arc<Vec<IpNet>>);

/// What is neither an address nor a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("neither an address nor a network, as in `127.0.0.1` or `10.0.0.0/8`")]
pub struct NotANetwork;

impl Allowed {
    /// Reads a comma list of addresses (`127.0.0.1`) and networks (`10.0.0.0/8`, `fd00::/8`).
    pub fn parse(list: &str) -> Result<Self, NotANetwork> {
        let networks: Result<Vec<IpNet>, NotANetwork> = list
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(network)
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
        let ip = ip.to_canonical();
        // Somebody may have written a network of IPv4 addresses as IPv6 carries them.
        let carried = match ip {
            IpAddr::V4(ip) => IpAddr::V6(ip.to_ipv6_mapped()),
            IpAddr::V6(_) => ip,
        };
        let mut networks = self.0.iter();
        networks.any(|network| network.contains(&ip) || network.contains(&carried))
    }
}

fn network(text: &str) -> Result<IpNet, NotANetwork> {
    let alone = text.parse::<IpAddr>().map(IpNet::from);
    alone.or_else(|_| text.parse()).map_err(|_| NotANetwork)
}

const fn v4(a: u8, b: u8, c: u8, bits: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(a, b, c, 0), bits)
}

const fn v6(first: u16, second: u16, bits: u8) -> Ipv6Net {
    Ipv6Net::new_assert(Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0), bits)
}

/// IPv4 networks that nobody on the internet reaches (RFC 6890 and the registry of special-purpose
/// addresses that it began).
const SPECIAL_V4: [Ipv4Net; 14] = [
    // This network.
    v4(0, 0, 0, 8),
    // Private.
    v4(10, 0, 0, 8),
    // Shared by a carrier's customers.
    v4(100, 64, 0, 10),
    // Loopback.
    v4(127, 0, 0, 8),
    // Link-local, where clouds keep their secrets.
    v4(169, 254, 0, 16),
    // Private.
    v4(172, 16, 0, 12),
    // Protocol assignments; documentation; the old relay of 6to4; private.
    v4(192, 0, 0, 24),
    v4(192, 0, 2, 24),
    v4(192, 88, 99, 24),
    v4(192, 168, 0, 16),
    // Benchmarks; documentation, twice.
    v4(198, 18, 0, 15),
    v4(198, 51, 100, 24),
    v4(203, 0, 113, 24),
    // Multicast, reserved and broadcast.
    v4(224, 0, 0, 3),
];

/// Global unicast addresses: of IPv6 only these can be public, and neither loopback, link-local, unique local
/// nor multicast ones are among them.
const GLOBAL_V6: Ipv6Net = v6(0x2000, 0, 3);
/// Those of them that nobody on the internet reaches, or that carry another address.
const SPECIAL_V6: [Ipv6Net; 4] = [
    // Protocol assignments with Teredo.
    v6(0x2001, 0, 23),
    // Documentation.
    v6(0x2001, 0xdb8, 32),
    // 6to4, which carries another address.
    v6(0x2002, 0, 16),
    // Documentation.
    v6(0x3fff, 0, 20),
];
/// IPv4 addresses as NAT64 carries them (RFC 6052).
const NAT64: Ipv6Net = Ipv6Net::new_assert(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether anybody on the internet reaches it by this address. What is not known to be public is not.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        // An address of the old kind is as public as that one.
        IpAddr::V6(ip) if NAT64.contains(&ip) => {
            let [.., a, b, c, d] = ip.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(ip) => {
            GLOBAL_V6.contains(&ip) && !SPECIAL_V6.iter().any(|special| special.contains(&ip))
        }
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    !SPECIAL_V4.iter().any(|special| special.contains(&ip))
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
        // Written as IPv6 carries them.
        let carried = Allowed::parse("::ffff:10.8.0.0/112").unwrap();
        assert!(carried.permits("10.8.0.1".parse().unwrap()));
        assert!(!carried.permits("10.9.0.1".parse().unwrap()));
        // What stands behind the bits of a network means nothing.
        let sloppy = Allowed::parse("10.8.3.4/16").unwrap();
        assert!(sloppy.permits("10.8.255.1".parse().unwrap()));
        for text in [
            "localhost",
            "10.0.0.0/33",
            "10.0.0.0/x",
            "127.0.0.1/",
            "::/129",
            "10.0.0.0/8/8",
            "10.0.0.0 /8",
            "/8",
            "0x7f.1",
        ] {
            assert_eq!(Allowed::parse(text), Err(NotANetwork), "{text}");
        }
    }
}
