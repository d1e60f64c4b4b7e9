//! What providers of texts really send, and the meaning that each request must have: every recorded case of
//! a built-in provider (`support::recorded`).

mod loopback;
mod sending;
mod silence;

use crate::support::recorded::{Case, RECORDED, Reads, cases_of};
use sahkar::core::domain::notice::Class;
use sahkar::core::domain::{Failure, Instant, Phone, Reported};
use sahkar::gateways::sms::{
    Credentials, DltRegistration, Event, Outgoing, Provider, ProviderAck, ProviderRequest, Receipt,
    RequestRefused, SmsText,
};
use serde_json::Value;

/// Settings that open any provider.
const SETTINGS: [(&str, &str); 9] = [
    ("username", "U"),
    ("api_key", "K-key"),
    ("userid", "U"),
    ("password", "P"),
    ("api_token", "T-token"),
    ("account_sid", "ACsid"),
    ("authkey", "A-authkey"),
    ("auth_token", "12345"),
    ("flows", "1207...=flow"),
];

fn provider(name: &str) -> Provider {
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.replace("...", "1"));
    let credentials = Credentials(SETTINGS.into_iter().map(owned).collect());
    Provider::open(name, &credentials).unwrap().unwrap()
}

fn outgoing() -> Outgoing {
    Outgoing {
        id: 4_711,
        to: Phone::parse("+919800000001").unwrap(),
        body: "નમસ્તે 6250".into(),
        values: vec![("amount".into(), "6250".into())],
        is_unicode: true,
        class: Class::Service,
        registered: Some(DltRegistration {
            entity_id: "12011".into(),
            template_id: "12071".into(),
            header: "COOPGJ".into(),
        }),
        receipt_url: Some("https://line.example.org/receipt".into()),
    }
}

#[test]
fn every_recorded_case_has_its_meaning_or_is_somebody_elses() {
    for row in RECORDED {
        let Reads::Texts(owner) = row.reads else {
            continue;
        };
        for case in cases_of(row.name) {
            println!("{}: {}", row.name, case.name);
            check(row.name, owner, &case);
        }
    }
}

fn check(file: &str, owner: &str, case: &Case) {
    let provider = provider(owner);
    let name = case.name.to_lowercase();
    match case.method.as_str() {
        "resp" => sending::check_answer(&provider, case),
        "req" => sending::check_sending(&provider, case),
        _ if name == "signature vector" => check_signature(&provider, case),
        _ if file == "at_dlr" || name.contains("dlr") || name.starts_with("status") => {
            check_receipts(&provider, case);
        }
        _ => check_incoming(&provider, case),
    }
    if owner == "africastalking" && case.method == "POST" {
        // The sandbox reads the same forms in the same way.
        let wire = case.wire();
        let (real, sandbox) = (&provider, Provider::Sandbox);
        assert!(real.read_text(&case.incoming(&wire)) == sandbox.read_text(&case.incoming(&wire)));
        let receipts = real.read_receipt(&case.incoming(&wire));
        assert!(receipts == sandbox.read_receipt(&case.incoming(&wire)));
    }
}

fn check_incoming(provider: &Provider, case: &Case) {
    let wire = case.wire();
    let read = provider.read_text(&case.incoming(&wire));
    if let Some(error) = case.expect.get("error") {
        assert_eq!(error, "not_a_number");
        assert!(read.err() == Some(RequestRefused::Unreadable("the sender is not a number")));
        return;
    }
    let Ok((event, thanks)) = read else {
        panic!("{}: refused", case.name)
    };
    match event {
        Event::Text(text) => check_text(case, &text),
        Event::OptOut { to, stopped, .. } => {
            let event = case.expected("event");
            assert!(stopped && matches!(event, Some("opt_out" | "unsubscribe")));
            assert!(case.expected("sender").is_none_or(|sender| sender == to));
        }
        Event::Texts { .. } | Event::Receipts(_) | Event::Probe | Event::Junk => {
            panic!("{}: no text", case.name)
        }
    }
    check_thanks(provider, case, thanks);
}

fn check_text(case: &Case, text: &SmsText) {
    for (key, expected) in &case.expect {
        let found = match key.as_str() {
            "from" => Some(text.from.reveal().to_owned()),
            "to" => Some(text.to.clone()),
            "text" => Some(text.body.clone()),
            "id" => text.provider_id.clone(),
            "at" => text.at.map(|at| {
                let moment = chrono::DateTime::from_timestamp_millis(at.0).unwrap();
                moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            }),
            "error_or_fallback_to_now" => {
                assert_eq!(text.at, None);
                continue;
            }
            "note" => continue,
            other => panic!("a new expectation: {other}"),
        };
        assert_eq!(found.as_deref(), expected.as_str(), "{key}");
    }
}

