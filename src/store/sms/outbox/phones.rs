//! What is stored of a phone as a receiver of texts: whether it wants announcements, and whether its number
//! is dead.

use crate::core::domain::delivery::HARD_FAILS_MAX;
use crate::core::domain::{CoopId, Instant, PhoneId};
use crate::store::Error;
use crate::store::db::batches::batches;
use crate::store::db::conn::{Link, args, statements};
use std::collections::BTreeSet;

statements! {
    /// Counts one more failure that says that the number does not exist.
    COUNT_HARD_FAIL = "insert into phone_texts (coop_id, phone_id, hard_fails)
        values ($1, $2, 1)
        on conflict (coop_id, phone_id) do update
            set hard_fails = phone_texts.hard_fails + 1,
                set_aside_at = case when phone_texts.hard_fails + 1 < $4
                    then phone_texts.set_aside_at
                    else coalesce(phone_texts.set_aside_at, $3) end";
    /// Phones that have called since they were marked as dead.
    PHONES_DIALLED = "update phone_texts set hard_fails = 0, set_aside_at = null
        where coop_id = $1 and set_aside_at is not null
            and exists (select 1 from session s where s.coop_id = phone_texts.coop_id
                and s.phone_id = phone_texts.phone_id and s.touched_at > phone_texts.set_aside_at)";
}

batches! {
    /// Phones that have received a text.
    PHONES_REACHED of ReachedRow { coop_id: int, phone_id: int, at: int } = (
        "insert into phone_texts (coop_id, phone_id, hard_fails, last_delivered_at)
        select coop_id, phone_id, 0, at from " rows " where true
        on conflict (coop_id, phone_id) do update set hard_fails = 0, set_aside_at = null,
            last_delivered_at = excluded.last_delivered_at
        returning phone_id"
    )
}

/// Marks these phones as alive: they have received a text.
pub(super) async fn reached(
    link: &mut Link,
    phones: &BTreeSet<(CoopId, PhoneId)>,
    now: Instant,
) -> Result<(), Error> {
    if phones.is_empty() {
        return Ok(());
    }
    let rows: Vec<ReachedRow> = phones
        .iter()
        .map(|(coop, phone)| ReachedRow {
            coop_id: coop.0,
            phone_id: phone.0,
            at: now.0,
        })
        .collect();
    let _: Vec<(i64,)> = link.batch(PHONES_REACHED, &rows).await?;
    Ok(())
}

/// Counts a failure that says that the number does not exist; the second one marks it as dead.
pub(super) async fn count_hard_fail(
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    now: Instant,
) -> Result<(), Error> {
    let args = args![coop.0, phone.0, now.0, HARD_FAILS_MAX];
    link.run(COUNT_HARD_FAIL, args).await.map(|_| ())
}

/// Clears the dead mark of phones that have called since; returns how many. A call itself writes nothing
/// for this: until this has run, its session row shows it.
pub(super) async fn dialled(link: &mut Link, coop: CoopId) -> Result<u64, Error> {
    link.run(PHONES_DIALLED, args![coop.0]).await
}
