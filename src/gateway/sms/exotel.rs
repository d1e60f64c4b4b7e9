//! Exotel: texts in its old and its new form, status callbacks, and how a text is sent.
//!
//! Settings: `API_KEY`, `API_TOKEN`, `ACCOUNT_SID`, `SENDER` (a sender that counts instead of each
//! template's header), `URL` (another cluster; the usual one is in Mumbai). The number's flow is set to
//! our `/sms` address; where reports go is told with each text, and our id with it, which it gives back.
//!
//! The old form asks by HEAD before each GET and texts back what is answered as `text/plain`; so both
//! are answered as another type, which it leaves alone. Two of its documentation pages number the
//! statuses differently, so only their words are read (wire reference 2.1).

use super::fields::{Fields, code, json, word};
use super::settings::{Settings, basic};
use super::times::{self, Zone};
use super::{Answer, Body, Credentials, Event, Incoming, Outgoing, Receipt, Refused, Request};
use super::{Taken, Text, Thanks, Way, WrongSetting, answers, causes, numbers};
use crate::domain::notice::Class;
use crate::domain::{Failure, Phone, Reported};
use std::fmt;

/// An answer that it texts to nobody.
pub(super) const NO_REPLY: Thanks = Thanks {
    content_type: "application/json",
    body: "{}",
};

/// An account at Exotel.
#[derive(Clone)]
pub struct Account {
    url: String,
    api_key: String,
    api_token: String,
    sid: String,
    sender: Option<String>,
}

impl fmt::Debug for Account {
    /// No credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl Account {
    pub(super) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = Settings::of(credentials);
        let account = Self {
            url: settings.address("https://api.in.exotel.com"),
            api_key: settings.must("api_key", "the key of the API settings page"),
            api_token: settings.must("api_token", "the token of the API settings page"),
            sid: settings.must_word("account_sid", "the account's SID"),
            sender: settings.may("sender"),
        };
        settings.done(account)
    }

    pub(super) fn send(&self, text: &Outgoing) -> Way {
        let kind = match text.class {
            Class::Promotional => "promotional",
            Class::Service | Class::Transactional | Class::Government => "transactional",
        };
        let coding = if text.is_unicode { "unicode" } else { "plain" };
        let header = text.registered.as_ref().map(|it| it.header.clone());
        let mut form: Vec<(String, String)> = vec![
            (
                "From".into(),
                self.sender.clone().or(header).unwrap_or_default(),
            ),
            ("To".into(), text.to.reveal().to_owned()),
            ("Body".into(), text.body.clone()),
            ("EncodingType".into(), coding.into()),
            ("SmsType".into(), kind.into()),
            ("CustomField".into(), text.id.to_string()),
        ];
        if let Some(registered) = &text.registered {
            form.push(("DltEntityId".into(), registered.entity_id.clone()));
            form.push(("DltTemplateId".into(), registered.template_id.clone()));
        }
        let callback = text.receipt_url.clone();
        form.extend(callback.map(|url| ("StatusCallback".into(), url)));
        Way::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/v1/Accounts/{}/Sms/send.json", self.url, self.sid),
            query: Vec::new(),
            headers: vec![basic(&self.api_key, &self.api_token)],
            body: Body::Form(form),
        }))
    }
}

pub(super) fn taken(answer: Answer<'_>) -> Taken {
    let reply = answers::json(answer);
    if let Some(by_status) = answers::failure(answer.status) {
        let why = reply
            .as_ref()
            .and_then(|reply| reply["RestException"]["Message"].as_str());
        // Not the status alone: a 400 or a 403 may be about the number or the registration.
        let is_vague = matches!(by_status, Failure::Other | Failure::Settings);
        let failure = why.filter(|_| is_vague).and_then(causes::of_words);
        return answers::no_by_status(failure.unwrap_or(by_status), answer.status);
    }
    let Some(reply) = reply else {
        return Taken::Unclear;
    };
    let message = &reply["SMSMessage"];
    let id = answers::id(&message["Sid"]);
    let status = message["Status"].as_str().unwrap_or_default();
    match (reported(status, message["DetailedStatus"].as_str()), id) {
        (Reported::Failed(failure), _) => {
            let detail = message["DetailedStatus"].as_str().unwrap_or(status);
            answers::no(failure, code(detail))
        }
        (_, Some(id)) => Taken::Yes {
            provider_id: Some(id),
        },
        _ => Taken::Unclear,
    }
}

