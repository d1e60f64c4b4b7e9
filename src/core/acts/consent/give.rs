//! A member says yes to a request for her data.

use super::Refusal;
use crate::core::domain::{
    Ask, Change, ConsentId, Fresh, Instant, MemberId, RowId, ShownWords, change,
};

/// `shown`: the words of the request that her phone was shown, whole.
pub fn decide(
    member: MemberId,
    ask: &Ask,
    shown: ShownWords,
    fresh: &Fresh,
    now: Instant,
) -> Result<Change, Refusal> {
    let today = now.day();
    let given = ask.standing().give(ask.ends_on(today), today)?;
    Ok(Change::Consent(change::consent::Change::Given(
        change::consent::Given {
            member,
            consent: ConsentId(fresh.ids[0]),
            no: fresh.consent_no,
            request: ask.request,
            ends_on: given.ends_on,
            shown,
            event: RowId(fresh.ids[1]),
        },
    )))
}
