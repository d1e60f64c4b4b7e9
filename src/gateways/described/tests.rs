//! Described providers: what is filled in, and what is read.

pub(in crate::gateways) mod border;
pub(in crate::gateways) mod receipts;
pub(in crate::gateways) mod wrong;

use super::*;
use crate::core::domain::{Failure, Instant};
use crate::gateways::samples::{answer, credentials, outgoing, request};
use crate::gateways::sms::RequestBody;

/// A file that sends; what follows is put behind it.
const SEND: &str = r#"
[send]
url = "https://api.example.org/send"
[send.form]
to = "{to}"
text = "{text}"
[reply]
[[reply.rule]]
status = "200"
taken = true
"#;

const FORM: &str = "application/x-www-form-urlencoded";

fn open(source: &str, pairs: &[(&str, &str)]) -> Configured {
    Configured::open("described", source, &credentials(pairs)).unwrap_or_else(|wrong| {
        panic!("{wrong:?}");
    })
}

fn body(described: &Configured, text: &Outgoing) -> String {
    match request(described.send(text)).body {
        RequestBody::Raw(_, octets) => String::from_utf8(octets).unwrap(),
        RequestBody::Empty | RequestBody::Form(_) | RequestBody::Json(_) => panic!("another body"),
    }
}

fn incoming<'a>(kind: &'a str, body: &'a str) -> ProviderRequest<'a> {
    ProviderRequest {
        method: "POST",
        query: "",
        content_type: kind,
        body: body.as_bytes(),
        url: "https://line.example.org/hooks/described/secret/sms",
        signature: None,
        now: Instant(1_795_492_800_000),
    }
}

#[test]
fn each_surrounding_is_escaped_in_its_own_way() {
    let mut text = outgoing();
    text.body = "<\"a\" & b>\n'c' + {to} \u{0AA8}".into();
    let json = SEND.replace(
        "[send.form]\nto = \"{to}\"\ntext = \"{text}\"\n",
        "body = \"json\"\ntemplate = '''{\"to\": {to_no_plus}, \"m\": [{\"t\": \"{text}\", \"i\": \"{id}\"}], \
         \"dlt\": \"{entity_id}/{template_id}/{header}\"}'''\n",
    );
    let written: serde_json::Value = serde_json::from_str(&body(&open(&json, &[]), &text)).unwrap();
    assert_eq!(
        written,
        serde_json::json!({
            "to": 919_800_000_001_i64,
            "m": [{"t": text.body, "i": "7012"}],
            "dlt": "1201159000000000001/1207159000000000001/ASHAMD",
        })
    );

    let xml = json.replace("body = \"json\"", "body = \"xml\"").replace(
        "template = '''{",
        "template = '''<s to=\"{to}\">{text}</s>'''\nheaders = { x = '''{",
    );
    let xml = xml.replace("{header}\"}'''", "{header}\"}''' }");
    let written = body(&open(&xml, &[]), &text);
    let read = roxmltree::Document::parse(&written).unwrap();
    assert_eq!(read.root_element().attribute("to"), Some("+919800000001"));
    assert_eq!(read.root_element().text(), Some(text.body.as_str()));

    let form = body(&open(SEND, &[]), &text);
    let pairs: Vec<_> = form_urlencoded::parse(form.as_bytes()).collect();
    assert_eq!(pairs[1].1, text.body);

    let raw = SEND.replace(
        "[send.form]\nto = \"{to}\"\ntext = \"{text}\"\n",
        "body = \"raw\"\ncontent-type = \"text/x\"\ntemplate = \"{to_ten} {text_hex_utf16be} {class}\"\n",
    );
    text.body = "A\u{0AA8}".into();
    assert_eq!(body(&open(&raw, &[]), &text), "9800000001 00410AA8 service");
}

#[test]
fn what_does_not_exist_for_a_text_leaves_its_field_out() {
    let source = SEND.replace(
        "text = \"{text}\"",
        "text = \"{text}\"\ntemplate = \"{template_id}\"\nwhere = \"{receipt_url}?i={id}\"",
    );
    let mut text = outgoing();
    assert_eq!(
        body(&open(&source, &[]), &text),
        "to=%2B919800000001&text=Asha%3A+250+saved&template=1207159000000000001\
         &where=https%3A%2F%2Fcoop.example%2Fhooks%2Fx%2Fsecret%2Freceipt%3Fi%3D7012"
    );
    let json = SEND.replace(
        "[send.form]\nto = \"{to}\"\ntext = \"{text}\"\n",
        "body = \"json\"\ntemplate = '{\"to\":\"{to}\",\"m\":\"{text}\",\"dlt\":\"{template_id}\"}'\n",
    );
    text.registered = None;
    text.receipt_url = None;
    assert_eq!(
        body(&open(&json, &[]), &text),
        r#"{"to":"+919800000001","m":"Asha: 250 saved","dlt":""}"#
    );
    assert_eq!(
        body(&open(&source, &[]), &text),
        "to=%2B919800000001&text=Asha%3A+250+saved"
    );
}

