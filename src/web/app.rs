//! The state that the HTTP handlers need.

use super::webhooks::WebhookAuth;
use crate::app::Service;
use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// The state that the HTTP handlers need; each handler gets only its part.
#[derive(Clone)]
pub struct App {
    /// Everything that answers requests.
    pub service: Arc<Service>,
    /// The gateways that may call.
    pub auth: WebhookAuth,
    /// Renders the metrics, where they are recorded.
    pub metrics: Option<PrometheusHandle>,
}

impl FromRef<App> for Arc<Service> {
    fn from_ref(app: &App) -> Self {
        Self::clone(&app.service)
    }
}

impl FromRef<App> for WebhookAuth {
    fn from_ref(app: &App) -> Self {
        app.auth.clone()
    }
}

impl FromRef<App> for Option<PrometheusHandle> {
    fn from_ref(app: &App) -> Self {
        app.metrics.clone()
    }
}
