//! She stops a permission. Nothing more than its number is ever needed for that.

use super::Refusal;
use crate::core::domain::consent::has_check_digit;
use crate::core::domain::{Change, Consent, Instant, MemberId, RowId, change};

/// The live permission of this typed number. A number without its check digit names none, so that a slip
/// of the finger stops nothing.
pub fn find(consents: &[Consent], no: i64) -> Result<&Consent, Refusal> {
    let mut live = consents.iter();
    live.find(|consent| consent.no == no && has_check_digit(no))
        .ok_or(Refusal::NotGiven)
}

/// `erase`: whether whoever has her data must also erase it; `event`, `erasure`: the ids of the event and
/// of the row that asks for it.
pub fn decide(
    member: MemberId,
    consent: &Consent,
    erase: bool,
    (event, erasure): (i64, i64),
    now: Instant,
) -> Result<Change, Refusal> {
    consent.standing().stop(now.day())?;
    Ok(Change::Consent(change::consent::Change::Stopped(
        change::consent::Stopped {
            member,
            consent: consent.id,
            erase,
            event: RowId(event),
            erasure: RowId(erasure),
        },
    )))
}
