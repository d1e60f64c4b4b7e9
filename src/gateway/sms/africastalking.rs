//! Africa's Talking: its SMS form in, its opt-outs, its delivery reports, and how a text is sent.
//!
//! Settings: `USERNAME` (the application; `sandbox` sends through the sandbox's host), `API_KEY`,
//! `SENDER` (a sender that counts instead of each template's header), `URL` (another host that speaks
//! the same). In its dashboard, incoming messages, bulk opt-out and subscriptions are set to our
//! `/sms` address and delivery reports to our `/receipt` address: neither is told with each text.
//!
//! A request that is not answered with 200 comes again for up to twelve hours with the same `id`, so
//! an unreadable date is no reason to refuse a text. It has no place for an id of ours, and signs
//! nothing: the secret in the address is what tells it from a stranger (wire reference 1.3 to 1.7).

use super::fields::{Fields, word};
use super::settings::Settings;
use super::times::{self, Zone};
use super::{Answer, Body, Credentials, Event, Incoming, Outgoing, Receipt, Refused, Request};
use super::{Taken, Text, Thanks, Way, WrongSetting, answers};
use crate::domain::{Failure, Phone, Reported};
use serde_json::Value;
use std::fmt;

/// What it writes instead of an id where it has none.
const NO_ID: &str = "None";

/// An application at Africa's Talking.
#[derive(Clone)]
pub struct Account {
    url: String,
    username: String,
    api_key: String,
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
        let username = settings.must("username", "the name of the application");
        let usual = if username == "sandbox" {
            "https://api.sandbox.africastalking.com"
        } else {
            "https://api.africastalking.com"
        };
        let account = Self {
            url: settings.address(usual),
            api_key: settings.must("api_key", "the key of the application"),
            sender: settings.may("sender"),
            username,
        };
        settings.done(account)
    }

    pub(super) fn send(&self, text: &Outgoing) -> Way {
        let header = text.registered.as_ref().map(|it| it.header.clone());
        let sender = self.sender.clone().or(header).filter(|it| !it.is_empty());
        let mut form = vec![
            ("username".into(), self.username.clone()),
            ("to".into(), text.to.reveal().to_owned()),
            ("message".into(), text.body.clone()),
            ("bulkSMSMode".into(), "1".into()),
            // It answers as soon as it has the text, before a network has it.
            ("enqueue".into(), "1".into()),
        ];
        form.extend(sender.map(|sender| ("from".into(), sender)));
        Way::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/version1/messaging", self.url),
            query: Vec::new(),
            headers: vec![
                ("apiKey".into(), self.api_key.clone()),
                ("Accept".into(), "application/json".into()),
            ],
            body: Body::Form(form),
        }))
    }
}

/// The state of a sending is the recipient's, not the call's: 201 may carry a refusal.
pub(super) fn taken(text: &Outgoing, answer: Answer<'_>) -> Taken {
    match answers::failure(answer.status) {
        // Outside the hours of a do-not-disturb rule.
        Some(_) if answer.status == 409 => answers::no_by_status(Failure::OutOfHours, 409),
        Some(failure) => answers::no_by_status(failure, answer.status),
        None => answers::json(answer)
            .and_then(|reply| of_reply(text, &reply["SMSMessageData"]))
            .unwrap_or(Taken::Unclear),
    }
}

fn of_reply(text: &Outgoing, data: &Value) -> Option<Taken> {
    let recipients = data["Recipients"].as_array()?;
    let hers = recipients
        .iter()
        .find(|it| it["number"] == text.to.reveal())
        .or(recipients.first());
    let Some(recipient) = hers else {
        // Nobody was sent to, and the message alone says why.
        let why = data["Message"].as_str()?;
        return Some(answers::no(of_word(why), Some(word(why))));
    };
    let id = answers::id(&recipient["messageId"]).filter(|id| id != NO_ID);
    let status = recipient["status"].as_str().unwrap_or_default();
    let code = recipient["statusCode"].as_u64()?;
    Some(match code {
        100..=102 => Taken::Yes { provider_id: id },
        // A code added since: an id means that it has the text.
        _ if of_code(code).is_none() && id.is_some() => Taken::Yes { provider_id: id },
        _ => {
            let failure = of_code(code).unwrap_or_else(|| of_word(status));
            answers::no(failure, Some(code.to_string()))
        }
    })
}

/// The status codes of a recipient (wire reference 1.6).
fn of_code(code: u64) -> Option<Failure> {
    Some(match code {
        401 => Failure::Settings,
        402 => Failure::Route,
        403 | 404 => Failure::BadNumber,
        405 => Failure::NoCredit,
        406 => Failure::OptedOut,
        409 => Failure::OutOfHours,
        407 | 502 => Failure::Other,
        500 | 501 => Failure::Down,
        _ => return None,
    })
}

