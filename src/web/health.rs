//! Health and metrics: is the process alive, can a step be kept, and the figures for Prometheus.

use crate::app::Service;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// `GET /health/live`: the process answers.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// `GET /health/ready`: a step could be kept now; or a few words why not, which reveal nothing to
/// strangers.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    match service.store.readiness().await {
        Ok(()) => "ready\n".into_response(),
        Err(trouble) => {
            let why = format!("not ready: {}\n", trouble.words());
            (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}

/// `GET /metrics`: counts and times, in the text format of Prometheus.
pub(super) async fn metrics(State(handle): State<Option<PrometheusHandle>>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    let text = handle.map_or_else(String::new, |handle| {
        handle.run_upkeep();
        handle.render()
    });
    (kind, text).into_response()
}
