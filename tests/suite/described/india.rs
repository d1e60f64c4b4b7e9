//! Indian providers that are neither built in nor in `gateways/`, each described in a few lines, with their
//! recorded requests; and Infobip, which sends several texts or receipts at once, in the forms of its
//! documentation (`MO_JSON_2`, message reports).

use super::{credentials, incoming, outgoing, receipt, text};
use crate::support::recorded::{Case, RECORDED, Reads, cases_of};
use crate::support::{Kind, World, number_of};
use crate::webhooks::Server;
use reqwest::Method;
use sahkar::core::domain::{Failure, Instant, Phone, Reported};
use sahkar::gateways::sms::{
    Configured, Event, Installed, Provider, ProviderRequest, Providers, RequestBody,
    RequestRefused, SendBy,
};
use sahkar::outbound::Outbound;
use serde_json::{Value, json};
use std::sync::Arc;

/// How a provider that only brings something is described before that.
const SEND: &str = "[send]\nurl = \"https://api.example.org\"\nform = { to = \"{to}\", text = \"{text}\" }\n\
    [reply]\n[[reply.rule]]\nstatus = \"200\"\ntaken = true\n";

/// What shows that a description fits the recorded case.
type Check = fn(&Configured, &Case);

/// The first word of a case's name, its provider's description, and what it must come to.
const CASES: [(&str, &str, Check); 5] = [
    ("2factor", TWO_FACTOR, two_factor),
    ("netcore", NETCORE, netcore),
    ("mgov", MGOV, mgov),
    ("airtel", AIRTEL, airtel),
    ("karix", KARIX, karix),
];

const TWO_FACTOR: &str = r#"
[receipt]
their-id = "SessionId"
recipient = "SmsTo"
numbers = "indian"
status = "SmsStatus"
code = "ErrorName"
[receipt.states]
DELIVERED = "delivered"
"#;

const NETCORE: &str = r#"
[text]
sender = "from_addr"
numbers = "indian"
to = "to_addr"
text = "content"
junk = "None"
"#;

const MGOV: &str = r#"
[text]
fields = "query"
sender = "mobileNumber"
numbers = "indian"
to-is = "166"
text = "message"
at = "timeStamp"
time = "%Y-%m-%d %H:%M:%S"
zone = "Asia/Kolkata"
"#;

const AIRTEL: &str = r#"
[send]
url = "https://iqsms.airtel.in/api/v1/send-sms"
body = "json"
template = '''{"customerId": "{credential:customer}", "destinationAddress": "{to_ten}",
    "message": "{text}", "sourceAddress": "{header}", "messageType": "SERVICE_IMPLICIT",
    "dltTemplateId": "{template_id}", "entityId": "{entity_id}", "otp": false,
    "metaData": {"our_id": "{id}"}}'''
auth = { basic-user = "{credential:user}", basic-password = "{credential:password}" }
[reply]
[[reply.rule]]
json = "/messageRequestId"
taken = true
id = "/messageRequestId"
"#;

const KARIX: &str = r#"
[send]
url = "https://api.example.org"
body = "json"
gsm7 = { template = '''{"ver": "1.0", "key": "{credential:key}", "messages": [{"dest":
    ["{to_no_plus}"], "text": "{text}", "send": "{header}", "type": "PLAIN",
    "dlt_entity_id": "{entity_id}", "dlt_template_id": "{template_id}"}]}''' }
unicode = { template = '''{"ver": "1.0", "key": "{credential:key}", "messages": [{"dest":
    ["{to_no_plus}"], "text": "{text}", "send": "{header}", "type": "UNICODE",
    "dlt_entity_id": "{entity_id}", "dlt_template_id": "{template_id}"}]}''' }
[reply]
[[reply.rule]]
status = "200"
taken = true
"#;

const INFOBIP: &str = r#"
[text]
fields = "json"
list = "/results"
sender = "from"
numbers = "no-plus"
to = "to"
text = "text"
id = "messageId"
at = "receivedAt"
time = "%Y-%m-%dT%H:%M:%S%.3f%z"

[receipt]
fields = "json"
list = "/results"
their-id = "messageId"
recipient = "to"
numbers = "no-plus"
status = "/status/groupName"
code = "/error/name"
at = "doneAt"
time = "%Y-%m-%dT%H:%M:%S%.3f%z"
[receipt.states]
DELIVERED = "delivered"
PENDING = "sent"
UNDELIVERABLE = "other"
EXPIRED = "away"
REJECTED = "other"
[receipt.codes]
EC_ABSENT_SUBSCRIBER = "away"
EC_UNKNOWN_SUBSCRIBER = "bad-number"
"#;

