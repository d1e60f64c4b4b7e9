//! The chain over looks: each day's looks are hashed when the day is over, with the chain before them, so that a look
//! that is taken out or altered later is noticed (console reference 5).
//!
//! Looks are forgotten after a year and the days of the chain are not: of those that are forgotten only the links are
//! checked.

use super::db::conn::{Link, args, statements};
use super::{Core, Error, Store};
use crate::core::domain::{CoopId, Day, Instant};
use crate::seal::digest;

/// A day is chained so long after its end, since another node may write a look of it a little later.
const AFTER_MS: i64 = 10 * 60_000;

statements! {
    LAST_LOOK_DAY = "select day_on, hash from look_day where coop_id = $1 order by day_on desc limit 1";
    NEXT_LOOK = "select min(at) as at from look where coop_id = $1 and at >= $2";
    LIST_LOOKS_OF_DAY = "select id, at, officer_id, looked_at, member_id, shown_n, used_right, reason from look
        where coop_id = $1 and at >= $2 and at < $3 order by id";
    ADD_LOOK_DAY = "insert into look_day (coop_id, day_on, looks_n, rows_hash, hash_prev, hash, is_kept)
        values ($1, $2, $3, $4, $5, $6, true) on conflict do nothing";
    LIST_LOOK_DAYS = "select day_on, looks_n, rows_hash, hash_prev, hash, is_kept from look_day
        where coop_id = $1 order by day_on";
    COUNT_LOOKS = "select count(*) from look where coop_id = $1 and at >= $2 and at < $3";
    FORGET_LOOK_DAYS = "update look_day set is_kept = false where coop_id = $1 and day_on <= $2 and is_kept";
}

#[derive(sqlx::FromRow)]
struct HashedLook {
    id: i64,
    at: i64,
    officer_id: i64,
    looked_at: String,
    member_id: Option<i64>,
    shown_n: i64,
    used_right: String,
    reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct LookDayRow {
    day_on: i64,
    looks_n: i64,
    rows_hash: String,
    hash_prev: String,
    hash: String,
    is_kept: bool,
}

/// The hash over the looks of a day, and how many they are.
async fn rows_hash(link: &mut Link, coop: CoopId, day: Day) -> Result<(String, i64), Error> {
    let args = args![coop.0, day.start().0, day.plus(1).start().0];
    let looks: Vec<HashedLook> = link.all(LIST_LOOKS_OF_DAY, args).await?;
    let mut hash = String::new();
    for look in &looks {
        let member = look
            .member_id
            .map_or_else(Vec::new, |id| id.to_be_bytes().to_vec());
        hash = digest(&[
            hash.as_bytes(),
            &look.id.to_be_bytes(),
            &look.at.to_be_bytes(),
            &look.officer_id.to_be_bytes(),
            look.looked_at.as_bytes(),
            &member,
            &look.shown_n.to_be_bytes(),
            look.used_right.as_bytes(),
            look.reason.as_deref().unwrap_or_default().as_bytes(),
        ]);
    }
    Ok((hash, i64::try_from(looks.len()).unwrap_or(i64::MAX)))
}

/// The hash of a day and of the chain before it.
fn day_hash(hash_prev: &str, coop: CoopId, day: Day, rows_hash: &str, looks_n: i64) -> String {
    digest(&[
        hash_prev.as_bytes(),
        &coop.0.to_be_bytes(),
        &day.0.to_be_bytes(),
        rows_hash.as_bytes(),
        &looks_n.to_be_bytes(),
    ])
}

impl Store {
    /// Chains the looks of days that are over and not chained yet; how many days.
    pub async fn chain_looks(&self, now: Instant) -> Result<u64, Error> {
        let mut chained = 0;
        for coop in self.coop_ids().await? {
            while chain_day(&self.core, coop, now).await? {
                chained += 1;
            }
        }
        Ok(chained)
    }
}

/// Chains the first day that is over and not chained yet; whether there was one.
async fn chain_day(core: &Core, coop: CoopId, now: Instant) -> Result<bool, Error> {
    let mut link = core.read().await?;
    let last: Option<(i64, String)> = link.find(LAST_LOOK_DAY, args![coop.0]).await?;
    let (from, hash_prev) = match last {
        Some((day, hash)) => (Day(day).plus(1).start(), hash),
        None => (Instant(0), String::new()),
    };
    let next: Option<(Option<i64>,)> = link.find(NEXT_LOOK, args![coop.0, from.0]).await?;
    let Some(at) = next.and_then(|(at,)| at) else {
        return Ok(false);
    };
    let day = Instant(at).day();
    if now < day.plus(1).start().plus_ms(AFTER_MS) {
        return Ok(false);
    }
    let (rows_hash, looks_n) = rows_hash(&mut link, coop, day).await?;
    drop(link);
    let hash = day_hash(&hash_prev, coop, day, &rows_hash, looks_n);
    let args = args![coop.0, day.0, looks_n, rows_hash, hash_prev, hash];
    // Another node that was faster has chained the same.
    Ok(core.write_one(ADD_LOOK_DAY, args).await? == 1)
}

/// The looks up to this moment are forgotten: of their days only the links of the chain are checked from now on.
pub(super) async fn forget_days(
    link: &mut Link,
    coop: CoopId,
    before: Instant,
) -> Result<u64, Error> {
    link.run(FORGET_LOOK_DAYS, args![coop.0, before.day().0])
        .await
}

/// How many days are chained, and the first that differs from what was chained.
pub(super) async fn verify_looks(
    link: &mut Link,
    coop: CoopId,
) -> Result<(u64, Option<Day>), Error> {
    let days: Vec<LookDayRow> = link.all(LIST_LOOK_DAYS, args![coop.0]).await?;
    let (mut hash_prev, mut whole_n) = (String::new(), 0);
    let (mut kept_from, mut looks_n, mut upto) = (None, 0, Instant(0));
    for row in days {
        let day = Day(row.day_on);
        let mut is_whole = row.hash_prev == hash_prev
            && row.hash == day_hash(&hash_prev, coop, day, &row.rows_hash, row.looks_n);
        if row.is_kept {
            is_whole = is_whole
                && rows_hash(link, coop, day).await? == (row.rows_hash.clone(), row.looks_n);
            kept_from.get_or_insert(day.start());
            looks_n += row.looks_n;
        }
        if !is_whole {
            return Ok((whole_n, Some(day)));
        }
        (hash_prev, upto) = (row.hash, day.plus(1).start());
        whole_n += 1;
    }
    // Looks of a day that was left out of the chain.
    if let Some(from) = kept_from {
        let args = args![coop.0, from.0, upto.0];
        let found: Option<(i64,)> = link.find(COUNT_LOOKS, args).await?;
        if found != Some((looks_n,)) {
            return Ok((whole_n, Some(from.day())));
        }
    }
    Ok((whole_n, None))
}
