//! Requests to providers: what arrives, what comes back, and which addresses are never called.

use sahkar::gateways::sms::{Request, RequestBody};
use sahkar::outbound::{Allowed, CallFailed, Outbound};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::task::JoinSet;
use wiremock::matchers::{body_string, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn local() -> Outbound {
    let allowed = Allowed::parse("127.0.0.1").unwrap();
    Outbound::open_for(allowed, Duration::from_millis(700)).unwrap()
}

fn post(url: String) -> Request {
    Request {
        method: "POST",
        url,
        query: vec![("q".into(), "a b&c".into())],
        headers: vec![("apiKey".into(), "hush".into())],
        body: RequestBody::Form(vec![
            ("to".into(), "+919800000001".into()),
            ("text".into(), "નમસ્તે & 1".into()),
        ]),
    }
}

/// A listener that reads a request, answers with these octets and closes.
async fn answers_with(octets: &'static [u8], then_waits: bool) -> (String, JoinSet<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let mut task = JoinSet::new();
    task.spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut seen = [0; 4096];
        let _ = stream.read(&mut seen).await.unwrap();
        stream.write_all(octets).await.unwrap();
        stream.flush().await.unwrap();
        if then_waits {
            std::future::pending::<()>().await;
        }
    });
    (url, task)
}

fn may_have_arrived(failed: &CallFailed) -> bool {
    matches!(failed, CallFailed::MaybeSent(_))
}

#[tokio::test]
async fn a_request_arrives_as_it_was_meant() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/send"))
        .and(query_param("q", "a b&c"))
        .and(header("apikey", "hush"))
        .and(header("content-type", "application/x-www-form-urlencoded"))
        .and(body_string(
            "to=%2B919800000001&text=%E0%AA%A8%E0%AA%AE%E0%AA%B8%E0%AB%8D%E0%AA%A4%E0%AB%87+%26+1",
        ))
        .respond_with(ResponseTemplate::new(201).set_body_string("taken"))
        .expect(1)
        .mount(&server)
        .await;
    let (status, body) = local()
        .call(&post(format!("{}/send", server.uri())))
        .await
        .unwrap();
    assert_eq!((status, body.as_slice()), (201, &b"taken"[..]));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let server = MockServer::start().await;
    let there = format!("{}/there", server.uri());
    Mock::given(path("/here"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", there.as_str()))
        .mount(&server)
        .await;
    Mock::given(path("/there"))
        .respond_with(ResponseTemplate::new(200))
        .expect(0)
        .mount(&server)
        .await;
    let answer = local().call(&post(format!("{}/here", server.uri()))).await;
    assert_eq!(answer.unwrap().0, 302);
}

#[tokio::test]
async fn a_long_answer_is_cut() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_bytes(vec![b'x'; 200_000]))
        .mount(&server)
        .await;
    let (_, body) = local().call(&post(server.uri())).await.unwrap();
    assert_eq!(body.len(), 64 * 1024);
}

#[tokio::test]
async fn what_was_begun_and_not_answered_may_have_arrived() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(5));
    Mock::given(method("POST"))
        .respond_with(slow)
        .mount(&server)
        .await;
    let failed = local().call(&post(server.uri())).await.unwrap_err();
    assert!(may_have_arrived(&failed), "a timeout: {failed:?}");

    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
    for (octets, then_waits) in [
        (&half[..], false),
        (&half[..], true),
        (b"HTTP/1.1 200", false),
        (b"", false),
        (b"no HTTP at all", false),
    ] {
        let (url, _task) = answers_with(octets, then_waits).await;
        let failed = local().call(&post(url)).await.unwrap_err();
        assert!(may_have_arrived(&failed), "{octets:?}: {failed:?}");
    }
}

#[tokio::test]
async fn what_nobody_took_was_not_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    for url in [
        closed.as_str(),
        "ftp://127.0.0.1/",
        "no address",
        "http://name.invalid/",
    ] {
        let failed = local().call(&post(url.to_owned())).await.unwrap_err();
        assert!(
            matches!(failed, CallFailed::NotSent(_)),
            "{url}: {failed:?}"
        );
    }
    let mut odd = post("http://127.0.0.1:1/".to_owned());
    odd.headers.push(("two\nlines".into(), "x".into()));
    let failed = local().call(&odd).await.unwrap_err();
    assert!(matches!(failed, CallFailed::NotSent(_)), "{failed:?}");
}

#[tokio::test]
async fn a_private_address_is_never_called() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200))
        .expect(0)
        .mount(&server)
        .await;
    let port = server.address().port();
    let outbound = Outbound::open(Allowed::default()).unwrap();
    for host in [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "127.0.0.1.",
        "169.254.169.254",
        "10.0.0.1",
    ] {
        let url = format!("http://{host}:{port}/");
        let failed = outbound.call(&post(url)).await.unwrap_err();
        assert!(
            matches!(failed, CallFailed::NotSent(_)),
            "{host}: {failed:?}"
        );
        let why = sahkar::telemetry::chain(&failed);
        assert!(why.contains("SAHKAR_OUTBOUND_PRIVATE"), "{host}: {why}");
    }
    let failed = Outbound::closed().call(&post(server.uri())).await;
    assert!(matches!(failed, Err(CallFailed::NotSent(_))));
}

#[tokio::test]
async fn a_failure_names_neither_the_address_nor_what_was_in_it() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_delay(Duration::from_secs(5));
    Mock::given(method("POST"))
        .respond_with(slow)
        .mount(&server)
        .await;
    let slow = format!("{}/account-hush", server.uri());
    for url in [
        slow.as_str(),
        "http://127.0.0.1:1/account-hush",
        "http://hush.invalid/",
    ] {
        let failed = local().call(&post(url.to_owned())).await.unwrap_err();
        let shown = format!("{failed:?} {}", sahkar::telemetry::chain(&failed));
        for word in ["hush", "9800000001", "a+b"] {
            assert!(!shown.contains(word), "{url}: {shown}");
        }
    }
}
