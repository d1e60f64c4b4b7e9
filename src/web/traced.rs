//! Every request gets an id and a span, so that all log lines about it can be found by the id.
//!
//! A proxy may have set an id already. It is used only if it comes from one of our own proxies and is well
//! formed (`trace`). The response has the id too.
//!
//! **Invariant:** the span names the route and never the address, which holds a secret.

use super::app::App;
use super::webhooks::WebhookAuth;
use crate::trace::TraceId;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Response as HttpResponse};
use axum::middleware::{self, Next};
use axum::response::Response;
use std::net::SocketAddr;
use std::time::Duration;
use tower_http::trace::TraceLayer;
use tracing::Span;

/// The HTTP header of the id.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The beginning of all webhook routes.
const HOOKS: &str = "/hooks/{gateway}/{secret}/";

/// The same routes, with an id and a span for each request.
pub(super) fn traced(router: Router, app: App) -> Router {
    let spans = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(answered)
        .on_body_chunk(())
        .on_eos(())
        // The code that fails has logged the reason.
        .on_failure(());
    router
        .layer(spans)
        .layer(middleware::from_fn_with_state(app, give_id))
}

async fn give_id(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let drawn = given(&app.auth, &request);
    let id = drawn.unwrap_or_else(|| TraceId::draw(app.service.chance()));
    request.extensions_mut().insert(id.clone());
    let header = HeaderValue::from_str(id.as_str());
    let mut response = id.scope(next.run(request)).await;
    if let Ok(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    response
}

/// The id that one of our proxies has set. If the request has two, none is used.
fn given(auth: &WebhookAuth, request: &Request) -> Option<TraceId> {
    let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    if !auth.is_proxy(peer.ip()) {
        return None;
    }
    let mut lines = request.headers().get_all(REQUEST_ID).iter();
    let line = lines.next().filter(|_| lines.next().is_none())?;
    TraceId::parse(line.to_str().ok()?)
}

fn span(request: &Request<Body>) -> Span {
    let extensions = request.extensions();
    let id = extensions.get::<TraceId>().map(TraceId::as_str);
    let route = extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    let route = route.map(|path| path.strip_prefix(HOOKS).unwrap_or(path));
    // A method can be any word that a client invents.
    let method = match request.method().as_str() {
        known @ ("GET" | "POST" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "PATCH") => known,
        _ => "other",
    };
    tracing::info_span!("request", trace.id = id, method, route)
}

fn answered<B>(response: &HttpResponse<B>, _: Duration, _: &Span) {
    tracing::debug!(status = response.status().as_u16(), "request answered");
}
