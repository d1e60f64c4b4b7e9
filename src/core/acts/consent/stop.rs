//! A member stops a permission. Its number is all that she needs for that.

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

/// The ids of what a stop writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StopIds {
    /// The id of the event that says she stopped it.
    pub event: RowId,
    /// The id of the row that asks the holder of her data to erase it.
    pub erasure: RowId,
}

/// `erase`: whether whoever has her data must also erase it.
pub fn decide(
    member: MemberId,
    consent: &Consent,
    erase: bool,
    ids: StopIds,
    now: Instant,
) -> Result<Change, Refusal> {
    consent.standing().stop(now.day())?;
    Ok(Change::Consent(change::consent::Change::Stopped(
        change::consent::Stopped {
            member,
            consent: consent.id,
            erase,
            event: ids.event,
            erasure: ids.erasure,
        },
    )))
}
