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

use crate::core::domain::{Failure, Phone, Reported};
use crate::gateways::sms::fields::{RequestFields, code, word};
use crate::gateways::sms::settings::SettingsReader;
use crate::gateways::sms::times::{self, Zone};
use crate::gateways::sms::{BuiltInAck, SendBy, SmsTaken, SmsText, WrongSetting, answers};
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt, Request, RequestBody,
    RequestRefused,
};
use serde_json::Value;
use std::fmt;

/// What Africa's Talking writes in place of an id where there is none.
const NO_ID: &str = "None";

/// An application at Africa's Talking.
#[derive(Clone)]
pub struct AfricasTalkingAccount {
    url: String,
    username: String,
    api_key: String,
    sender: Option<String>,
}

impl fmt::Debug for AfricasTalkingAccount {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl AfricasTalkingAccount {
    pub(in crate::gateways) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = SettingsReader::of(credentials);
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

    pub(in crate::gateways) fn send(&self, text: &Outgoing) -> SendBy {
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
        SendBy::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/version1/messaging", self.url),
            query: Vec::new(),
            headers: vec![
                ("apiKey".into(), self.api_key.clone()),
                ("Accept".into(), "application/json".into()),
            ],
            body: RequestBody::Form(form),
        }))
    }
}

/// The state of a sending is the recipient's, not the call's: 201 may carry a refusal.
pub(in crate::gateways) fn taken(text: &Outgoing, answer: ProviderResponse<'_>) -> SmsTaken {
    match answers::failure(answer.status) {
        // Outside the hours of a do-not-disturb rule.
        Some(_) if answer.status == 409 => answers::no_by_status(Failure::OutOfHours, 409),
        Some(failure) => answers::no_by_status(failure, answer.status),
        None => answers::json(answer)
            .and_then(|reply| of_reply(text, &reply["SMSMessageData"]))
            .unwrap_or(SmsTaken::Unclear),
    }
}

fn of_reply(text: &Outgoing, data: &Value) -> Option<SmsTaken> {
    let recipients = data["Recipients"].as_array()?;
    let hers = recipients
        .iter()
        .find(|it| it["number"] == text.to.reveal())
        .or(recipients.first());
    let Some(recipient) = hers else {
        // Nobody was sent to, and the message alone says why.
        let why = data["Message"].as_str()?;
        return Some(answers::no(of_word(why), code(why)));
    };
    let id = answers::id(&recipient["messageId"]).filter(|id| id != NO_ID);
    let status = recipient["status"].as_str().unwrap_or_default();
    let status_code = recipient["statusCode"].as_u64()?;
    Some(match status_code {
        100..=102 => SmsTaken::Yes { provider_id: id },
        // A code added since: an id means that it has the text.
        _ if of_code(status_code).is_none() && id.is_some() => SmsTaken::Yes { provider_id: id },
        _ => {
            let failure = of_code(status_code).unwrap_or_else(|| of_word(status));
            answers::no(failure, Some(status_code.to_string()))
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

pub(in crate::gateways) fn read_text(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let fields = RequestFields::of_posted(incoming)?;
    let event = match fields.get("from")? {
        None if fields.get("phoneNumber")?.is_some() => read_opt_out(&fields)?,
        _ => {
            let from = fields.must("from")?;
            let at = fields.besides("date");
            let at = at.and_then(|at| times::read(at, Zone::Utc));
            Event::Text(SmsText {
                provider_id: fields.may("id")?.map(str::to_owned),
                from: Phone::parse(from)
                    .map_err(|_| RequestRefused::Unreadable("the sender is not a number"))?,
                to: fields.must("to")?.to_owned(),
                body: fields.words("text")?,
                at,
            })
        }
    };
    Ok((event, BuiltInAck::EMPTY))
}

/// Bulk opt-out names the sender; a subscription names the short code and which way it went.
fn read_opt_out(fields: &RequestFields<'_>) -> Result<Event, RequestRefused> {
    let phone = Phone::parse(fields.must("phoneNumber")?)
        .map_err(|_| RequestRefused::Unreadable("the phoneNumber is not a number"))?;
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

pub(in crate::gateways) fn read_receipt(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let fields = RequestFields::of_posted(incoming)?;
    let status = fields.must("status")?;
    let reason = fields.besides("failureReason");
    let receipt = Receipt {
        our_id: None,
        provider_id: Some(fields.must("id")?.to_owned()),
        // A number that cannot be read is no reason to refuse what is said of the id.
        to: fields
            .besides("phoneNumber")
            .and_then(|to| Phone::parse(to).ok()),
        reported: reported(status, reason),
        code: reason.and_then(code),
        at: None,
    };
    Ok((Event::Receipts(vec![receipt]), BuiltInAck::EMPTY))
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
mod tests;
