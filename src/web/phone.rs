//! `GET /phone`: a feature phone in the browser, on the sandbox gateway.
//!
//! It dials and texts through the same webhooks as a real gateway, so it shows what a member gets. The
//! texts that the sandbox sends are kept in this process, and the page asks for them every two seconds.
//! `demo` serves it; `serve` does only where it is switched on, because the page holds the secret of the
//! sandbox gateway, and because anybody who opens it can read every phone's texts.
//!
//! **Invariant:** the page runs only its own scripts, and loads nothing from other hosts.

use super::app::App;
use super::failure::Failure;
use crate::app::Service;
use crate::app::sandbox_inbox::SandboxText;
use crate::core::domain::Phone;
use crate::core::texts::measure::{self, Size};
use crate::gateways::Malformed;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

const CSS: &str = "text/css";
const JS: &str = "text/javascript";

/// The files that the page loads: name, type, text.
const FILES: [(&str, &str, &str); 12] = [
    ("icon.svg", "image/svg+xml", include_str!("phone/icon.svg")),
    ("phone.css", CSS, include_str!("phone/phone.css")),
    ("screen.css", CSS, include_str!("phone/screen.css")),
    ("phone.js", JS, include_str!("phone/phone.js")),
    ("beside.js", JS, include_str!("phone/beside.js")),
    ("call.js", JS, include_str!("phone/call.js")),
    ("drawing.js", JS, include_str!("phone/drawing.js")),
    ("handset.js", JS, include_str!("phone/handset.js")),
    ("home.js", JS, include_str!("phone/home.js")),
    ("measure.js", JS, include_str!("phone/measure.js")),
    ("messages.js", JS, include_str!("phone/messages.js")),
    ("texts.js", JS, include_str!("phone/texts.js")),
];

/// Nothing from other hosts, nothing inline, no frames, and no `Referer`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What the page needs.
#[derive(Clone, Debug, Default)]
pub struct PhonePage {
    /// The secret of the sandbox gateway.
    pub secret: String,
    /// The code that it dials.
    pub code: String,
    /// The number that it texts to.
    pub sms: String,
    /// The sender of the texts it receives.
    pub sender: String,
    /// The numbers that it offers, each with a description.
    pub numbers: Vec<(Phone, String)>,
    /// Texts that it offers to send.
    pub tries: Vec<String>,
    /// Whether nothing here is real: the console says so on every page.
    pub is_practice: bool,
}

/// The routes of the page.
pub(super) fn router(app: App, page: &PhonePage) -> Router {
    let html: Arc<str> = fill(page).into();
    let mut router = Router::new()
        .route("/phone", get(move || async move { show(&html) }))
        .route("/phone/inbox", get(inbox))
        .with_state(app);
    for (name, kind, text) in FILES {
        let address = format!("/phone/{name}");
        router = router.route(&address, get(move || async move { file(kind, text) }));
    }
    router
}

fn show(html: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, html.to_owned()).into_response()
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, format!("{kind}; charset=utf-8")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (headers, text).into_response()
}

/// The query of the page: the texts to a phone after this position of the sandbox's inbox.
#[derive(Deserialize)]
struct InboxQuery {
    number: String,
    after: u64,
}

/// `GET /phone/inbox?number=+91…&after=N`: the texts that have arrived at a phone, oldest first, each with
/// its size; and the position to ask from next.
async fn inbox(
    State(service): State<Arc<Service>>,
    ask: Result<Query<InboxQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let refused = Failure::Malformed;
    let Query(ask) = ask.map_err(|_| refused(Malformed::Missing("number or after")))?;
    let phone = Phone::parse(&ask.number).map_err(|error| refused(error.into()))?;
    // After a restart, an old page asks from a position that does not exist yet.
    let from = if ask.after > service.sending.sandbox.last() {
        0
    } else {
        ask.after
    };
    let texts = service.sending.sandbox.after(from);
    let after = texts.last().map_or(from, |text| text.n);
    let hers = texts.iter().filter(|text| text.to == phone);
    let texts: Vec<Value> = hers.map(text).collect();
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((headers, Json(json!({ "after": after, "texts": texts }))).into_response())
}

/// The id is a text, because JavaScript's numbers are too short for it.
fn text(arrived: &SandboxText) -> Value {
    let Size { encoding, units } = measure::measure(&arrived.body);
    json!({
        "id": arrived.id.to_string(),
        "at": arrived.at.0,
        "body": arrived.body,
        "size": {
            "encoding": encoding.name(),
            "units": units,
            "parts": measure::segments(&arrived.body).len(),
        },
    })
}

/// The values for `templates/phone.html`. They are escaped.
#[derive(Template)]
#[template(path = "phone.html")]
struct Filled<'a> {
    page: &'a PhonePage,
    /// The characters of the GSM alphabet that take one septet, and those that take two.
    once: String,
    twice: String,
}

fn fill(page: &PhonePage) -> String {
    let (once, twice) = measure::alphabet();
    let filled = Filled { page, once, twice };
    filled.render().expect("a String grows")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_filled_and_escaped() {
        let page = PhonePage {
            secret: "demo".into(),
            code: "*384*2742#".into(),
            sms: "56161".into(),
            sender: "ASHAMD".into(),
            numbers: vec![(
                Phone::parse("+919800000001").unwrap(),
                "1001 <Ramila>".into(),
            )],
            tries: vec!["મદદ & ?".into()],
            is_practice: true,
        };
        let html = fill(&page);
        assert!(html.contains("data-hook=\"/hooks/sandbox/demo\""));
        assert!(html.contains("data-sms=\"56161\" data-sender=\"ASHAMD\""));
        assert!(html.contains("<option value=\"+919800000001\">1001 &#60;Ramila&#62;</option>"));
        assert!(html.contains("<li><button type=\"button\">મદદ &#38; ?</button></li>"));
        assert!(html.contains(" !&#34;#"), "the alphabet of a phone");
        assert!(!html.contains("{{") && !html.contains("{%"));
        assert!(!html.contains("<script>") && !html.contains("style="));
    }

    #[test]
    fn every_file_that_the_page_names_is_served() {
        let served = |name: &str| FILES.iter().any(|(known, _, _)| *known == name);
        let named = |text: &str, before: &str| -> Vec<String> {
            let found = text.split(before).skip(1);
            found
                .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
                .collect()
        };
        let of_page = named(&fill(&PhonePage::default()), "=\"/phone/");
        assert_eq!(of_page.len(), 4, "{of_page:?}");
        let scripts = FILES.iter().filter(|(_, kind, _)| *kind == JS);
        let imports: Vec<String> = scripts
            .flat_map(|(_, _, text)| named(text, "from \"./"))
            .collect();
        assert!(!imports.is_empty());
        for name in of_page.iter().chain(&imports) {
            assert!(served(name), "{name}");
        }
    }
}
