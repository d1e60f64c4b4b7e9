//! Requests of a described provider that hold what no database could store, numbers without a country, and
//! receipts for texts that are not ours.

use super::*;
use crate::gateways::sms::{Event, RequestRefused};

const TEXT: &str = "[text]\nfields = \"json\"\nlist = \"/all\"\nsender = \"from\"\n\
    numbers = \"no-plus\"\nto = \"to\"\ntext = \"text\"\nid = \"id\"\n";

fn texts(body: &str) -> Result<Vec<(Option<String>, String)>, RequestRefused> {
    let described = open(&format!("{SEND}{TEXT}"), &[]);
    let read = described.read_text(&incoming("application/json", body));
    read.map(|(event, _)| match event {
        Event::Text(text) => vec![(text.provider_id, text.body)],
        Event::Texts { texts, .. } => {
            let pair = texts.into_iter().map(|text| (text.provider_id, text.body));
            pair.collect()
        }
        Event::Receipts(_) | Event::OptOut { .. } | Event::Probe | Event::Junk => Vec::new(),
    })
}

fn one(id: &str, from: &str, text: &str) -> String {
    format!(r#"{{"id":{id},"from":"{from}","to":"56161","text":"{text}"}}"#)
}

#[test]
fn s9_in_a_bundle_only_what_cannot_be_kept_is_left_out() {
    let good = one("\"b\"", "919800000001", "HELP");
    let kept = vec![(Some("b".to_owned()), "HELP".to_owned())];
    let long = format!("\"{}\"", "x".repeat(3000));
    for id in [
        r#""a\u0000""#,
        r#""a\ud800""#,
        "\"a\0\"",
        &long,
        "99999999999999999999",
    ] {
        let bad = one(id, "919800000001", "HELP");
        let body = format!(r#"{{"all":[{bad},{good}]}}"#);
        assert_eq!(texts(&body).unwrap(), kept, "{id}");
        let alone = texts(&format!(r#"{{"all":[{bad}]}}"#)).unwrap_err();
        assert!(alone.is_for_ever(), "{id}: {alone}");
    }
    let words = one("\"b\"", "919800000001", r"B \u0000200 \ud83d");
    let found = texts(&format!(r#"{{"all":[{words}]}}"#)).unwrap();
    assert_eq!(found[0].1, "B 200 \u{FFFD}");
}

#[test]
fn s9_xml_with_a_sign_that_it_does_not_have_is_read_all_the_same() {
    let source = format!(
        "{SEND}[text]\nfields = \"xml\"\nsender = \"from\"\nnumbers = \"indian\"\nto-is = \"56161\"\n\
         text = \"text\"\nid = \"id\"\n"
    );
    let described = open(&source, &[]);
    let read = |id: &str, text: &str| {
        let body = format!("<t><from>9800000001</from><id>{id}</id><text>{text}</text></t>");
        described
            .read_text(&incoming("text/xml", &body))
            .map(|it| it.0)
    };
    for words in ["B 2&#0;00", "B 2\u{0}00", "B 2&#x0;00"] {
        let Event::Text(text) = read("a", words).unwrap() else {
            panic!("{words}")
        };
        assert_eq!(text.body, "B 200");
    }
    for id in ["a&#0;", "a\u{0}", &"x".repeat(3000)] {
        let refused = read(id, "HELP").err();
        assert!(refused.is_some_and(RequestRefused::is_for_ever), "{id:?}");
    }
}

#[test]
fn g11_a_number_without_its_country_is_refused_by_name() {
    let found = texts(&format!(
        r#"{{"all":[{}]}}"#,
        one("1", "919800000001", "HELP")
    ));
    assert_eq!(found.unwrap().len(), 1);
    for number in ["9800000001", "6591234567", "09800000001"] {
        let refused = texts(&format!(r#"{{"all":[{}]}}"#, one("1", number, "HELP"))).unwrap_err();
        let line = refused.to_string();
        assert!(
            line.contains("no country code") && line.contains("indian"),
            "{number}: {line}"
        );
        assert!(!line.contains(number));
    }
    // Nobody's phone is found by it either.
    let source = format!(
        "{SEND}[receipt]\ntheir-id = \"id\"\nrecipient = \"m\"\nnumbers = \"no-plus\"\nstatus = \"s\"\n\
         [receipt.states]\nD = \"delivered\"\n"
    );
    let described = open(&source, &[]);
    let read = described.read_receipt(&incoming(FORM, "id=a&s=D&m=9800000001"));
    let Event::Receipts(receipts) = read.unwrap().0 else {
        panic!()
    };
    assert_eq!(receipts[0].to, None);
}

#[test]
fn g8_a_receipt_of_a_text_that_is_none_of_ours_is_taken() {
    let source = format!(
        "{SEND}[receipt]\nour-id = \"ref\"\nstatus = \"s\"\n[receipt.states]\nD = \"delivered\"\n"
    );
    let described = open(&source, &[]);
    let read = |form: &str| described.read_receipt(&incoming(FORM, form)).map(|it| it.0);
    for form in [
        "ref=campaign-7&s=D",
        "ref=&s=D",
        "ref=99999999999999999999&s=D",
    ] {
        assert!(read(form).unwrap() == Event::Junk, "{form}");
    }
    assert!(matches!(read("ref=7012&s=D").unwrap(), Event::Receipts(_)));
    // The file names a field that the provider does not send: that must be reported.
    let unnamed = Err(RequestRefused::Unreadable("the receipt names no text"));
    assert!(read("s=D").map(drop) == unnamed);
}

#[test]
fn g10_a_signature_over_our_address_with_its_port_or_without_is_right() {
    let source = format!(
        "{SEND}[receipt]\ntheir-id = \"id\"\nstatus = \"s\"\n[receipt.states]\nD = \"delivered\"\n\
         [signature]\nheader = \"X-Sign\"\nhash = \"sha1\"\nover = \"url\"\ncredential = \"key\"\n"
    );
    let described = open(&source, &[("key", "Jefe")]);
    // Computed with `openssl dgst -sha1 -hmac Jefe` over https://a.example/r.
    let signature = "e3b8835afbd0c4b63c1a36e061efc4a8984c3aa7";
    let read = |url: &'static str| {
        described.read_receipt(&ProviderRequest {
            url,
            signature: Some(signature),
            ..incoming(FORM, "id=a&s=D")
        })
    };
    assert!(read("https://a.example/r").is_ok());
    assert!(read("https://a.example:8443/r").is_ok());
    assert!(read("https://b.example/r").err() == Some(RequestRefused::Signature));
}
