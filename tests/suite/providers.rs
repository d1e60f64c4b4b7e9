//! What providers of SMS really send, and the meaning that each request must have: every case of the
//! recorded requests in `tests/fixtures/` that a built-in provider owns. A case that nobody claims
//! fails, unless it is listed here with who has it.

mod loopback;
mod sending;
mod silence;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sahkar::domain::notice::Class;
use sahkar::domain::{Failure, Instant, Phone, Reported};
use sahkar::gateway::sms::{
    Answered, Credentials, Event, Incoming, Outgoing, Provider, Receipt, Refused, Registered, Text,
};
use serde::Deserialize;
use serde_json::Value;
use sha1::Sha1;
use std::collections::BTreeMap;

const FIXTURES: [(&str, &str, usize); 4] = [
    ("at_sms", include_str!("../fixtures/at_sms.json"), 10),
    ("at_dlr", include_str!("../fixtures/at_dlr.json"), 7),
    ("twilio_sms", include_str!("../fixtures/twilio_sms.json"), 3),
    ("india_sms", include_str!("../fixtures/india_sms.json"), 18),
];

/// Cases of providers that are not built in, by the first word of their name. Those that are described
/// are in `described`; what C-DAC wants hashed over each text, no file can say.
const ELSEWHERE: [(&str, &str); 7] = [
    ("textlocal", "described"),
    ("2factor", "described"),
    ("netcore", "described"),
    ("mgov", "described"),
    ("airtel", "described"),
    ("karix", "described"),
    ("cdac", "unbuilt"),
];

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    method: String,
    path: Option<String>,
    #[serde(default)]
    content_type: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    query: BTreeMap<String, Value>,
    #[serde(default)]
    body: Value,
    #[serde(default)]
    http_status: u16,
    expect: BTreeMap<String, Value>,
    reply: Option<Value>,
}

/// A case as bytes on the wire.
struct Wire {
    query: String,
    body: String,
    url: String,
    signature: Option<String>,
}

impl Case {
    fn wire(&self) -> Wire {
        let form = |fields: &BTreeMap<String, Value>| -> String {
            let pairs = fields.iter().map(|(key, value)| match value {
                Value::String(text) => (key.clone(), text.clone()),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::Array(_)
                | Value::Object(_) => (key.clone(), value.to_string()),
            });
            form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs)
                .finish()
        };
        let body = match &self.body {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Object(object) if self.content_type.ends_with("form-urlencoded") => {
                form(&object.clone().into_iter().collect())
            }
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                self.body.to_string()
            }
        };
        let url = self
            .path
            .clone()
            .unwrap_or_else(|| "https://line.example.org/x".into());
        let sent = self.headers.get("X-Twilio-Signature").cloned();
        Wire {
            query: form(&self.query),
            signature: Some(sent.unwrap_or_else(|| signature(&url, &body))),
            body,
            url,
        }
    }

    fn incoming<'a>(&'a self, wire: &'a Wire) -> Incoming<'a> {
        Incoming {
            method: &self.method,
            query: &wire.query,
            content_type: &self.content_type,
            body: wire.body.as_bytes(),
            url: &wire.url,
            signature: wire.signature.as_deref(),
            now: Instant(1_790_000_000_000),
        }
    }

    fn expected(&self, key: &str) -> Option<&str> {
        self.expect.get(key)?.as_str()
    }
}

/// Twilio's signature, written out from its description.
fn signature(url: &str, body: &str) -> String {
    let fields: BTreeMap<_, _> = form_urlencoded::parse(body.as_bytes()).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(b"12345").unwrap();
    mac.update(url.as_bytes());
    for (key, value) in fields {
        mac.update(format!("{key}{value}").as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

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
        registered: Some(Registered {
            entity_id: "12011".into(),
            template_id: "12071".into(),
            header: "COOPGJ".into(),
        }),
        receipt_url: Some("https://line.example.org/receipt".into()),
    }
}

#[test]
fn every_recorded_case_has_its_meaning_or_is_somebody_elses() {
    let mut elsewhere = BTreeMap::new();
    for (file, text, cases_n) in FIXTURES {
        let fixture: Fixture = serde_json::from_str(text).unwrap();
        assert_eq!(fixture.cases.len(), cases_n, "{file}");
        for case in &fixture.cases {
            println!("{file}: {}", case.name);
            let first = case.name.split(' ').next().unwrap();
            let owner = match file {
                "at_sms" | "at_dlr" => "africastalking",
                "twilio_sms" => "twilio",
                _ => first,
            };
            match ELSEWHERE.iter().find(|(name, _)| *name == owner) {
                Some((name, why)) => *elsewhere.entry((*name, *why)).or_insert(0) += 1,
                None => check(file, owner, case),
            }
        }
    }
    // A name that no case bears any more is to be struck from the list.
    assert_eq!(elsewhere.len(), ELSEWHERE.len());
    let described = elsewhere.iter().filter(|((_, why), _)| *why == "described");
    assert_eq!(
        described.map(|(_, n)| n).sum::<usize>(),
        crate::described::CASES_N
    );
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
        assert!(read.err() == Some(Refused::Unreadable("the sender is not a number")));
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

fn check_text(case: &Case, text: &Text) {
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
fn check_thanks(provider: &Provider, case: &Case, thanks: Answered<'_>) {
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
            let head = Incoming {
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
        assert!(matches!(read.err(), Some(Refused::Malformed(_))));
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

fn receipts(read: Result<(Event, Answered<'_>), Refused>) -> Vec<Receipt> {
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
    assert!(refused == Some(Refused::Signature));
}
