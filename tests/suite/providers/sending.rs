//! What is sent to a provider, and what its answer means.

use super::outgoing;
use crate::support::recorded::Case;
use sahkar::core::domain::Failure;
use sahkar::gateways::sms::{Provider, ProviderResponse, Request, RequestBody, SendBy, SmsTaken};
use std::collections::BTreeMap;

fn sent(provider: &Provider) -> Request {
    match provider.send(&outgoing()) {
        SendBy::Http(request) => *request,
        SendBy::Here | SendBy::Cannot(_) => panic!("{} sends nothing", provider.name()),
    }
}

pub(super) fn check_answer(provider: &Provider, case: &Case) {
    let wire = case.wire();
    let answer = ProviderResponse {
        status: case.http_status,
        body: wire.body.as_bytes(),
    };
    let taken = provider.taken(&outgoing(), answer);
    let failure = match &taken {
        SmsTaken::No { failure, .. } => Some(*failure),
        SmsTaken::Yes { provider_id } => {
            assert!(
                provider_id
                    .as_ref()
                    .is_some_and(|id| id.starts_with("ATXid_"))
            );
            None
        }
        SmsTaken::Unclear => panic!("{}: unclear", case.name),
    };
    let expected = match case.expected("state").unwrap() {
        "sent" => None,
        "permanent_failure" => Some(Failure::Route),
        "config_error" => Some(Failure::Settings),
        "retry_backoff" => Some(Failure::Throttled),
        other => panic!("a new state: {other}"),
    };
    assert_eq!(failure, expected);
}

pub(super) fn check_sending(provider: &Provider, case: &Case) {
    let request = sent(provider);
    let path = case.path.as_deref().unwrap();
    assert_eq!(path.split(' ').next(), Some(request.url.as_str()));
    match &request.body {
        RequestBody::Form(form) => {
            let mut found: BTreeMap<_, _> = form.iter().cloned().collect();
            assert_eq!(found.len(), form.len(), "a key stands there twice");
            assert_eq!(
                found.insert("msg".into(), "<urlencoded utf-8>".into()),
                Some(outgoing().body)
            );
            for value in found.values_mut().filter(|value| value.starts_with("120")) {
                *value = format!("{}...", &value[..4]);
            }
            let expected = case
                .query
                .iter()
                .map(|(key, value)| (key.clone(), value.as_str().unwrap().to_owned()));
            assert_eq!(found, expected.collect());
            let shape = case.expect["json_reply_shape"].to_string();
            for reply in [shape.as_str(), "success | 919800000001 | 35-36"] {
                let answer = ProviderResponse {
                    status: 200,
                    body: reply.as_bytes(),
                };
                let taken = provider.taken(&outgoing(), answer);
                assert!(
                    matches!(
                        taken,
                        SmsTaken::Yes {
                            provider_id: Some(_)
                        }
                    ),
                    "{reply}"
                );
            }
        }
        RequestBody::Json(body) => {
            assert!(path.ends_with("(header authkey)"));
            assert!(request.headers.iter().any(|(name, _)| name == "authkey"));
            let mut body = body.clone();
            body["template_id"] = "<msg91 flow id>".into();
            assert_eq!(body, case.body);
        }
        RequestBody::Empty | RequestBody::Raw(..) => panic!("{}: another body", case.name),
    }
}
