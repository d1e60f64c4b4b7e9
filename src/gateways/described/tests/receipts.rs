//! Receipts that a described provider brings.

use super::*;
use crate::core::domain::Reported;
use crate::gateways::sms::{Event, Receipt, RequestRefused};

fn receipts(described: &Configured, incoming: &ProviderRequest<'_>) -> Vec<Receipt> {
    match described.read_receipt(incoming).unwrap().0 {
        Event::Receipts(receipts) => receipts,
        Event::Text(_)
        | Event::Texts { .. }
        | Event::OptOut { .. }
        | Event::Probe
        | Event::Junk => panic!("no receipt"),
    }
}

#[test]
fn receipts_come_alone_in_lists_and_inside_a_field() {
    let states = "[receipt.states]\nDELIVRD = \"delivered\"\nUNDELIV = \"away\"\n\
        [receipt.codes]\n006 = \"opted-out\"\n";
    let list = format!(
        "{SEND}[receipt]\nfields = \"form\"\nin-field = \"response\"\nlist = \"/items\"\n\
         our-id = \"ref\"\ntheir-id = \"/deep/id\"\nstatus = \"state\"\ncode = \"err\"\n\
         at = \"when\"\ntime = \"%d/%m/%Y %H:%M\"\nzone = \"Asia/Kolkata\"\nanswer = \"OK\"\n{states}"
    );
    let described = open(&list, &[]);
    let json = r#"{"items":[
        {"ref":"7012","deep":{"id":"a"},"state":"delivrd","err":"000","when":"24/11/2026 09:30"},
        {"deep":{"id":5},"state":"UNDELIV","err":"006","when":"soon"},
        {"ref":"x","deep":{"id":"c"},"state":"RESTING 9800000001"}]}"#;
    let form: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("response", json)
        .finish();
    let request = incoming("application/x-www-form-urlencoded", &form);
    assert_eq!(described.read_receipt(&request).unwrap().1.body, "OK");
    let found = receipts(&described, &request);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].our_id, Some(7012));
    assert_eq!(found[0].reported, Reported::Delivered);
    assert_eq!(found[0].at, Some(Instant(1_795_492_800_000)));
    assert_eq!(found[1].provider_id.as_deref(), Some("5"));
    assert_eq!(found[1].reported, Reported::Failed(Failure::OptedOut));
    assert_eq!((found[1].our_id, found[1].at), (None, None));
    // A word that nobody described, and that a number stands in.
    assert_eq!(found[2].reported, Reported::Unknown("…".into()));

    let xml = format!(
        "{SEND}[receipt]\nfields = \"xml\"\ntheir-id = \"report@id\"\nstatus = \"state\"\n{states}"
    );
    let described = open(&xml, &[]);
    let found = receipts(
        &described,
        &incoming(
            "text/xml",
            "<report id=\"q1\"><state>UNDELIV</state></report>",
        ),
    );
    assert_eq!(found[0].provider_id.as_deref(), Some("q1"));
    let refused = |kind, body| described.read_receipt(&incoming(kind, body)).err();
    assert_eq!(
        refused("application/json", "{}"),
        Some(RequestRefused::ContentType)
    );
    for body in [
        "<report id=\"q1\">",
        "<!DOCTYPE r [<!ENTITY a \"aa\">]><report id=\"&a;\"><state>UNDELIV</state></report>",
        "<report><state>UNDELIV</state></report>",
        "<report id=\"q1\"/>",
        "<report id=\"q1\"><state>UNDELIV</state><state>DELIVRD</state></report>",
    ] {
        let refused = refused("text/xml", body);
        assert!(
            matches!(refused, Some(RequestRefused::Unreadable(_))),
            "{body} {refused:?}"
        );
    }
}

#[test]
fn a_receipt_names_the_number_that_its_text_went_to() {
    let to = |numbers: &str, fields: &str| {
        let source = format!(
            "{SEND}[receipt]\ntheir-id = \"id\"\nrecipient = \"mobile\"\n{numbers}status = \"s\"\n\
             [receipt.states]\nD = \"delivered\"\n"
        );
        let described = open(&source, &[]);
        let form = format!("id=a&s=D{fields}");
        let request = incoming("application/x-www-form-urlencoded", &form);
        let receipt = receipts(&described, &request).remove(0);
        assert_eq!(receipt.provider_id.as_deref(), Some("a"));
        receipt.to.map(|to| to.reveal().to_owned())
    };
    let hers = Some("+919800000001".to_owned());
    let (no_plus, indian) = ("numbers = \"no-plus\"\n", "numbers = \"indian\"\n");
    assert_eq!(to("", "&mobile=%2B919800000001"), hers);
    assert_eq!(to(no_plus, "&mobile=919800000001"), hers);
    for written in ["9800000001", "09800000001", "919800000001", "+919800000001"] {
        assert_eq!(to(indian, &format!("&mobile={written}")), hers, "{written}");
    }
    // A value that is no number is no reason to lose what the receipt says.
    for fields in [
        "",
        "&mobile=",
        "&mobile=MTN",
        "&mobile=%FF",
        "&mobile=1&mobile=2",
    ] {
        assert_eq!(to(indian, fields), None, "{fields}");
    }
}
