//! Africa's Talking: its USSD form in, `CON …` and `END …` out, and its end-of-session event.
//!
//! Its callback carries five form fields and no signature (its documentation, "Handle USSD
//! sessions"), so the secret in the address is what tells it from a stranger. `text` accumulates
//! with `*` and a typed `*` is not escaped: it is therefore compared with the transcript so far
//! (`crate::gateways::transcript`), never split. Whatever other fields come along are left alone. U+0000 cannot be
//! typed, and PostgreSQL keeps none: it is malformed in an id or a code, and left out of `text`.

use crate::core::domain::Phone;
use crate::gateways::{AfterReply, Ended, EndedHow, Gateway, Inbound, Malformed};
use std::borrow::Cow;

/// No session id or code of a gateway is anywhere near as long; a longer one is not stored.
const NAME_BYTES_MAX: usize = 200;

/// The fields of a form that we read, each at most once.
#[derive(Default)]
struct UssdForm<'a> {
    session: Option<Cow<'a, str>>,
    phone: Option<Cow<'a, str>>,
    code: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    status: Option<Cow<'a, str>>,
}

impl<'a> UssdForm<'a> {
    fn read(body: &'a [u8]) -> Result<Self, Malformed> {
        let mut form = Self::default();
        for (key, value) in form_urlencoded::parse(body) {
            let (slot, name) = match &*key {
                "sessionId" => (&mut form.session, "sessionId"),
                "phoneNumber" => (&mut form.phone, "phoneNumber"),
                "serviceCode" => (&mut form.code, "serviceCode"),
                "text" => (&mut form.text, "text"),
                "status" => (&mut form.status, "status"),
                _ => continue,
            };
            // The decoder puts U+FFFD where the octets are not UTF-8; nobody can type it.
            if value.contains('\u{FFFD}') {
                return Err(Malformed::NotUtf8);
            }
            if slot.replace(value).is_some() {
                return Err(Malformed::Twice(name));
            }
        }
        Ok(form)
    }
}

pub(in crate::gateways) fn read_ussd(gateway: Gateway, body: &[u8]) -> Result<Inbound, Malformed> {
    let form = UssdForm::read(body)?;
    Ok(Inbound {
        gateway,
        session: name(form.session, "sessionId")?,
        phone: phone(form.phone)?,
        code: name(form.code, "serviceCode")?,
        // A request without `text` begins a session, as one with an empty `text` does.
        text: form.text.unwrap_or_default().replace('\0', ""),
    })
}

pub(in crate::gateways) fn read_end(gateway: Gateway, body: &[u8]) -> Result<Ended, Malformed> {
    let form = UssdForm::read(body)?;
    let status = form.status.ok_or(Malformed::Missing("status"))?;
    Ok(Ended {
        gateway,
        session: name(form.session, "sessionId")?,
        phone: phone(form.phone)?,
        code: name(form.code, "serviceCode")?,
        how: match &*status {
            "Success" => EndedHow::Success,
            "Incomplete" => EndedHow::Incomplete,
            "Failed" => EndedHow::Failed,
            _ => EndedHow::Unknown(crate::gateways::sms::word(&status)),
        },
    })
}

/// The gateway ends a session whose answer does not begin with exactly one of these two words and
/// a space.
pub(in crate::gateways) fn write_ussd(said: &str, then: AfterReply) -> String {
    match then {
        AfterReply::Waits => format!("CON {said}"),
        AfterReply::Ends => format!("END {said}"),
    }
}

fn name(value: Option<Cow<'_, str>>, key: &'static str) -> Result<String, Malformed> {
    let value = value
        .filter(|v| !v.is_empty())
        .ok_or(Malformed::Missing(key))?;
    if NAME_BYTES_MAX < value.len() {
        Err(Malformed::TooLong(key))
    } else if value.contains('\0') {
        Err(Malformed::Unkept(key))
    } else {
        Ok(value.into_owned())
    }
}

