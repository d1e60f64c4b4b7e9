//! A member says no to a request for her data. She is never asked the same request again.

use super::Refusal;
use crate::core::domain::{
    Ask, Change, ConsentId, Fresh, Instant, MemberId, RowId, ShownWords, change,
};

/// `shown`: the words of the request that her phone was shown.
pub fn decide(
    member: MemberId,
    ask: &Ask,
    shown: ShownWords,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    ask.standing().refuse(now.day())?;
    Ok(Change::Consent(change::consent::Change::Refused(
        change::consent::Refused {
            member,
            consent: ConsentId(fresh.ids[0]),
            no: fresh.consent_no,
            request: ask.request,
            shown,
            event: RowId(fresh.ids[1]),
        },
    )))
}
