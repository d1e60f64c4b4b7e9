//! The HTTP routes: webhooks of gateways, health and metrics, the browser phone, and the officers' console.
//!
//! There are two listeners. On the callers' listener anybody may ask whether the service is alive and
//! ready, because a load balancer asks there. The metrics show how many women call and when, so they are on
//! the operators' listener only.

mod app;
pub mod connections;
pub mod console;
pub mod failure;
mod health;
pub mod phone;
mod slots;
mod texts;
mod traced;
pub mod webhooks;

pub use app::App;

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use failure::Failure;
use phone::PhonePage;
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;
use traced::traced;

/// The routes of the operators' listener.
pub fn operators(app: App) -> Router {
    Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(|| async { Failure::NotFound })
        .with_state(app)
}

/// The routes of the callers' listener; with the browser phone where there is one.
pub fn router(app: App, phone_page: Option<&PhonePage>) -> Router {
    let sorry = app.service.clone();
    // A bug must give the caller an apology, and must not close other callers' connections.
    let apologise = CatchPanicLayer::custom(move |_: Box<dyn Any + Send>| {
        tracing::error!("step panicked; apology sent");
        crate::answer::plain_apology(&sorry).into_response()
    });
    let router = Router::new()
        .route(
            "/hooks/{gateway}/{secret}/ussd",
            any(webhooks::ussd).layer(apologise),
        )
        .route(
            "/hooks/{gateway}/{secret}/ussd/end",
            any(webhooks::ussd_end),
        )
        .route("/hooks/{gateway}/{secret}/sms", any(texts::text))
        .route("/hooks/{gateway}/{secret}/receipt", any(texts::receipt))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(|| async { Failure::NotFound })
        .with_state(app.clone());
    let is_practice = phone_page.is_some_and(|page| page.is_practice);
    let router = router.merge(console::router(&app, is_practice));
    let router = match phone_page {
        Some(page) => router.merge(phone::router(app.clone(), page)),
        None => router,
    };
    let router = router.layer(CatchPanicLayer::custom(
        |_: Box<dyn Any + Send>| -> Response {
            tracing::error!("request panicked");
            Failure::Unavailable.into_response()
        },
    ));
    traced(router, app)
}
