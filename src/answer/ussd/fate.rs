//! What became of a step whose write was not confirmed. It is read from the database before the caller is
//! told anything.

use super::{Call, Error, within};
use crate::store;
use std::time::Duration;

/// Between looks at what became of a write.
const FATE_PAUSE: Duration = Duration::from_millis(150);
const FATE_LOOKS_MAX: u32 = 4;
const FATE_LOOK_TIME_MAX: Duration = Duration::from_millis(750);

impl Call<'_> {
    /// What became of a write that was not confirmed: the stored answer where the write is there for good
    /// (it may be that of the same request on another node), and an error where it is not there, or where
    /// that cannot be known.
    pub(super) async fn fate(
        &self,
        turn_no: i64,
        error: Option<store::Error>,
        ours: Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        // A write that timed out, or whose commit had no answer, may still be on its way; only a refused
        // one is certainly not.
        let is_refused = |error: &store::Error| !error.may_be_kept();
        for _ in 0..FATE_LOOKS_MAX {
            tokio::time::sleep(FATE_PAUSE).await;
            match (
                within(FATE_LOOK_TIME_MAX, self.kept_reply(turn_no, &ours)).await,
                &error,
            ) {
                (Ok(Some(reply)), _) => return Ok(reply),
                (Ok(None), Some(error)) if is_refused(error) => return Err(error.clone().into()),
                (Ok(None) | Err(_), _) => {}
            }
        }
        Err(Error::Fate(error))
    }

    /// The reply of this very request where its step is kept for good: as it is kept, or ours where it was
    /// wiped since.
    async fn kept_reply(&self, turn_no: i64, ours: &[u8]) -> Result<Option<Vec<u8>>, store::Error> {
        let text = &self.inbound.text;
        let is_this = |row: &store::StoredSession| {
            let keys = self.service.keys();
            row.turn == turn_no && keys.is_transcript(&row.text_hash, self.session, text)
        };
        let known = self.known().await?;
        if !known.session.as_ref().is_some_and(is_this) {
            return Ok(None);
        }
        let store = &self.service.store;
        let is_kept = store.is_step_kept(self.coop.coop.id, self.session, turn_no);
        let reply = || store.last_reply(&known).unwrap_or_else(|| ours.to_vec());
        Ok(is_kept.await?.then(reply))
    }
}
