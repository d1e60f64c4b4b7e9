//! Announcements: the text in each language, who gets it, and that it was announced. Its rows of the outbox
//! are made afterwards, a part at a time (`sms::outbox::announce`).

use super::WriteContext;
use crate::core::domain::change::announcement::{
    AnnouncedText, Announcement, Change, ReaderKind, ReminderOf, SameWords,
};
use crate::store::Error;
use crate::store::db::conn::{args, statements};
use crate::store::sms::outbox::queue::{SealedText, shared_place};
use crate::store::sms::outbox::remind::mark;

statements! {
    /// Marks that readers of one kind were reminded. A second mark is refused.
    MARK_REMINDED = "insert into reminded (coop_id, kind, about_id, at) values ($1, $2, $3, $4)
        on conflict do nothing";
    ADD_ANNOUNCEMENT = "insert into announcement (coop_id, id, notice, purpose, ballot_id,
            meeting_id, at, due_at, expires_at, queued_upto, texts_n)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, -1, 0)";
    ADD_ANNOUNCEMENT_TEXT = "insert into announcement_text (coop_id, announcement_id, lang, private,
            notice, lang_script, version, class, body, segments)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// Marks that these words are announced now; changes nothing where they were announced since the given
    /// moment.
    MARK_WORDS = "insert into announced_words (coop_id, hash, at) values ($1, $2, $3)
        on conflict (coop_id, hash) do update set at = excluded.at
        where announced_words.at <= $4";
}

impl WriteContext<'_> {
    pub(super) async fn write_announcement(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::Announced(new) = change;
        if let Some(once) = new.once {
            for text in &new.texts {
                if !self.mark_reminded(once, text.reader()).await? {
                    return Ok(false);
                }
            }
        }
        if let Some(SameWords { hash, not_since }) = &new.words {
            let not_since = not_since.map_or(i64::MAX, |at| at.0);
            let args = args![self.coop.0, hash, self.now.0, not_since];
            if !self.touches_one(MARK_WORDS, args).await? {
                return Ok(false);
            }
        }
        self.add_announcement(new).await?;
        for text in &new.texts {
            self.add_announced_text(new.id, text).await?;
        }
        Ok(true)
    }

    async fn mark_reminded(&mut self, of: ReminderOf, reader: ReaderKind) -> Result<bool, Error> {
        let args = args![self.coop.0, mark(of.kind, reader), of.about, self.now.0];
        self.touches_one(MARK_REMINDED, args).await
    }

    async fn add_announcement(&mut self, new: &Announcement) -> Result<(), Error> {
        let lives_ms = new.texts.iter().map(|text| text.written.lives_ms).min();
        let args = args![
            self.coop.0,
            new.id,
            &new.notice,
            new.purpose.code(),
            new.ballot.map(|id| id.0),
            new.meeting.map(|id| id.0),
            self.now.0,
            new.due_at.0,
            new.due_at.0.saturating_add(lives_ms.unwrap_or_default()),
        ];
        self.link.run(ADD_ANNOUNCEMENT, args).await.map(|_| ())
    }

    async fn add_announced_text(
        &mut self,
        announcement: i64,
        text: &AnnouncedText,
    ) -> Result<(), Error> {
        let written = &text.written;
        let sealed = SealedText {
            body: written.body.clone(),
            values: written.values.clone(),
            hidden: written.hidden.clone(),
        };
        let json = serde_json::to_vec(&sealed).expect("a text is JSON");
        let place = shared_place(self.coop, announcement);
        let args = args![
            self.coop.0,
            announcement,
            text.lang.code(),
            text.private,
            &written.notice,
            written.lang_script.code(),
            written.version,
            written.class.code(),
            self.core.keys.seal(place, &json, &self.core.chance),
            written.segments,
        ];
        self.link.run(ADD_ANNOUNCEMENT_TEXT, args).await.map(|_| ())
    }
}
