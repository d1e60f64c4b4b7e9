//! The two writings of an address that a signature may be made over: with its port, and without.
//!
//! Who signs the address it calls leaves the port out or puts it in as its own HTTP library does, and the
//! usual port may be written out. Trying both gives away nothing: either way the key is needed.

/// The address as we know it, and its other writing.
pub(super) fn writings(url: &str) -> [String; 2] {
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