pub(super) fn read_text(incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
    let event = match (incoming.method, incoming.content_type) {
        ("HEAD", _) => Event::Probe,
        ("GET", _) => read_old(&Fields::of_form(incoming.query.as_bytes()))?,
        ("POST", "application/json") => {
            let body = json(incoming.body)?;
            let object = body
                .as_object()
                .ok_or(Refused::Unreadable("the body is not an object"))?;
            read_new(&Fields::of_json(object))?
        }
        ("POST", _) => return Err(Refused::ContentType),
        _ => return Err(Refused::NotHere),
    };
    Ok((event, NO_REPLY))
}

fn read_old(fields: &Fields<'_>) -> Result<Event, Refused> {
    Ok(Event::Text(Text {
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        from: sender(fields.must("From")?)?,
        to: fields.must("To")?.to_owned(),
        body: fields.text("Body")?.to_owned(),
        at: fields
            .may("Date")?
            .and_then(|at| times::read(at, Zone::India)),
    }))
}

fn read_new(fields: &Fields<'_>) -> Result<Event, Refused> {
    // The same address hears of texts on their way out where an account is set so.
    if fields
        .may("Direction")?
        .is_some_and(|way| way != "incoming")
    {
        return Ok(Event::Junk);
    }
    Ok(Event::Text(Text {
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        from: sender(fields.must("Sender")?)?,
        to: fields.must("ReceivedOn")?.to_owned(),
        body: fields.text("MessageBody")?.to_owned(),
        at: fields
            .may("ReceivedTime")?
            .and_then(|at| times::read(at, Zone::India)),
    }))
}

fn sender(text: &str) -> Result<Phone, Refused> {
    numbers::indian(text).map_err(|_| Refused::Unreadable("the sender is not a number"))
}

pub(super) fn read_receipt(incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
    let receipt = if (incoming.method, incoming.content_type) == ("POST", "application/json") {
        let body = json(incoming.body)?;
        let object = body
            .as_object()
            .ok_or(Refused::Unreadable("the body is not an object"))?;
        receipt(&Fields::of_json(object))?
    } else {
        receipt(&Fields::of_posted(incoming)?)?
    };
    Ok((Event::Receipts(vec![receipt]), NO_REPLY))
}

fn receipt(fields: &Fields<'_>) -> Result<Receipt, Refused> {
    let detail = fields.may("DetailedStatus")?;
    let at = match fields.may("DateUpdated")? {
        None => fields.may("DateSent")?,
        updated => updated,
    };
    Ok(Receipt {
        our_id: fields.may("CustomField")?.and_then(|id| id.parse().ok()),
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        to: None,
        reported: reported(fields.must("Status")?, detail),
        code: detail.and_then(code),
        at: at.and_then(|at| times::read(at, Zone::India)),
    })
}

fn reported(status: &str, detail: Option<&str>) -> Reported {
    match status.to_ascii_lowercase().as_str() {
        "queued" | "sending" | "submitted" | "sent" => Reported::Sent,
        "delivered" => Reported::Delivered,
        "expired" => Reported::Failed(Failure::Away),
        "failed" | "undelivered" => {
            Reported::Failed(detail.and_then(causes::of_words).unwrap_or(Failure::Other))
        }
        // As it was written before there was a detail.
        "failed-dnd" | "failed_dnd" => Reported::Failed(Failure::OptedOut),
        _ => Reported::Unknown(word(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{
        answer, credentials, form, got, outgoing, posted, receipts, request, value,
    };
    use super::*;

    fn account() -> Account {
        let pairs = [
            ("api_key", "k"),
            ("api_token", "t"),
            ("account_sid", "coop1"),
        ];
        Account::open(&credentials(&pairs)).unwrap()
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
    fn a_status_is_read_by_its_words_whatever_its_number() {
        for (status, detail, expected) in [
            ("queued", "21010", Reported::Sent),
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
        let yes = Taken::Yes {
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
            (200, r#"{"SMSMessage":{"Sid":"a""#, Taken::Unclear),
            (200, r#"{"SMSMessage":{}}"#, Taken::Unclear),
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
        assert!(read_text(&other).err() == Some(Refused::ContentType));
        other.method = "PUT";
        assert!(read_text(&other).err() == Some(Refused::NotHere));
    }
}