/// The words of a refusal, in a reply and in a report. Both spellings of `NotNetworkSubscriber` were
/// seen.
fn of_word(why: &str) -> Failure {
    match why {
        "InvalidSenderId" => Failure::Route,
        "InsufficientCredit" | "InsufficientBalance" => Failure::NoCredit,
        "InvalidLinkId" | "RiskHold" => Failure::Settings,
        "UserInBlackList" | "UserInBlacklist" | "UserNotSubscribedToProduct" => Failure::OptedOut,
        "UserDoesNotExist"
        | "NotNetworkSubcriber"
        | "NotNetworkSubscriber"
        | "InvalidPhoneNumber"
        | "UnsupportedNumberType" => Failure::BadNumber,
        "UserIsInactive" | "UserAccountSuspended" | "AbsentSubscriber" => Failure::Away,
        "DoNotDisturbRejection" => Failure::OutOfHours,
        "InternalServerError" | "GatewayError" => Failure::Down,
        _ => Failure::Other,
    }
}

pub(super) fn read_text(incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
    let fields = Fields::of_posted(incoming)?;
    let event = match fields.get("from")? {
        None if fields.get("phoneNumber")?.is_some() => read_opt_out(&fields)?,
        _ => {
            let from = fields.must("from")?;
            let at = fields
                .get("date")?
                .and_then(|at| times::read(at, Zone::Utc));
            Event::Text(Text {
                provider_id: fields.may("id")?.map(str::to_owned),
                from: Phone::parse(from)
                    .map_err(|_| Refused::Unreadable("the sender is not a number"))?,
                to: fields.must("to")?.to_owned(),
                body: fields.text("text")?.to_owned(),
                at,
            })
        }
    };
    Ok((event, Thanks::EMPTY))
}

/// Bulk opt-out names the sender; a subscription names the short code and which way it went.
fn read_opt_out(fields: &Fields<'_>) -> Result<Event, Refused> {
    let phone = Phone::parse(fields.must("phoneNumber")?)
        .map_err(|_| Refused::Unreadable("the phoneNumber is not a number"))?;
    let (to, stopped) = match fields.may("updateType")? {
        None => (fields.must("senderId")?, true),
        Some(way) if way.eq_ignore_ascii_case("deletion") => (fields.must("shortCode")?, true),
        Some(way) if way.eq_ignore_ascii_case("addition") => (fields.must("shortCode")?, false),
        Some(_) => return Ok(Event::Junk),
    };
    Ok(Event::OptOut {
        phone,
        to: to.to_owned(),
        stopped,
    })
}

pub(super) fn read_receipt(incoming: &Incoming<'_>) -> Result<(Event, Thanks), Refused> {
    let fields = Fields::of_posted(incoming)?;
    let status = fields.must("status")?;
    let reason = fields.may("failureReason")?;
    let receipt = Receipt {
        our_id: None,
        provider_id: Some(fields.must("id")?.to_owned()),
        reported: reported(status, reason),
        code: reason.map(word),
        at: None,
    };
    Ok((Event::Receipts(vec![receipt]), Thanks::EMPTY))
}

/// The table of wire reference 1.4.
fn reported(status: &str, reason: Option<&str>) -> Reported {
    match status {
        "Sent" | "Submitted" | "Buffered" => Reported::Sent,
        "Success" => Reported::Delivered,
        "Rejected" | "Failed" => Reported::Failed(reason.map_or(Failure::Other, of_word)),
        "AbsentSubscriber" => Reported::Failed(Failure::Away),
        "Expired" => Reported::Failed(Failure::Other),
        _ => Reported::Unknown(word(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{answer, credentials, form, outgoing, posted, receipts, value};
    use super::*;

    fn account(pairs: &[(&str, &str)]) -> Account {
        Account::open(&credentials(pairs)).unwrap()
    }

    fn request(account: &Account, text: &Outgoing) -> Request {
        match account.send(text) {
            Way::Http(request) => *request,
            Way::Here | Way::Cannot(_) => panic!("no request"),
        }
    }

    #[test]
    fn a_text_is_sent_by_form_with_the_key_in_a_header() {
        let account = account(&[("username", "coop"), ("api_key", "k1")]);
        let request = request(&account, &outgoing());
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
        let sent = request(&sandbox, &outgoing());
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
        let sent = request(&own, &outgoing());
        assert_eq!(sent.url, "http://127.0.0.1:9/version1/messaging");
        assert_eq!(value(&form(&sent), "from"), Some("56161"));
    }

    #[test]
    fn the_answer_is_the_recipients_and_not_the_calls() {
        let reply = |recipient: &str| {
            let body =
                format!(r#"{{"SMSMessageData":{{"Message":"x","Recipients":[{recipient}]}}}}"#);
            taken(&outgoing(), answer(201, &body))
        };
        let yes = |id: Option<&str>| Taken::Yes {
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
                Taken::Unclear,
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
                Taken::Unclear,
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
                "from=%2B919800000001&to=1&text=%FF",
                "the body is not UTF-8",
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
        assert!(read_text(&other).err() == Some(Refused::ContentType));
        other.method = "GET";
        assert!(read_text(&other).err() == Some(Refused::NotHere));
    }
}
