//! The text that a receipt is about: found by an id, and checked against the number in the receipt; and
//! when it is tried again.

use super::load::{hours_of, word};
use super::queue::place;
use crate::core::domain::hours::leaves_after_refusal;
use crate::core::domain::{Again, Class, CoopId, Instant, Phone, PhoneId, Purpose};
use crate::store::write::phone::phone_place;
use crate::store::{Core, Error};

/// Found by our own id, which is the same for every attempt.
pub(super) const BY_OUR_ID: &str = "2 ours";
/// Found by the provider's id of an earlier attempt.
pub(super) const BY_EARLIER: &str = "3 earlier";

/// A text that the receipt at position `n` is about.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct MatchedText {
    pub(super) n: i64,
    pub(super) by_what: String,
    pub(super) coop_id: i64,
    pub(super) id: i64,
    pub(super) state: String,
    pub(super) attempts: i64,
    pub(super) failure: Option<String>,
    pub(super) phone_id: Option<i64>,
    pub(super) notice: String,
    pub(super) lang_script: String,
    class: String,
    purpose: String,
    number: Option<String>,
    msisdn: Option<String>,
    opens_minute: Option<i64>,
    closes_minute: Option<i64>,
    promo_opens_minute: Option<i64>,
    promo_closes_minute: Option<i64>,
}

/// A receipt names no cooperative, so the keyed hash of its number is made for none.
const NO_COOP: CoopId = CoopId(0);

/// The keyed hashes by which an early receipt is found, under the current key and the old one.
pub(super) fn lookups(core: &Core, to: &Phone) -> [String; 2] {
    core.keys.lookups(NO_COOP, to)
}

/// Whether a text went to the number in a receipt, compared in clear or by its keyed hash. If either is
/// unknown, the id alone decides.
pub(super) fn is_to(core: &Core, text: &MatchedText, to: Option<&Phone>, lookup: &str) -> bool {
    if to.is_none() && lookup.is_empty() {
        return true;
    }
    let coop = CoopId(text.coop_id);
    let clear = match (&text.msisdn, &text.number, text.phone_id) {
        (Some(sealed), _, Some(phone)) => core.keys.open(phone_place(coop, PhoneId(phone)), sealed),
        (_, Some(sealed), _) => core.keys.open(place("number", coop, text.id), sealed),
        _ => return true,
    };
    let clear = clear.ok().and_then(|clear| String::from_utf8(clear).ok());
    let Some(phone) = clear.and_then(|clear| Phone::parse(&clear).ok()) else {
        return true;
    };
    match to {
        Some(to) => *to == phone,
        None => lookups(core, &phone).iter().any(|one| one == lookup),
    }
}

/// When a text is tried again; `None`: never.
pub(super) fn due_again(
    text: &MatchedText,
    again: Again,
    now: Instant,
) -> Result<Option<Instant>, Error> {
    Ok(match again {
        Again::After(ms) => Some(now.plus_ms(ms)),
        Again::OtherRoute => Some(now),
        Again::NextWindow => {
            let class = word(Class::parse(&text.class), ("outbox", "class"))?;
            let purpose = word(Purpose::parse(&text.purpose), ("outbox", "purpose"))?;
            let (quiet, promo) = hours_of(
                (text.opens_minute, text.closes_minute),
                (text.promo_opens_minute, text.promo_closes_minute),
            );
            // If there is no hour at which it may be sent, that is found when it is leased.
            let opens = leaves_after_refusal(quiet, promo, class, purpose, now);
            Some(opens.unwrap_or_else(|_| now.day().plus(1).start()))
        }
        Again::Never => None,
    })
}
