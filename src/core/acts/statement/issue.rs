//! A member has a code made for her statement, which she reads out to whoever may see it. An older code of
//! hers stops working.

use crate::core::domain::{Change, Day, Fresh, Instant, MemberId, RowId, change};

/// Days that a code works.
const CODE_DAYS: i64 = 30;

/// The last local day on which a code made now works.
pub fn ends_on(now: Instant) -> Day {
    now.day().plus(CODE_DAYS)
}

/// The statement covers the twelve months up to today.
pub fn decide(member: MemberId, fresh: &Fresh, now: Instant) -> Change {
    let today = now.day();
    Change::Statement(change::statement::Change::Issued(
        change::statement::Issued {
            member,
            id: RowId(fresh.ids[0]),
            code: fresh.statement_code.clone(),
            from_on: today.months_back(12).plus(1),
            to_on: today,
            ends_on: ends_on(now),
        },
    ))
}