#[test]
fn who_we_are_is_said_in_the_way_that_the_provider_wants() {
    let cases = [
        (
            "basic-user = \"{credential:user}\"\nbasic-password = \"{credential:pass}\"",
            "Basic VTpQ",
        ),
        (
            "bearer = \"{credential:user}.{credential:pass}\"",
            "Bearer U.P",
        ),
    ];
    for (auth, expected) in cases {
        let source = format!("{SEND}[send.auth]\n{auth}\n");
        let described = open(&source, &[("user", "U"), ("pass", "P")]);
        let headers = request(described.send(&outgoing())).headers;
        let expected = ("Authorization".to_owned(), expected.to_owned());
        assert_eq!(headers, [expected]);
        assert!(!format!("{described:?}").contains('P'));
    }
}

#[test]
fn an_answer_is_judged_by_the_first_rule_that_fits() {
    let source = format!(
        "{SEND}id-after = \"MsgID = \"\n\
         [[reply.rule]]\nstatus = \"400-499\"\njson = \"/error/kind\"\nis = [\"a\", \"b\"]\nfailure = \"route\"\ncode = \"/error/no\"\n\
         [[reply.rule]]\ncontains = \"busy\"\nfailure = \"throttled\"\n\
         [reply.codes]\n7 = \"no-credit\"\n"
    );
    let described = open(&source, &[]);
    let no = |failure, code: Option<&str>| SmsTaken::No {
        failure,
        code: code.map(str::to_owned),
    };
    let cases = [
        (
            200,
            "402,MsgID = 1211msdgsms;x",
            SmsTaken::Yes {
                provider_id: Some("1211msdgsms".into()),
            },
        ),
        (200, "no id", SmsTaken::Yes { provider_id: None }),
        (
            400,
            r#"{"error":{"kind":"b","no":7}}"#,
            no(Failure::NoCredit, Some("7")),
        ),
        (
            404,
            r#"{"error":{"kind":"a","no":"x"}}"#,
            no(Failure::Route, Some("x")),
        ),
        (
            404,
            r#"{"error":{"kind":"c","no":7}}"#,
            no(Failure::Settings, Some("404")),
        ),
        (503, "busy", no(Failure::Throttled, None)),
        (429, "", no(Failure::Throttled, Some("429"))),
        // The text may still have been taken.
        (500, "oops", SmsTaken::Unclear),
        (504, "", SmsTaken::Unclear),
        (501, "", no(Failure::Down, Some("501"))),
        (503, "", no(Failure::Down, Some("503"))),
        (302, "", no(Failure::Settings, Some("302"))),
        (201, "half of an ans", SmsTaken::Unclear),
    ];
    for (status, body, expected) in cases {
        assert_eq!(
            described.taken(answer(status, body)),
            expected,
            "{status} {body}"
        );
    }
}

#[test]
fn a_text_is_read_in_its_coding_and_junk_is_known() {
    let source = format!(
        "{SEND}[text]\nfields = \"query\"\nsender = \"f\"\nnumbers = \"indian\"\nto-is = \"56161\"\n\
         text = \"t\"\ncoding-by = {{ field = \"c\", is = [\"UTF-16BE\", \"2\"], coding = \"utf-16be\" }}\n\
         junk = \"None\"\nid = \"i\"\nanswer = \"<ok/>\"\nanswer-type = \"text/xml\"\n"
    );
    let described = open(&source, &[]);
    let read = |query| {
        described.read_text(&ProviderRequest {
            method: "GET",
            query,
            ..incoming("", "")
        })
    };
    let text = |query| match read(query).unwrap().0 {
        Event::Text(text) => text,
        Event::Texts { .. }
        | Event::Receipts(_)
        | Event::OptOut { .. }
        | Event::Probe
        | Event::Junk => panic!("{query}"),
    };
    let plain = text("f=9800000001&t=Milk+800+%26&i=x");
    assert_eq!(plain.from.reveal(), "+919800000001");
    assert_eq!(
        (plain.body.as_str(), plain.to.as_str()),
        ("Milk 800 &", "56161")
    );
    assert_eq!(plain.provider_id.as_deref(), Some("x"));
    assert_eq!(
        text("f=919800000001&t=%0A%A8%00+&c=utf-16be").body,
        "\u{0AA8} "
    );
    assert_eq!(read("f=9800000001&t=x").unwrap().1.body, "<ok/>");
    // A part of a text that cannot be stored does not lose the rest.
    for (query, words) in [
        ("f=9800000001&t=B%00+200", "B 200"),
        ("f=9800000001&t=200+%FF", "200 \u{FFFD}"),
        ("f=9800000001&t=%00%42%D8%3D&c=2", "B\u{FFFD}"),
    ] {
        assert_eq!(text(query).body, words, "{query}");
    }
    for query in ["f=9800000001&t=None", "f=9800000001&t=+", "f=9800000001&t="] {
        assert!(read(query).unwrap().0 == Event::Junk, "{query}");
    }
    for query in [
        "f=9800000001",
        "t=x",
        "f=98&t=x",
        "f=9800000001&f=9800000002&t=x",
        "f=9800000001&t=%0A%A8%00&c=2",
        "f=9800000001%00&t=x",
        "f=9800000001&t=x&i=a%00",
    ] {
        assert!(read(query).is_err(), "{query}");
    }
    assert!(matches!(
        described.read_receipt(&incoming("", "")),
        Err(RequestRefused::NotHere)
    ));
}

