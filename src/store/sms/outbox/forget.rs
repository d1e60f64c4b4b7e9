//! Texts are kept for thirty days; after that only what became of them is kept.

use super::{phones, receipts};
use crate::core::domain::{CoopId, Instant};
use crate::store::db::conn::{args, statements};
use crate::store::db::pools::Work;
use crate::store::{Error, Store};

/// Rows that one transaction changes.
const PART_ROWS: i64 = 1000;
const KEPT_DAYS: i64 = 30;
/// For so many days a receipt is kept that no text was found for.
const EARLY_DAYS: i64 = 3;

statements! {
    DROP_SENT = "update outbox set body = null where coop_id = $1 and id in
        (select id from outbox where coop_id = $1 and queued_at <= $2 and body is not null
            and phone_id is not null order by queued_at limit $3)";
    /// What the parts of those cost is kept, by the local day on which they left.
    KEEP_COST = "insert into text_gone (coop_id, day_on, gateway, texts_n, parts_n)
        select coop_id, (sent_at + 19800000) / 86400000, coalesce(gateway, ''), count(*),
            cast(sum(segments * (1 + repeats_n)) as bigint)
        from outbox where coop_id = $1 and sent_at is not null and id in
            (select id from outbox where coop_id = $1 and queued_at <= $2 and body is not null
                and phone_id is null order by queued_at limit $3)
        group by coop_id, (sent_at + 19800000) / 86400000, coalesce(gateway, '')
        on conflict (coop_id, day_on, gateway) do update set texts_n = text_gone.texts_n + excluded.texts_n,
            parts_n = text_gone.parts_n + excluded.parts_n";
    /// Rows of texts to strangers are deleted.
    DROP_STRANGERS = "delete from outbox where coop_id = $1 and id in
        (select id from outbox where coop_id = $1 and queued_at <= $2 and body is not null
            and phone_id is null order by queued_at limit $3)";
    DROP_SHARED_BODIES = "update announcement_text set body = null
        where coop_id = $1 and body is not null and announcement_id in
            (select id from announcement where coop_id = $1 and due_at <= $2)";
    /// A text that no gateway took in time has expired, even if no sender looked at it.
    EXPIRE_STALE = "update outbox set state = 'expired', settled_at = $2 where coop_id = $1
        and state in ('waiting', 'sending', 'unsure') and state in ('waiting', 'unsure')
        and expires_at <= $2";
}

impl Store {
    /// Deletes the words of texts after thirty days, ends those that have expired, and clears the dead mark
    /// of phones that have called again; returns how many rows.
    pub async fn forget_texts(&self, now: Instant) -> Result<u64, Error> {
        let before = now.plus_days(-KEPT_DAYS);
        let mut touched = 0;
        for coop in self.coop_ids().await? {
            for sql in [DROP_SENT, DROP_STRANGERS] {
                loop {
                    let mut link = self.core.begin_in(Work::Bulk).await?;
                    if sql.name == DROP_STRANGERS.name {
                        link.run(KEEP_COST, args![coop.0, before.0, PART_ROWS])
                            .await?;
                    }
                    let part = link.run(sql, args![coop.0, before.0, PART_ROWS]).await?;
                    link.commit().await?;
                    touched += part;
                    if part < PART_ROWS.unsigned_abs() {
                        break;
                    }
                }
            }
            touched += self.forget_rest(coop, before, now).await?;
        }
        let mut link = self.core.begin_in(Work::Bulk).await?;
        touched += receipts::drop_old(&mut link, now.plus_days(-EARLY_DAYS)).await?;
        link.commit().await?;
        Ok(touched)
    }

    async fn forget_rest(&self, coop: CoopId, before: Instant, now: Instant) -> Result<u64, Error> {
        let mut link = self.core.begin_in(Work::Bulk).await?;
        let mut touched = link
            .run(DROP_SHARED_BODIES, args![coop.0, before.0])
            .await?;
        touched += link.run(EXPIRE_STALE, args![coop.0, now.0]).await?;
        touched += phones::dialled(&mut link, coop).await?;
        link.commit().await?;
        Ok(touched)
    }
}
