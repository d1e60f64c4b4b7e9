//! Twilio: texts in, status callbacks, the signature over both, and how a text is sent.
//!
//! Settings: `ACCOUNT_SID`, `AUTH_TOKEN` (which also signs what it sends us), `SENDER` (a number or
//! name that counts instead of each template's header), `MESSAGING_SERVICE_SID` (which counts instead
//! of both), `URL` (another host that speaks the same). `SAHKAR_PUBLIC_URL` must be the address as
//! Twilio calls it, since that is what it signs.
//!
//! It has no place for an id of ours, but calls back the very address it was given with the text: ours
//! stands in its query, and the signature covers it. An empty `<Response/>` keeps it
//! from texting anything back (wire reference 3).

use super::fields::{self, Fields, word};
use super::settings::{Settings, basic};
use super::{Answer, Body, Credentials, Event, Incoming, Outgoing, Receipt, Refused, Request};
use super::{Taken, Text, Thanks, Way, WrongSetting, answers};
use crate::domain::{Failure, Phone, Reported};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use std::fmt;

/// The name of our id in the query of a callback.
const OUR_ID: &str = "our-id";

/// A long text came coded in base64 at times; no shorter one is taken for that.
const CODED_BYTES_MIN: usize = 100;

const NO_REPLY: Thanks = Thanks {
    content_type: "text/xml",
    body: r#"<?xml version="1.0" encoding="UTF-8"?><Response/>"#,
};

/// An account at Twilio.
#[derive(Clone)]
pub struct Account {
    url: String,
    sid: String,
    auth_token: String,
    sender: Option<String>,
    service: Option<String>,
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
            url: settings.address("https://api.twilio.com"),
            sid: settings.must_word("account_sid", "the account's SID"),
            auth_token: settings.must("auth_token", "the account's token"),
            sender: settings.may("sender"),
            service: settings.may("messaging_service_sid"),
        };
        settings.done(account)
    }

    pub(super) fn send(&self, text: &Outgoing) -> Way {
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
        Way::Http(Box::new(Request {
            method: "POST",
            url: format!(
                "{}/2010-04-01/Accounts/{}/Messages.json",
                self.url, self.sid
            ),
            query: Vec::new(),
            headers: vec![basic(&self.sid, &self.auth_token)],
            body: Body::Form(form),
        }))
    }

    pub(super) fn read_text(&self, incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
        let fields = self.signed(incoming)?;
        let text = Text {
            provider_id: Some(fields.must("MessageSid")?.to_owned()),
            from: Phone::parse(fields.must("From")?)
                .map_err(|_| Refused::Unreadable("the sender is not a number"))?,
            to: fields.must("To")?.to_owned(),
            body: decoded(fields.text("Body")?),
            at: None,
        };
        Ok((Event::Text(text), NO_REPLY))
    }

    pub(super) fn read_receipt(&self, incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
        let fields = self.signed(incoming)?;
        let query = Fields::of_form(incoming.query.as_bytes());
        let code = fields.may("ErrorCode")?;
        let receipt = Receipt {
            our_id: query.may(OUR_ID)?.and_then(|id| id.parse().ok()),
            provider_id: Some(fields.must("MessageSid")?.to_owned()),
            to: None,
            reported: reported(fields.must("MessageStatus")?, code),
            code: code.and_then(fields::code),
            at: None,
        };
        Ok((Event::Receipts(vec![receipt]), Thanks::EMPTY))
    }

    /// The fields of a request that Twilio has signed: the HMAC-SHA1, under the account's token, of
    /// the address it called and of every field and value, sorted by name.
    fn signed<'a>(&self, incoming: &Incoming<'a>) -> Result<Fields<'a>, Refused> {
        let fields = Fields::of_posted(incoming)?;
        let mut pairs: Vec<_> = fields.pairs().collect();
        pairs.sort_unstable();
        let mut mac = Hmac::<Sha1>::new_from_slice(self.auth_token.as_bytes())
            .expect("an HMAC takes a key of any length");
        mac.update(incoming.url.as_bytes());
        for (name, value) in pairs {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        let signature = incoming
            .signature
            .and_then(|sent| STANDARD.decode(sent).ok())
            .unwrap_or_default();
        // The comparison takes the same time wherever they differ.
        mac.verify_slice(&signature)
            .map_err(|_| Refused::Signature)?;
        Ok(fields)
    }
}

/// A text as it was written. Nobody writes a hundred letters without a space that happen to be base64
/// of plain UTF-8.
fn decoded(body: &str) -> String {
    let plain = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).ok()?;
        let is_written = text
            .chars()
            .all(|sign| !sign.is_control() || sign == '\n' || sign == '\r');
        is_written.then_some(text)
    };
    (CODED_BYTES_MIN <= body.len())
        .then(|| STANDARD.decode(body).ok().and_then(plain))
        .flatten()
        .unwrap_or_else(|| body.to_owned())
}

pub(super) fn taken(answer: Answer<'_>) -> Taken {
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
        (_, Some(id)) => Taken::Yes {
            provider_id: Some(id),
        },
        _ => Taken::Unclear,
    }
}

fn reported(status: &str, code: Option<&str>) -> Reported {
    match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" => Reported::Sent,
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
mod tests {
    use super::super::samples::{
        answer, credentials, form, outgoing, posted, receipts, request, value,
    };
    use super::*;

    const SMS: &str = "https://coop.example/hooks/x/secret/sms";

    fn account() -> Account {
        let pairs = [("account_sid", "AC1"), ("auth_token", "12345")];
        Account::open(&credentials(&pairs)).unwrap()
    }

    /// Written out once more from the description, so that the check is not held against itself.
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
            assert!(account().read_text(&incoming).err() == Some(Refused::Signature));
        }
        incoming.signature = Some(&right);
        assert!(account().read_text(&incoming).is_ok());
        incoming.url = "https://coop.example/hooks/x/secret/sms?more=1";
        assert!(account().read_text(&incoming).err() == Some(Refused::Signature));
        let mut changed = posted("MessageSid=SM1&From=%2B919800000001&To=%2B18005551212&Body=BAK");
        changed.signature = Some(&right);
        assert!(account().read_text(&changed).err() == Some(Refused::Signature));
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
            let account = Account::open(&credentials(&pairs)).unwrap();
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
                Taken::Yes {
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
            (201, r#"{"sid":"SM1","#, Taken::Unclear),
            (200, "<html>", Taken::Unclear),
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
        assert_eq!(decoded(&STANDARD.encode(&written)), written);
        for plain in ["BAL", "AAAA", &"A".repeat(120), &"ન".repeat(100)] {
            assert_eq!(decoded(plain), plain);
        }
    }
}
