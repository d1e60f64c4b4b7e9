//! What became of a write whose commit had no certain answer.
//!
//! That a row can be read says too little: where a standby must confirm a commit and did not, the row is
//! on this server and would be gone with it. So the row is written once more, as it is. The commit of
//! that comes after the one in doubt in the same log, and where it is confirmed, so is the other.

use super::db::conn::{args, statements};
use super::db::pools::Work;
use super::{Core, Error, Store};
use crate::core::domain::{CoopId, SessionId};
use std::time::Duration;

statements! {
    /// Touches a step's row and changes nothing in it.
    CONFIRM_STEP = "update session set turn = turn where coop_id = $1 and id = $2 and turn = $3";
    /// The same for a text that came in.
    CONFIRM_TEXT = "update inbox set at = at where coop_id = $1 and id = $2";
}

/// Looks at what became of a text.
const TEXT_LOOKS_MAX: u32 = 4;
/// Before each of them.
const TEXT_PAUSE: Duration = Duration::from_millis(200);

impl Store {
    /// Whether a step is kept for good: it is there, and the database confirms a commit after it.
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
    /// What became of a text whose commit ended so. It is not there for certain only where it was
    /// refused; otherwise it may still come to be.
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
