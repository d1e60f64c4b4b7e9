//! Described providers over real HTTP, against a server on this machine: what arrives there, and what its
//! answers do to the text: complete, rate-limited, broken, late and in an unknown form.

use super::{kannel, outgoing, textlocal};
use sahkar::core::domain::Failure;
use sahkar::gateways::sms::{Configured, ProviderResponse, SendBy, SmsTaken};
use sahkar::outbound::{Allowed, CallFailed, Outbound};
use std::time::Duration;
use wiremock::matchers::{any, body_string_contains, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

async fn call(described: &Configured, allowed: &str) -> Result<(u16, Vec<u8>), CallFailed> {
    let SendBy::Http(request) = described.send(&outgoing("Rs 5 & more")) else {
        panic!("no request");
    };
    let allowed = Allowed::parse(allowed).unwrap();
    let outbound = Outbound::open_for(allowed, Duration::from_millis(700)).unwrap();
    outbound.call(&request).await
}

/// What becomes of a text where the server answers so.
async fn sent(open: fn(&str) -> Configured, answer: ResponseTemplate) -> SmsTaken {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let described = open(&server.uri());
    let (status, body) = call(&described, "127.0.0.1").await.unwrap();
    described.taken(ProviderResponse {
        status,
        body: &body,
    })
}

#[tokio::test]
async fn a_text_arrives_as_the_file_describes_it() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .and(path("/cgi-bin/sendsms"))
        .and(query_param("to", "+919800000001"))
        .and(query_param("text", "Rs 5 & more"))
        .and(query_param(
            "dlr-url",
            "https://line.example.org/hooks/x/secret/receipt?our_id=7012&status=%d&reason=%A&at=%T",
        ))
        .respond_with(ResponseTemplate::new(202))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/send/"))
        .and(body_string_contains("message=Rs+5+%26+more"))
        .respond_with(ResponseTemplate::new(200))
        .expect(1)
        .mount(&server)
        .await;
    let by_kannel = kannel(&format!("{}/cgi-bin/sendsms", server.uri()));
    assert_eq!(call(&by_kannel, "127.0.0.1").await.unwrap().0, 202);
    let by_textlocal = textlocal(&format!("{}/send/", server.uri()));
    assert_eq!(call(&by_textlocal, "127.0.0.1").await.unwrap().0, 200);
}

#[tokio::test]
async fn every_trouble_is_known_for_what_it_is() {
    /// Opens a described provider at an address.
    type Open = fn(&str) -> Configured;
    let providers: [(Open, u16, &str); 2] = [
        (kannel, 202, "0: Accepted for delivery"),
        (
            textlocal,
            200,
            r#"{"messages":[{"id":"11"}],"status":"success"}"#,
        ),
    ];
    for (open, status, whole) in providers {
        let answered = |status, body: &str| {
            let body = body.to_owned();
            sent(open, ResponseTemplate::new(status).set_body_string(body))
        };
        assert!(matches!(
            answered(status, whole).await,
            SmsTaken::Yes { .. }
        ));
        for body in [
            "",
            "<html>log in</html>",
            &whole[..1],
            "{\"another\":\"form\"}",
        ] {
            let unclear = answered(status, body).await;
            assert_eq!(unclear, SmsTaken::Unclear, "{body}");
        }
        for (status, why) in [
            (429, Failure::Throttled),
            (401, Failure::Settings),
            (302, Failure::Settings),
        ] {
            let taken = answered(status, "").await;
            assert!(
                matches!(&taken, SmsTaken::No { failure, .. } if *failure == why),
                "{status} {taken:?}"
            );
        }
        assert_eq!(
            answered(502, "<html>bad gateway</html>").await,
            SmsTaken::Unclear
        );

        let server = MockServer::start().await;
        let late = ResponseTemplate::new(status)
            .set_body_string(whole)
            .set_delay(Duration::from_secs(5));
        Mock::given(any()).respond_with(late).mount(&server).await;
        let late = call(&open(&server.uri()), "127.0.0.1").await;
        assert!(matches!(late, Err(CallFailed::MaybeSent(_))), "{late:?}");
        // A file may name this machine; only the setting opens it.
        let refused = call(&open(&server.uri()), "").await;
        assert!(
            matches!(refused, Err(CallFailed::NotSent(_))),
            "{refused:?}"
        );
    }
}
