//! Twilio: texts in, status callbacks, the signature over both, and how a text is sent.
//!
//! Settings: `ACCOUNT_SID`, `AUTH_TOKEN` (which also signs what it sends us), `SENDER` (a number or
//! name that counts instead of each template's header), `MESSAGING_SERVICE_SID` (which counts instead
//! of both), `URL` (another host that speaks the same). `SAHKAR_PUBLIC_URL` must be the address as
//! Twilio calls it, since that is what it signs; whether it signs the port with it is not the same from
//! one product to the next, so that both writings are tried, as its own libraries do.
//!
//! It has no place for an id of ours, but calls back the very address it was given with the text: ours
//! stands in its query, and the signature covers it. An empty `<Response/>` keeps it from texting anything
//! back (wire reference 3). Where Twilio answers STOP itself (Advanced Opt-Out), the field `OptOutType`
//! says so. Then Twilio has answered her and lets no text of ours through, so the request is treated as an
//! opt-out that a provider reports, and is not answered. It does not say when a text was sent.

use crate::core::domain::{Failure, Phone, Reported};
use crate::gateways::sms::fields::{self, RequestFields, word};
use crate::gateways::sms::settings::{SettingsReader, basic};
use crate::gateways::sms::{BuiltInAck, SendBy, SmsTaken, SmsText, WrongSetting, address, answers};
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt, Request, RequestBody,
    RequestRefused,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use std::fmt;

/// The name of our id in the query of a callback.
const OUR_ID: &str = "our-id";

/// A long text came coded in base64 at times; no shorter one is taken for that.
const CODED_BYTES_MIN: usize = 100;

const NO_REPLY: BuiltInAck = BuiltInAck {
    content_type: "text/xml",
    body: r#"<?xml version="1.0" encoding="UTF-8"?><Response/>"#,
};

/// An account at Twilio.
#[derive(Clone)]
pub struct TwilioAccount {
    url: String,
    sid: String,
    auth_token: String,
    sender: Option<String>,
    service: Option<String>,
}

impl fmt::Debug for TwilioAccount {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl TwilioAccount {
    pub(in crate::gateways) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = SettingsReader::of(credentials);
        let account = Self {
            url: settings.address("https://api.twilio.com"),
            sid: settings.must_word("account_sid", "the account's SID"),
            auth_token: settings.must("auth_token", "the account's token"),
            sender: settings.may("sender"),
            service: settings.may("messaging_service_sid"),
        };
        settings.done(account)
    }

    pub(in crate::gateways) fn send(&self, text: &Outgoing) -> SendBy {
        let mut form = vec![
            ("To".into(), text.to.reveal().to_owned()),
            ("Body".into(), text.body.clone()),
        ];
        let header = text.registered.as_ref().map(|it| it.header.clone());
        form.extend(match &self.service {
            Some(service) => Some(("MessagingServiceSid".into(), service.clone())),
            None => (self.sender.clone().or(header)).map(|from| ("From".into(), from)),
        });
        form.extend(text.receipt_url.as_ref().map(|url| {
            let join = if url.contains('?') { '&' } else { '?' };
            let called = format!("{url}{join}{OUR_ID}={}", text.id);
            ("StatusCallback".into(), called)
        }));
        SendBy::Http(Box::new(Request {
            method: "POST",
            url: format!(
                "{}/2010-04-01/Accounts/{}/Messages.json",
                self.url, self.sid
            ),
            query: Vec::new(),
            headers: vec![basic(&self.sid, &self.auth_token)],
            body: RequestBody::Form(form),
        }))
    }

    pub(in crate::gateways) fn read_text(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, BuiltInAck), RequestRefused> {
        let fields = self.signed(incoming)?;
        let from = Phone::parse(fields.must("From")?)
            .map_err(|_| RequestRefused::Unreadable("the sender is not a number"))?;
        let to = fields.must("To")?.to_owned();
        // `HELP` is a text like any other: what Twilio says is not what we can say.
        let stopped = match fields.may("OptOutType")? {
            Some(kind) if kind.eq_ignore_ascii_case("STOP") => Some(true),
            Some(kind) if kind.eq_ignore_ascii_case("START") => Some(false),
            Some(_) | None => None,
        };
        let event = match stopped {
            Some(stopped) => Event::OptOut {
                phone: from,
                to,
                stopped,
            },
            None => Event::Text(SmsText {
                provider_id: Some(fields.must("MessageSid")?.to_owned()),
                from,
                to,
                body: decoded(fields.words("Body")?),
                at: None,
            }),
        };
        Ok((event, NO_REPLY))
    }

