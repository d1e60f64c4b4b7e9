//! The two providers that `gateways/` describes, with what they really send and answer: recorded requests
//! of Textlocal, and those that a Kannel 1.4.5 sent and answered in this program's tests.

mod india;
mod meanings;
mod sending;

use crate::support::recorded::cases_of;
use sahkar::core::domain::notice::Class;
use sahkar::core::domain::{Failure, Instant, Phone, Reported};
use sahkar::gateways::sms::{
    Configured, Credentials, DltRegistration, Event, Outgoing, ProviderRequest, ProviderResponse,
    Receipt, Request, RequestBody, RequestRefused, SendBy, SmsTaken,
};

const KANNEL: &str = include_str!("../../gateways/kannel.toml");
const TEXTLOCAL: &str = include_str!("../../gateways/textlocal.toml");

fn credentials(pairs: &[(&str, &str)]) -> Credentials {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    Credentials(pairs.iter().map(owned).collect())
}

/// Kannel as its file describes it, where its `sendsms` is at this address.
pub(crate) fn kannel(url: &str) -> Configured {
    let settings = [
        ("url", url),
        ("username", "u"),
        ("password", "p&q"),
        ("sender", "56161"),
    ];
    Configured::open("kannel", KANNEL, &credentials(&settings))
        .unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// Textlocal as its file describes it, at this address instead of its own.
pub(crate) fn textlocal(url: &str) -> Configured {
    let source = TEXTLOCAL.replace("https://api.textlocal.in/send/", url);
    Configured::open("textlocal", &source, &credentials(&[("api_key", "K")]))
        .unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// A text to the first member.
pub(crate) fn outgoing(body: &str) -> Outgoing {
    Outgoing {
        id: 7_012,
        to: Phone::parse("+919800000001").unwrap(),
        body: body.to_owned(),
        values: Vec::new(),
        is_unicode: !body.is_ascii(),
        class: Class::Service,
        registered: Some(DltRegistration {
            entity_id: "1201159000000000001".into(),
            template_id: "1207159000000000001".into(),
            header: "ASHAMD".into(),
        }),
        receipt_url: Some("https://line.example.org/hooks/x/secret/receipt".into()),
    }
}

fn request(described: &Configured, body: &str) -> Request {
    match described.send(&outgoing(body)) {
        SendBy::Http(request) => *request,
        SendBy::Here | SendBy::Cannot(_) => panic!("no request"),
    }
}

fn incoming<'a>(
    method: &'a str,
    query: &'a str,
    content_type: &'a str,
    body: &'a str,
) -> ProviderRequest<'a> {
    ProviderRequest {
        method,
        query,
        content_type,
        body: body.as_bytes(),
        url: "",
        signature: None,
        now: Instant(1_795_492_800_000),
    }
}

fn taken(described: &Configured, status: u16, body: &str) -> SmsTaken {
    let body = body.as_bytes();
    described.taken(ProviderResponse { status, body })
}

fn text(described: &Configured, incoming: &ProviderRequest<'_>) -> sahkar::gateways::sms::SmsText {
    match described.read_text(incoming) {
        Ok((Event::Text(text), _)) => text,
        Ok(_) => panic!("no text"),
        Err(refused) => panic!("{refused}"),
    }
}

fn receipt(described: &Configured, incoming: &ProviderRequest<'_>) -> Receipt {
    match described.read_receipt(incoming) {
        Ok((Event::Receipts(receipts), _)) if receipts.len() == 1 => receipts[0].clone(),
        Ok(_) => panic!("no receipt"),
        Err(refused) => panic!("{refused}"),
    }
}

#[test]
fn every_case_of_textlocal_has_its_meaning() {
    let described = textlocal("https://api.textlocal.in/send/");
    for case in cases_of("textlocal") {
        let body = case.body.as_str().unwrap();
        let posted = incoming(&case.method, "", &case.content_type, body);
        if let Some(map) = case.expect.get("map") {
            let words: Vec<(&str, &str)> = map
                .as_object()
                .unwrap()
                .iter()
                .map(|(status, word)| (status.as_str(), word.as_str().unwrap()))
                .collect();
            assert_eq!(words.len(), 4);
            for (status, word) in words {
                let body = body
                    .replace("our-id", "7012")
                    .replace("status=D", &format!("status={status}"));
                let posted = incoming("POST", "", &case.content_type, &body);
                let found = receipt(&described, &posted);
                assert_eq!(found.our_id, Some(7012));
                // Half past ten in the morning in Gujarat.
                assert_eq!(found.at, Some(Instant(1_716_352_580_000)));
                let expected = match word {
                    "delivered" => Reported::Delivered,
                    "undelivered" => Reported::Failed(Failure::Away),
                    "invalid" => Reported::Failed(Failure::BadNumber),
                    "unknown after 4 days" => Reported::Failed(Failure::Other),
                    other => panic!("a new word: {other}"),
                };
                assert_eq!(found.reported, expected, "{status}");
            }
        } else {
            let found = text(&described, &posted);
            assert_eq!(found.from.reveal(), case.expect["from"]);
            assert_eq!(found.body, "PRICE GROUNDNUT");
            assert_eq!(found.to, "9220592205");
        }
    }
}

