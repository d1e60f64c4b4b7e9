//! `GET /phone`: a feature phone in the browser, on the sandbox gateway.
//!
//! It dials through the same webhook as a real gateway, so that what is tried on it is what a member
//! gets. It is served by `demo`, and by `serve` only where it is switched on, because the page holds
//! the sandbox gateway's secret.
//!
//! **Invariant:** the page runs no script but its own file, and loads nothing from elsewhere.

use crate::domain::Phone;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::fmt::Write as _;
use std::sync::Arc;

const PAGE: &str = include_str!("phone/phone.html");
const STYLE: &str = include_str!("phone/phone.css");
const SCRIPT: &str = include_str!("phone/phone.js");
const ICON: &str = include_str!("phone/icon.svg");

/// Nothing from elsewhere, nothing inline, nobody may frame it, and no address is passed on.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What the page needs to know.
#[derive(Clone, Debug, Default)]
pub struct PhonePage {
    /// The secret of the sandbox gateway.
    pub secret: String,
    /// The code it dials.
    pub code: String,
    /// The numbers it offers, each with what to say of it.
    pub numbers: Vec<(Phone, String)>,
}

/// The addresses of the page.
pub(super) fn router(page: &PhonePage) -> Router {
    let html: Arc<str> = fill(page).into();
    Router::new()
        .route("/phone", get(show))
        .route(
            "/phone/phone.css",
            get(|| async { file("text/css", STYLE) }),
        )
        .route(
            "/phone/phone.js",
            get(|| async { file("text/javascript", SCRIPT) }),
        )
        .route(
            "/phone/icon.svg",
            get(|| async { file("image/svg+xml", ICON) }),
        )
        .with_state(html)
}

async fn show(State(html): State<Arc<str>>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, html.to_string()).into_response()
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (headers, text).into_response()
}

fn fill(page: &PhonePage) -> String {
    let mut options = String::new();
    for (phone, label) in &page.numbers {
        let (number, label) = (escape(phone.reveal()), escape(label));
        write!(options, "<option value=\"{number}\">{label}</option>").expect("a String grows");
    }
    let hook = format!("/hooks/sandbox/{}/ussd", page.secret);
    PAGE.replace("{{hook}}", &escape(&hook))
        .replace("{{code}}", &escape(&page.code))
        .replace("{{numbers}}", &options)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_filled_and_escaped() {
        let page = PhonePage {
            secret: "demo".into(),
            code: "*384*2742#".into(),
            numbers: vec![(
                Phone::parse("+919800000001").unwrap(),
                "1001 <Ramila>".into(),
            )],
        };
        let html = fill(&page);
        assert!(html.contains("data-hook=\"/hooks/sandbox/demo/ussd\""));
        assert!(html.contains("<option value=\"+919800000001\">1001 &lt;Ramila&gt;</option>"));
        assert!(!html.contains("{{"));
        assert!(!html.contains("<script>") && !html.contains("style="));
    }
}
