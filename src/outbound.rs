//! The only way out: an HTTP request to a provider, made once.
//!
//! A provider's address comes from a setting or a file, so an operator's slip, or a name that suddenly
//! resolves into our own network, must not let a text, a number or a credential reach a machine that
//! was never meant. The guard therefore looks at the very addresses that are connected to: those the
//! resolver gives, and those that stand in the URL as they are. Nothing is looked up a second time.
//!
//! Nothing is sent twice from here: no redirect is followed and no request repeated. Whether a text
//! may be sent again is decided by who knows what it costs (`delivery`), so a failure says whether the
//! request can have arrived.
//!
//! **Invariant:** no failure names the address that was called, since credentials, a number and a text
//! may stand in it.

mod addresses;

pub use addresses::Allowed;

use crate::gateways::sms::{Request, RequestBody};
use addresses::GuardedResolver;
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Method, redirect, retry};
use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use url::{Host, Url};

/// To find the name, connect and greet.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);
/// From the first step to the last octet of the answer. It is shorter than the lease of a text that is
/// on its way.
const CALL_TIME_MAX: Duration = Duration::from_secs(15);
/// No provider answers more; the rest is left unread.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// What makes requests to providers; or nothing, where nothing may leave the machine.
#[derive(Clone)]
pub struct Outbound {
    way: WayOut,
    allowed: Allowed,
}

/// How a request leaves.
#[derive(Clone)]
enum WayOut {
    /// Not at all.
    Closed,
    /// To the network.
    Client(reqwest::Client),
    /// To whatever plays a provider.
    Player(Arc<FakeProvider>),
}

/// What plays a provider in a simulation: what it answers to a request, or why it gives no whole
/// answer.
pub type FakeProvider = dyn Fn(&Request) -> Result<(u16, Vec<u8>), CallFailed> + Send + Sync;

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outbound")
    }
}

/// Why there is no whole answer, and whether the provider can have the request. It never names the
/// address.
#[derive(Debug, thiserror::Error)]
pub enum CallFailed {
    /// It certainly does not have it: the address was refused, or nobody answered there.
    #[error("the request was not sent")]
    NotSent(#[source] Box<dyn Error + Send + Sync>),
    /// It may: the time was up, or the connection broke, after the request had begun.
    #[error("the request may have arrived, but no whole answer came")]
    MaybeSent(#[source] Box<dyn Error + Send + Sync>),
}

/// Why a request did not even begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
enum NotBegun {
    #[error("nothing leaves this machine")]
    Closed,
    #[error("not an http or https address")]
    Address,
    #[error("a method or header that HTTP does not have")]
    Form,
    #[error("a private address, which SAHKAR_OUTBOUND_PRIVATE does not allow")]
    Private,
}

impl From<NotBegun> for CallFailed {
    fn from(why: NotBegun) -> Self {
        Self::NotSent(why.into())
    }
}

/// Says which TLS is used, in this whole process. It must have been called before any client of
/// `reqwest` is built, ours or a test's; calling it again changes nothing.
pub fn prepare_tls() {
    // It refuses where one is installed already, which is what we want.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

impl Outbound {
    /// Lets no request leave: for the demo, `talk`, and tests.
    pub fn closed() -> Self {
        Self {
            way: WayOut::Closed,
            allowed: Allowed::default(),
        }
    }

    /// Lets requests go to a player in this process instead of the network: for the simulation, whose
    /// provider times out, repeats and loses by the same seed in every run.
    pub fn played(player: Arc<FakeProvider>) -> Self {
        Self {
            way: WayOut::Player(player),
            allowed: Allowed::default(),
        }
    }

    /// Lets requests leave to public addresses, and to those that are allowed besides. Fails where
    /// the system has no root certificates.
    pub fn open(allowed: Allowed) -> Result<Self, reqwest::Error> {
        Self::open_for(allowed, CALL_TIME_MAX)
    }

    /// The same, giving up after this time.
    pub fn open_for(allowed: Allowed, call_time_max: Duration) -> Result<Self, reqwest::Error> {
        prepare_tls();
        let client = reqwest::Client::builder()
            .user_agent(concat!("sahkar/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT_TIME_MAX)
            .timeout(call_time_max)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .referer(false)
            // A proxy named in the environment would see what only the provider should.
            .no_proxy()
            .dns_resolver(GuardedResolver::new(allowed.clone()))
            .build()?;
        Ok(Self {
            way: WayOut::Client(client),
            allowed,
        })
    }

    /// Makes the request once: the status and the body, cut at 64 KiB.
    pub async fn call(&self, request: &Request) -> Result<(u16, Vec<u8>), CallFailed> {
        let client = match &self.way {
            WayOut::Closed => return Err(NotBegun::Closed.into()),
            WayOut::Player(play) => return play(request),
            WayOut::Client(client) => client,
        };
        let request = self.write(client, request)?;
        let mut response = client.execute(request).await.map_err(failed)?;
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while body.len() < BODY_BYTES_MAX {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Err(CallFailed::MaybeSent(error.without_url().into())),
            }
        }
        body.truncate(BODY_BYTES_MAX);
        Ok((status, body))
    }

    fn write(
        &self,
        client: &reqwest::Client,
        request: &Request,
    ) -> Result<reqwest::Request, CallFailed> {
        let mut url = Url::parse(&request.url).map_err(|_| NotBegun::Address)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NotBegun::Address.into());
        }
        self.guard(&url)?;
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let method = Method::from_bytes(request.method.as_bytes()).map_err(|_| NotBegun::Form)?;
        let mut builder = client.request(method, url);
        for (name, value) in &request.headers {
            let name = HeaderName::try_from(name).map_err(|_| NotBegun::Form)?;
            let mut value = HeaderValue::try_from(value).map_err(|_| NotBegun::Form)?;
            value.set_sensitive(true);
            builder = builder.header(name, value);
        }
        let builder = match &request.body {
            RequestBody::Empty => builder,
            RequestBody::Form(fields) => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                form.extend_pairs(fields);
                builder
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body(form.finish())
            }
            RequestBody::Json(value) => builder
                .header(CONTENT_TYPE, "application/json")
                .body(value.to_string()),
            RequestBody::Raw(content_type, octets) => builder
                .header(CONTENT_TYPE, content_type)
                .body(octets.clone()),
        };
        builder
            .build()
            .map_err(|error| CallFailed::NotSent(error.without_url().into()))
    }

    /// An address that stands in the URL as it is goes past the resolver, and is looked at here. The
    /// URL has been parsed, so that `0x7f.1` and its like are what they mean.
    fn guard(&self, url: &Url) -> Result<(), NotBegun> {
        let ip = match url.host().ok_or(NotBegun::Address)? {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(ip) => IpAddr::V4(ip),
            Host::Ipv6(ip) => IpAddr::V6(ip),
        };
        if self.allowed.permits(ip) {
            Ok(())
        } else {
            Err(NotBegun::Private)
        }
    }
}

/// A connection that was never made carried nothing; of anything later nobody knows.
fn failed(error: reqwest::Error) -> CallFailed {
    let is_unsent = error.is_connect() || error.is_builder();
    let error = error.without_url().into();
    if is_unsent {
        CallFailed::NotSent(error)
    } else {
        CallFailed::MaybeSent(error)
    }
}
