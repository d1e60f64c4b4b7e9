//! What Africa's Talking sends and answers at its edges.

use super::*;
use crate::gateways::samples::{
    answer, credentials, form, outgoing, posted, receipts, request, value,
};

fn account(pairs: &[(&str, &str)]) -> AfricasTalkingAccount {
    AfricasTalkingAccount::open(&credentials(pairs)).unwrap()
}

#[test]
fn a_text_is_sent_by_form_with_the_key_in_a_header() {
    let account = account(&[("username", "coop"), ("api_key", "k1")]);
    let request = request(account.send(&outgoing()));
    assert_eq!(
        request.url,
        "https://api.africastalking.com/version1/messaging"
    );
    assert!(request.headers.contains(&("apiKey".into(), "k1".into())));
    let form = form(&request);
    assert_eq!(value(&form, "to"), Some("+919800000001"));
    assert_eq!(value(&form, "message"), Some("Asha: 250 saved"));
    assert_eq!(value(&form, "enqueue"), Some("1"));
    assert_eq!(value(&form, "from"), Some("ASHAMD"));
}

#[test]
fn the_sandbox_has_its_own_host_and_a_setting_counts_more() {
    let sandbox = account(&[("username", "sandbox"), ("api_key", "k1")]);
    let sent = request(sandbox.send(&outgoing()));
    assert!(
        sent.url
            .starts_with("https://api.sandbox.africastalking.com/")
    );
    let own = account(&[
        ("username", "sandbox"),
        ("api_key", "k1"),
        ("url", "http://127.0.0.1:9/"),
        ("sender", "56161"),
    ]);
    let sent = request(own.send(&outgoing()));
    assert_eq!(sent.url, "http://127.0.0.1:9/version1/messaging");
    assert_eq!(value(&form(&sent), "from"), Some("56161"));
}

