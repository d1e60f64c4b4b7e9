//! What the descriptions in `gateways/` make of numbers, of status codes, and of receipts for texts that
//! are not ours.

use super::{incoming, kannel, receipt, text, textlocal};
use sahkar::core::domain::{Failure, Reported};
use sahkar::gateways::sms::Event;

const KANNEL_AT: &str = "http://127.0.0.1:13013/cgi-bin/sendsms";
const TEXTLOCAL_AT: &str = "https://api.textlocal.in/send/";
const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn g9_a_sender_is_read_in_every_form_that_an_operator_writes() {
    let (kannel, textlocal) = (kannel(KANNEL_AT), textlocal(TEXTLOCAL_AT));
    for number in [
        "9800000001",
        "09800000001",
        "919800000001",
        "00919800000001",
        "%2B919800000001",
        "+919800000001",
    ] {
        let query = format!("from={number}&to=56161&text=HELP&id=x&charset=UTF-8&at=1795492800");
        let found = text(&kannel, &incoming("GET", &query, "", ""));
        assert_eq!(found.from.reveal(), "+919800000001", "kannel: {number}");
        let form = format!("sender={number}&inNumber=56161&content=HELP");
        let found = text(&textlocal, &incoming("POST", "", FORM, &form));
        assert_eq!(found.from.reveal(), "+919800000001", "textlocal: {number}");
    }
}

#[test]
fn g9_every_status_word_that_their_pages_know_has_its_meaning() {
    let failed = Reported::Failed;
    let kannel = kannel(KANNEL_AT);
    for (status, reason, expected) in [
        ("0", "", Reported::Sent),
        ("1", "ACK%2F", Reported::Delivered),
        ("2", "", failed(Failure::Other)),
        (
            "2",
            "stat%3AEXPIRED+err%3A001+text%3ABALANCE",
            failed(Failure::Away),
        ),
        // What we wrote ourselves says nothing about what became of it.
        (
            "2",
            "stat%3AUNDELIV+err%3A001+text%3ABALANCE",
            failed(Failure::Other),
        ),
        ("4", "", Reported::Sent),
        ("8", "ACK%2F", Reported::Sent),
        (
            "16",
            "NACK%2F11%2FInvalid+Destination+Address",
            failed(Failure::BadNumber),
        ),
        ("16", "NACK%2F1", failed(Failure::Other)),
        ("32", "", Reported::Sent),
        ("34", "NACK%2FUnknown+subscriber", failed(Failure::Away)),
        ("66", "", failed(Failure::Other)),
    ] {
        let query = format!("our_id=77&status={status}&reason={reason}&at=1795492800");
        let found = receipt(&kannel, &incoming("GET", &query, "", ""));
        assert_eq!(found.reported, expected, "kannel: {status} {reason}");
    }
    let textlocal = textlocal(TEXTLOCAL_AT);
    for (status, expected) in [
        ("D", Reported::Delivered),
        ("d", Reported::Delivered),
        ("U", failed(Failure::Away)),
        ("E", failed(Failure::Away)),
        ("I", failed(Failure::BadNumber)),
        ("B", failed(Failure::OptedOut)),
        ("P", Reported::Sent),
        ("%3F", failed(Failure::Other)),
    ] {
        let form = format!("number=919800000001&status={status}&customID=77&datetime=x");
        let found = receipt(&textlocal, &incoming("POST", "", FORM, &form));
        assert_eq!(found.reported, expected, "textlocal: {status}");
    }
}

#[test]
fn g8_textlocal_is_thanked_for_a_receipt_of_a_text_that_is_none_of_ours() {
    let textlocal = textlocal(TEXTLOCAL_AT);
    for id in ["", "campaign-7", "7012x", "99999999999999999999"] {
        let form = format!("number=919800000001&status=D&customID={id}&datetime=x");
        let read = textlocal.read_receipt(&incoming("POST", "", FORM, &form));
        assert!(matches!(read, Ok((Event::Junk, _))), "{id}");
    }
}
