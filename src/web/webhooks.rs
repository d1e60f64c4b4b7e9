//! The routes that USSD gateways call: a turn, and the end of a session.
//!
//! The secret in the address is checked before the body is read, in constant time, and a wrong one gets the
//! same response as an unknown address. A malformed request changes nothing.
//!
//! **Invariant:** no address is ever logged, because it holds the secret; a log line names the route.

use super::failure::Failure;
use crate::answer::{self, UssdReply};
use crate::app::Service;
use crate::config::{Callers, Redacted};
use crate::gateways::Gateway;
use crate::telemetry::chain;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use subtle::ConstantTimeEq as _;

/// Gateways send shorter bodies.
const BODY_BYTES_MAX: usize = 64 * 1024;
/// A gateway gives up after ten seconds, so a body that takes as long is useless.
const BODY_TIME_MAX: Duration = Duration::from_secs(10);
/// The header in which each proxy adds its caller's address.
const FORWARDED: &str = "x-forwarded-for";
/// The size of a screen, for the browser phone: `UCS-2 52 70`.
const SCREEN_HEADER: &str = "sahkar-screen";

/// The gateways that may call, each with the secret of its address.
#[derive(Clone, Debug)]
pub struct WebhookAuth {
    secrets: Arc<BTreeMap<String, Redacted<String>>>,
    /// The addresses that they may call from.
    callers: Arc<Callers>,
    /// The public address of this service, which signatures cover.
    public_url: Option<Arc<str>>,
}

impl WebhookAuth {
    /// The gateways of the settings, and the public address of this service.
    pub fn new(secrets: BTreeMap<String, Redacted<String>>, public_url: Option<String>) -> Self {
        Self {
            secrets: Arc::new(secrets),
            callers: Arc::default(),
            public_url: public_url.map(Into::into),
        }
    }

    /// The same, restricted to calls from the right addresses.
    #[must_use]
    pub fn for_callers(self, callers: Callers) -> Self {
        Self {
            callers: Arc::new(callers),
            ..self
        }
    }

    /// Whether this is the address of one of our proxies.
    pub(super) fn is_proxy(&self, ip: IpAddr) -> bool {
        self.callers.is_proxy(ip)
    }

    /// Whether this request may use the gateway with this name and secret. A call from a wrong address gets
    /// the same response as a wrong secret.
    pub(super) fn authenticate(
        &self,
        name: &str,
        secret: &str,
        request: &Request,
    ) -> Result<(), Failure> {
        self.open(name, secret)?;
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let lines = request.headers().get_all(FORWARDED).iter();
        // A header line that is not text is treated like a word that is not an address.
        let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or("?")).collect();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        if self.callers.allows(name, peer, &lines) {
            return Ok(());
        }
        tracing::warn!(
            gateway = name,
            "gateway secret used from an unlisted address"
        );
        Err(Failure::NotFound)
    }

    /// Whether this is the secret of the gateway with this name. An unknown name takes the same time.
    fn open(&self, name: &str, secret: &str) -> Result<(), Failure> {
        let expected = self.secrets.get(name);
        let compared = expected.map_or("", |known| known.reveal());
        let same: bool = compared.as_bytes().ct_eq(secret.as_bytes()).into();
        if same && expected.is_some() && !secret.is_empty() {
            Ok(())
        } else {
            Err(Failure::NotFound)
        }
    }

    /// The whole address that was called, as the caller knows it. Without a configured public address it is
    /// unknown, and no signature matches.
    pub(super) fn public(&self, uri: &Uri) -> String {
        let base = self.public_url.as_deref().unwrap_or_default();
        let path = uri.path_and_query().map_or("", |path| path.as_str());
        format!("{base}{path}")
    }

    /// The USSD gateway with this name and secret.
    fn authenticate_ussd(
        &self,
        name: &str,
        secret: &str,
        request: &Request,
    ) -> Result<Gateway, Failure> {
        self.authenticate(name, secret, request)?;
        Gateway::find(name).ok_or(Failure::NotFound)
    }
}

