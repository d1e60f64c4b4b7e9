//! Exotel: texts in its old and its new form, status callbacks, and how a text is sent.
//!
//! Settings: `API_KEY`, `API_TOKEN`, `ACCOUNT_SID`, `SENDER` (a sender that counts instead of each
//! template's header), `URL` (another cluster; the usual one is in Mumbai). The number's flow is set to
//! our `/sms` address; where reports go is told with each text, and our id with it, which it gives back.
//!
//! The old form sends a HEAD request before each GET, and texts back any answer of type `text/plain`; so
//! both are answered with another type, which it does not text back. Two of its documentation pages number
//! the statuses differently, so only their words are read (wire reference 2.1); and its `Status` stays at
//! `sent` when the text has reached the handset, so that `DetailedStatus` decides ("Glossary for SMS
//! stats").

use crate::core::domain::notice::Class;
use crate::core::domain::{Failure, Phone, Reported};
use crate::gateways::sms::fields::{RequestFields, code, json, word};
use crate::gateways::sms::settings::{SettingsReader, basic};
use crate::gateways::sms::times::{self, Zone};
use crate::gateways::sms::{
    BuiltInAck, SendBy, SmsTaken, SmsText, WrongSetting, answers, failure_words, numbers,
};
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt, Request, RequestBody,
    RequestRefused,
};
use std::fmt;

/// An answer that Exotel does not text back to the sender.
pub(in crate::gateways) const NO_REPLY: BuiltInAck = BuiltInAck {
    content_type: "application/json",
    body: "{}",
};

/// An account at Exotel.
#[derive(Clone)]
pub struct ExotelAccount {
    url: String,
    api_key: String,
    api_token: String,
    sid: String,
    sender: Option<String>,
}

impl fmt::Debug for ExotelAccount {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl ExotelAccount {
    pub(in crate::gateways) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = SettingsReader::of(credentials);
        let account = Self {
            url: settings.address("https://api.in.exotel.com"),
            api_key: settings.must("api_key", "the key of the API settings page"),
            api_token: settings.must("api_token", "the token of the API settings page"),
            sid: settings.must_word("account_sid", "the account's SID"),
            sender: settings.may("sender"),
        };
        settings.done(account)
    }

    pub(in crate::gateways) fn send(&self, text: &Outgoing) -> SendBy {
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
        SendBy::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/v1/Accounts/{}/Sms/send.json", self.url, self.sid),
            query: Vec::new(),
            headers: vec![basic(&self.api_key, &self.api_token)],
            body: RequestBody::Form(form),
        }))
    }
}

pub(in crate::gateways) fn taken(answer: ProviderResponse<'_>) -> SmsTaken {
    let reply = answers::json(answer);
    if let Some(by_status) = answers::failure(answer.status) {
        let why = reply
            .as_ref()
            .and_then(|reply| reply["RestException"]["Message"].as_str());
        // Not the status alone: a 400 or a 403 may be about the number or the registration.
        let is_vague = matches!(by_status, Failure::Other | Failure::Settings);
        let failure = why.filter(|_| is_vague).and_then(failure_words::of_words);
        return answers::no_by_status(failure.unwrap_or(by_status), answer.status);
    }
    let Some(reply) = reply else {
        return SmsTaken::Unclear;
    };
    let message = &reply["SMSMessage"];
    let id = answers::id(&message["Sid"]);
    let status = message["Status"].as_str().unwrap_or_default();
    match (reported(status, message["DetailedStatus"].as_str()), id) {
        (Reported::Failed(failure), _) => {
            let detail = message["DetailedStatus"].as_str().unwrap_or(status);
            answers::no(failure, code(detail))
        }
        (_, Some(id)) => SmsTaken::Yes {
            provider_id: Some(id),
        },
        _ => SmsTaken::Unclear,
    }
}

pub(in crate::gateways) fn read_text(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let event = match (incoming.method, incoming.content_type) {
        ("HEAD", _) => Event::Probe,
        ("GET", _) => read_old(&RequestFields::of_form(incoming.query.as_bytes()))?,
        ("POST", "application/json") => {
            let body = json(incoming.body)?;
            let object = body
                .as_object()
                .ok_or(RequestRefused::Unreadable("the body is not an object"))?;
            read_new(&RequestFields::of_json(object))?
        }
        ("POST", _) => return Err(RequestRefused::ContentType),
        _ => return Err(RequestRefused::NotHere),
    };
    Ok((event, NO_REPLY))
}