#[test]
fn textlocal_is_sent_a_form_and_its_answers_are_understood() {
    let described = textlocal("https://api.textlocal.in/send/");
    let form = |body| match request(&described, body).body {
        RequestBody::Raw(kind, octets) => {
            assert_eq!(kind, "application/x-www-form-urlencoded");
            String::from_utf8(octets).unwrap()
        }
        RequestBody::Empty | RequestBody::Form(_) | RequestBody::Json(_) => panic!("no form"),
    };
    let common = "apikey=K&numbers=919800000001&sender=ASHAMD&message=";
    let rest =
        "&receipt_url=https%3A%2F%2Fline.example.org%2Fhooks%2Fx%2Fsecret%2Freceipt&custom=7012";
    assert_eq!(form("Rs 5 & more"), format!("{common}Rs+5+%26+more{rest}"));
    assert_eq!(
        form("નમ"),
        format!("{common}%E0%AA%A8%E0%AA%AE{rest}&unicode=true")
    );
    let yes = r#"{"balance":9,"batch_id":1,"cost":1,"messages":[{"id":"11","recipient":919800000001}],"status":"success"}"#;
    let id = Some("11".to_owned());
    assert_eq!(
        taken(&described, 200, yes),
        SmsTaken::Yes { provider_id: id }
    );
    for (code, failure) in [
        ("7", Failure::NoCredit),
        ("43", Failure::Route),
        ("80", Failure::Template),
        ("192", Failure::OutOfHours),
        ("999", Failure::Other),
    ] {
        let no = format!(r#"{{"errors":[{{"code":{code},"message":"x"}}],"status":"failure"}}"#);
        let code = Some(code.to_owned());
        assert_eq!(taken(&described, 200, &no), SmsTaken::No { failure, code });
    }
    for unclear in [&yes[..40], "", "<html>busy</html>"] {
        assert_eq!(
            taken(&described, 200, unclear),
            SmsTaken::Unclear,
            "{unclear}"
        );
    }
}

#[test]
fn kannel_is_asked_by_address_alone() {
    let described = kannel("http://127.0.0.1:13013/cgi-bin/sendsms");
    let url = |body| {
        let request = request(&described, body);
        assert!(request.body == RequestBody::Empty && request.method == "GET");
        request.url
    };
    let common = "http://127.0.0.1:13013/cgi-bin/sendsms?username=u&password=p%26q&from=56161\
        &to=%2B919800000001&dlr-mask=27&dlr-url=https%3A%2F%2Fline.example.org%2Fhooks%2Fx%2Fsecret\
        %2Freceipt%3Four_id%3D7012%26status%3D%25d%26reason%3D%25A%26at%3D%25T";
    assert_eq!(url("Rs 5"), format!("{common}&text=Rs+5&coding=0"));
    assert_eq!(
        url("નમ 1"),
        format!("{common}&text=%0A%A8%0A%AE%00%20%001&coding=2")
    );
}

#[test]
fn what_kannel_answers_and_brings_is_understood() {
    let described = kannel("http://127.0.0.1:13013/cgi-bin/sendsms");
    let no = |failure| SmsTaken::No {
        failure,
        code: None,
    };
    for (status, body, expected) in [
        (
            202,
            "0: Accepted for delivery",
            SmsTaken::Yes { provider_id: None },
        ),
        (
            202,
            "3: Queued for later delivery",
            SmsTaken::Yes { provider_id: None },
        ),
        (
            403,
            "Authorization failed for sendsms",
            no(Failure::Settings),
        ),
        (
            400,
            "Empty receiver number not allowed, rejected",
            no(Failure::BadNumber),
        ),
        (
            503,
            "Temporal failure, try again later.",
            no(Failure::Throttled),
        ),
        (202, "", SmsTaken::Unclear),
        (500, "0: Accepted for delivery", SmsTaken::Unclear),
    ] {
        assert_eq!(taken(&described, status, body), expected, "{status} {body}");
    }

    let query = "from=%2B919800000001&to=56161&text=Milk+800+%26+more\
        &id=2b667e91-f0ca-4012-a3d8-bea8f09d6ad5&charset=UTF-8&at=1795492800";
    let plain = text(&described, &incoming("GET", query, "", ""));
    assert_eq!(
        (plain.body.as_str(), plain.to.as_str()),
        ("Milk 800 & more", "56161")
    );
    assert_eq!(plain.at, Some(Instant(1_795_492_800_000)));
    assert!(plain.provider_id.is_some());
    let query = "from=%2B919800000001&to=56161&text=%0A%A8%0A%AE%0A%B8%0A%CD%0A%A4%0A%C7\
        &id=x&charset=UTF-16BE&at=1795492800";
    assert_eq!(
        text(&described, &incoming("GET", query, "", "")).body,
        "નમસ્તે"
    );

    for (status, reported) in [
        ("1", Reported::Delivered),
        ("2", Reported::Failed(Failure::Other)),
        ("4", Reported::Sent),
        ("8", Reported::Sent),
        ("16", Reported::Failed(Failure::Other)),
        ("64", Reported::Unknown("64".into())),
    ] {
        let query = format!("our_id=77&status={status}&reason=ACK%2F&at=1795492800");
        let found = receipt(&described, &incoming("GET", &query, "", ""));
        assert_eq!(
            (found.our_id, found.reported),
            (Some(77), reported),
            "{status}"
        );
    }
    let nameless = described.read_receipt(&incoming("GET", "status=1", "", ""));
    assert!(matches!(nameless, Err(RequestRefused::Unreadable(_))));
}