#[test]
fn the_answer_is_the_recipients_and_not_the_calls() {
    let reply = |recipient: &str| {
        let body = format!(r#"{{"SMSMessageData":{{"Message":"x","Recipients":[{recipient}]}}}}"#);
        taken(&outgoing(), answer(201, &body))
    };
    let yes = |id: Option<&str>| SmsTaken::Yes {
        provider_id: id.map(str::to_owned),
    };
    let no = |failure, code: &str| answers::no(failure, Some(code.into()));
    for (recipient, expected) in [
        (
            r#"{"statusCode":102,"messageId":"ATXid_1"}"#,
            yes(Some("ATXid_1")),
        ),
        (r#"{"statusCode":101,"messageId":"None"}"#, yes(None)),
        (
            r#"{"statusCode":406,"messageId":"None"}"#,
            no(Failure::OptedOut, "406"),
        ),
        (
            r#"{"statusCode":402,"messageId":"None"}"#,
            no(Failure::Route, "402"),
        ),
        (
            r#"{"statusCode":405,"messageId":"None"}"#,
            no(Failure::NoCredit, "405"),
        ),
        (
            r#"{"statusCode":409,"messageId":"None"}"#,
            no(Failure::OutOfHours, "409"),
        ),
        (
            r#"{"statusCode":501,"messageId":"None"}"#,
            no(Failure::Down, "501"),
        ),
        (
            r#"{"statusCode":499,"status":"New","messageId":"None"}"#,
            no(Failure::Other, "499"),
        ),
        (
            r#"{"statusCode":199,"messageId":"ATXid_2"}"#,
            yes(Some("ATXid_2")),
        ),
        (
            r#"{"statusCode":403,"number":"+254700000000"},{"statusCode":101,"messageId":"b","number":"+919800000001"}"#,
            yes(Some("b")),
        ),
    ] {
        assert_eq!(reply(recipient), expected, "{recipient}");
    }
}

#[test]
fn an_answer_that_was_cut_does_not_say() {
    let whole = r#"{"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}}"#;
    for n in 0..whole.len() {
        assert_eq!(
            taken(&outgoing(), answer(201, &whole[..n])),
            SmsTaken::Unclear,
            "{n}"
        );
    }
    for strange in [
        "[]",
        "{}",
        "null",
        r#"{"SMSMessageData":{"Recipients":[{}]}}"#,
        "<html>",
    ] {
        assert_eq!(
            taken(&outgoing(), answer(200, strange)),
            SmsTaken::Unclear,
            "{strange}"
        );
    }
    let down = answers::no_by_status(Failure::Down, 503);
    assert_eq!(taken(&outgoing(), answer(503, "")), down);
}

#[test]
fn a_report_is_read_by_its_table_and_a_new_word_is_kept() {
    let cases = [
        ("Submitted", "", Reported::Sent),
        ("Success", "", Reported::Delivered),
        (
            "Failed",
            "NotNetworkSubcriber",
            Reported::Failed(Failure::BadNumber),
        ),
        (
            "Failed",
            "NotNetworkSubscriber",
            Reported::Failed(Failure::BadNumber),
        ),
        (
            "Rejected",
            "InsufficientCredit",
            Reported::Failed(Failure::NoCredit),
        ),
        (
            "Rejected",
            "DoNotDisturbRejection",
            Reported::Failed(Failure::OutOfHours),
        ),
        ("Failed", "", Reported::Failed(Failure::Other)),
        ("AbsentSubscriber", "", Reported::Failed(Failure::Away)),
        ("Resting", "", Reported::Unknown("Resting".into())),
    ];
    for (status, reason, expected) in cases {
        let body = format!("id=a&status={status}&failureReason={reason}");
        let (event, _) = read_receipt(&posted(&body)).unwrap();
        assert_eq!(receipts(event)[0].reported, expected, "{status} {reason}");
    }
}

#[test]
fn a_subscription_is_read_whatever_its_letters() {
    for (way, expected) in [("addition", false), ("Addition", false), ("DELETION", true)] {
        let body = format!("phoneNumber=%2B254720123123&shortCode=6942&updateType={way}");
        let (event, _) = read_text(&posted(&body)).unwrap();
        let Event::OptOut { to, stopped, .. } = event else {
            panic!("{way}")
        };
        assert_eq!((to.as_str(), stopped), ("6942", expected), "{way}");
    }
    let new = "phoneNumber=%2B254720123123&shortCode=6942&updateType=pause";
    assert!(read_text(&posted(new)).unwrap().0 == Event::Junk);
}

#[test]
fn what_it_does_not_send_is_refused_with_one_line() {
    for (body, line) in [
        ("to=1&text=x", "from is missing"),
        ("from=%2B919800000001&text=x", "to is missing"),
        ("from=%2B919800000001&to=1", "text is missing"),
        ("from=MTN&to=1&text=x", "the sender is not a number"),
        (
            "from=+919800000001&to=1&text=x",
            "the sender is not a number",
        ),
        (
            "from=%2B919800000001&to=1%FF&text=x",
            "the body is not UTF-8",
        ),
        (
            "from=%2B919800000001&to=1&id=a%00&text=x",
            "id cannot be kept as it came",
        ),
        (
            "from=%2B919800000001&to=1&text=x&text=y",
            "the key text is sent twice",
        ),
    ] {
        let refused = read_text(&posted(body)).err().unwrap();
        assert_eq!(refused.to_string(), line, "{body}");
    }
    let mut other = posted("from=%2B919800000001&to=1&text=x");
    other.content_type = "application/json";
    assert!(read_text(&other).err() == Some(RequestRefused::ContentType));
    other.method = "GET";
    assert!(read_text(&other).err() == Some(RequestRefused::NotHere));
}

#[test]
fn s9_her_words_are_kept_without_what_cannot_be() {
    let body = "from=%2B919800000001&to=56161&id=a&text=B%00+200%FF";
    let Event::Text(text) = read_text(&posted(body)).unwrap().0 else {
        panic!()
    };
    assert_eq!(text.body, "B 200\u{FFFD}");
}
