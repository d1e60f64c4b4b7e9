//! Checks that the sums of texts add up (decision 26): for each announcement, the due texts equal the rows,
//! each row is in exactly one state, and no more texts were handed over than requests were made. It also
//! lists how often each text was sent to a provider, and every repetition.
//!
//! A request is counted before it is sent, by the statement that leases its text, so that the count is
//! never too low. If it was certainly not sent, it is subtracted when the text is settled.

use crate::core::domain::{CoopId, Instant};
use crate::store::Error;
use crate::store::db::conn::{Link, args, statements};
use std::fmt;

statements! {
    LIST_SUMS = "select n.id, n.notice, n.at, n.due_n, n.texts_n, count(o.id) as rows_n,
            count(distinct cast(o.phone_id as text) || ' ' || o.lang) as readers_n,
            cast(coalesce(sum(case when o.state = 'waiting' then 1 else 0 end), 0) as bigint)
                as waiting_n,
            cast(coalesce(sum(case when o.state = 'sending' then 1 else 0 end), 0) as bigint)
                as leased_n,
            cast(coalesce(sum(case when o.state = 'unsure' then 1 else 0 end), 0) as bigint)
                as held_n,
            cast(coalesce(sum(case when o.state in ('sent', 'delivered') then 1 else 0 end), 0)
                as bigint) as handed_n,
            cast(coalesce(sum(case when o.state = 'failed'
                and coalesce(o.failure, '') <> 'opted-out' then 1 else 0 end), 0) as bigint)
                as failed_n,
            cast(coalesce(sum(case when o.state = 'failed' and o.failure = 'opted-out'
                then 1 else 0 end), 0) as bigint) as stopped_n,
            cast(coalesce(sum(case when o.state = 'expired' then 1 else 0 end), 0) as bigint)
                as expired_n,
            cast(coalesce(sum(o.requests_n), 0) as bigint) as requests_n,
            cast(coalesce(sum(o.repeats_n), 0) as bigint) as repeats_n
        from announcement n
        left join outbox o on o.coop_id = n.coop_id and o.announcement_id = n.id
        where n.coop_id = $1
        group by n.id, n.notice, n.at, n.due_n, n.texts_n order by n.id";
    /// Texts whose row contradicts its state.
    LIST_MISFITS = "select id from outbox where coop_id = $1 and not (
            requests_n >= 0 and unknown_n between 0 and requests_n
            and repeats_n between 0 and requests_n
            and (announcement_id is null or (lang is not null and private is not null))
            and case state
                when 'waiting' then leased_by is null and settled_at is null
                when 'sending' then leased_by is not null and leased_until is not null
                    and settled_at is null and requests_n > 0
                when 'unsure' then settled_at is null and requests_n > 0
                when 'sent' then sent_at is not null and settled_at is null and requests_n > 0
                when 'delivered' then settled_at is not null and requests_n > 0
                else settled_at is not null end)
        order by id limit 100";
    /// Texts that were sent again although an earlier request may have been taken.
    LIST_REPEATS = "select id, notice, coalesce(gateway, '') as gateway, requests_n, unknown_n,
            repeats_n from outbox
        where coop_id = $1 and repeats_n > 0 order by id";
    /// How many texts were sent to a provider how many times.
    COUNT_REQUESTS = "select requests_n, count(*) from outbox where coop_id = $1
        group by requests_n order by requests_n";
}

/// The sums of one announcement, in texts.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct AnnouncementSums {
    /// Its id.
    pub id: i64,
    /// Its notice.
    pub notice: String,
    /// When it was announced.
    at: i64,
    /// Texts that were due when it was queued.
    pub due_n: i64,
    /// Rows that were made when it was queued.
    pub texts_n: i64,
    /// Rows that exist.
    pub rows_n: i64,
    /// Pairs of a phone and a language.
    pub readers_n: i64,
    /// They wait for their hour and their turn.
    pub waiting_n: i64,
    /// A sender has leased them.
    pub leased_n: i64,
    /// Whether a provider has them is unknown; they are held until a receipt comes or time is over.
    pub held_n: i64,
    /// A provider has taken them, or they were delivered.
    pub handed_n: i64,
    /// They could not be delivered.
    pub failed_n: i64,
    /// The reader, or her network, wants none.
    pub stopped_n: i64,
    /// They expired before they were sent.
    pub expired_n: i64,
    /// Requests that were made for them, or may have been.
    pub requests_n: i64,
    /// Of those, requests that were made although an earlier one may have been taken.
    pub repeats_n: i64,
}

impl AnnouncementSums {
    /// When it was announced.
    pub fn at(&self) -> Instant {
        Instant(self.at)
    }

    /// Whether all of it adds up.
    pub fn adds_up(&self) -> bool {
        let places_n = self.waiting_n
            + self.leased_n
            + self.held_n
            + self.handed_n
            + self.failed_n
            + self.stopped_n
            + self.expired_n;
        let rows = [self.texts_n, self.rows_n, self.readers_n, places_n];
        rows.iter().all(|n| *n == self.due_n) && self.handed_n <= self.requests_n
    }
}

impl fmt::Display for AnnouncementSums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "announcement {} {}: {} due, {} rows to {} readers: {} waiting, {} leased, {} held, \
             {} handed over, {} failed, {} stopped, {} expired; {} requests, {} of them repeated",
            self.id,
            self.notice,
            self.due_n,
            self.rows_n,
            self.readers_n,
            self.waiting_n,
            self.leased_n,
            self.held_n,
            self.handed_n,
            self.failed_n,
            self.stopped_n,
            self.expired_n,
            self.requests_n,
            self.repeats_n
        )
    }
}

/// A text that may have been sent more than once.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub struct RepeatedText {
    /// Its id.
    pub id: i64,
    /// Its notice.
    pub notice: String,
    /// The gateway that was asked last.
    pub gateway: String,
    /// Requests that were made for it.
    pub requests_n: i64,
    /// Of those, requests whose fate stayed unknown.
    pub unknown_n: i64,
    /// Of those, requests that were made although an earlier one may have been taken.
    pub repeats_n: i64,
}

impl fmt::Display for RepeatedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "text {} {} may have come more than once: {} requests, {} of unknown fate, {} repeated, \
             the last by {}",
            self.id, self.notice, self.requests_n, self.unknown_n, self.repeats_n, self.gateway
        )
    }
}

/// The sums of a cooperative's texts.
pub(in crate::store) struct TextSums {
    pub(in crate::store) announcements: Vec<AnnouncementSums>,
    /// The ids of the first rows that contradict their state.
    pub(in crate::store) misfits: Vec<i64>,
    pub(in crate::store) repeats: Vec<RepeatedText>,
    /// Numbers of requests, each with how many texts have that number.
    pub(in crate::store) requests: Vec<(i64, i64)>,
}

/// Counts all texts of a cooperative.
pub(in crate::store) async fn sums(link: &mut Link, coop: CoopId) -> Result<TextSums, Error> {
    let misfits: Vec<(i64,)> = link.all(LIST_MISFITS, args![coop.0]).await?;
    Ok(TextSums {
        announcements: link.all(LIST_SUMS, args![coop.0]).await?,
        misfits: misfits.into_iter().map(|(id,)| id).collect(),
        repeats: link.all(LIST_REPEATS, args![coop.0]).await?,
        requests: link.all(COUNT_REQUESTS, args![coop.0]).await?,
    })
}