fn open(name: &str, source: &str) -> Configured {
    let source = if source.contains("[send]") {
        source.to_owned()
    } else {
        format!("{SEND}{source}")
    };
    let settings = match name {
        "airtel" => &[("customer", "C"), ("user", "U"), ("password", "P")][..],
        "karix" => &[("key", "K")],
        _ => &[],
    };
    Configured::open(name, &source, &credentials(settings))
        .unwrap_or_else(|wrong| panic!("{name}: {wrong:?}"))
}

#[test]
fn every_recorded_case_of_a_provider_that_can_be_described_has_its_meaning() {
    for (name, source, check) in CASES {
        for case in cases_of(name) {
            check(&open(name, source), &case);
        }
    }
    // Textlocal's file is one that is shipped, and has its own test.
    let here = CASES.iter().map(|(name, ..)| *name);
    let here: Vec<&str> = std::iter::once("textlocal").chain(here).collect();
    let rows = RECORDED.iter().filter(|row| row.reads == Reads::Described);
    assert_eq!(rows.map(|row| row.name).collect::<Vec<_>>(), here);
}

fn posted(case: &Case) -> ProviderRequest<'_> {
    let body = case.body.as_str().unwrap();
    incoming(&case.method, "", &case.content_type, body)
}

fn two_factor(described: &Configured, case: &Case) {
    assert_eq!(json!(case.expect), json!({"state": "delivered"}));
    let found = receipt(described, &posted(case));
    assert_eq!(found.reported, Reported::Delivered);
    let to = found.to.unwrap();
    assert_eq!(to.reveal(), "+918431345566");
    let id = found.provider_id.unwrap();
    assert_eq!(id, "cab66fcc-b7ee-49b2-a55d-6e74551109b2");
}

fn netcore(described: &Configured, case: &Case) {
    let found = text(described, &posted(case));
    assert_eq!(found.from.reveal(), case.expect["from"]);
    assert_eq!((&*found.to, &*found.body), ("5616111", "PRICE"));
    let body = case.body.as_str().unwrap();
    let body = body.replace("content=PRICE", "content=None");
    let junk = incoming("POST", "", &case.content_type, &body);
    assert!(described.read_text(&junk).unwrap().0 == Event::Junk);
}

fn mgov(described: &Configured, case: &Case) {
    let query = |number: &str| {
        let mut fields = case.query.clone();
        fields.insert("mobileNumber".into(), number.into());
        let fields = fields
            .iter()
            .map(|(name, value)| (name, value.as_str().unwrap()));
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish()
    };
    // The documentation's number has a digit too few.
    let short = query(case.query["mobileNumber"].as_str().unwrap());
    let refused = described.read_text(&incoming("GET", &short, "", "")).err();
    assert!(matches!(refused, Some(RequestRefused::Malformed(_))));
    let found = text(described, &incoming("GET", &query("9876543210"), "", ""));
    assert_eq!(found.from.reveal(), "+919876543210");
    assert_eq!(found.body, "KEYWORD SUBKEYWORD 1234567890123");
    // 13:30:20 in India.
    assert_eq!(found.at, Some(Instant(1_329_984_020_000)));
}

/// The JSON that a text leaves as, where its template is registered as the case says.
fn sent(described: &Configured, to: &str, body: &str, ids: (&str, &str)) -> Value {
    let mut text = outgoing(body);
    text.to = Phone::parse(to).unwrap();
    text.is_unicode = true;
    let registered = text.registered.as_mut().unwrap();
    registered.header = "COOPGJ".into();
    (registered.entity_id, registered.template_id) = (ids.0.into(), ids.1.into());
    match described.send(&text) {
        SendBy::Http(request) => match request.body {
            RequestBody::Raw(_, octets) => serde_json::from_slice(&octets).unwrap(),
            RequestBody::Empty | RequestBody::Form(_) | RequestBody::Json(_) => {
                panic!("another body")
            }
        },
        SendBy::Here | SendBy::Cannot(_) => panic!("no request"),
    }
}

fn airtel(described: &Configured, case: &Case) {
    let written = sent(described, "+919800000001", "text", ("1001...", "1007..."));
    let mut expected = case.body.clone();
    expected["metaData"]["our_id"] = "7012".into();
    assert_eq!(written, expected);
}

fn karix(described: &Configured, case: &Case) {
    let written = sent(described, "+919620660000", "t", ("..", ".."));
    assert_eq!(written, case.body);
}

