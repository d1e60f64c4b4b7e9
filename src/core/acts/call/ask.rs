//! A member asks to be called.

use crate::core::domain::{CallWhen, Change, Fresh, Instant, MemberId, Phone, RowId, change};

/// From this local hour on, a call asked for without a day is for tomorrow.
const CALLS_END_HOUR: u32 = 19;

/// The day of a call that is asked for now without naming a day.
pub fn soonest(now: Instant) -> CallWhen {
    if now.hour() < CALLS_END_HOUR {
        CallWhen::Today
    } else {
        CallWhen::Tomorrow
    }
}

/// Asks for a call. `other`: the number to call, where it is not that of this phone; it is used for this
/// call alone.
pub fn decide(member: MemberId, when: CallWhen, other: Option<Phone>, fresh: &Fresh) -> Change {
    Change::Call(change::call::Change::Asked(change::call::CallAsked {
        member,
        id: RowId(fresh.ids[0]),
        when,
        other,
    }))
}
