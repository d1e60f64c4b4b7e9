//! What Twilio signs, sends and answers at its edges.

use super::*;
use crate::gateways::samples::{
    answer, credentials, form, outgoing, posted, receipts, request, value,
};

const SMS: &str = "https://coop.example/hooks/x/secret/sms";

fn account() -> TwilioAccount {
    let pairs = [("account_sid", "AC1"), ("auth_token", "12345")];
    TwilioAccount::open(&credentials(&pairs)).unwrap()
}

/// Computed again from the documentation, so that the check is not compared with itself.
fn signature(url: &str, body: &str) -> String {
    let mut pairs: Vec<_> = form_urlencoded::parse(body.as_bytes()).collect();
    pairs.sort();
    let mut joined = url.to_owned();
    for (key, value) in pairs {
        joined.push_str(&key);
        joined.push_str(&value);
    }
    let mut mac = Hmac::<Sha1>::new_from_slice(b"12345").unwrap();
    mac.update(joined.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[test]
fn only_what_twilio_has_signed_is_read() {
    let body = "MessageSid=SM1&From=%2B919800000001&To=%2B18005551212&Body=BAL";
    let right = signature(SMS, body);
    let mut incoming = posted(body);
    for wrong in [
        None,
        Some(""),
        Some("AAAA"),
        Some("no base64!"),
        Some(&right[..20]),
    ] {
        incoming.signature = wrong;
        assert!(account().read_text(&incoming).err() == Some(RequestRefused::Signature));
    }
    incoming.signature = Some(&right);
    assert!(account().read_text(&incoming).is_ok());
    incoming.url = "https://coop.example/hooks/x/secret/sms?more=1";
    assert!(account().read_text(&incoming).err() == Some(RequestRefused::Signature));
    let mut changed = posted("MessageSid=SM1&From=%2B919800000001&To=%2B18005551212&Body=BAK");
    changed.signature = Some(&right);
    assert!(account().read_text(&changed).err() == Some(RequestRefused::Signature));
}

#[test]
fn a_receipt_knows_our_id_by_the_address_that_was_given() {
    let sent = request(account().send(&outgoing()));
    let form = form(&sent);
    let called = value(&form, "StatusCallback").unwrap();
    let query = called.split_once('?').unwrap().1;
    let body = "MessageSid=SM1&MessageStatus=failed&ErrorCode=21610";
    let signed = signature(called, body);
    let mut incoming = posted(body);
    (incoming.url, incoming.query) = (called, query);
    incoming.signature = Some(&signed);
    let receipt = receipts(account().read_receipt(&incoming).unwrap().0).remove(0);
    assert_eq!(receipt.our_id, Some(outgoing().id));
    assert_eq!(receipt.provider_id.as_deref(), Some("SM1"));
    assert_eq!(receipt.reported, Reported::Failed(Failure::OptedOut));
    assert_eq!(receipt.code.as_deref(), Some("21610"));
}

#[test]
fn a_text_is_sent_from_the_service_the_sender_or_the_header() {
    let from = |more: &[(&str, &str)]| {
        let mut pairs = vec![("account_sid", "AC1"), ("auth_token", "t")];
        pairs.extend(more);
        let account = TwilioAccount::open(&credentials(&pairs)).unwrap();
        form(&request(account.send(&outgoing())))
    };
    assert_eq!(value(&from(&[]), "From"), Some("ASHAMD"));
    assert_eq!(value(&from(&[("sender", "+1800")]), "From"), Some("+1800"));
    let service = from(&[("sender", "+1800"), ("messaging_service_sid", "MG1")]);
    assert_eq!(value(&service, "MessagingServiceSid"), Some("MG1"));
    assert_eq!(value(&service, "From"), None);
    let sent = request(account().send(&outgoing()));
    assert_eq!(
        sent.url,
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json"
    );
    assert_eq!(sent.headers, [basic("AC1", "12345")]);
}

#[test]
fn an_answer_says_what_became_of_the_text() {
    let no = |failure, code: &str| answers::no(failure, Some(code.into()));
    for (status, body, expected) in [
        (
            201,
            r#"{"sid":"SM1","status":"queued"}"#,
            SmsTaken::Yes {
                provider_id: Some("SM1".into()),
            },
        ),
        (
            201,
            r#"{"sid":"SM1","status":"failed","error_code":30003}"#,
            no(Failure::Away, "30003"),
        ),
        (
            400,
            r#"{"code":21610,"message":"+919800000001"}"#,
            no(Failure::OptedOut, "21610"),
        ),
        (400, r#"{"code":21211}"#, no(Failure::BadNumber, "21211")),
        (400, r#"{"code":99999}"#, no(Failure::Other, "99999")),
        (429, r#"{"code":20429}"#, no(Failure::Throttled, "20429")),
        (429, "slow down", no(Failure::Throttled, "429")),
        (401, r#"{"code":20003}"#, no(Failure::Settings, "20003")),
        (503, "", no(Failure::Down, "503")),
        (201, r#"{"sid":"SM1","#, SmsTaken::Unclear),
        (200, "<html>", SmsTaken::Unclear),
    ] {
        assert_eq!(taken(answer(status, body)), expected, "{status} {body}");
    }
}

#[test]
fn a_status_is_read_and_a_new_one_is_kept() {
    for (status, code, expected) in [
        ("sent", None, Reported::Sent),
        ("delivered", None, Reported::Delivered),
        (
            "undelivered",
            Some("30005"),
            Reported::Failed(Failure::BadNumber),
        ),
        (
            "failed",
            Some("20429"),
            Reported::Failed(Failure::Throttled),
        ),
        ("failed", None, Reported::Failed(Failure::Other)),
        ("resting", None, Reported::Unknown("resting".into())),
    ] {
        assert_eq!(reported(status, code), expected, "{status}");
    }
}

#[test]
fn a_long_text_that_came_coded_is_read_as_it_was_written() {
    let written = "દૂધ 250 અને શાકભાજી 120, ગઈકાલે સાંજે ડેરીએથી મળ્યા, બાકી સોમવારે".repeat(2);
    assert_eq!(decoded(STANDARD.encode(&written)), written);
    for plain in ["BAL", "AAAA", &"A".repeat(120), &"ન".repeat(100)] {
        assert_eq!(decoded(plain.to_owned()), plain);
    }
}

#[test]
fn g10_a_signature_over_either_writing_of_our_address_is_right() {
    let body = "MessageSid=SM1&From=%2B919800000001&To=%2B18005551212&Body=BAL";
    let reads = |called: &str, signed: &str| {
        let signed = signature(signed, body);
        let mut incoming = posted(body);
        (incoming.url, incoming.signature) = (called, Some(signed.as_str()));
        account().read_text(&incoming).map(drop)
    };
    let with = "https://coop.example:8443/hooks/x/secret/sms?a=b:1";
    let without = "https://coop.example/hooks/x/secret/sms?a=b:1";
    let usual = "https://coop.example:443/hooks/x/secret/sms?a=b:1";
    for (called, signed) in [
        (with, with),
        (with, without),
        (without, without),
        (without, usual),
        ("http://coop.example/a", "http://coop.example:80/a"),
        ("https://[::1]:8443/a", "https://[::1]/a"),
        ("https://[::1]/a", "https://[::1]:443/a"),
    ] {
        assert_eq!(reads(called, signed), Ok(()), "{called} {signed}");
    }
    for (called, signed) in [
        (with, usual),
        (without, with),
        (with, "https://coop.example:8443/hooks/x/secret/sms"),
        (without, "http://coop.example/hooks/x/secret/sms?a=b:1"),
    ] {
        let read = reads(called, signed);
        assert_eq!(read, Err(RequestRefused::Signature), "{called} {signed}");
    }
}

#[test]
fn g10_its_own_word_for_a_wish_to_stop_is_read_as_that() {
    let read = |fields: &str| {
        let body = format!("From=%2B919800000001&To=%2B18005551212&MessageSid=SM1{fields}");
        let signed = signature(SMS, &body);
        let mut incoming = posted(&body);
        incoming.signature = Some(&signed);
        account().read_text(&incoming).unwrap().0
    };
    for (kind, expected) in [("STOP", true), ("stop", true), ("START", false)] {
        let event = read(&format!("&Body=whatever&OptOutType={kind}"));
        let Event::OptOut { phone, to, stopped } = event else {
            panic!("{kind}")
        };
        assert_eq!((phone.reveal(), &*to), ("+919800000001", "+18005551212"));
        assert_eq!(stopped, expected, "{kind}");
    }
    for fields in [
        "&Body=STOP",
        "&Body=HELP&OptOutType=HELP",
        "&Body=x&OptOutType=NEW",
    ] {
        assert!(matches!(read(fields), Event::Text(_)), "{fields}");
    }
}
