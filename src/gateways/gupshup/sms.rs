//! Gupshup Enterprise: keywords in, delivery reports one by one or in bundles, and how a text is sent.
//!
//! Settings: `USERID`, `PASSWORD`, `SENDER` (a mask that counts instead of each template's header),
//! `URL` (another host that speaks the same). In its account, the keyword is set to our `/sms` address
//! and the real-time reports to our `/receipt` address: neither is told with each text.
//!
//! Gupshup texts the first 160 letters of our answer to the member, unless it is XML without a message; so
//! we answer with an empty `<response>`. It has no place for an id of ours that is known to make a
//! repetition harmless. Numbers come with ten digits or twelve (wire reference 2.1).

use crate::core::domain::{Failure, Reported};
use crate::gateways::Malformed;
use crate::gateways::sms::fields::{self, RequestFields, json, word};
use crate::gateways::sms::settings::SettingsReader;
use crate::gateways::sms::{BuiltInAck, SendBy, SmsTaken, SmsText, WrongSetting};
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt, Request, RequestBody,
    RequestRefused,
};
use crate::gateways::sms::{answers, dlt, failure_words, numbers, times};
use serde_json::Value;
use std::fmt;

/// An answer that Gupshup does not text back to the sender.
pub(in crate::gateways) const NO_REPLY: BuiltInAck = BuiltInAck {
    content_type: "text/xml",
    body: "<response></response>",
};

/// An account at Gupshup.
#[derive(Clone)]
pub struct GupshupAccount {
    url: String,
    userid: String,
    password: String,
    sender: Option<String>,
}

impl fmt::Debug for GupshupAccount {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl GupshupAccount {
    pub(in crate::gateways) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = SettingsReader::of(credentials);
        let account = Self {
            url: settings.address("https://enterprise.smsgupshup.com"),
            userid: settings.must("userid", "the number of the account"),
            password: settings.must("password", "the account's password"),
            sender: settings.may("sender"),
        };
        settings.done(account)
    }

    /// By POST, so that neither the password nor her number stands in an address.
    pub(in crate::gateways) fn send(&self, text: &Outgoing) -> SendBy {
        let kind = if text.is_unicode {
            "Unicode_text"
        } else {
            "TEXT"
        };
        let mut form: Vec<(String, String)> = vec![
            ("method".into(), "SendMessage".into()),
            ("send_to".into(), numbers::digits(&text.to).to_owned()),
            ("msg".into(), text.body.clone()),
            ("msg_type".into(), kind.into()),
            ("userid".into(), self.userid.clone()),
            ("auth_scheme".into(), "plain".into()),
            ("password".into(), self.password.clone()),
            ("v".into(), "1.1".into()),
            ("format".into(), "json".into()),
        ];
        let header = text.registered.as_ref().map(|it| it.header.clone());
        let sender = self.sender.clone().or(header);
        form.extend(sender.map(|sender| ("mask".into(), sender)));
        if let Some(registered) = &text.registered {
            form.push(("principalEntityId".into(), registered.entity_id.clone()));
            form.push(("dltTemplateId".into(), registered.template_id.clone()));
        }
        SendBy::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/GatewayAPI/rest", self.url),
            query: Vec::new(),
            headers: Vec::new(),
            body: RequestBody::Form(form),
        }))
    }
}

/// The answer is JSON, as was asked for, or a line of text where Gupshup fails earlier: `success | NUMBER |
/// ID`, `error | CODE | WHY`.
pub(in crate::gateways) fn taken(answer: ProviderResponse<'_>) -> SmsTaken {
    if let Some(failure) = answers::failure(answer.status) {
        return answers::no_by_status(failure, answer.status);
    }
    let said = match answers::json(answer) {
        Some(reply) => said_in_json(&reply["response"]),
        None => said_in_text(answer.body),
    };
    match said {
        Some(GupshupStatus::Success(provider_id)) => SmsTaken::Yes { provider_id },
        Some(GupshupStatus::Error(code, why)) => {
            let failure = of_code(&code)
                .or_else(|| dlt::of_code(&code))
                .or_else(|| failure_words::of_words(&why));
            answers::no(failure.unwrap_or(Failure::Other), fields::code(&code))
        }
        None => SmsTaken::Unclear,
    }
}

enum GupshupStatus {
    Success(Option<String>),
    Error(String, String),
}

fn said_in_json(response: &Value) -> Option<GupshupStatus> {
    match response["status"].as_str()? {
        "success" => Some(GupshupStatus::Success(answers::id(&response["id"]))),
        "error" => Some(GupshupStatus::Error(
            answers::scalar(&response["id"]).unwrap_or_default(),
            answers::scalar(&response["details"]).unwrap_or_default(),
        )),
        _ => None,
    }
}