/// A plus sign that the sender did not escape arrives as a space. Such a number is refused rather
/// than guessed at: a trimmed one could be somebody else's.
fn phone(value: Option<Cow<'_, str>>) -> Result<Phone, Malformed> {
    let value = value.ok_or(Malformed::Missing("phoneNumber"))?;
    Ok(Phone::parse(&value)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Inbound, Malformed> {
        read_ussd(Gateway::AfricasTalking, body.as_bytes())
    }

    #[test]
    fn a_form_is_read_whole_and_extra_fields_are_left_alone() {
        let inbound = read(
            "sessionId=ATUid_1&serviceCode=%2A384%2A2742%23&phoneNumber=%2B919800000001\
             &networkCode=99999&text=1%2ACaf%C3%A9%20a%26b%2Bc&new=1&new=2",
        )
        .unwrap();
        assert_eq!(inbound.session, "ATUid_1");
        assert_eq!(inbound.code, "*384*2742#");
        assert_eq!(inbound.phone.reveal(), "+919800000001");
        assert_eq!(inbound.text, "1*Café a&b+c");
    }

    #[test]
    fn what_the_gateway_does_not_send_is_refused_with_one_line() {
        let cases = [
            (
                "serviceCode=1&phoneNumber=%2B919800000001&text=",
                "sessionId is missing",
            ),
            (
                "sessionId=&serviceCode=1&phoneNumber=%2B919800000001",
                "sessionId is missing",
            ),
            (
                "sessionId=x&phoneNumber=%2B919800000001&text=",
                "serviceCode is missing",
            ),
            ("sessionId=x&serviceCode=1&text=", "phoneNumber is missing"),
            (
                "sessionId=x&serviceCode=1&phoneNumber=+919800000001&text=",
                "phoneNumber: not a telephone number in international form",
            ),
            (
                "sessionId=x&serviceCode=1&phoneNumber=%2B919800000001&text=&text=1",
                "the key text is sent twice",
            ),
            (
                "sessionId=x&serviceCode=1&phoneNumber=%2B919800000001&text=%FF",
                "the body is not UTF-8",
            ),
        ];
        for (body, line) in cases {
            assert_eq!(read(body).unwrap_err().to_string(), line, "{body}");
        }
        let long = format!(
            "sessionId={}&serviceCode=1&phoneNumber=%2B919800000001",
            "x".repeat(201)
        );
        assert_eq!(read(&long), Err(Malformed::TooLong("sessionId")));
    }

    #[test]
    fn s9_what_cannot_be_kept_is_no_session_and_no_key_of_hers() {
        for (body, line) in [
            (
                "sessionId=x%00&serviceCode=1&phoneNumber=%2B919800000001",
                "sessionId cannot be kept as it came",
            ),
            (
                "sessionId=x&serviceCode=1%00&phoneNumber=%2B919800000001",
                "serviceCode cannot be kept as it came",
            ),
            (
                "sessionId=x&serviceCode=1&phoneNumber=%2B91980000000%00",
                "phoneNumber: not a telephone number in international form",
            ),
        ] {
            assert_eq!(read(body).unwrap_err().to_string(), line, "{body}");
            let ended = read_end(
                Gateway::AfricasTalking,
                format!("{body}&status=x").as_bytes(),
            );
            assert_eq!(ended.err().unwrap().to_string(), line, "{body}");
        }
        let typed = "sessionId=x&serviceCode=1&phoneNumber=%2B919800000001&text=1*%0024";
        assert_eq!(read(typed).unwrap().text, "1*24");
    }

    #[test]
    fn an_unknown_status_is_kept() {
        let of = |status: &str| {
            let body =
                format!("sessionId=x&serviceCode=1&phoneNumber=%2B919800000001&status={status}");
            read_end(Gateway::AfricasTalking, body.as_bytes())
                .unwrap()
                .how
        };
        assert_eq!(of("Resting"), EndedHow::Unknown("Resting".into()));
        // It is logged, so it must hold nothing of hers.
        assert_eq!(of("for+919800000001"), EndedHow::Unknown("…".into()));
    }
}
