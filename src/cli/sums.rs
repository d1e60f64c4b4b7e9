//! What `verify` says of texts.

use super::tell;
use crate::core::domain::Instant;
use crate::store::Verified;

/// Announcements of so many days are listed one by one.
const LISTED_DAYS: i64 = 30;

/// What the texts of announcements come to, how often texts were asked of a provider, and which may have
/// come more than once.
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
        "Added up {} announcements. Texts by requests at a provider: {asked}; {} of them repeated.",
        verified.announcements.len(),
        verified.repeats.len()
    ));
}
