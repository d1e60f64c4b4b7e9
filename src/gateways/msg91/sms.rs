//! MSG91: its flows, which write the text themselves, and its delivery reports.
//!
//! Settings: `AUTHKEY`, `FLOWS` and `URL` (another host that speaks the same). **The text that she
//! reads is written by MSG91**, from a flow that is set up in its panel: we send it only the values of
//! the places, as `VAR1`, `VAR2` and so on in the order in which `menus/notices.toml` lists them, the
//! same in every language. So each flow must hold the registered body, with `##VAR1##` where the tag of
//! the first place stands, wherever in the sentence that is; and `FLOWS` says which flow that is
//! for which template: `DLT template id=flow id`, several divided by commas. A template without a flow
//! leaves by the next gateway on the route, and an officer is told; all others leave as before. The
//! header is the flow's.
//!
//! Reports are set to our `/receipt` address in the panel, in version 2 or 3. MSG91 says that texts to a
//! number there are brought to an address too, and nowhere in which fields, so none is read: whoever has
//! such a number describes the requests in a file (`gateways/README.md`). Times are Indian (wire reference
//! 2.1).

use crate::core::domain::{Failure, Reported};
use crate::gateways::Malformed;
use crate::gateways::sms::fields::{self, RequestFields, json, word};
use crate::gateways::sms::settings::SettingsReader;
use crate::gateways::sms::times::{self, Zone};
use crate::gateways::sms::{
    BuiltInAck, Request, SendBy, SmsTaken, WrongSetting, answers, dlt, failure_words, numbers,
};
use crate::gateways::sms::{
    Credentials, Event, Outgoing, ProviderRequest, ProviderResponse, Receipt, RequestBody,
    RequestRefused,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;

/// An account at MSG91.
#[derive(Clone)]
pub struct Msg91Account {
    url: String,
    authkey: String,
    /// The flow of each template, by the operators' id of the template.
    flows: BTreeMap<String, String>,
}

impl fmt::Debug for Msg91Account {
    /// Shows no credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

impl Msg91Account {
    pub(in crate::gateways) fn open(credentials: &Credentials) -> Result<Self, Vec<WrongSetting>> {
        let mut settings = SettingsReader::of(credentials);
        let url = settings.address("https://control.msg91.com");
        let authkey = settings.must("authkey", "the authentication key");
        let what = "DLT template id=flow id, several divided by commas";
        let said = settings.must("flows", what);
        let flows = flows(&said);
        if flows.is_none() && !said.is_empty() {
            settings.is_wrong("flows", &format!("must be {what}"));
        }
        settings.done(Self {
            url,
            authkey,
            flows: flows.unwrap_or_default(),
        })
    }

    /// Whether a flow is named for this template.
    pub(in crate::gateways) fn carries(&self, template_id: &str) -> bool {
        self.flows.contains_key(template_id)
    }

    pub(in crate::gateways) fn send(&self, text: &Outgoing) -> SendBy {
        let template = text.registered.as_ref().map(|it| &it.template_id);
        // Whether a flow exists is checked before a text is given to MSG91. Where that was not checked,
        // neither the template nor the route is at fault.
        let Some(flow) = template.and_then(|template| self.flows.get(template)) else {
            return SendBy::Cannot(Failure::Other);
        };
        let mut recipient = Map::new();
        recipient.insert("mobiles".into(), numbers::digits(&text.to).into());
        for (n, (_, value)) in text.values.iter().enumerate() {
            recipient.insert(format!("VAR{}", n + 1), value.as_str().into());
        }
        SendBy::Http(Box::new(Request {
            method: "POST",
            url: format!("{}/api/v5/flow", self.url),
            query: Vec::new(),
            headers: vec![
                ("authkey".into(), self.authkey.clone()),
                ("Accept".into(), "application/json".into()),
            ],
            body: RequestBody::Json(serde_json::json!({
                "template_id": flow,
                "recipients": [recipient],
            })),
        }))
    }
}

fn flows(said: &str) -> Option<BTreeMap<String, String>> {
    let is_id = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
    said.split(',')
        .map(|pair| {
            let (template, flow) = pair.split_once('=')?;
            let (template, flow) = (template.trim(), flow.trim());
            (is_id(template) && is_id(flow)).then(|| (template.to_owned(), flow.to_owned()))
        })
        .collect()
}

pub(in crate::gateways) fn taken(answer: ProviderResponse<'_>) -> SmsTaken {
    let reply = answers::json(answer).unwrap_or_default();
    let kind = reply["type"].as_str();
    let by_status = match answer.status {
        // The address of this machine is not on its list.
        418 => Some(Failure::Settings),
        status => answers::failure(status),
    };
    match (by_status, kind) {
        (None, Some("success")) => SmsTaken::Yes {
            provider_id: answers::id(&reply["message"]),
        },
        (None, Some("error")) => refusal(&reply, None, answer.status),
        (None, _) => SmsTaken::Unclear,
        (Some(failure), _) => refusal(&reply, Some(failure), answer.status),
    }
}

/// The reason is read from the code, else from the status, else from the words.
fn refusal(reply: &Value, by_status: Option<Failure>, status: u16) -> SmsTaken {
    let code = answers::scalar(&reply["code"]).or_else(|| answers::scalar(&reply["apiError"]));
    let by_code = code.as_deref().and_then(of_code);
    let by_status = by_status.filter(|failure| *failure != Failure::Other);
    let by_words = || reply["message"].as_str().and_then(failure_words::of_words);
    let failure = by_code.or(by_status).or_else(by_words);
    let code = code.as_deref().and_then(fields::code);
    let code = code.or_else(|| Some(status.to_string()));
    answers::no(failure.unwrap_or(Failure::Other), code)
}

/// The codes of a refusal.
fn of_code(code: &str) -> Option<Failure> {
    Some(match code {
        "106" | "107" | "201" | "207" | "208" | "302" | "303" | "418" => Failure::Settings,
        "101" | "202" => Failure::BadNumber,
        "103" | "203" => Failure::Route,
        "102" | "310" => Failure::Template,
        "301" => Failure::NoCredit,
        "306" => Failure::OutOfHours,
        // The same was sent twice within ten seconds.
        "311" => Failure::Throttled,
        _ => return None,
    })
}

/// Version 2 is a form whose field `data` is JSON in which each sending has its list of reports; version
/// 3 is one report as JSON.
pub(in crate::gateways) fn read_receipt(
    incoming: &ProviderRequest<'_>,
) -> Result<(Event, BuiltInAck), RequestRefused> {
    let receipts = if (incoming.method, incoming.content_type) == ("POST", "application/json") {
        let body = json(incoming.body)?;
        let report = body
            .as_object()
            .ok_or(RequestRefused::Unreadable("the body is not an object"))?;
        let fields = RequestFields::of_json(report);
        vec![receipt(&fields, fields.must("requestId")?)?]
    } else {
        let data = json(
            RequestFields::of_posted(incoming)?
                .must_long("data")?
                .as_bytes(),
        )?;
        let sendings = data
            .as_array()
            .ok_or(RequestRefused::Unreadable("data is not an array"))?;
        sendings.iter().filter_map(of_sending).flatten().collect()
    };
    let event = if receipts.is_empty() {
        Event::Junk
    } else {
        Event::Receipts(receipts)
    };
    Ok((event, BuiltInAck::EMPTY))
}

/// The reports of one sending; one that cannot be read does not hold up the others.
fn of_sending(sending: &Value) -> Option<Vec<Receipt>> {
    let id = answers::id(&sending["requestId"])?;
    let reports = sending["report"].as_array()?.iter();
    let read = reports
        .filter_map(Value::as_object)
        .filter_map(|report| receipt(&RequestFields::of_json(report), &id).ok());
    Some(read.collect())
}

fn receipt(fields: &RequestFields<'_>, id: &str) -> Result<Receipt, Malformed> {
    let status = fields.must("status")?;
    let why = fields
        .besides("failedReason")
        .or_else(|| fields.besides("desc"));
    Ok(Receipt {
        our_id: None,
        provider_id: Some(id.to_owned()),
        to: numbers::of_receipt(fields.may("number")),
        reported: reported(status, why),
        code: why.and_then(fields::code).or_else(|| fields::code(status)),
        at: fields
            .besides("date")
            .and_then(|at| times::read(at, Zone::India)),
    })
}

fn reported(status: &str, why: Option<&str>) -> Reported {
    match status {
        "1" => Reported::Delivered,
        "2" | "16" | "25" => {
            let failure =
                why.and_then(|why| dlt::of_code(why).or_else(|| failure_words::of_words(why)));
            Reported::Failed(failure.unwrap_or(Failure::Other))
        }
        "9" | "17" => Reported::Failed(Failure::OptedOut),
        _ => Reported::Unknown(word(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateways::samples::{answer, credentials, outgoing, posted, receipts, request};

    const FLOWS: &str = "1207159000000000001=65f0aa, 1207159000000000002 = 65f0bb";

    fn account() -> Msg91Account {
        Msg91Account::open(&credentials(&[("authkey", "k"), ("flows", FLOWS)])).unwrap()
    }

    #[test]
    fn the_values_travel_and_the_text_does_not() {
        let sent = request(account().send(&outgoing()));
        assert_eq!(sent.url, "https://control.msg91.com/api/v5/flow");
        assert!(sent.headers.contains(&("authkey".into(), "k".into())));
        let RequestBody::Json(body) = &sent.body else {
            panic!()
        };
        let recipient =
            serde_json::json!({"mobiles": "919800000001", "VAR1": "250", "VAR2": "1017"});
        assert_eq!(body["template_id"], "65f0aa");
        assert_eq!(body["recipients"], serde_json::json!([recipient]));
        assert!(!body.to_string().contains("saved"));
    }

    #[test]
    fn a_template_without_a_flow_leaves_by_another_way() {
        let mut other = outgoing();
        assert!(account().carries(&other.registered.as_ref().unwrap().template_id));
        assert!(!account().carries("1207"));
        other.registered.as_mut().unwrap().template_id = "1207".into();
        let refused =
            |text: &Outgoing| matches!(account().send(text), SendBy::Cannot(Failure::Other));
        assert!(refused(&other));
        other.registered = None;
        assert!(refused(&other));
    }

    #[test]
    fn flows_that_cannot_be_read_are_said_at_the_start() {
        for (said, problem) in [
            ("", "is missing"),
            ("1207", "must be DLT template id=flow id"),
            ("1207=", "must be DLT template id=flow id"),
            ("1207=65f,", "must be DLT template id=flow id"),
        ] {
            let given = credentials(&[("authkey", "k"), ("flows", said)]);
            let wrong = Msg91Account::open(&given).unwrap_err();
            assert_eq!(wrong.len(), 1, "{said}");
            assert_eq!(wrong[0].setting, "flows");
            assert!(
                wrong[0].problem.starts_with(problem),
                "{said}: {}",
                wrong[0].problem
            );
        }
    }

    #[test]
    fn an_answer_says_what_became_of_the_text() {
        let no = |failure, code: &str| answers::no(failure, Some(code.into()));
        let yes = SmsTaken::Yes {
            provider_id: Some("3763646c".into()),
        };
        for (status, body, expected) in [
            (200, r#"{"type":"success","message":"3763646c"}"#, yes),
            (
                200,
                r#"{"type":"error","message":"x","code":"301"}"#,
                no(Failure::NoCredit, "301"),
            ),
            (
                200,
                r#"{"type":"error","message":"template id missing"}"#,
                no(Failure::Template, "200"),
            ),
            (
                401,
                r#"{"type":"error","message":"AuthenticationFailure","apiError":"207"}"#,
                no(Failure::Settings, "207"),
            ),
            (
                400,
                r#"{"type":"error","message":"Invalid mobile number 919800000001"}"#,
                no(Failure::BadNumber, "400"),
            ),
            (418, "", no(Failure::Settings, "418")),
            (429, "", no(Failure::Throttled, "429")),
            (503, "", no(Failure::Down, "503")),
            (200, r#"{"type":"succ"#, SmsTaken::Unclear),
            (200, "OK", SmsTaken::Unclear),
        ] {
            assert_eq!(taken(answer(status, body)), expected, "{status} {body}");
        }
    }

    #[test]
    fn every_status_of_a_report_has_its_meaning() {
        for (status, why, expected) in [
            ("1", "DELIVERED", Reported::Delivered),
            ("2", "absent subscriber", Reported::Failed(Failure::Away)),
            ("2", "633", Reported::Failed(Failure::Template)),
            ("2", "", Reported::Failed(Failure::Other)),
            ("9", "NDNC", Reported::Failed(Failure::OptedOut)),
            ("16", "REJECTED", Reported::Failed(Failure::Other)),
            ("17", "Blocked number", Reported::Failed(Failure::OptedOut)),
            ("25", "Header not found", Reported::Failed(Failure::Route)),
            ("26", "", Reported::Unknown("26".into())),
        ] {
            let data = format!(
                r#"data=[{{"requestId":"a","report":[{{"status":"{status}","failedReason":"{why}"}},{{}}]}},7]"#
            );
            let read = receipts(read_receipt(&posted(&data)).unwrap().0);
            assert_eq!(read.len(), 1);
            assert_eq!(read[0].reported, expected, "{status} {why}");
        }
        assert!(read_receipt(&posted("data=[]")).unwrap().0 == Event::Junk);
        assert!(read_receipt(&posted("data={}")).is_err());
    }
}
