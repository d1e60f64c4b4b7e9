//! Short numbers that people type: leased in blocks, handed out one by one, never used again.
//!
//! A number that a turn does not use is skipped; a node that stops skips the rest of its block.

use super::link::{args, statements};
use super::{Core, Error};
use crate::dialogue::facts::Fresh;
use crate::domain::{CoopId, Instant, consent};
use crate::script::words::{Need, Needs};
use std::collections::BTreeMap;
use tokio::sync::Mutex;

/// Numbers that a node leases at once.
const BLOCK: i64 = 256;

/// What a number is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    Entry,
    Consent,
    Case,
    Task,
}

impl Kind {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Consent => "consent",
            Self::Case => "case",
            Self::Task => "task",
        }
    }
}

/// Blocks this node has leased: the next number and the end of each.
#[derive(Debug, Default)]
pub(super) struct Leased(Mutex<BTreeMap<(CoopId, Kind), (i64, i64)>>);

statements! {
    /// Moves the counter on by a block; what it stood at before is the block's first number.
    LEASE_NUMBERS = "update counter set next_no = next_no + $3 where coop_id = $1 and kind = $2
        returning next_no";
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
            fresh.entry_no = self.next_no(coop, Kind::Entry).await?;
        }
        if needs.has(Need::ConsentNo) {
            fresh.consent_no = consent::with_check_digit(self.next_no(coop, Kind::Consent).await?);
        }
        if needs.has(Need::CaseNo) {
            fresh.case_no = self.next_no(coop, Kind::Case).await?;
        }
        if needs.has(Need::StatementCode) {
            fresh.statement_code = self.chance.code();
        }
        Ok(fresh)
    }

    async fn next_no(&self, coop: CoopId, kind: Kind) -> Result<i64, Error> {
        let mut leased = self.numbers.0.lock().await;
        if let Some((next, end)) = leased.get_mut(&(coop, kind))
            && *next < *end
        {
            *next += 1;
            return Ok(*next - 1);
        }
        let mut link = self.begin_steps().await?;
        let args = args![coop.0, kind.code(), BLOCK];
        let row: Option<(i64,)> = link.find(LEASE_NUMBERS, args).await?;
        link.commit().await?;
        let (end,) = row.ok_or(Error::Word {
            column: "counter.kind",
        })?;
        leased.insert((coop, kind), (end - BLOCK + 1, end));
        Ok(end - BLOCK)
    }
}

impl Core {
    /// Drops this node's block, after numbers were brought in from outside.
    pub(super) async fn forget_numbers(&self, coop: CoopId, kind: Kind) {
        self.numbers.0.lock().await.remove(&(coop, kind));
    }
}