#[test]
fn receipts_that_come_together_are_each_read() {
    let described = open("infobip", INFOBIP);
    let report = |id: &str, group: &str, error: &str| {
        json!({
            "bulkId": "BULK-1", "messageId": id, "to": "919800000001", "from": "ASHAMD",
            "sentAt": "2026-11-24T09:29:00.000+0530", "doneAt": "2026-11-24T09:30:00.000+0530",
            "smsCount": 1, "status": {"groupId": 3, "groupName": group},
            "error": {"groupId": 0, "name": error, "permanent": false},
        })
    };
    let body = json!({"results": [
        report("a", "DELIVERED", "NO_ERROR"),
        report("b", "UNDELIVERABLE", "EC_ABSENT_SUBSCRIBER"),
        {"status": {"groupName": "DELIVERED"}},
        report("c", "UNDELIVERABLE", "EC_UNKNOWN_SUBSCRIBER"),
    ]});
    let body = body.to_string();
    let read = described.read_receipt(&incoming("POST", "", "application/json", &body));
    let Ok((Event::Receipts(receipts), _)) = read else {
        panic!("no receipts")
    };
    let found: Vec<_> = receipts
        .iter()
        .map(|one| (one.provider_id.as_deref().unwrap(), one.reported.clone()))
        .collect();
    let expected = [
        ("a", Reported::Delivered),
        ("b", Reported::Failed(Failure::Away)),
        ("c", Reported::Failed(Failure::BadNumber)),
    ];
    assert_eq!(found, expected);
    for one in &receipts {
        assert_eq!(one.at, Some(Instant(1_795_492_800_000)));
        assert_eq!(one.to.as_ref().unwrap().reveal(), "+919800000001");
    }
    let nothing = json!({"results": [{"status": {"groupName": "DELIVERED"}}]}).to_string();
    let read = described.read_receipt(&incoming("POST", "", "application/json", &nothing));
    assert!(matches!(read.err(), Some(RequestRefused::Unreadable(_))));
}

fn brought(member_no: i64, id: &str, body: &str) -> Value {
    json!({
        "messageId": id, "from": number_of(member_no).trim_start_matches('+'), "to": "56161",
        "text": body, "cleanText": body, "keyword": "",
        "receivedAt": "2026-11-24T04:00:00.000+0000", "smsCount": 1,
        "price": {"pricePerMessage": 0, "currency": "INR"}, "callbackData": null,
    })
}

#[tokio::test]
async fn texts_that_come_together_are_each_heard_once() {
    for kind in Kind::all() {
        let mut world = World::open(kind, 67).await;
        let address = "insert into coop_address (coop_id, gateway, kind, value)
            select id, 'infobip', 'sms', '56161' from coop";
        world.sql(address).await;
        world.approve_all().await;
        let service = Arc::get_mut(&mut world.service).expect("nobody else has it yet");
        let installed = Installed {
            provider: Provider::Configured(open("infobip", INFOBIP)),
            receipt_url: None,
            segments_per_second: None,
        };
        service.sending.providers = Providers::new([installed], &["infobip".to_owned()]);
        service.sending.outbound = Outbound::closed();
        let listener = Server::listen().await;
        let server = Server::serve(listener, Arc::clone(&world.service), &["infobip"]);
        let post = async |results: Value| {
            let body = json!({"results": results, "messageCount": 3}).to_string();
            let asked = server.ask(Method::POST, "infobip/demo/sms");
            let asked = asked.header("content-type", "application/json").body(body);
            asked.send().await.unwrap().status().as_u16()
        };
        let one = brought(1001, "a", "HELP");
        let other = brought(1005, "b", "HELP");
        let mut nobody = brought(1001, "c", "HELP");
        nobody["from"] = "MTN".into();
        // All of it comes again, as if our answer had been lost.
        for _ in 0..2 {
            let status = post(json!([&one, &nobody, &other])).await;
            assert_eq!(status, 200);
            assert_eq!(world.number("select count(*) from inbox").await, 2);
            assert_eq!(world.number("select count(*) from outbox").await, 2);
        }
        assert_eq!(post(json!([&nobody])).await, 400);
        assert_eq!(post(json!([&nobody, &nobody])).await, 400);
        assert_eq!(post(json!([])).await, 200);
        assert_eq!(post(json!([brought(1001, "d", "LANG")])).await, 200);
        assert_eq!(world.number("select count(*) from inbox").await, 3);
        world.close().await;
    }
}
