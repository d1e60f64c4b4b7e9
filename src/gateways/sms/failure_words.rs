//! What went wrong, from the words that Indian providers and operators have for it.
//!
//! Their numbers conflict from page to page and from operator to operator; their words say the same
//! everywhere (`ABSENT_SUBSCRIBER`, `FAILED_INVALID_NUMBER`, `Insufficient balance`). The codes of the
//! operators' scrubber are the exception: see `super::dlt`.

use crate::core::domain::Failure;

/// Words in the order in which they are looked for: words about a template that mention a header are about
/// the template, a blacklisted entity is no member who opted out, and a subscriber who is unavailable is a
/// handset that is away, where a service that is unavailable is a gateway that is down.
const CAUSES: &[(&str, Failure)] = &[
    ("PROMO_TIME", Failure::OutOfHours),
    ("WORKING_HOURS", Failure::OutOfHours),
    ("BETWEEN_9", Failure::OutOfHours),
    // The check of the preference register took too long.
    ("DND_TIMEOUT", Failure::Down),
    ("CTA_", Failure::Template),
    ("WHITELIST", Failure::Settings),
    ("IP_IS_BLACKLISTED", Failure::Settings),
    ("USER_ACCOUNT", Failure::Settings),
    ("DLT_LENGTH", Failure::Template),
    ("TEMPLATE", Failure::Template),
    ("SCRUBBING", Failure::Template),
    ("CONTENT", Failure::Template),
    ("SPAM", Failure::Template),
    ("CONSENT", Failure::Template),
    ("ENTITY", Failure::Route),
    ("PEID", Failure::Route),
    ("PE_TM", Failure::Route),
    ("TELEMARKETER", Failure::Route),
    ("HEADER", Failure::Route),
    ("SENDER", Failure::Route),
    ("MASK", Failure::Route),
    ("DND", Failure::OptedOut),
    ("NDNC", Failure::OptedOut),
    ("BLACKLIST", Failure::OptedOut),
    ("BLOCKED", Failure::OptedOut),
    ("PREFERENCE", Failure::OptedOut),
    ("OPTED_OUT", Failure::OptedOut),
    ("OPT_OUT", Failure::OptedOut),
    ("UNKNOWN_SUBSCRIBER", Failure::BadNumber),
    ("UNIDENTIFIED_SUBSCRIBER", Failure::BadNumber),
    ("ILLEGAL_SUBSCRIBER", Failure::BadNumber),
    ("INVALID_SUBSCRIBER", Failure::BadNumber),
    ("NO_SUCH_SUBSCRIBER", Failure::BadNumber),
    ("SUBSCRIBER_NOT_FOUND", Failure::BadNumber),
    ("INVALID_RECIPIENT", Failure::BadNumber),
    ("INVALID_NUMBER", Failure::BadNumber),
    ("INVALID_MOBILE", Failure::BadNumber),
    ("INVALID_PH", Failure::BadNumber),
    ("INVALID_DESTINATION", Failure::BadNumber),
    ("NOT_A_VALID_PHONE", Failure::BadNumber),
    ("NOT_VALID_PHONE", Failure::BadNumber),
    ("UNALLOCATED", Failure::BadNumber),
    ("ABSENT", Failure::Away),
    ("HANDSET", Failure::Away),
    ("EXPIRED", Failure::Away),
    ("MEMORY", Failure::Away),
    ("SWITCHED_OFF", Failure::Away),
    ("UNREACHABLE", Failure::Away),
    ("NOT_REACHABLE", Failure::Away),
    ("CALL_BARRED", Failure::Away),
    // All other words about the subscriber or the handset are about them, and not about the gateway.
    ("SUBSCRIBER", Failure::Away),
    ("RECIPIENT_UNAVAILABLE", Failure::Away),
    ("DEVICE", Failure::Away),
    ("MOBILE_UNAVAILABLE", Failure::Away),
    ("PHONE_UNAVAILABLE", Failure::Away),
    ("NUMBER_UNAVAILABLE", Failure::Away),
    ("DESTINATION_UNAVAILABLE", Failure::Away),
    ("USER_UNAVAILABLE", Failure::Away),
    ("USER_BUSY", Failure::Away),
    ("POWERED_OFF", Failure::Away),
    ("PHONE_OFF", Failure::Away),
    ("COVERAGE", Failure::Away),
    ("ROAMING", Failure::Away),
    ("PAGING", Failure::Away),
    ("DETACHED", Failure::Away),
    ("INBOX_FULL", Failure::Away),
    ("CREDIT", Failure::NoCredit),
    ("BALANCE", Failure::NoCredit),
    ("THROTTL", Failure::Throttled),
    ("TOO_MANY", Failure::Throttled),
    ("LIMIT", Failure::Throttled),
    ("AUTH", Failure::Settings),
    ("PASSWORD", Failure::Settings),
    ("USERID", Failure::Settings),
    ("SERVICE_DOWN", Failure::Down),
    ("UNAVAILABLE", Failure::Down),
    ("SYSTEM", Failure::Down),
    ("INTERNAL", Failure::Down),
    ("OPERATOR_ERROR", Failure::Down),
    ("NETWORK", Failure::Down),
    ("TIMEOUT", Failure::Down),
    ("TIMED_OUT", Failure::Down),
];