fn said_in_text(body: &[u8]) -> Option<GupshupStatus> {
    let line = std::str::from_utf8(body).ok()?.lines().next()?;
    let mut parts = line.splitn(3, '|').map(str::trim);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    match first {
        "success" => Some(GupshupStatus::Success(answers::id(&Value::from(third)))),
        "error" => Some(GupshupStatus::Error(second.to_owned(), third.to_owned())),
        _ => None,
    }
}

/// The codes of a refusal, as its documentation lists them; of the others the words are read.
fn of_code(code: &str) -> Option<Failure> {
    Some(match code {
        "100" => Failure::Down,
        "101" | "102" | "103" | "104" | "106" | "107" | "109" | "175" => Failure::Settings,
        "105" => Failure::BadNumber,
        "108" => Failure::Route,
        _ => return None,
    })
}

/// A keyword: `content` holds the keyword too.
pub(in crate::gateways) fn read_text(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    if incoming.method != "GET" {
        return Err(RequestRefused::NotHere);
    }
    let fields = RequestFields::of_form(incoming.query.as_bytes());
    let text = SmsText {
        provider_id: None,
        from: numbers::indian(fields.must("msisdn")?)
            .map_err(|_| RequestRefused::Unreadable("the sender is not a number"))?,
        to: fields.must("phonecode")?.to_owned(),
        body: fields.words("content")?,
        at: fields.besides("timestamp").and_then(times::unix_ms),
    };
    Ok((Event::Text(text), NO_REPLY))
}

/// One report in the query, or up to twenty as JSON in the form's field `response`.
pub(in crate::gateways) fn read_receipt(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let receipts = if incoming.method == "GET" {
        let fields = RequestFields::of_form(incoming.query.as_bytes());
        vec![receipt(&fields, &OF_ONE)?]
    } else {
        let fields = RequestFields::of_posted(incoming)?;
        let bundle = json(fields.must_long("response")?.as_bytes())?;
        let bundle = bundle
            .as_array()
            .ok_or(RequestRefused::Unreadable("response is not an array"))?;
        // One that cannot be read does not hold up the others.
        bundle
            .iter()
            .filter_map(Value::as_object)
            .filter_map(|one| receipt(&RequestFields::of_json(one), &OF_BUNDLE).ok())
            .collect()
    };
    let event = if receipts.is_empty() {
        Event::Junk
    } else {
        Event::Receipts(receipts)
    };
    Ok((event, BuiltInAck::EMPTY))
}

/// The names of the fields of a report, which differ between a single report and a bundle.
struct ReceiptNames {
    status: &'static str,
    at: &'static str,
    to: &'static str,
}

/// The names in a single report, in the query.
const OF_ONE: ReceiptNames = ReceiptNames {
    status: "status",
    at: "deliveredTS",
    to: "phoneNo",
};
/// The names in a report of a bundle.
const OF_BUNDLE: ReceiptNames = ReceiptNames {
    status: "eventType",
    at: "eventTs",
    to: "destAddr",
};

fn receipt(fields: &RequestFields<'_>, names: &ReceiptNames) -> Result<Receipt, Malformed> {
    let code = fields.besides("errCode");
    let cause = fields.besides("cause");
    Ok(Receipt {
        our_id: None,
        provider_id: Some(fields.must("externalId")?.to_owned()),
        to: numbers::of_receipt(fields.may(names.to)),
        reported: reported(fields.must(names.status)?, code, cause),
        code: code.and_then(fields::code),
        at: fields.besides(names.at).and_then(times::unix_ms),
    })
}

/// Gupshup's documentation names SUCCESS, FAILURE and UNKNOWN for a single report, DELIVERED and FAILED for
/// a bundle.
fn reported(status: &str, code: Option<&str>, cause: Option<&str>) -> Reported {
    let why = || {
        code.and_then(|code| of_report(code).or_else(|| dlt::of_code(code)))
            .or_else(|| cause.and_then(failure_words::of_words))
    };
    match status.to_ascii_uppercase().as_str() {
        "SUCCESS" | "DELIVERED" => Reported::Delivered,
        "SENT" | "SUBMITTED" => Reported::Sent,
        "FAIL" | "FAILED" | "FAILURE" => Reported::Failed(why().unwrap_or(Failure::Other)),
        // UNKNOWN is no failure, unless the code says more.
        "UNKNOWN" => why().map_or_else(|| Reported::Unknown(word(status)), Reported::Failed),
        _ => Reported::Unknown(word(status)),
    }
}

/// The codes of a report (wire reference 2.1).
fn of_report(code: &str) -> Option<Failure> {
    Some(match code {
        "001" | "002" => Failure::Away,
        "003" => Failure::BadNumber,
        "004" | "005" | "008" => Failure::Down,
        "006" | "007" => Failure::OptedOut,
        "009" => Failure::OutOfHours,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