#[test]
fn only_who_knows_the_secret_or_the_key_is_believed() {
    let receipt = "[receipt]\nfields = \"json\"\ntheir-id = \"id\"\nstatus = \"s\"\n\
        [receipt.states]\nD = \"delivered\"\n";
    let json = r#"{"id":"a","s":"D","token":"hush"}"#;
    let signed = |source: &str, settings: &[(&str, &str)], signature: Option<&str>| {
        let described = open(source, settings);
        let incoming = ProviderRequest {
            signature,
            ..incoming("application/json", json)
        };
        described.read_receipt(&incoming).map(drop)
    };
    let field = format!("{SEND}{receipt}[secret]\nfield = \"token\"\ncredential = \"hook\"\n");
    assert_eq!(signed(&field, &[("hook", "hush")], None), Ok(()));
    assert_eq!(
        signed(&field, &[("hook", "else")], None),
        Err(RequestRefused::Signature)
    );

    let header = format!(
        "{SEND}{receipt}[secret]\nheader = \"Authorization\"\nprefix = \"Bearer \"\ncredential = \"hook\"\n"
    );
    let hook = [("hook", "hush")];
    assert_eq!(
        open(&header, &hook).signature_header(),
        Some("authorization")
    );
    assert_eq!(signed(&header, &hook, Some("Bearer hush")), Ok(()));
    for wrong in [None, Some("Bearer hushh"), Some("hush"), Some("Bearer ")] {
        assert_eq!(
            signed(&header, &hook, wrong),
            Err(RequestRefused::Signature),
            "{wrong:?}"
        );
    }

    // Computed with `openssl dgst -sha256 -hmac Jefe`.
    let key = [("key", "Jefe")];
    let hmac = format!(
        "{SEND}{receipt}[signature]\nheader = \"X-Sign\"\nprefix = \"sha256=\"\ncredential = \"key\"\n"
    );
    let right = format!(
        "sha256={}",
        "7dce47c99fb72ab6024f1d4dcfaef33995a150599676c4c6183b61c2bcdbf64e"
    );
    assert_eq!(signed(&hmac, &key, Some(&right)), Ok(()));
    for wrong in [
        None,
        Some("sha256="),
        Some("sha256=00"),
        Some("7dce47c99fb72ab6024f1d4dcfaef33995a150599676c4c6183b61c2bcdbf64e"),
        Some("sha256=zz"),
    ] {
        assert_eq!(
            signed(&hmac, &key, wrong),
            Err(RequestRefused::Signature),
            "{wrong:?}"
        );
    }
}

#[test]
fn the_reference_names_every_key_and_every_place() {
    let reference = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/gateways/README.md"));
    let keys = [
        &send::KEYS[..],
        &send::PART_KEYS,
        &send::AUTH_KEYS,
        &reply::RULE_KEYS,
        &incoming::KEYS,
        &receipt::KEYS,
        &source::KEYS,
        &timestamps::KEYS,
        &guard::SECRET_KEYS,
        &guard::SIGNATURE_KEYS,
    ];
    let places = template::PLACES.map(|(name, _)| format!("{{{name}}}"));
    let failures = words::failure_words();
    let words = keys.concat().into_iter().chain(failures).map(str::to_owned);
    let missing: Vec<String> = words
        .chain(places)
        .filter(|word| !reference.contains(&format!("`{word}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
