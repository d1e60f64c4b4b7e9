//! Short numbers that people type: leased in blocks, given out one by one, never used twice.
//!
//! A number that a turn does not use is skipped. A node that stops gives the rest of its block back; after
//! a crash the rest is skipped. So blocks are small: about what one second uses. They double when they are
//! used up faster, and halve when they last longer.

use super::db::conn::{args, statements};
use super::number_block::{NumberBlock, NumberKind};
use super::{Core, Error};
use crate::core::dialogue::facts::Fresh;
use crate::core::domain::{CoopId, Instant, consent};
use crate::core::script::words::{Need, Needs};
use std::time::Duration;

/// Giving numbers back is not essential, so stopping waits for it no longer than this.
const GIVE_BACK_TIME_MAX: Duration = Duration::from_millis(700);

statements! {
    /// Moves the counter past a block; its old value is the block's first number.
    LEASE_NUMBERS = "update counter set next_no = next_no + $3 where coop_id = $1 and kind = $2
        returning next_no";
    /// Numbers that another node gave back are used first.
    TAKE_SPARE = "delete from number_spare where coop_id = $1 and kind = $2 and first_no =
            (select min(first_no) from number_spare where coop_id = $1 and kind = $2)
        returning first_no, end_no";
    /// Where no later block was leased, the counter itself is set back.
    SET_BACK = "update counter set next_no = $3
        where coop_id = $1 and kind = $2 and next_no = $4";
    /// Numbers that were brought in are not given again.
    MOVE_COUNTER = "update counter set next_no = $3
        where coop_id = $1 and kind = $2 and next_no < $3";
    /// Nor what was given back unused, which may be one of them.
    DROP_SPARES = "delete from number_spare where coop_id = $1 and kind = $2";
    PUT_SPARE = "insert into number_spare (coop_id, kind, first_no, end_no)
        values ($1, $2, $3, $4) on conflict do nothing";
}

impl Core {
    /// Ids and numbers that a turn with these needs may use.
    pub(super) async fn fresh(
        &self,
        coop: CoopId,
        needs: Needs,
        now: Instant,
    ) -> Result<Fresh, Error> {
        let mut fresh = Fresh {
            ids: [(); 3].map(|()| self.chance.id(now)),
            ..Fresh::default()
        };
        if needs.has(Need::EntryNo) {
            fresh.entry_no = self.next_no(coop, NumberKind::Entry, now).await?;
        }
        if needs.has(Need::ConsentNo) {
            fresh.consent_no =
                consent::with_check_digit(self.next_no(coop, NumberKind::Consent, now).await?);
        }
        if needs.has(Need::CaseNo) {
            fresh.case_no = self.next_no(coop, NumberKind::Case, now).await?;
        }
        if needs.has(Need::StatementCode) {
            fresh.statement_code = self.chance.code();
        }
        Ok(fresh)
    }

    pub(super) async fn next_no(
        &self,
        coop: CoopId,
        kind: NumberKind,
        now: Instant,
    ) -> Result<i64, Error> {
        let mut leased = self.numbers.0.lock().await;
        let last = leased.get_mut(&(coop, kind));
        if let Some(block) = last
            && block.next < block.end
        {
            block.next += 1;
            return Ok(block.next - 1);
        }
        let size = NumberBlock::next_size(leased.get(&(coop, kind)), now);
        let (first, end) = Box::pin(self.lease_numbers(coop, kind, size)).await?;
        let block = NumberBlock {
            next: first + 1,
            end,
            size,
            leased_at: now,
        };
        leased.insert((coop, kind), block);
        Ok(first)
    }

    /// Leases a block: its first number, and the first one after it.
    async fn lease_numbers(
        &self,
        coop: CoopId,
        kind: NumberKind,
        size: i64,
    ) -> Result<(i64, i64), Error> {
        let mut link = self.begin_steps().await?;
        let args = args![coop.0, kind.code()];
        let spare: Option<(i64, i64)> = link.find(TAKE_SPARE, args).await?;
        let block = if let Some(spare) = spare {
            spare
        } else {
            let args = args![coop.0, kind.code(), size];
            let row: Option<(i64,)> = link.find(LEASE_NUMBERS, args).await?;
            let (end,) = row.ok_or(Error::UnknownCode {
                table: "counter",
                column: "kind",
            })?;
            (end - size, end)
        };
        link.commit().await?;
        Ok(block)
    }

    /// Gives back the numbers that this node has leased and not used, before it stops. If the database
    /// cannot be reached, they are skipped.
    pub(super) async fn give_back_numbers(&self) {
        let blocks = std::mem::take(&mut *self.numbers.0.lock().await);
        let unused: Vec<_> = blocks
            .into_iter()
            .filter(|(_, block)| block.next < block.end)
            .collect();
        if unused.is_empty() {
            return;
        }
        let given = tokio::time::timeout(GIVE_BACK_TIME_MAX, self.give_back_blocks(&unused)).await;
        if !matches!(given, Ok(Ok(()))) {
            tracing::warn!("unused numbers not returned; skipped");
        }
    }

    async fn give_back_blocks(
        &self,
        unused: &[((CoopId, NumberKind), NumberBlock)],
    ) -> Result<(), Error> {
        let mut link = self.begin_steps().await?;
        for ((coop, kind), block) in unused {
            let args = args![coop.0, kind.code(), block.next, block.end];
            if link.run(SET_BACK, args.clone()).await? == 0 {
                link.run(PUT_SPARE, args).await?;
            }
        }
        link.commit().await
    }

    /// Gives no number below this one any more: those were given elsewhere.
    pub(super) async fn skip_numbers(
        &self,
        coop: CoopId,
        kind: NumberKind,
        next_no: i64,
    ) -> Result<(), Error> {
        let mut link = self.begin().await?;
        link.run(MOVE_COUNTER, args![coop.0, kind.code(), next_no])
            .await?;
        link.run(DROP_SPARES, args![coop.0, kind.code()]).await?;
        link.commit().await?;
        self.numbers.0.lock().await.remove(&(coop, kind));
        Ok(())
    }
}
