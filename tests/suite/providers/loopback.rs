//! Each provider over real HTTP, against a server on this machine: what arrives there, and what its answers
//! do to the text: complete, rate-limited, broken and in an unknown form.

use super::{SETTINGS, outgoing};
use sahkar::core::domain::Failure;
use sahkar::gateways::sms::{Credentials, Provider, ProviderResponse, SendBy, SmsTaken};
use sahkar::outbound::{Allowed, Outbound};
use std::time::Duration;
use wiremock::matchers::{header, header_exists, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A provider as its server sees it: where it is called, with which header, what a taken text is
/// answered, and under which id.
struct Seen {
    name: &'static str,
    path: &'static str,
    header: &'static str,
    taken: &'static str,
    id: &'static str,
}

const PROVIDERS: [Seen; 5] = [
    Seen {
        name: "africastalking",
        path: "/version1/messaging",
        header: "apikey",
        taken: r#"{"SMSMessageData":{"Message":"Sent to 1/1","Recipients":[{"statusCode":101,"number":"+919800000001","status":"Success","messageId":"ATXid_1"}]}}"#,
        id: "ATXid_1",
    },
    Seen {
        name: "gupshup",
        path: "/GatewayAPI/rest",
        header: "user-agent",
        taken: r#"{"response":{"id":"35-36","phone":"919800000001","details":"","status":"success"}}"#,
        id: "35-36",
    },
    Seen {
        name: "exotel",
        path: "/v1/Accounts/ACsid/Sms/send.json",
        header: "authorization",
        taken: r#"{"SMSMessage":{"Sid":"0b6c","Status":"queued","DetailedStatus":"PENDING"}}"#,
        id: "0b6c",
    },
    Seen {
        name: "msg91",
        path: "/api/v5/flow",
        header: "authkey",
        taken: r#"{"type":"success","message":"3763646c"}"#,
        id: "3763646c",
    },
    Seen {
        name: "twilio",
        path: "/2010-04-01/Accounts/ACsid/Messages.json",
        header: "authorization",
        taken: r#"{"sid":"SM1","status":"queued","error_code":null}"#,
        id: "SM1",
    },
];

/// Sends the sample text by this provider to a server that answers so, and says what became of it.
async fn send(seen: &Seen, answer: ResponseTemplate) -> (SmsTaken, String) {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path(seen.path))
        .and(header_exists(seen.header))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let own = SETTINGS.map(|(key, value)| (key.to_owned(), value.replace("1207...", "12071")));
    let mut credentials = Credentials(own.into());
    credentials.0.insert("url".into(), server.uri());
    let provider = Provider::open(seen.name, &credentials).unwrap().unwrap();
    let SendBy::Http(request) = provider.send(&outgoing()) else {
        panic!("{} sends nothing", seen.name)
    };
    let allowed = Allowed::parse("127.0.0.1").unwrap();
    let outbound = Outbound::open_for(allowed, Duration::from_secs(5)).unwrap();
    let (status, body) = outbound.call(&request).await.unwrap();
    let answer = ProviderResponse {
        status,
        body: &body,
    };
    let arrived = server.received_requests().await.unwrap().remove(0).body;
    let arrived = String::from_utf8(arrived).unwrap();
    (provider.taken(&outgoing(), answer), arrived)
}

#[tokio::test]
async fn a_text_arrives_whole_and_is_taken_under_its_id() {
    for seen in &PROVIDERS {
        let answer = ResponseTemplate::new(200).set_body_string(seen.taken);
        let (taken, arrived) = send(seen, answer).await;
        let provider_id = Some(seen.id.to_owned());
        assert_eq!(taken, SmsTaken::Yes { provider_id }, "{}", seen.name);
        let values: Vec<String> = form_urlencoded::parse(arrived.as_bytes())
            .map(|(_, value)| value.into_owned())
            .collect();
        if seen.name == "msg91" {
            let json: serde_json::Value = serde_json::from_str(&arrived).unwrap();
            assert_eq!(json["recipients"][0]["VAR1"], "6250");
        } else {
            assert!(values.contains(&outgoing().body), "{}", seen.name);
            let number = outgoing().to.reveal().to_owned();
            let digits = number.trim_start_matches('+').to_owned();
            assert!(values.contains(&number) || values.contains(&digits));
        }
    }
}

#[tokio::test]
async fn every_trouble_of_a_provider_is_known_for_what_it_is() {
    let no = |failure, code: &str| SmsTaken::No {
        failure,
        code: Some(code.to_owned()),
    };
    for seen in &PROVIDERS {
        // The last sign is left out, then half of it, as a connection does that breaks.
        let (short, half) = (seen.taken.len() - 1, seen.taken.len() / 2);
        for (status, body, expected) in [
            (429, "", no(Failure::Throttled, "429")),
            (503, "<html>down</html>", no(Failure::Down, "503")),
            (401, "", no(Failure::Settings, "401")),
            (302, "", no(Failure::Settings, "302")),
            (501, "", no(Failure::Down, "501")),
            (505, "", no(Failure::Down, "505")),
            // It broke down, and may have done so after it took the text.
            (500, "", SmsTaken::Unclear),
            (500, "<html>down</html>", SmsTaken::Unclear),
            (507, "", SmsTaken::Unclear),
            (520, "", SmsTaken::Unclear),
            // A proxy says so, and the provider behind it may have the text.
            (502, "", SmsTaken::Unclear),
            (504, "", SmsTaken::Unclear),
            (200, "<html>login</html>", SmsTaken::Unclear),
            (200, "", SmsTaken::Unclear),
            (200, &seen.taken[..short], SmsTaken::Unclear),
            (200, &seen.taken[..half], SmsTaken::Unclear),
            (200, "{\"another\": \"form\"}", SmsTaken::Unclear),
        ] {
            let answer = ResponseTemplate::new(status).set_body_string(body);
            let (taken, _) = send(seen, answer).await;
            assert_eq!(taken, expected, "{}: {status} {body}", seen.name);
        }
    }
}

#[tokio::test]
async fn a_name_and_a_token_travel_in_a_header_only() {
    for seen in PROVIDERS
        .iter()
        .filter(|seen| seen.header == "authorization")
    {
        let server = MockServer::start().await;
        let expected = match seen.name {
            "exotel" => "Basic Sy1rZXk6VC10b2tlbg==",
            _ => "Basic QUNzaWQ6MTIzNDU=",
        };
        Mock::given(header("authorization", expected))
            .respond_with(ResponseTemplate::new(200).set_body_string(seen.taken))
            .expect(1)
            .mount(&server)
            .await;
        let own = SETTINGS.map(|(key, value)| (key.to_owned(), value.replace("...", "1")));
        let mut credentials = Credentials(own.into());
        credentials.0.insert("url".into(), server.uri());
        let provider = Provider::open(seen.name, &credentials).unwrap().unwrap();
        let SendBy::Http(request) = provider.send(&outgoing()) else {
            panic!("{} sends nothing", seen.name)
        };
        assert!(request.query.is_empty() && !request.url.contains('@'));
        let allowed = Allowed::parse("127.0.0.1").unwrap();
        let outbound = Outbound::open(allowed).unwrap();
        assert_eq!(outbound.call(&request).await.unwrap().0, 200);
    }
}
