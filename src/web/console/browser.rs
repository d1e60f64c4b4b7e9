//! What a browser brings: its token and its language, where it is, what it is, and whether a form comes from us.
//!
//! The token is 256 random bits behind the cooperative's id. Before a log-in it stands for nobody and binds
//! forms to the browser; each step of a log-in replaces it, so that nobody can fix it beforehand.

use crate::clock::Chance;
use crate::core::domain::{CoopId, Lang};
use crate::seal::{as_text, digest};
use crate::web::webhooks::WebhookAuth;
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderValue, header};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The cookie of the token. A browser takes one of such a name only where it is `Secure`, from this host, for
/// all of it.
const TOKEN_COOKIE: &str = "__Host-sahkar";
/// The cookie of the language.
const LANG_COOKIE: &str = "__Host-sahkar-lang";
const COOKIE_RULES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";
/// A year, for the language.
const LANG_SECONDS: u32 = 31_536_000;
/// Whom each proxy on the way has heard.
const FORWARDED: &str = "x-forwarded-for";

/// What a browser brings.
#[derive(Clone)]
pub(super) struct Browser {
    /// Its token: the one that it brought, or a new one.
    pub(super) token: String,
    /// Whether the token is new.
    pub(super) is_new: bool,
    /// The language that it was set to.
    pub(super) lang: Option<Lang>,
    /// Where it is.
    pub(super) address: IpAddr,
    /// What it is, in a word or two.
    pub(super) device: &'static str,
    /// Whether a form that it sends comes from a page of ours.
    pub(super) is_from_us: bool,
    /// Whether somebody else's page led it here: then it keeps its cookies to itself (`SameSite=Strict`).
    pub(super) is_led_here: bool,
}

impl Browser {
    /// Reads a request.
    pub(super) fn read(auth: &WebhookAuth, request: &Request, chance: &Chance) -> Self {
        let headers = request.headers();
        let brought = cookie(headers, TOKEN_COOKIE).filter(|token| coop_of(token).is_some());
        Self {
            is_new: brought.is_none(),
            token: brought.map_or_else(|| new_token(CoopId(0), chance), str::to_owned),
            lang: cookie(headers, LANG_COOKIE).and_then(Lang::parse),
            address: address(auth, request),
            device: device(text(headers, header::USER_AGENT.as_str())),
            is_from_us: is_from_us(headers),
            is_led_here: ["cross-site", "same-site"].contains(&text(headers, "sec-fetch-site")),
        }
    }

    /// The cooperative that its token is of.
    pub(super) fn coop(&self) -> Option<CoopId> {
        coop_of(&self.token).filter(|coop| coop.0 != 0)
    }
}

/// A token of a cooperative; of none where its id is 0.
pub(super) fn new_token(coop: CoopId, chance: &Chance) -> String {
    let bytes: [u8; 32] = chance.bytes();
    format!("{}.{}", coop.0, hex::encode(bytes))
}

/// The hash of a token, which the database has.
pub(super) fn hash(token: &str) -> String {
    digest(&[b"console token", token.as_bytes()])
}

/// A nonce of a form.
pub(super) fn new_nonce(chance: &Chance) -> String {
    let bytes: [u8; 16] = chance.bytes();
    as_text(&bytes)
}

fn coop_of(token: &str) -> Option<CoopId> {
    let (coop, random) = token.split_once('.')?;
    let is_ours = random.len() == 64 && random.bytes().all(|c| c.is_ascii_hexdigit());
    coop.parse().ok().map(CoopId).filter(|_| is_ours)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(known, value)| (known == name).then_some(value))
}

/// Whether a form comes from a page of ours: a browser of today says so itself, an older one names the page's
/// origin, and who says neither is not believed.
fn is_from_us(headers: &HeaderMap) -> bool {
    match text(headers, "sec-fetch-site") {
        "same-origin" => true,
        "" => {
            let host = text(headers, header::HOST.as_str());
            let origin = text(headers, header::ORIGIN.as_str());
            let origin = origin.split_once("://").map_or("", |(_, host)| host);
            !host.is_empty() && origin == host
        }
        _ => false,
    }
}

/// Where somebody is: what connected, or whom our own proxies have heard.
fn address(auth: &WebhookAuth, request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let mut from = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| {
        peer.ip()
    });
    let lines = request.headers().get_all(FORWARDED).iter();
    let hops = lines
        .flat_map(|line| line.to_str().unwrap_or("?").split(','))
        .rev();
    for hop in hops {
        if !auth.is_proxy(from) {
            break;
        }
        let Ok(hop) = hop.trim().parse() else { break };
        from = hop;
    }
    from
}