/// Nothing that is answered makes a provider text something back.
fn check_thanks(provider: &Provider, case: &Case, thanks: ProviderAck<'_>) {
    let framing = case.reply.as_ref();
    match provider.name() {
        "twilio" => {
            let reply = framing.unwrap();
            assert_eq!(reply["body"], thanks.body);
            assert_eq!(reply["content_type"], thanks.content_type);
        }
        "gupshup" => {
            let open = framing.unwrap()["body"]
                .as_str()
                .unwrap()
                .starts_with("<response>");
            assert!(open && thanks.body == "<response></response>");
        }
        "exotel" => {
            assert_ne!(thanks.content_type, "text/plain");
            let wire = case.wire();
            let head = ProviderRequest {
                method: "HEAD",
                ..case.incoming(&wire)
            };
            let (event, asked) = provider.read_text(&head).ok().unwrap();
            assert!(event == Event::Probe && asked == thanks);
        }
        _ => assert_eq!(thanks.body, ""),
    }
}

fn check_receipts(provider: &Provider, case: &Case) {
    let wire = case.wire();
    let read = provider.read_receipt(&case.incoming(&wire));
    if let Some(error) = case.expect.get("error") {
        assert_eq!(error, 400);
        assert!(matches!(read.err(), Some(RequestRefused::Malformed(_))));
        return;
    }
    let receipts = receipts(read);
    // Who gives no id of ours back names the number, by which a lost answer is made good. One in the
    // documentation of Gupshup has a digit too few.
    let gives_ours_back = ["exotel", "twilio"].contains(&provider.name());
    for receipt in receipts.iter().filter(|_| !gives_ours_back) {
        let to = receipt.to.as_ref().map(Phone::reveal);
        let is_odd = receipt.reported == Reported::Failed(Failure::Away);
        assert_eq!(to.is_none(), is_odd, "{}", case.name);
    }
    for (key, expected) in &case.expect {
        match key.as_str() {
            "state" => assert_eq!([meaning(expected)], states(&receipts)[..]),
            "states" => {
                let expected = expected.as_array().unwrap().iter().map(meaning);
                assert_eq!(expected.collect::<Vec<_>>(), states(&receipts));
            }
            "final" => assert_eq!(expected == true, receipts[0].reported != Reported::Sent),
            "tz" => {
                let at = receipts[0].at.unwrap();
                assert_eq!(at, Instant(1_716_352_096_000), "09:58:16 in India");
            }
            "status_map" => check_status_map(provider, case, expected.as_object().unwrap()),
            other => panic!("a new expectation: {other}"),
        }
    }
}

fn check_status_map(provider: &Provider, case: &Case, map: &serde_json::Map<String, Value>) {
    for (status, word) in map {
        let mut wire = case.wire();
        let (was, is) = ("status%22%3A%221%22", format!("status%22%3A%22{status}%22"));
        assert!(wire.body.contains(was));
        wire.body = wire.body.replace(was, &is);
        // What it says of a delivered one would otherwise explain a failure.
        wire.body = wire.body.replace("DELIVERED", "");
        let found = receipts(provider.read_receipt(&case.incoming(&wire))).remove(0);
        let fits = match word.as_str().unwrap() {
            "delivered" => found.reported == Reported::Delivered,
            "failed" | "rejected" => found.reported == Reported::Failed(Failure::Other),
            "NDNC" | "blocked" => found.reported == Reported::Failed(Failure::OptedOut),
            other => panic!("a new word: {other}"),
        };
        assert!(fits, "{status}: {:?}", found.reported);
    }
}

fn receipts(read: Result<(Event, ProviderAck<'_>), RequestRefused>) -> Vec<Receipt> {
    match read {
        Ok((Event::Receipts(receipts), _)) => receipts,
        Ok(_) => panic!("no receipt"),
        Err(refused) => panic!("{refused}"),
    }
}

fn states(receipts: &[Receipt]) -> Vec<Reported> {
    assert!(receipts.iter().all(|receipt| receipt.provider_id.is_some()));
    receipts.iter().map(|it| it.reported.clone()).collect()
}

/// The words of the wire reference for the states of a text, in ours.
fn meaning(word: &Value) -> Reported {
    match word.as_str().unwrap() {
        "sent" => Reported::Sent,
        "delivered" => Reported::Delivered,
        "failed" => Reported::Failed(Failure::Other),
        "failed_temporary" => Reported::Failed(Failure::Away),
        "failed_permanent" => Reported::Failed(Failure::BadNumber),
        "failed_optout" => Reported::Failed(Failure::OptedOut),
        other => panic!("a new state: {other}"),
    }
}

fn check_signature(provider: &Provider, case: &Case) {
    assert_eq!(case.expect["auth_token"], "12345");
    assert_eq!(case.expect["valid"], true);
    let mut wire = case.wire();
    // It is a call's form, so beyond the signature it is no text.
    let refused = provider.read_text(&case.incoming(&wire)).err().unwrap();
    assert_eq!(refused.to_string(), "MessageSid is missing");
    wire.body.push('x');
    let refused = provider.read_text(&case.incoming(&wire)).err();
    assert!(refused == Some(RequestRefused::Signature));
}
