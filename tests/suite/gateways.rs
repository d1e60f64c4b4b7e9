//! What gateways really send, and the meaning that each request must have: every recorded and derived
//! request in `tests/fixtures/`.

use crate::support::recorded::{Case, RECORDED, Reads, cases_of};
use sahkar::gateways::transcript::{RequestMeaning, classify};
use sahkar::gateways::{AfterReply, Ended, EndedHow, Gateway, Inbound, Malformed};

/// A case without a body has an empty one.
fn body(case: &Case) -> &[u8] {
    case.body.as_str().unwrap_or_default().as_bytes()
}

fn inbound(gateway: Gateway, case: &Case) -> Result<Inbound, Malformed> {
    gateway.read_ussd(body(case))
}

/// The rule by which Africa's Talking accepts an answer.
fn is_accepted(reply: &str) -> bool {
    reply.starts_with("CON ") || reply.starts_with("END ")
}

#[test]
fn every_case_of_africas_talking_has_its_meaning() {
    for row in RECORDED {
        let Reads::Calls(name) = row.reads else {
            continue;
        };
        let gateway = Gateway::find(name).unwrap();
        for case in &cases_of(row.name) {
            println!("{}", case.name);
            let path = case.path.as_deref().unwrap_or_default();
            match (case.method.as_str(), path) {
                ("POST", "/events") => check_end(gateway, case),
                ("POST", _) if case.expect.contains_key("error") => check_error(gateway, case),
                ("POST", _) => check_turn(gateway, case),
                ("reply", _) => check_invalid_replies(case),
                other => panic!("a new kind of case: {other:?}"),
            }
        }
    }
}

fn check_turn(gateway: Gateway, case: &Case) {
    let inbound = inbound(gateway, case).unwrap();
    assert_eq!(inbound.phone.reveal(), "+919800000001");
    let so_far = case.given.stored_text.as_deref();
    let meaning = classify(&inbound.text, so_far.map(str::len), |text| {
        so_far == Some(text)
    });
    match case.expected("event").unwrap() {
        "begin" | "begin_tolerated" => assert_eq!(meaning, RequestMeaning::Begin),
        // What is a duplicate hears the last reply again: see `midcall`.
        "duplicate" => assert_eq!(meaning, RequestMeaning::Duplicate),
        "stale_or_conflict" => assert_eq!(meaning, RequestMeaning::Conflict),
        "continue" => {
            let input = case.expected("input").unwrap();
            assert_eq!(meaning, RequestMeaning::Continue(input));
        }
        other => panic!("a new event: {other}"),
    }
    demands(
        case,
        &["event", "input", "history", "must_replay_previous_reply"],
    );
    if let Some(input) = case.expect.get("input") {
        let is_input = match meaning {
            RequestMeaning::Continue(text) => input == text,
            RequestMeaning::Begin | RequestMeaning::Duplicate | RequestMeaning::Conflict => {
                input.is_null()
            }
        };
        assert!(is_input, "{input}");
    }
    if let Some(history) = case.expect.get("history") {
        assert_eq!(history, &serde_json::json!(history_of(so_far, &meaning)));
    }
    if let Some(reply) = &case.reply {
        let written = gateway.write_ussd("Main menu", AfterReply::Waits);
        // The status and the type of every answer are looked at in `ussd`.
        let whole =
            serde_json::json!({"status": 200, "content_type": "text/plain", "body": written});
        assert_eq!(reply, &whole);
    }
}

/// A case demands nothing that is not looked at.
fn demands(case: &Case, known: &[&str]) {
    for key in case.expect.keys() {
        assert!(known.contains(&key.as_str()), "nothing looks at `{key}`");
    }
}

/// Everything that she has typed in the session, with this request.
fn history_of<'a>(so_far: Option<&'a str>, meaning: &RequestMeaning<'a>) -> Vec<&'a str> {
    let before = so_far.filter(|text| !text.is_empty());
    let before = before.map(|text| text.split('*')).into_iter().flatten();
    let now = match *meaning {
        RequestMeaning::Continue(text) => Some(text),
        RequestMeaning::Begin | RequestMeaning::Duplicate | RequestMeaning::Conflict => None,
    };
    before.chain(now).collect()
}

fn check_error(gateway: Gateway, case: &Case) {
    demands(case, &["error"]);
    if case.expect["error"] == 413 {
        // The router refuses it before it is read: `ussd::a_body_too_large_is_refused`.
        let pad = case.body_pad.as_deref().unwrap();
        let padded = body(case).len() + pad.len() * case.body_min_octets;
        assert!(64 * 1024 < case.body_min_octets && case.body_min_octets <= padded);
    } else {
        assert_eq!(
            case.expected("error"),
            Some("bad_msisdn_or_trim_explicitly")
        );
        assert!(matches!(inbound(gateway, case), Err(Malformed::Phone(_))));
    }
}

fn check_end(gateway: Gateway, case: &Case) {
    demands(case, &["event", "status"]);
    let Ended { how, session, .. } = gateway.read_end(body(case)).unwrap();
    assert_eq!(case.expected("event"), Some("end"));
    assert!(session.starts_with("ATUid_"));
    let how_expected = match case.expected("status").unwrap() {
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
        for then in [AfterReply::Waits, AfterReply::Ends] {
            for said in ["", " ", "CON", "નમસ્તે"] {
                assert!(is_accepted(&gateway.write_ussd(said, then)));
            }
        }
    }
}
