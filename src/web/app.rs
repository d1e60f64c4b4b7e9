//! What the addresses need.

use super::webhooks::WebhookAuth;
use crate::app::Service;
use axum::extract::FromRef;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;

/// What the addresses need; each handler is handed only its part.
#[derive(Clone)]
pub struct App {
    /// All that answers.
    pub service: Arc<Service>,
    /// The gateways that may call.
    pub auth: WebhookAuth,
    /// What renders the metrics, where they are counted.
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