/// What browsers say of themselves, the more exact first, and what it comes to.
const DEVICES: [(&[&str], &str); 9] = [
    (&["Firefox", "Android"], "Firefox, Android"),
    (&["Firefox", "Windows"], "Firefox, Windows"),
    (&["Firefox"], "Firefox"),
    (&["Edg/"], "Edge"),
    (&["Chrome", "Android"], "Chrome, Android"),
    (&["Chrome", "Windows"], "Chrome, Windows"),
    (&["Chrome"], "Chrome"),
    (&["Safari", "iPhone"], "Safari, iPhone"),
    (&["Safari"], "Safari"),
];

/// What a browser is, as far as it says so: enough to tell one's own devices apart.
fn device(agent: &str) -> &'static str {
    let is_it = |words: &[&str]| words.iter().all(|word| agent.contains(word));
    let found = DEVICES.iter().find(|(words, _)| is_it(words));
    found.map_or("?", |(_, name)| name)
}

/// A path below `/console`, as far as it is one of plain signs.
pub(super) fn below(path: &str) -> &str {
    let is_plain = |c: u8| c.is_ascii_alphanumeric() || b"/-_".contains(&c);
    if path.starts_with('/') && !path.starts_with("//") && path.bytes().all(is_plain) {
        path
    } else {
        "/"
    }
}

/// The header that gives a browser its token, until it is closed.
pub(super) fn token_cookie(token: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{TOKEN_COOKIE}={token}; {COOKIE_RULES}")).ok()
}

/// The header that takes it away.
pub(super) fn no_token_cookie() -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{TOKEN_COOKIE}=; {COOKIE_RULES}; Max-Age=0")).ok()
}

/// The header that sets a browser's language.
pub(super) fn lang_cookie(lang: &str) -> Option<HeaderValue> {
    let cookie = format!("{LANG_COOKIE}={lang}; {COOKIE_RULES}; Max-Age={LANG_SECONDS}");
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| {
                let name = header::HeaderName::from_static(name);
                (name, HeaderValue::from_static(value))
            })
            .collect()
    }

    #[test]
    fn a_form_comes_from_us_where_the_browser_says_so() {
        let host = ("host", "sahkar.example");
        for (given, is_ours) in [
            (&[("sec-fetch-site", "same-origin")][..], true),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "none")], false),
            (&[host, ("origin", "https://sahkar.example")], true),
            (&[host, ("origin", "https://other.example")], false),
            (&[host, ("origin", "null")], false),
            (&[host], false),
            (&[], false),
            // What the browser itself says counts more.
            (
                &[
                    host,
                    ("origin", "https://sahkar.example"),
                    ("sec-fetch-site", "cross-site"),
                ],
                false,
            ),
        ] {
            assert_eq!(is_from_us(&headers(given)), is_ours, "{given:?}");
        }
    }

    #[test]
    fn a_form_leads_back_to_pages_of_ours_alone() {
        assert_eq!(below("/members/1001"), "/members/1001");
        for foreign in ["", "me", "//x.example", "/a\\b", "/a?b", "/a\r\nb", "/a.b"] {
            assert_eq!(below(foreign), "/", "{foreign}");
        }
        assert_eq!(
            device("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36"),
            "Chrome, Windows"
        );
        assert_eq!(device("curl/8"), "?");
    }

    #[test]
    fn a_token_names_its_cooperative_and_is_never_the_same() {
        let chance = Chance::seeded(1);
        let token = new_token(CoopId(7), &chance);
        assert_eq!(coop_of(&token), Some(CoopId(7)));
        assert_ne!(token, new_token(CoopId(7), &chance));
        assert_ne!(hash(&token), hash(&new_token(CoopId(7), &chance)));
        for none in ["", "7", "7.", "7.abc", "x.0"] {
            assert_eq!(coop_of(none), None, "{none}");
        }
        let given = headers(&[("cookie", "a=b; __Host-sahkar-lang=hi; __Host-sahkar=x")]);
        assert_eq!(cookie(&given, TOKEN_COOKIE), Some("x"));
        assert_eq!(cookie(&given, LANG_COOKIE), Some("hi"));
    }
}
