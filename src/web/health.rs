//! What operators ask: is the process alive, can it serve, and how is it doing.

use crate::service::Service;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use std::time::Duration;

/// A database that takes longer to answer this is not ready.
const READY_TIME_MAX: Duration = Duration::from_secs(2);

/// `GET /health/live`: the process answers.
pub(super) async fn live() -> &'static str {
    "live\n"
}

/// `GET /health/ready`: the database answers too.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> Response {
    match tokio::time::timeout(READY_TIME_MAX, service.store.ping()).await {
        Ok(Ok(())) => "ready\n".into_response(),
        Ok(Err(_)) | Err(_) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
            .into_response(),
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
