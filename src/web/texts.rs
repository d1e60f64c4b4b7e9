//! The routes where providers send texts, receipts and STOP requests: by `POST`, by `GET`, and after a
//! check with `HEAD`.
//!
//! The checks have a fixed order, so that a stranger learns as little as possible: the secret, then the
//! method, the length, the time, and only then the provider's own checks of type, form and signature. After
//! the request was understood, every failure is ours: the provider gets 503 and sends it again.
//!
//! **Invariant:** no address is ever logged, because it holds the secret; a `HEAD` changes nothing.

use super::failure::Failure;
use super::webhooks::{WebhookAuth, content_type, whole};
use crate::answer;
use crate::app::Service;
use crate::core::domain::Reported;
use crate::gateways::sms::{
    Event, Provider, ProviderAck, ProviderRequest, Receipt, RequestRefused, SmsText,
};
use crate::store;
use crate::telemetry::chain;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Method, header, request::Parts};
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Reads a provider's request.
type ReadRequest = for<'a> fn(
    &'a Provider,
    &ProviderRequest<'_>,
) -> Result<(Event, ProviderAck<'a>), RequestRefused>;

/// `/hooks/{gateway}/{secret}/sms`: incoming texts.
pub(super) async fn text(
    State(auth): State<WebhookAuth>,
    State(service): State<Arc<Service>>,
    Path((name, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    auth.authenticate(&name, &secret, &request)?;
    receive(&auth, &service, &name, request, Provider::read_text).await
}

/// `/hooks/{gateway}/{secret}/receipt`: receipts for our texts.
pub(super) async fn receipt(
    State(auth): State<WebhookAuth>,
    State(service): State<Arc<Service>>,
    Path((name, secret)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    auth.authenticate(&name, &secret, &request)?;
    receive(&auth, &service, &name, request, Provider::read_receipt).await
}

async fn receive(
    auth: &WebhookAuth,
    service: &Service,
    name: &str,
    request: Request,
    read: ReadRequest,
) -> Result<Response, Failure> {
    let installed = service
        .sending
        .providers
        .get(name)
        .ok_or(Failure::NotFound)?;
    let provider = &installed.provider;
    match (
        serve(auth, service, provider, request, read).await,
        provider.silence(),
    ) {
        // The provider would send our response to the member as a text.
        (Err(failure), Some(silence)) => {
            let mut refusal = response(silence);
            *refusal.status_mut() = failure.into_response().status();
            Ok(refusal)
        }
        (served, _) => served,
    }
}

async fn serve(
    auth: &WebhookAuth,
    service: &Service,
    provider: &Provider,
    request: Request,
    read: ReadRequest,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let body = match parts.method {
        Method::POST => whole(body).await?,
        // A body with these methods has no meaning in HTTP, and is not read.
        Method::GET | Method::HEAD => Bytes::new(),
        _ => return Err(Failure::NotAMethod),
    };
    let (event, thanks) = understand(auth, service, provider, &parts, &body, read)?;
    if parts.method != Method::HEAD {
        keep(service, provider.name(), event).await?;
    }
    Ok(response(thanks))
}

fn understand<'p>(
    auth: &WebhookAuth,
    service: &Service,
    provider: &'p Provider,
    parts: &Parts,
    body: &[u8],
    read: ReadRequest,
) -> Result<(Event, ProviderAck<'p>), Failure> {
    let signature = provider.signature_header();
    let signature = signature.and_then(|name| parts.headers.get(name));
    let incoming = ProviderRequest {
        method: parts.method.as_str(),
        query: parts.uri.query().unwrap_or_default(),
        content_type: &content_type(&parts.headers),
        body,
        url: &auth.public(&parts.uri),
        signature: signature.and_then(|value| value.to_str().ok()),
        now: service.clock.now(),
    };
    read(provider, &incoming).or_else(|refused| {
        tracing::warn!(gateway = provider.name(), why = %refused, "provider request refused");
        if refused.is_for_ever() && !provider.gives_up() {
            // It holds something that no database can store; with an error it would be sent again for ever.
            return Ok((
                Event::Junk,
                provider.silence().unwrap_or(ProviderAck::EMPTY),
            ));
        }
        Err(refused.into())
    })
}

async fn keep(service: &Service, gateway: &str, event: Event) -> Result<(), Failure> {
    let (kept, what) = match event {
        Event::Text(text) => (keep_all(service, gateway, &[text]).await, "text"),
        Event::Texts {
            texts,
            unreadable_n,
        } => {
            if 0 < unreadable_n {
                tracing::warn!(gateway, unreadable_n, "unreadable sms dropped from a batch");
            }
            (keep_all(service, gateway, &texts).await, "text")
        }
        Event::OptOut { phone, to, stopped } => {
            let kept = answer::text::opted_out(service, gateway, &phone, &to, stopped).await;
            count_text(gateway, if kept.is_ok() { "opt-out" } else { "failed" });
            (kept, "opt-out")
        }
        Event::Receipts(receipts) => {
            let kept = answer::receipt::received(service, gateway, &receipts).await;
            if kept.is_ok() {
                count_receipts(gateway, &receipts);
            }
            (kept, "receipt")
        }
        Event::Probe => (Ok(()), "probe"),
        Event::Junk => {
            count_text(gateway, "junk");
            tracing::info!(gateway, "empty provider request dropped");
            (Ok(()), "junk")
        }
    };
    kept.map_err(|error| {
        tracing::error!(gateway, what, error = %chain(&error), "provider request not kept");
        Failure::Unavailable
    })
}

/// Stores texts that came in one request, in order. If one cannot be stored, the provider sends all of them
/// again, and those that were stored are recognised.
async fn keep_all(service: &Service, gateway: &str, texts: &[SmsText]) -> Result<(), store::Error> {
    for text in texts {
        let kept = answer::text::heard(service, gateway, text).await;
        count_text(gateway, if kept.is_ok() { "kept" } else { "failed" });
        kept?;
    }
    Ok(())
}

fn count_text(gateway: &str, outcome: &'static str) {
    metrics::counter!("sahkar_texts_in_total", "gateway" => gateway.to_owned(), "outcome" => outcome)
        .increment(1);
}

fn count_receipts(gateway: &str, receipts: &[Receipt]) {
    for receipt in receipts {
        let state = match &receipt.reported {
            Reported::Sent => "sent",
            Reported::Delivered => "delivered",
            Reported::Failed(_) => "failed",
            Reported::Unknown(word) => {
                tracing::warn!(gateway, word, "unknown receipt status");
                "unknown"
            }
        };
        metrics::counter!("sahkar_receipts_total", "gateway" => gateway.to_owned(), "state" => state)
            .increment(1);
    }
}

fn response(thanks: ProviderAck<'_>) -> Response {
    let mut response = Response::new(Body::from(thanks.body.to_owned()));
    if let Ok(kind) = HeaderValue::from_str(thanks.content_type) {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}
