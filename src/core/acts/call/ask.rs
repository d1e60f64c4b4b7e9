//! She asks to be called.

use crate::core::domain::{CallWhen, Change, Fresh, Instant, MemberId, Phone, RowId, change};

/// From this local hour on, a call that is asked for without a day comes tomorrow.
const CALLS_END_HOUR: u32 = 19;

/// The day of a call that is asked for now, where she does not say one.
pub fn soonest(now: Instant) -> CallWhen {
    if now.hour() < CALLS_END_HOUR {
        CallWhen::Today
    } else {
        CallWhen::Tomorrow
    }
}

/// `other`: another number than the phone's, used once.
pub fn decide(member: MemberId, when: CallWhen, other: Option<Phone>, fresh: &Fresh) -> Change {
    Change::Call(change::call::Change::Asked(change::call::CallAsked {
        member,
        id: RowId(fresh.ids[0]),
        when,
        other,
    }))
}