    pub(in crate::gateways) fn read_receipt(
        &self,
        incoming: &ProviderRequest<'_>,
    ) -> Result<(Event, BuiltInAck), RequestRefused> {
        let fields = self.signed(incoming)?;
        let query = RequestFields::of_form(incoming.query.as_bytes());
        let code = fields.besides("ErrorCode");
        let receipt = Receipt {
            our_id: query.besides(OUR_ID).and_then(|id| id.parse().ok()),
            provider_id: Some(fields.must("MessageSid")?.to_owned()),
            to: None,
            reported: reported(fields.must("MessageStatus")?, code),
            code: code.and_then(fields::code),
            at: None,
        };
        Ok((Event::Receipts(vec![receipt]), BuiltInAck::EMPTY))
    }

    /// The fields of a request that Twilio has signed: the HMAC-SHA1, under the account's token, of
    /// the address it called and of every field and value, sorted by name.
    fn signed<'a>(
        &self,
        incoming: &ProviderRequest<'a>,
    ) -> Result<RequestFields<'a>, RequestRefused> {
        let fields = RequestFields::of_posted(incoming)?;
        let mut pairs: Vec<_> = fields.pairs().collect();
        pairs.sort_unstable();
        let signature = incoming
            .signature
            .and_then(|sent| STANDARD.decode(sent).ok())
            .unwrap_or_default();
        let is_signed = |url: &String| {
            let mut mac = Hmac::<Sha1>::new_from_slice(self.auth_token.as_bytes())
                .expect("an HMAC takes a key of any length");
            mac.update(url.as_bytes());
            for (name, value) in &pairs {
                mac.update(name.as_bytes());
                mac.update(value.as_bytes());
            }
            // The comparison takes the same time wherever they differ.
            mac.verify_slice(&signature).is_ok()
        };
        if address::writings(incoming.url).iter().any(is_signed) {
            Ok(fields)
        } else {
            Err(RequestRefused::Signature)
        }
    }
}

/// A text as it was written. Nobody writes a hundred letters without a space that happen to be base64
/// of plain UTF-8.
fn decoded(body: String) -> String {
    let plain = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).ok()?;
        let is_written = text
            .chars()
            .all(|sign| !sign.is_control() || sign == '\n' || sign == '\r');
        is_written.then_some(text)
    };
    (CODED_BYTES_MIN <= body.len())
        .then(|| STANDARD.decode(&body).ok().and_then(plain))
        .flatten()
        .unwrap_or(body)
}

pub(in crate::gateways) fn taken(answer: ProviderResponse<'_>) -> SmsTaken {
    let reply = answers::json(answer);
    let code = |name: &str| {
        reply
            .as_ref()
            .and_then(|reply| answers::scalar(&reply[name]))
    };
    if let Some(by_status) = answers::failure(answer.status) {
        let code = code("code").filter(|code| code.bytes().all(|b| b.is_ascii_digit()));
        let failure = code.as_deref().and_then(of_code).unwrap_or(by_status);
        let code = code.as_deref().and_then(fields::code);
        return answers::no(failure, code.or_else(|| Some(answer.status.to_string())));
    }
    let id = reply.as_ref().and_then(|reply| answers::id(&reply["sid"]));
    match (code("status").as_deref(), id) {
        (Some("failed" | "undelivered" | "canceled"), _) => {
            let code = code("error_code");
            let failure = code.as_deref().and_then(of_code);
            answers::no(
                failure.unwrap_or(Failure::Other),
                code.as_deref().and_then(fields::code),
            )
        }
        (_, Some(id)) => SmsTaken::Yes {
            provider_id: Some(id),
        },
        _ => SmsTaken::Unclear,
    }
}

fn reported(status: &str, code: Option<&str>) -> Reported {
    match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" | "partially_delivered" => {
            Reported::Sent
        }
        "delivered" | "read" => Reported::Delivered,
        "undelivered" | "failed" | "canceled" => {
            Reported::Failed(code.and_then(of_code).unwrap_or(Failure::Other))
        }
        _ => Reported::Unknown(word(status)),
    }
}

/// Its error codes: 20xxx the account, 21xxx the request, 30xxx the way to the handset.
fn of_code(code: &str) -> Option<Failure> {
    Some(match code {
        "20003" | "20005" | "20404" | "21408" | "30002" | "30010" => Failure::Settings,
        "20429" | "21611" | "30001" | "30022" | "30023" | "30027" => Failure::Throttled,
        "21211" | "21214" | "21217" | "21614" | "21635" | "30005" | "30006" => Failure::BadNumber,
        "21212" | "21603" | "21606" | "21612" | "21659" | "21660" | "21661" | "30024" | "30032"
        | "30034" => Failure::Route,
        "21602" | "21617" | "30007" => Failure::Template,
        "21610" | "30004" => Failure::OptedOut,
        "30003" | "30036" => Failure::Away,
        "30410" => Failure::Down,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
