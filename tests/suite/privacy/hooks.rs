//! Whatever a provider sends, valid or not, no log line contains the address it was sent to, a number, a
//! text, or a credential.

use super::Logs;
use crate::webhooks::{Server, open};
use reqwest::Method;

/// What stands in the requests below and must not stand in a line.
const PRIVATE: [&str; 7] = [
    "very-secret",
    "9800000001",
    "9800000077",
    "MILK",
    "hush",
    "/hooks/",
    "ATXid",
];

async fn bring(server: &Server, path: &str, body: &str) {
    let post = server.ask(Method::POST, path);
    let kind = "application/x-www-form-urlencoded";
    let answer = post.header("content-type", kind).body(body.to_owned());
    answer.send().await.unwrap();
}

#[tokio::test]
async fn no_line_says_what_a_provider_brought_nor_where() {
    let logs = Logs::capture();
    let (world, server) = open(29).await;
    logs.clear();
    let text =
        "from=%2B9800000001&to=56161&text=MILK+800&id=m1&linkId=l&date=2026-11-24+04%3A00%3A00";
    let receipt = "id=ATXid_1&status=Success&phoneNumber=%2B9800000001&networkCode=99999";
    for (path, body) in [
        ("sandbox/demo/sms", &text.replace("%2B98", "%2B9198")[..]),
        (
            "sandbox/demo/sms",
            &text.replace("%2B9800000001", "%2B919800000077"),
        ),
        // To a number that no cooperative has, from no number, and with a secret that is not ours.
        ("sandbox/demo/sms", &text.replace("56161", "very-secret")),
        ("sandbox/demo/sms", &text.replace("%2B98", "hush98")),
        ("sandbox/very-secret/sms", text),
        ("sandbox/demo/sms?very-secret=MILK", "x=hush&x=hush"),
        ("sandbox/demo/receipt", receipt),
        (
            "sandbox/demo/receipt",
            &receipt.replace("Success", "MILK 9800000001"),
        ),
        ("sandbox/demo/receipt", "id=&status=hush"),
        ("twilio/demo/sms?very-secret", text),
    ] {
        bring(&server, path, body).await;
    }
    world.service.store.close().await;
    bring(
        &server,
        "sandbox/demo/sms",
        &text.replace("%2B98", "%2B9198"),
    )
    .await;
    let lines = logs.lines();
    assert!(6 <= lines.len(), "{lines:?}");
    for line in &lines {
        for word in PRIVATE {
            assert!(!line.contains(word), "{word} is in {line}");
        }
    }
}
