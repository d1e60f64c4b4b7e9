//! Whether a phone wants announcements.

use super::WriteContext;
use crate::core::domain::change::phone::{AnnouncementsSet, Change};
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    /// Since when a phone wants no announcements; null: it wants them. Asking for the same again changes
    /// nothing.
    SET_ANNOUNCEMENTS = "insert into phone_texts (coop_id, phone_id, stopped_at, hard_fails)
        values ($1, $2, $3, 0)
        on conflict (coop_id, phone_id) do update set stopped_at = excluded.stopped_at
        where (phone_texts.stopped_at is null) <> (excluded.stopped_at is null)";
}

impl WriteContext<'_> {
    pub(super) async fn write_phone(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::AnnouncementsSet(set) = change;
        self.set_announcements(set).await
    }

    async fn set_announcements(&mut self, set: &AnnouncementsSet) -> Result<bool, Error> {
        let stopped_at = (!set.on).then_some(self.now.0);
        let args = args![self.coop.0, set.phone.0, stopped_at];
        self.touches_one(SET_ANNOUNCEMENTS, args).await
    }
}
