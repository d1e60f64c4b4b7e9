//! Times as providers write them. A time that cannot be read, or cannot be right, is `None`: then the time
//! at which we received the request counts.

use crate::core::domain::Instant;
use chrono::{DateTime, NaiveDateTime};

/// What a time without a zone is read in.
#[derive(Clone, Copy)]
pub(in crate::gateways) enum Zone {
    /// Africa's Talking, Twilio.
    Utc,
    /// The Indian providers: five and a half hours ahead, without summer time.
    India,
}

/// From the year 2000 to the year 2100: any other number is not a time.
const PLAUSIBLE_MS: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;

/// A date and a time of day, with a zone or without, in the shapes that were seen:
/// `2017-05-03T06:04:45Z`, `2017-05-03 06:04:45`, `2018-03-19T08:34:18.445Z`.
pub(in crate::gateways) fn read(text: &str, zone: Zone) -> Option<Instant> {
    let text = text.trim();
    let ms = match DateTime::parse_from_rfc3339(text) {
        Ok(time) => time.timestamp_millis(),
        Err(_) => naive(text)?.and_utc().timestamp_millis() - ahead_ms(zone),
    };
    plausible(ms)
}

fn naive(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"]
        .iter()
        .find_map(|shape| NaiveDateTime::parse_from_str(text, shape).ok())
}

fn ahead_ms(zone: Zone) -> i64 {
    match zone {
        Zone::Utc => 0,
        Zone::India => 19_800_000,
    }
}

/// Unix milliseconds in digits.
pub(in crate::gateways) fn unix_ms(text: &str) -> Option<Instant> {
    plausible(text.trim().parse().ok()?)
}

pub(in crate::gateways) fn plausible(ms: i64) -> Option<Instant> {
    PLAUSIBLE_MS.contains(&ms).then_some(Instant(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_shapes_of_a_date_are_one_moment() {
        let at = Some(Instant(1_493_791_485_000));
        for text in [
            "2017-05-03T06:04:45Z",
            "2017-05-03 06:04:45",
            "2017-05-03T06:04:45.000Z",
            "2017-05-03T11:34:45+05:30",
        ] {
            assert_eq!(read(text, Zone::Utc), at, "{text}");
        }
        assert_eq!(
            read("2018-03-19T08:34:18.445Z", Zone::Utc),
            Some(Instant(1_521_448_458_445))
        );
    }

    #[test]
    fn a_time_without_a_zone_is_the_providers() {
        assert_eq!(
            read("2024-05-22 10:06:20", Zone::India),
            read("2024-05-22T04:36:20Z", Zone::India)
        );
    }

    #[test]
    fn what_cannot_be_read_or_meant_is_none() {
        for text in [
            "",
            "xxxxx",
            "2017-05-03T06:04",
            "1970-01-01 05:30:00",
            "9999-01-01 00:00:00",
        ] {
            assert_eq!(read(text, Zone::Utc), None, "{text}");
        }
        assert_eq!(unix_ms("1526347800000"), Some(Instant(1_526_347_800_000)));
        // From a provider's own documentation; it is no time in any unit.
        for text in ["13082098000", "", "-1", "99999999999999999999"] {
            assert_eq!(unix_ms(text), None, "{text}");
        }
    }
}
