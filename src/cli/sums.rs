//! The part of `verify`'s output that is about texts.

use super::{counted, tell};
use crate::core::domain::Instant;
use crate::store::Verified;

/// Announcements of the last days that are listed one by one.
const LISTED_DAYS: i64 = 30;

/// Prints the sums of announcements, how often texts were sent to a provider, and which texts may have
/// arrived more than once.
pub(super) fn tell_texts(verified: &Verified, now: Instant) {
    let since = now.plus_days(-LISTED_DAYS);
    for (coop, sums) in &verified.announcements {
        if sums.at() >= since || !sums.adds_up() {
            tell(format!("cooperative {}: {sums}", coop.0));
        }
    }
    for (coop, text) in &verified.repeats {
        tell(format!("cooperative {}: {text}", coop.0));
    }
    let asked: Vec<String> = verified
        .texts_by_requests
        .iter()
        .map(|(requests_n, texts_n)| format!("{texts_n} with {requests_n}"))
        .collect();
    let asked = if asked.is_empty() {
        "none".to_owned()
    } else {
        asked.join(", ")
    };
    tell(format!(
        "Added up {}. Texts by requests at a provider: {asked}; {} of them repeated.",
        counted(
            verified.announcements.len(),
            "announcement",
            "announcements"
        ),
        verified.repeats.len()
    ));
}