fn read_old(fields: &RequestFields<'_>) -> Result<Event, RequestRefused> {
    Ok(Event::Text(SmsText {
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        from: sender(fields.must("From")?)?,
        to: fields.must("To")?.to_owned(),
        body: fields.words("Body")?,
        at: fields
            .besides("Date")
            .and_then(|at| times::read(at, Zone::India)),
    }))
}

fn read_new(fields: &RequestFields<'_>) -> Result<Event, RequestRefused> {
    // An account may be set so that the same address is called for outgoing texts too.
    if fields.besides("Direction").is_some_and(is_out) {
        return Ok(Event::Junk);
    }
    Ok(Event::Text(SmsText {
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        from: sender(fields.must("Sender")?)?,
        to: fields.must("ReceivedOn")?.to_owned(),
        body: fields.words("MessageBody")?,
        at: fields
            .besides("ReceivedTime")
            .and_then(|at| times::read(at, Zone::India)),
    }))
}

/// Whether a direction says that the text went out: `outgoing`, `outbound-api`, `outbound`. Any other word,
/// also one that Exotel adds later, counts as an incoming text, so that no text is lost.
fn is_out(way: &str) -> bool {
    let way = way.trim().to_ascii_lowercase();
    way.starts_with("out") || way == "sent" || way == "mt"
}

fn sender(text: &str) -> Result<Phone, RequestRefused> {
    numbers::indian(text).map_err(|_| RequestRefused::Unreadable("the sender is not a number"))
}

pub(in crate::gateways) fn read_receipt(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let receipt = if (incoming.method, incoming.content_type) == ("POST", "application/json") {
        let body = json(incoming.body)?;
        let object = body
            .as_object()
            .ok_or(RequestRefused::Unreadable("the body is not an object"))?;
        receipt(&RequestFields::of_json(object))?
    } else {
        receipt(&RequestFields::of_posted(incoming)?)?
    };
    Ok((Event::Receipts(vec![receipt]), NO_REPLY))
}

fn receipt(fields: &RequestFields<'_>) -> Result<Receipt, RequestRefused> {
    let detail = fields.besides("DetailedStatus");
    let at = fields
        .besides("DateUpdated")
        .or_else(|| fields.besides("DateSent"));
    Ok(Receipt {
        our_id: fields.besides("CustomField").and_then(|id| id.parse().ok()),
        provider_id: Some(fields.must("SmsSid")?.to_owned()),
        to: None,
        reported: reported(fields.must("Status")?, detail),
        code: detail.and_then(code),
        at: at.and_then(|at| times::read(at, Zone::India)),
    })
}

/// What the detail says, else what the status says; only a failure is not taken back by a detail that
/// says no more than that the text is on its way.
fn reported(status: &str, detail: Option<&str>) -> Reported {
    let why = detail.and_then(failure_words::of_words);
    let by_status = match plain(status).as_str() {
        "QUEUED" | "SENDING" | "SUBMITTED" | "SENT" => Reported::Sent,
        "DELIVERED" => Reported::Delivered,
        "EXPIRED" => Reported::Failed(why.unwrap_or(Failure::Away)),
        "FAILED" | "UNDELIVERED" => Reported::Failed(why.unwrap_or(Failure::Other)),
        // As Exotel reported before it sent a detail.
        "FAILED_DND" => Reported::Failed(Failure::OptedOut),
        _ => Reported::Unknown(word(status)),
    };
    match (detail.and_then(of_detail), by_status) {
        (Some(Reported::Sent), failed @ Reported::Failed(_)) => failed,
        (Some(by_detail), _) => by_detail,
        (None, by_status) => by_status,
    }
}

/// What a detail says by itself; `None` where it is a number, or a word that is in none of its lists.
fn of_detail(detail: &str) -> Option<Reported> {
    let detail = plain(detail);
    let begins = |words: &[&str]| words.iter().any(|word| detail.starts_with(word));
    let is_blocked = detail.starts_with("DLT_") || detail.ends_with("_BY_DLT");
    if ["DELIVERED_TO_HANDSET", "DELIVERED"].contains(&detail.as_str()) {
        Some(Reported::Delivered)
    } else if begins(&["DELIVERED_TO_", "SUBMITTED", "PENDING", "SENDING", "QUEUED"]) {
        Some(Reported::Sent)
    } else if begins(&["FAILED", "UNDELIVERED", "EXPIRED", "REJECTED"]) || is_blocked {
        let why = failure_words::of_words(&detail);
        Some(Reported::Failed(why.unwrap_or(Failure::Other)))
    } else {
        None
    }
}

/// A word of Exotel's in one spelling: `failed-dnd` and `failed_dnd` were both seen.
fn plain(word: &str) -> String {
    word.trim().to_ascii_uppercase().replace('-', "_")
}

#[cfg(test)]
mod tests;
