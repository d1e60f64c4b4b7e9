//! A sample text, HTTP request and HTTP answer for the tests of the providers.

use crate::core::domain::notice::Class;
use crate::core::domain::{Instant, Phone};
use crate::gateways::sms::{
    Credentials, DltRegistration, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt,
    Request, RequestBody, SendBy,
};

pub(in crate::gateways) fn credentials(pairs: &[(&str, &str)]) -> Credentials {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    Credentials(pairs.iter().map(owned).collect())
}

pub(in crate::gateways) fn outgoing() -> Outgoing {
    Outgoing {
        id: 7_012,
        to: Phone::parse("+919800000001").unwrap(),
        body: "Asha: 250 saved".into(),
        values: vec![
            ("amount".into(), "250".into()),
            ("no".into(), "1017".into()),
        ],
        is_unicode: false,
        class: Class::Service,
        registered: Some(DltRegistration {
            entity_id: "1201159000000000001".into(),
            template_id: "1207159000000000001".into(),
            header: "ASHAMD".into(),
        }),
        receipt_url: Some("https://coop.example/hooks/x/secret/receipt".into()),
    }
}

pub(in crate::gateways) fn request(way: SendBy) -> Request {
    match way {
        SendBy::Http(request) => *request,
        SendBy::Here | SendBy::Cannot(_) => panic!("no request"),
    }
}

pub(in crate::gateways) fn form(request: &Request) -> Vec<(String, String)> {
    match &request.body {
        RequestBody::Form(form) => form.clone(),
        RequestBody::Empty | RequestBody::Json(_) | RequestBody::Raw(..) => panic!("no form"),
    }
}

pub(in crate::gateways) fn value<'a>(form: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = form.iter().filter(|(key, _)| key == name);
    let value = found.next().map(|(_, value)| value.as_str());
    assert!(found.next().is_none(), "{name} stands there twice");
    value
}

pub(in crate::gateways) fn answer(status: u16, body: &str) -> ProviderResponse<'_> {
    ProviderResponse {
        status,
        body: body.as_bytes(),
    }
}

pub(in crate::gateways) fn posted(body: &str) -> ProviderRequest<'_> {
    ProviderRequest {
        method: "POST",
        query: "",
        content_type: "application/x-www-form-urlencoded",
        body: body.as_bytes(),
        url: "https://coop.example/hooks/x/secret/sms",
        signature: None,
        now: Instant(1_790_000_000_000),
    }
}

pub(in crate::gateways) fn got(query: &str) -> ProviderRequest<'_> {
    ProviderRequest {
        method: "GET",
        query,
        content_type: "",
        body: b"",
        ..posted("")
    }
}

pub(in crate::gateways) fn receipts(event: Event) -> Vec<Receipt> {
    match event {
        Event::Receipts(receipts) => receipts,
        Event::Text(_)
        | Event::Texts { .. }
        | Event::OptOut { .. }
        | Event::Probe
        | Event::Junk => {
            panic!("no receipt")
        }
    }
}