/// Why, from what a provider says; `None` where it says nothing that we know.
pub(in crate::gateways) fn of_words(said: &str) -> Option<Failure> {
    let shouted: String = said
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() {
                sign.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    CAUSES
        .iter()
        .find(|(words, _)| shouted.contains(words))
        .map(|(_, failure)| *failure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g2_who_is_not_there_is_a_handset_and_no_gateway() {
        for away in [
            "FAILED_SUBSCRIBER_UNAVAILABLE",
            "FAILED_SUBSCRIBER_ERROR",
            "FAILED_HANDSET_ERROR",
            "Subscriber busy",
            "Recipient unavailable",
            "recipient: device memory full",
            "Absent subscriber: paging timeout",
            "mobile powered off",
            "out of coverage",
            "IMSI detached",
        ] {
            assert_eq!(of_words(away), Some(Failure::Away), "{away}");
        }
        for down in [
            "SERVICE_UNAVAILABLE",
            "FAILED_UNAVAILABLE_ROUTE",
            "FAILED_OPERATOR_ERROR",
            "FAILED_SYSTEM_ERROR",
            "network timed out",
        ] {
            assert_eq!(of_words(down), Some(Failure::Down), "{down}");
        }
        for bad in [
            "Unknown subscriber",
            "ILLEGAL_SUBSCRIBER",
            "subscriber not found",
        ] {
            assert_eq!(of_words(bad), Some(Failure::BadNumber), "{bad}");
        }
    }

    #[test]
    fn words_mean_the_same_whoever_says_them() {
        let cases = [
            ("ABSENT_SUBSCRIBER", Some(Failure::Away)),
            ("FAILED_INVALID_NUMBER", Some(Failure::BadNumber)),
            ("Unknown subscriber", Some(Failure::BadNumber)),
            ("FAILED_DND", Some(Failure::OptedOut)),
            ("failed-dnd", Some(Failure::OptedOut)),
            ("DND_TIMEOUT", Some(Failure::Down)),
            ("FAILED_DLT_ENTITY", Some(Failure::Route)),
            ("ENTITY_BLACKLISTED", Some(Failure::Route)),
            ("FAILED_INVALID_SENDER", Some(Failure::Route)),
            (
                "HEADER_NOT_REGISTERED_FOR_TEMPLATE",
                Some(Failure::Template),
            ),
            ("FAILED_DLT_CONSENT", Some(Failure::Template)),
            ("CTA_NOT_WHITELISTED", Some(Failure::Template)),
            ("FAILED_DLT_SCRUBBING", Some(Failure::Template)),
            ("EC_INVALID_PROMO_TIME", Some(Failure::OutOfHours)),
            ("Insufficient balance to send SMS", Some(Failure::NoCredit)),
            (
                "Authentication failed due to invalid userId or password",
                Some(Failure::Settings),
            ),
            ("IP not whitelisted", Some(Failure::Settings)),
            ("SYSTEM_FAILURE", Some(Failure::Down)),
            ("", None),
            ("કંઈક થયું", None),
        ];
        for (said, why) in cases {
            assert_eq!(of_words(said), why, "{said}");
        }
    }
}
