//! Whether a write whose commit had no certain answer is stored.
//!
//! Reading the row back is not enough: where a standby must confirm a commit and has not, the row is on
//! this server only and could be lost with it. So the row is written once more, unchanged. That commit
//! comes after the doubtful one in the log; when it is confirmed, the earlier one is confirmed too.

use super::db::conn::{args, statements};
use super::db::pools::Work;
use super::{Core, Error, Store};
use crate::core::domain::{CoopId, SessionId};
use std::time::Duration;

statements! {
    /// Writes a step's row unchanged.
    CONFIRM_STEP = "update session set turn = turn where coop_id = $1 and id = $2 and turn = $3";
    /// The same for an incoming text.
    CONFIRM_TEXT = "update inbox set at = at where coop_id = $1 and id = $2";
}

/// How often an incoming text is looked for.
const TEXT_LOOKS_MAX: u32 = 4;
/// The pause before each attempt.
const TEXT_PAUSE: Duration = Duration::from_millis(200);

impl Store {
    /// Whether a step is stored for good: its row is there, and a later commit is confirmed.
    pub async fn is_step_kept(
        &self,
        coop: CoopId,
        session: SessionId,
        turn: i64,
    ) -> Result<bool, Error> {
        let mut link = self.core.writer(Work::Steps).await?.alone();
        let touched = link.run(CONFIRM_STEP, args![coop.0, session.0, turn]).await;
        touched.map(|rows_n| rows_n == 1)
    }
}

impl Core {
    /// Whether an incoming text is stored, after a commit without an answer. "Not stored" is certain only
    /// where the database refused it; otherwise the commit may still succeed.
    pub(super) async fn fate_of_text(
        &self,
        coop: CoopId,
        id: i64,
        doubt: Error,
    ) -> Result<(), Error> {
        for _ in 0..TEXT_LOOKS_MAX {
            tokio::time::sleep(TEXT_PAUSE).await;
            if let Ok(true) = self.is_text_kept(coop, id).await {
                return Ok(());
            }
        }
        Err(doubt)
    }

    async fn is_text_kept(&self, coop: CoopId, id: i64) -> Result<bool, Error> {
        let mut link = self.writer(Work::Steps).await?.alone();
        Ok(link.run(CONFIRM_TEXT, args![coop.0, id]).await? == 1)
    }
}
