//! Web addresses: as operators write them in settings and files, and the two writings that a signature may
//! be made over.
//!
//! What an operator writes is read by the very parser that later calls it, so that a host cannot mean one
//! thing to the check and another to the connection.
//!
//! A signature is made over an address with its port or without. That is the one thing done here on the
//! text itself, since it is made over the text, which a parser would write anew. Who signs the address it
//! calls leaves the port out or puts it in as its own HTTP library does, and the usual port may be written
//! out. Trying both weakens nothing: the key is needed either way.

use std::net::{Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// An address of the web as somebody writes it: `https://host/…` or `http://host/…`; `None` for all else. What
/// the parser forgives and no operator means, such as a missing host or signs that are no letters, is not
/// forgiven here.
pub fn web_address(text: &str) -> Option<Url> {
    let is_written_out = ["https://", "http://"].iter().any(|scheme| {
        let rest = text.strip_prefix(scheme);
        rest.is_some_and(|rest| !rest.starts_with(['/', '\\', '?', '#']))
    });
    if !is_written_out || text.bytes().any(|b| b.is_ascii_control() || b == b' ') {
        return None;
    }
    Url::parse(text).ok().filter(Url::has_host)
}

/// Whether an address is on this machine.
pub(in crate::gateways) fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip == Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(ip)) => ip == Ipv6Addr::LOCALHOST,
        None => false,
    }
}

/// Whether an address is on this machine or in a private network.
pub(in crate::gateways) fn is_private(url: &Url) -> bool {
    is_here(url)
        || match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_private(),
            Some(Host::Ipv6(ip)) => ip.is_unique_local(),
            Some(Host::Domain(_)) | None => false,
        }
}

/// The address as we know it, and its other writing.
pub(in crate::gateways) fn writings(url: &str) -> [String; 2] {
    [url.to_owned(), other(url).unwrap_or_default()]
}

/// Without its port where it has one, else with the usual port; `None` where it is no address.
fn other(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let usual = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return None,
    };
    let port = host.rsplit_once(':').filter(|(_, port)| {
        // The colons of an IPv6 address stand in brackets.
        !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())
    });
    Some(match port {
        Some((name, _)) => format!("{scheme}://{name}{path}"),
        None => format!("{scheme}://{host}:{usual}{path}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_out_is_an_address() {
        for fine in [
            "https://a.example",
            "http://a.example:8080/x?y#z",
            "https://user:word@a.example/",
            "http://[::1]:9/x",
        ] {
            assert!(web_address(fine).is_some(), "{fine}");
        }
        for wrong in [
            "a.example",
            "https:a.example",
            "https:/a.example",
            "https://",
            "https:///a.example",
            "https:///",
            "https://?x",
            "https://#x",
            "https://\\a.example",
            "https://a.example/ x",
            "https://a.exa\nmple/",
            "https://a.example:99999/",
            "https://[::1",
            "https://1.2.3.4.5/",
            "ftp://a.example/",
            "file:///etc/passwd",
        ] {
            assert!(web_address(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_host_is_what_will_be_called_however_it_is_written() {
        for (url, here, private) in [
            ("http://localhost/x", true, true),
            ("http://LOCALHOST/", true, true),
            ("http://127.0.0.1:1", true, true),
            ("http://0x7f.1/", true, true),
            ("http://2130706433/", true, true),
            ("http://[::1]/", true, true),
            ("http://10.1.2.3/", false, true),
            ("http://192.168.0.1/", false, true),
            ("http://[fd00::1]/", false, true),
            ("http://8.8.8.8/", false, false),
            ("http://127.0.0.1.example.org/", false, false),
            ("http://localhost@evil.example/", false, false),
            ("http://127.0.0.1:80@evil.example/", false, false),
            ("http://evil.example#@127.0.0.1/", false, false),
            ("http://evil.example\\@127.0.0.1/", false, false),
        ] {
            let parsed = web_address(url).unwrap();
            assert_eq!(
                (is_here(&parsed), is_private(&parsed)),
                (here, private),
                "{url}"
            );
        }
    }

    #[test]
    fn an_address_is_written_with_its_port_and_without() {
        for (url, written) in [
            ("https://a.example/x?y", "https://a.example:443/x?y"),
            ("https://a.example:8443/x?y:1", "https://a.example/x?y:1"),
            ("http://a.example", "http://a.example:80"),
            ("https://[::1]/x", "https://[::1]:443/x"),
            ("https://[::1]:1/x", "https://[::1]/x"),
        ] {
            assert_eq!(writings(url), [url, written], "{url}");
        }
        assert_eq!(writings("/hooks"), ["/hooks", ""]);
    }
}
