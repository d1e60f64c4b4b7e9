//! What Exotel sends and answers at its edges.

use super::*;
use crate::gateways::samples::{
    answer, credentials, form, got, outgoing, posted, receipts, request, value,
};

fn account() -> ExotelAccount {
    let pairs = [
        ("api_key", "k"),
        ("api_token", "t"),
        ("account_sid", "coop1"),
    ];
    ExotelAccount::open(&credentials(&pairs)).unwrap()
}

#[test]
fn a_text_carries_its_registration_our_id_and_where_its_report_goes() {
    let sent = request(account().send(&outgoing()));
    assert_eq!(
        sent.url,
        "https://api.in.exotel.com/v1/Accounts/coop1/Sms/send.json"
    );
    assert_eq!(sent.headers, [basic("k", "t")]);
    let plain = form(&sent);
    assert_eq!(value(&plain, "From"), Some("ASHAMD"));
    assert_eq!(value(&plain, "DltEntityId"), Some("1201159000000000001"));
    assert_eq!(value(&plain, "DltTemplateId"), Some("1207159000000000001"));
    assert_eq!(value(&plain, "EncodingType"), Some("plain"));
    assert_eq!(value(&plain, "SmsType"), Some("transactional"));
    assert_eq!(value(&plain, "CustomField"), Some("7012"));
    assert_eq!(
        value(&plain, "StatusCallback"),
        outgoing().receipt_url.as_deref()
    );
    let mut offer = outgoing();
    (offer.class, offer.is_unicode) = (Class::Promotional, true);
    let offer = form(&request(account().send(&offer)));
    assert_eq!(value(&offer, "SmsType"), Some("promotional"));
    assert_eq!(value(&offer, "EncodingType"), Some("unicode"));
}

#[test]
fn a_question_before_a_text_is_answered_like_the_text_and_kept_nowhere() {
    let query = "SmsSid=a&From=09052161119&To=56070&Date=2024-05-22+10%3A06%3A20&Body=BAL";
    let mut head = got(query);
    head.method = "HEAD";
    let (probe, asked) = read_text(&head).unwrap();
    let (text, answered) = read_text(&got(query)).unwrap();
    assert!(probe == Event::Probe);
    assert_eq!(asked, answered);
    assert_ne!(answered.content_type, "text/plain");
    let Event::Text(text) = text else { panic!() };
    assert_eq!(text.from.reveal(), "+919052161119");
    assert_eq!(text.at, times::read("2024-05-22T04:36:20Z", Zone::Utc));
}

#[test]
fn g1_the_detail_says_whether_a_text_has_arrived() {
    let away = Reported::Failed(Failure::Away);
    for (status, detail, expected) in [
        ("sent", Some("DELIVERED_TO_HANDSET"), Reported::Delivered),
        ("SENT", Some("Delivered-To-Handset"), Reported::Delivered),
        ("resting", Some("DELIVERED_TO_HANDSET"), Reported::Delivered),
        ("sent", Some("DELIVERED_TO_OPERATOR"), Reported::Sent),
        ("sent", Some("SUBMITTED_TO_CARRIER"), Reported::Sent),
        // A text that the operator has is with the operator, whatever the status says.
        ("delivered", Some("DELIVERED_TO_OPERATOR"), Reported::Sent),
        ("sent", Some("FAILED_SUBSCRIBER_UNAVAILABLE"), away.clone()),
        (
            "failed",
            Some("FAILED_SUBSCRIBER_UNAVAILABLE"),
            away.clone(),
        ),
        ("expired", Some("PENDING_ON_OPERATOR"), away.clone()),
        (
            "failed",
            Some("DLT_LENGTH_EXCEEDED"),
            Reported::Failed(Failure::Template),
        ),
        (
            "failed",
            Some("SENDER_BLOCKED_BY_DLT"),
            Reported::Failed(Failure::Route),
        ),
        ("sent", None, Reported::Sent),
        ("sent", Some("SOMETHING_NEW"), Reported::Sent),
        ("delivered", None, Reported::Delivered),
    ] {
        assert_eq!(reported(status, detail), expected, "{status} {detail:?}");
    }
}

#[test]
fn g7_no_unknown_word_for_a_direction_loses_a_text() {
    let of = |direction: &str| {
        let body = format!(
            r#"{{"SmsSid":"a","Direction":"{direction}","Sender":"09800000001",
                "ReceivedOn":"56161","MessageBody":"BAL","ReceivedTime":"x"}}"#
        );
        let mut incoming = posted(&body);
        incoming.content_type = "application/json";
        read_text(&incoming).unwrap().0
    };
    for way in [
        "incoming",
        "Incoming",
        "INBOUND",
        "inbound-reply",
        "mo",
        "",
        "sideways",
    ] {
        assert!(matches!(of(way), Event::Text(_)), "{way}");
    }
    for way in ["outgoing", "Outgoing", "outbound-api", "OUTBOUND", "mt"] {
        assert!(of(way) == Event::Junk, "{way}");
    }
}

