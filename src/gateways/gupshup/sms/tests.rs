//! What Gupshup sends and answers at its edges.

use super::*;
use crate::gateways::samples::{
    answer, credentials, form, got, outgoing, posted, receipts, request, value,
};

fn account() -> GupshupAccount {
    GupshupAccount::open(&credentials(&[("userid", "2000"), ("password", "pw")])).unwrap()
}

#[test]
fn a_text_carries_its_registration_and_its_alphabet() {
    let sent = request(account().send(&outgoing()));
    assert_eq!(
        sent.url,
        "https://enterprise.smsgupshup.com/GatewayAPI/rest"
    );
    assert!(sent.query.is_empty() && sent.method == "POST");
    let plain = form(&sent);
    assert_eq!(value(&plain, "mask"), Some("ASHAMD"));
    assert_eq!(value(&plain, "msg_type"), Some("TEXT"));
    assert_eq!(value(&plain, "send_to"), Some("919800000001"));
    assert_eq!(
        value(&plain, "principalEntityId"),
        Some("1201159000000000001")
    );
    assert_eq!(value(&plain, "dltTemplateId"), Some("1207159000000000001"));
    let mut gujarati = outgoing();
    gujarati.is_unicode = true;
    let sent = form(&request(account().send(&gujarati)));
    assert_eq!(value(&sent, "msg_type"), Some("Unicode_text"));
}

#[test]
fn both_forms_of_an_answer_are_read() {
    let yes = |id: &str| SmsTaken::Yes {
        provider_id: Some(id.into()),
    };
    let no = |failure, code: &str| answers::no(failure, Some(code.into()));
    for (body, expected) in [
        (
            r#"{"response":{"id":"35-36","phone":"919800000001","details":"","status":"success"}}"#,
            yes("35-36"),
        ),
        ("success | 919800000001 | 35-36", yes("35-36")),
        (
            r#"{"response":{"id":"102","details":"Authentication failed","status":"error"}}"#,
            no(Failure::Settings, "102"),
        ),
        (
            "error | 105 | The phone number \"91980\" is not a valid phone number",
            no(Failure::BadNumber, "105"),
        ),
        ("error | 108 | ", no(Failure::Route, "108")),
        ("error | 633 | x", no(Failure::Template, "633")),
        (
            "error | 999 | Your account has no credit",
            no(Failure::NoCredit, "999"),
        ),
        ("error | 999 | ?", no(Failure::Other, "999")),
        (
            r#"{"response":{"id":"35-36","phone":"9198"#,
            SmsTaken::Unclear,
        ),
        ("succ", SmsTaken::Unclear),
        ("success | 9198000", SmsTaken::Unclear),
        ("<html>maintenance</html>", SmsTaken::Unclear),
        ("", SmsTaken::Unclear),
    ] {
        assert_eq!(taken(answer(200, body)), expected, "{body}");
    }
    assert_eq!(taken(answer(503, "")), no(Failure::Down, "503"));
}

#[test]
fn every_code_of_a_report_has_its_meaning() {
    for (code, expected) in [
        ("001", Failure::Away),
        ("002", Failure::Away),
        ("003", Failure::BadNumber),
        ("004", Failure::Down),
        ("005", Failure::Down),
        ("006", Failure::OptedOut),
        ("007", Failure::OptedOut),
        ("008", Failure::Down),
        ("009", Failure::OutOfHours),
        ("651", Failure::OutOfHours),
        ("614", Failure::Route),
        ("777", Failure::Other),
    ] {
        let query = format!("externalId=a&status=FAILED&errCode={code}");
        let (event, _) = read_receipt(&got(&query)).unwrap();
        assert_eq!(
            receipts(event)[0].reported,
            Reported::Failed(expected),
            "{code}"
        );
    }
    let new = receipts(read_receipt(&got("externalId=a&status=READ")).unwrap().0);
    assert_eq!(new[0].reported, Reported::Unknown("READ".into()));
}

#[test]
fn g1_every_status_word_of_its_page_has_its_meaning() {
    for (query, expected) in [
        (
            "status=SUCCESS&errCode=000&cause=SUCCESS",
            Reported::Delivered,
        ),
        (
            "status=FAILURE&errCode=001&cause=ABSENT_SUBSCRIBER",
            Reported::Failed(Failure::Away),
        ),
        (
            "status=Failure&cause=UNKNOWN_SUBSCRIBER",
            Reported::Failed(Failure::BadNumber),
        ),
        ("status=FAILURE", Reported::Failed(Failure::Other)),
        (
            "status=UNKNOWN&errCode=003",
            Reported::Failed(Failure::BadNumber),
        ),
        ("status=UNKNOWN", Reported::Unknown("UNKNOWN".into())),
    ] {
        let (event, _) = read_receipt(&got(&format!("externalId=a&{query}"))).unwrap();
        assert_eq!(receipts(event)[0].reported, expected, "{query}");
    }
}

#[test]
fn one_unreadable_report_does_not_hold_up_the_others() {
    let bundle = r#"[{"eventType":"DELIVERED"},7,{"externalId":"b","eventType":"DELIVERED"}]"#;
    let (event, _) = read_receipt(&posted(&format!("response={bundle}"))).unwrap();
    let read = receipts(event);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].provider_id.as_deref(), Some("b"));
    assert!(read_receipt(&posted("response=[]")).unwrap().0 == Event::Junk);
    for (body, line) in [
        ("response={}", "response is not an array"),
        ("response=[", "the body is not JSON"),
        ("other=1", "response is missing"),
    ] {
        let refused = read_receipt(&posted(body)).err().unwrap();
        assert_eq!(refused.to_string(), line, "{body}");
    }
}

#[test]
fn nothing_is_texted_back_for_a_keyword() {
    let query = "phonecode=56161&keyword=BAL&content=BAL+1017&msisdn=919800000001";
    let (event, thanks) = read_text(&got(query)).unwrap();
    assert!(matches!(event, Event::Text(text) if text.body == "BAL 1017" && text.at.is_none()));
    assert_eq!(thanks.body, "<response></response>");
    assert!(read_text(&posted("")).err() == Some(RequestRefused::NotHere));
    let named = got("phonecode=56161&content=x&msisdn=VM-ASHAMD");
    let line = read_text(&named).err().unwrap().to_string();
    assert_eq!(line, "the sender is not a number");
}
