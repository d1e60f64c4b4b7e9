//! What gateways really send, and the meaning that each request must have: every case of the
//! recorded and derived requests in `tests/fixtures/`.

use sahkar::gateway::transcript::{Meaning, classify};
use sahkar::gateway::{Ended, EndedHow, Gateway, Inbound, Malformed, Then};
use serde::Deserialize;

const AT_USSD: &str = include_str!("../fixtures/at_ussd.json");

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    #[serde(default)]
    given: Given,
    method: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    body: String,
    body_pad: Option<String>,
    #[serde(default)]
    body_min_octets: usize,
    expect: serde_json::Value,
    reply: Option<serde_json::Value>,
}

#[derive(Deserialize, Default)]
struct Given {
    stored_text: Option<String>,
}

fn inbound(case: &Case) -> Result<Inbound, Malformed> {
    Gateway::AfricasTalking.read_ussd(case.body.as_bytes())
}

fn expected<'a>(case: &'a Case, key: &str) -> Option<&'a str> {
    case.expect.get(key)?.as_str()
}

/// The rule by which Africa's Talking accepts an answer.
fn is_accepted(reply: &str) -> bool {
    reply.starts_with("CON ") || reply.starts_with("END ")
}

#[test]
fn every_case_of_africas_talking_has_its_meaning() {
    let fixture: Fixture = serde_json::from_str(AT_USSD).unwrap();
    assert_eq!(fixture.cases.len(), 12);
    for case in &fixture.cases {
        println!("{}", case.name);
        match (case.method.as_str(), case.path.as_str()) {
            ("POST", "/events") => check_end(case),
            ("POST", _) if case.expect.get("error").is_some() => check_error(case),
            ("POST", _) => check_turn(case),
            ("reply", _) => check_invalid_replies(case),
            other => panic!("a new kind of case: {other:?}"),
        }
    }
}

fn check_turn(case: &Case) {
    let inbound = inbound(case).unwrap();
    assert_eq!(inbound.phone.reveal(), "+919800000001");
    let so_far = case.given.stored_text.as_deref();
    let meaning = classify(&inbound.text, so_far.map(str::len), |text| {
        so_far == Some(text)
    });
    match expected(case, "event").unwrap() {
        "begin" | "begin_tolerated" => assert_eq!(meaning, Meaning::Begin),
        // What is a duplicate hears the last reply again: see `midcall`.
        "duplicate" => assert_eq!(meaning, Meaning::Duplicate),
        "stale_or_conflict" => assert_eq!(meaning, Meaning::Conflict),
        "continue" => {
            let input = expected(case, "input").unwrap();
            assert_eq!(meaning, Meaning::Continue(input));
        }
        other => panic!("a new event: {other}"),
    }
    demands(
        case,
        &["event", "input", "history", "must_replay_previous_reply"],
    );
    if let Some(input) = case.expect.get("input") {
        let is_input = match meaning {
            Meaning::Continue(text) => input == text,
            Meaning::Begin | Meaning::Duplicate | Meaning::Conflict => input.is_null(),
        };
        assert!(is_input, "{input}");
    }
    if let Some(history) = case.expect.get("history") {
        assert_eq!(history, &serde_json::json!(history_of(so_far, &meaning)));
    }
    if let Some(reply) = &case.reply {
        let written = Gateway::AfricasTalking.write_ussd("Main menu", Then::Waits);
        // The status and the type of every answer are looked at in `ussd`.
        let whole =
            serde_json::json!({"status": 200, "content_type": "text/plain", "body": written});
        assert_eq!(reply, &whole);
    }
}

/// A case demands nothing that is not looked at.
fn demands(case: &Case, known: &[&str]) {
    for key in case.expect.as_object().unwrap().keys() {
        assert!(known.contains(&key.as_str()), "nothing looks at `{key}`");
    }
}

/// Everything that she has typed in the session, with this request.
fn history_of<'a>(so_far: Option<&'a str>, meaning: &Meaning<'a>) -> Vec<&'a str> {
    let before = so_far.filter(|text| !text.is_empty());
    let before = before.map(|text| text.split('*')).into_iter().flatten();
    let now = match *meaning {
        Meaning::Continue(text) => Some(text),
        Meaning::Begin | Meaning::Duplicate | Meaning::Conflict => None,
    };
    before.chain(now).collect()
}

fn check_error(case: &Case) {
    demands(case, &["error"]);
    if case.expect["error"] == 413 {
        // The router refuses it before it is read: `ussd::a_body_too_large_is_refused`.
        let pad = case.body_pad.as_deref().unwrap();
        let padded = case.body.len() + pad.len() * case.body_min_octets;
        assert!(64 * 1024 < case.body_min_octets && case.body_min_octets <= padded);
    } else {
        assert_eq!(
            expected(case, "error"),
            Some("bad_msisdn_or_trim_explicitly")
        );
        assert!(matches!(inbound(case), Err(Malformed::Phone(_))));
    }
}

fn check_end(case: &Case) {
    demands(case, &["event", "status"]);
    let Ended { how, session, .. } = Gateway::AfricasTalking
        .read_end(case.body.as_bytes())
        .unwrap();
    assert_eq!(expected(case, "event"), Some("end"));
    assert!(session.starts_with("ATUid_"));
    let how_expected = match expected(case, "status").unwrap() {
        "success" => EndedHow::Success,
        "failed" => EndedHow::Failed,
        other => panic!("a new status: {other}"),
    };
    assert_eq!(how, how_expected);
}

fn check_invalid_replies(case: &Case) {
    // What a gateway does with another status is said beside it; ours is 200 (`ussd`).
    demands(case, &["invalid", "also"]);
    for reply in case.expect["invalid"].as_array().unwrap() {
        assert!(!is_accepted(reply.as_str().unwrap()), "{reply}");
    }
    for gateway in Gateway::ALL {
        for then in [Then::Waits, Then::Ends] {
            for said in ["", " ", "CON", "નમસ્તે"] {
                assert!(is_accepted(&gateway.write_ussd(said, then)));
            }
        }
    }
}