#[test]
fn a_status_is_read_by_its_words_whatever_its_number() {
    for (status, detail, expected) in [
        ("queued", "21010", Reported::Sent),
        ("submitted", "PENDING_ON_OPERATOR", Reported::Sent),
        ("sent", "DELIVERED_TO_HANDSET", Reported::Delivered),
        ("sent", "DELIVERED_TO_OPERATOR", Reported::Sent),
        ("Delivered", "DELIVERED_TO_HANDSET", Reported::Delivered),
        ("failed", "FAILED_DND", Reported::Failed(Failure::OptedOut)),
        (
            "failed",
            "FAILED_DLT_TEMPLATE",
            Reported::Failed(Failure::Template),
        ),
        (
            "failed",
            "FAILED_DLT_ENTITY",
            Reported::Failed(Failure::Route),
        ),
        (
            "undelivered",
            "FAILED_INVALID_NUMBER",
            Reported::Failed(Failure::BadNumber),
        ),
        ("failed", "SOMETHING_ELSE", Reported::Failed(Failure::Other)),
        ("failed-dnd", "", Reported::Failed(Failure::OptedOut)),
        ("expired", "", Reported::Failed(Failure::Away)),
        ("resting", "", Reported::Unknown("resting".into())),
    ] {
        let body = format!(
            "SmsSid=a&Status={status}&DetailedStatus={detail}&DetailedStatusCode=20005\
             &CustomField=7012&DateUpdated=2024-05-22+10%3A06%3A20"
        );
        let receipt = receipts(read_receipt(&posted(&body)).unwrap().0).remove(0);
        assert_eq!(receipt.reported, expected, "{status} {detail}");
        assert_eq!(receipt.our_id, Some(7012));
        assert!(receipt.at.is_some());
    }
    let mut new = posted(r#"{"SmsSid":"a","Status":"delivered","CustomField":7012}"#);
    new.content_type = "application/json";
    let receipt = receipts(read_receipt(&new).unwrap().0).remove(0);
    assert_eq!(
        (receipt.our_id, receipt.reported),
        (Some(7012), Reported::Delivered)
    );
}

#[test]
fn an_answer_says_what_became_of_the_text() {
    let no = |failure, code: &str| answers::no(failure, Some(code.into()));
    let yes = SmsTaken::Yes {
        provider_id: Some("a".into()),
    };
    for (status, body, expected) in [
        (
            200,
            r#"{"SMSMessage":{"Sid":"a","Status":"queued","DetailedStatus":"PENDING_TO_OPERATOR"}}"#,
            yes,
        ),
        (
            200,
            r#"{"SMSMessage":{"Sid":"a","Status":"failed","DetailedStatus":"FAILED_DND"}}"#,
            no(Failure::OptedOut, "FAILED_DND"),
        ),
        (
            400,
            r#"{"RestException":{"Status":400,"Message":"Invalid number +919800000001"}}"#,
            no(Failure::BadNumber, "400"),
        ),
        (
            403,
            r#"{"RestException":{"Message":"DltEntityId is wrong"}}"#,
            no(Failure::Route, "403"),
        ),
        (401, "", no(Failure::Settings, "401")),
        (
            429,
            r#"{"RestException":{"Message":"DND"}}"#,
            no(Failure::Throttled, "429"),
        ),
        (503, "<html>", no(Failure::Down, "503")),
        (200, r#"{"SMSMessage":{"Sid":"a""#, SmsTaken::Unclear),
        (200, r#"{"SMSMessage":{}}"#, SmsTaken::Unclear),
    ] {
        assert_eq!(taken(answer(status, body)), expected, "{status} {body}");
    }
}

#[test]
fn a_text_on_its_way_out_is_none_that_came_in() {
    let mut other = posted(r#"{"SmsSid":"a","Direction":"outgoing","Sender":"x"}"#);
    other.content_type = "application/json";
    assert!(read_text(&other).unwrap().0 == Event::Junk);
    other.body = b"[1]";
    assert!(read_text(&other).is_err());
    other.content_type = "application/x-www-form-urlencoded";
    assert!(read_text(&other).err() == Some(RequestRefused::ContentType));
    other.method = "PUT";
    assert!(read_text(&other).err() == Some(RequestRefused::NotHere));
}
