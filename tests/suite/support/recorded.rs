//! What providers really send: one reader for the recorded and derived requests in `tests/fixtures/`, and
//! one table of who reads each of them: a built-in gateway, a description file, or nobody. Each case says
//! what its request must mean.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sahkar::core::domain::Instant;
use sahkar::gateways::sms::ProviderRequest;
use serde::Deserialize;
use serde_json::Value;
use sha1::Sha1;
use std::collections::BTreeMap;

/// Who reads the cases of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reads {
    /// The built-in gateway for calls with this name.
    Calls(&'static str),
    /// The built-in provider of texts with this name.
    Texts(&'static str),
    /// A provider of texts that a file describes.
    Described,
    /// Nobody: no description can express it.
    Nobody,
}

/// The cases of a provider in a file: all of them, or those whose names begin with a prefix.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// The provider's name, as the cases have it.
    pub(crate) name: &'static str,
    pub(crate) reads: Reads,
    /// How many cases there are, so that a case that is not counted fails the test.
    pub(crate) cases_n: usize,
    file: &'static str,
    begins: &'static str,
}

const AT_USSD: &str = include_str!("../../fixtures/at_ussd.json");
const AT_SMS: &str = include_str!("../../fixtures/at_sms.json");
const AT_DLR: &str = include_str!("../../fixtures/at_dlr.json");
const TWILIO: &str = include_str!("../../fixtures/twilio_sms.json");
const INDIA: &str = include_str!("../../fixtures/india_sms.json");

const fn whole(name: &'static str, file: &'static str, reads: Reads, cases_n: usize) -> Row {
    Row {
        name,
        reads,
        cases_n,
        file,
        begins: "",
    }
}

const fn of_india(name: &'static str, reads: Reads, cases_n: usize) -> Row {
    Row {
        begins: name,
        ..whole(name, INDIA, reads, cases_n)
    }
}

/// All rows.
pub(crate) const RECORDED: [Row; 14] = [
    whole("at_ussd", AT_USSD, Reads::Calls("africastalking"), 12),
    whole("at_sms", AT_SMS, Reads::Texts("africastalking"), 10),
    whole("at_dlr", AT_DLR, Reads::Texts("africastalking"), 7),
    whole("twilio", TWILIO, Reads::Texts("twilio"), 3),
    of_india("gupshup", Reads::Texts("gupshup"), 4),
    of_india("exotel", Reads::Texts("exotel"), 2),
    of_india("msg91", Reads::Texts("msg91"), 3),
    of_india("textlocal", Reads::Described, 2),
    of_india("2factor", Reads::Described, 1),
    of_india("netcore", Reads::Described, 1),
    of_india("mgov", Reads::Described, 1),
    of_india("airtel", Reads::Described, 1),
    of_india("karix", Reads::Described, 1),
    // It requires a hash of each text.
    of_india("cdac", Reads::Nobody, 2),
];

#[derive(Deserialize)]
struct Fixture {
    cases: Vec<Case>,
}

/// One request, response or rule of a provider, and what it must mean.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// `POST`, `GET`; `req` for a request of ours, `resp` for a response to one, `reply` for one of our
    /// responses.
    pub(crate) method: String,
    pub(crate) path: Option<String>,
    #[serde(default)]
    pub(crate) content_type: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) query: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) body: Value,
    pub(crate) body_pad: Option<String>,
    #[serde(default)]
    pub(crate) body_min_octets: usize,
    #[serde(default)]
    pub(crate) http_status: u16,
    #[serde(default)]
    pub(crate) given: Given,
    pub(crate) expect: BTreeMap<String, Value>,
    pub(crate) reply: Option<Value>,
}

/// The state before a case.
#[derive(Deserialize, Default)]
pub(crate) struct Given {
    /// The transcript of the session so far.
    pub(crate) stored_text: Option<String>,
}

/// The cases of the row with this name.
pub(crate) fn cases_of(name: &str) -> Vec<Case> {
    let row = RECORDED.iter().find(|row| row.name == name);
    let row = row.unwrap_or_else(|| panic!("no row is called {name}"));
    let fixture: Fixture = serde_json::from_str(row.file).unwrap();
    let mut cases = fixture.cases;
    cases.retain(|case| row.has(case));
    assert_eq!(cases.len(), row.cases_n, "{name}");
    cases
}

impl Row {
    fn has(&self, case: &Case) -> bool {
        self.begins.is_empty() || case.name.split(' ').next() == Some(self.begins)
    }
}

/// A case as it is sent over the network.
pub(crate) struct Wire {
    pub(crate) query: String,
    pub(crate) body: String,
    pub(crate) url: String,
    pub(crate) signature: Option<String>,
}

impl Case {
    /// The bytes of the case: a form or query that is given as an object is encoded.
    pub(crate) fn wire(&self) -> Wire {
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

    /// The case as the program gets it.
    pub(crate) fn incoming<'a>(&'a self, wire: &'a Wire) -> ProviderRequest<'a> {
        ProviderRequest {
            method: &self.method,
            query: &wire.query,
            content_type: &self.content_type,
            body: wire.body.as_bytes(),
            url: &wire.url,
            signature: wire.signature.as_deref(),
            now: Instant(1_790_000_000_000),
        }
    }

    /// An expected text.
    pub(crate) fn expected(&self, key: &str) -> Option<&str> {
        self.expect.get(key)?.as_str()
    }
}

/// Twilio's signature, computed as its documentation describes.
pub(crate) fn signature(url: &str, body: &str) -> String {
    let fields: BTreeMap<_, _> = form_urlencoded::parse(body.as_bytes()).collect();
    let mut mac = Hmac::<Sha1>::new_from_slice(b"12345").unwrap();
    mac.update(url.as_bytes());
    for (key, value) in fields {
        mac.update(format!("{key}{value}").as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

#[test]
fn every_recorded_case_is_somebodys_and_nobodys_twice() {
    for file in [AT_USSD, AT_SMS, AT_DLR, TWILIO, INDIA] {
        let fixture: Fixture = serde_json::from_str(file).unwrap();
        for case in &fixture.cases {
            let rows = RECORDED.iter().filter(|row| row.file == file);
            assert_eq!(rows.filter(|row| row.has(case)).count(), 1, "{}", case.name);
        }
    }
    for row in RECORDED {
        assert_eq!(cases_of(row.name).len(), row.cases_n);
    }
}
