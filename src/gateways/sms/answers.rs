//! What the status of an HTTP answer means by itself, the same for every provider.

use super::{ProviderResponse, SmsTaken, kept};
use crate::core::domain::Failure;
use serde_json::Value;

/// Why an answer of this status is none that took the text; `None` for 2xx.
pub(in crate::gateways) fn failure(status: u16) -> Option<Failure> {
    match status {
        200..=299 => None,
        402 => Some(Failure::NoCredit),
        408 | 500.. => Some(Failure::Down),
        429 => Some(Failure::Throttled),
        // We are not authorized, or the address is wrong: our settings must be corrected.
        300..=399 | 401 | 403..=405 => Some(Failure::Settings),
        _ => Some(Failure::Other),
    }
}

/// Whether a proxy answered because it got no valid answer from the provider itself (RFC 9110, 15.6.3 and
/// 15.6.5): the provider may have the text.
pub(in crate::gateways) fn is_of_a_go_between(status: u16) -> bool {
    matches!(status, 502 | 504)
}

/// Whether the text may have been taken although the status says that something went wrong: a server may
/// fail after it has taken the text. 503 is said before anything is taken, and so are 501 and 505, which
/// are about the request itself (RFC 9110, 15.6.2 and 15.6.6). 507 and the statuses from 520 on, which only
/// proxies use, promise nothing of the kind.
pub(in crate::gateways) fn is_doubtful(status: u16) -> bool {
    500 <= status && !matches!(status, 501 | 503 | 505)
}

/// The text was not taken, for this reason and with this code.
pub(in crate::gateways) fn no(failure: Failure, code: Option<String>) -> SmsTaken {
    SmsTaken::No { failure, code }
}

/// The text was not taken, and only the status says why.
pub(in crate::gateways) fn no_by_status(failure: Failure, status: u16) -> SmsTaken {
    no(failure, Some(status.to_string()))
}

/// The body as JSON; `None` where it is not, or was cut in the middle.
pub(in crate::gateways) fn json(answer: ProviderResponse<'_>) -> Option<Value> {
    kept::json(answer.body)
}

/// A member that is a text or a number, as a text; a number that is too large to be told exactly is none.
pub(in crate::gateways) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => kept::is_exact(number).then(|| number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A provider's id for a text, where it is one that receipts can name.
pub(in crate::gateways) fn id(value: &Value) -> Option<String> {
    scalar(value).filter(|id| is_id(id))
}

/// Whether this can be kept as a provider's id.
pub(in crate::gateways) fn is_id(id: &str) -> bool {
    (1..=kept::NAME_BYTES_MAX).contains(&id.len()) && kept::is_whole(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s9_what_cannot_be_kept_is_no_id_of_a_text_that_was_taken() {
        let of = |text: &str| id(&Value::from(text));
        assert_eq!(of("a-1"), Some("a-1".into()));
        for wrong in ["", "a\0", "\u{FFFD}", &"x".repeat(201)] {
            assert_eq!(of(wrong), None, "{wrong:?}");
        }
        let large: Value = serde_json::from_str("99999999999999999999").unwrap();
        assert_eq!(id(&large), None);
        assert_eq!(id(&Value::from(u64::MAX)), Some(u64::MAX.to_string()));
    }

    #[test]
    fn only_what_was_said_before_anything_was_taken_leaves_no_doubt() {
        for status in [500, 502, 504, 506, 507, 511, 520, 522, 524, 530, 599] {
            assert!(is_doubtful(status), "{status}");
        }
        for status in [200, 400, 408, 429, 501, 503, 505] {
            assert!(!is_doubtful(status), "{status}");
        }
    }

    #[test]
    fn a_status_says_whether_to_try_again_and_whose_fault_it_is() {
        let cases = [
            (200, None),
            (202, None),
            (302, Some(Failure::Settings)),
            (400, Some(Failure::Other)),
            (401, Some(Failure::Settings)),
            (402, Some(Failure::NoCredit)),
            (404, Some(Failure::Settings)),
            (408, Some(Failure::Down)),
            (429, Some(Failure::Throttled)),
            (503, Some(Failure::Down)),
            (0, Some(Failure::Other)),
        ];
        for (status, why) in cases {
            assert_eq!(failure(status), why, "{status}");
        }
    }
}