/// `POST /hooks/{gateway}/{secret}/ussd`: a USSD turn.
pub(super) async fn ussd(
    State(auth): State<WebhookAuth>,
    State(service): State<Arc<Service>>,
    Path((name, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let began = Instant::now();
    let gateway = auth.authenticate_ussd(&name, &secret, &request)?;
    let body = form(request).await?;
    let inbound = gateway.read_ussd(&body).map_err(Failure::Malformed)?;
    let reply = answer::ussd(&service, &inbound).await;
    metrics::counter!("sahkar_turns_total", "gateway" => gateway.name(), "outcome" => reply.outcome)
        .increment(1);
    metrics::histogram!("sahkar_turn_seconds").record(began.elapsed());
    Ok(response(gateway, reply))
}

/// `POST /hooks/{gateway}/{secret}/ussd/end`: a session is over.
pub(super) async fn ussd_end(
    State(auth): State<WebhookAuth>,
    State(service): State<Arc<Service>>,
    Path((name, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let gateway = auth.authenticate_ussd(&name, &secret, &request)?;
    let body = form(request).await?;
    let ended = gateway.read_end(&body).map_err(Failure::Malformed)?;
    match answer::ended(&service, &ended).await {
        Ok(()) => Ok(StatusCode::OK.into_response()),
        Err(error) => {
            tracing::error!(gateway = gateway.name(), error = %chain(&error), "session end not kept");
            Err(Failure::Unavailable)
        }
    }
}

/// The whole body of a form, or why not: the method is checked first, then the type, then the length.
async fn form(request: Request) -> Result<Bytes, Failure> {
    if request.method() != Method::POST {
        return Err(Failure::NotPost);
    }
    if content_type(request.headers()) != "application/x-www-form-urlencoded" {
        return Err(Failure::NotAForm);
    }
    whole(request.into_body()).await
}

/// A whole body, unless it is too long or takes too long.
pub(super) async fn whole(body: Body) -> Result<Bytes, Failure> {
    let body = Limited::new(body, BODY_BYTES_MAX).collect();
    match tokio::time::timeout(BODY_TIME_MAX, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Failure::TooLarge),
        // Too slow; or the sender broke off and will not read the response.
        Ok(Err(_)) | Err(_) => Err(Failure::TooSlow),
    }
}

/// The content type, in lower case and without parameters; empty where there is none.
pub(super) fn content_type(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    kind.to_ascii_lowercase()
}

fn response(gateway: Gateway, reply: UssdReply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    let headers = response.headers_mut();
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, plain);
    if gateway == Gateway::Sandbox
        && let Ok(size) = HeaderValue::from_str(&reply.size)
    {
        headers.insert(SCREEN_HEADER, size);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_secret_authenticates() {
        let secrets = [("sandbox", "demo"), ("gupshup", "other")]
            .map(|(name, secret)| (name.to_owned(), Redacted::new(secret.to_owned())));
        let auth = WebhookAuth::new(secrets.into_iter().collect(), None);
        let ussd = |name, secret| auth.authenticate_ussd(name, secret, &Request::default());
        assert_eq!(ussd("sandbox", "demo"), Ok(Gateway::Sandbox));
        assert_eq!(auth.open("gupshup", "other"), Ok(()));
        assert_eq!(ussd("gupshup", "other"), Err(Failure::NotFound));
        for (name, secret) in [
            ("sandbox", ""),
            ("sandbox", "demO"),
            ("sandbox", "demo2"),
            ("sandbox", "other"),
            ("africastalking", "demo"),
            ("africastalking", ""),
            ("nobody", "demo"),
            ("nobody", ""),
        ] {
            assert_eq!(
                auth.open(name, secret),
                Err(Failure::NotFound),
                "{name} {secret}"
            );
        }
    }
}
