//! What is known of a text before it is read: whose number it came to, and when it was sent.

use crate::app::{CoopAtHand, Service};
use crate::core::domain::Instant;
use crate::gateways::sms::writings;
use crate::store;
use std::sync::Arc;

/// No text is on its way for longer: an operator keeps one for days, and a provider brings it again for up
/// to one more (wire reference 1.3, 2.1). An older time comes from a clock that is wrong.
const WAY_DAYS_MAX: i64 = 8;

/// The cooperative that a number of ours belongs to, in whichever way its file or its provider writes the
/// number.
pub(super) async fn coop_of(
    service: &Service,
    gateway: &str,
    to: &str,
) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
    for to in writings(to) {
        let coop = service.coop_by_number(gateway, &to).await?;
        if coop.is_some() {
            return Ok(coop);
        }
    }
    Ok(None)
}

/// When a text was sent, as far as its provider can be believed: never later than now, and not longer ago
/// than a text can be on its way.
pub(super) fn sent_at(said: Option<Instant>, now: Instant) -> Instant {
    said.filter(|at| *at <= now && now.plus_days(-WAY_DAYS_MAX) <= *at)
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g5_a_provider_is_believed_about_the_past_days_and_not_about_others() {
        let now = Instant(1_795_492_800_000);
        let hours = |n: i64| now.plus_ms(n * 3_600_000);
        assert_eq!(sent_at(None, now), now);
        for said in [hours(0), hours(-26), hours(-8 * 24)] {
            assert_eq!(sent_at(Some(said), now), said);
        }
        for wrong in [hours(1), hours(48), hours(-8 * 24 - 1), Instant(0)] {
            assert_eq!(sent_at(Some(wrong), now), now);
        }
    }
}
