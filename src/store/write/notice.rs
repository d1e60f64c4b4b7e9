//! Notices that were sent, kept to be read again.

use super::WriteContext;
use crate::core::domain::change::notice::NoticeKept;
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    ADD_NOTICE = "insert into notice (coop_id, id, words, at) values ($1, $2, $3, $4)";
}

impl WriteContext<'_> {
    pub(super) async fn keep_notice(&mut self, kept: &NoticeKept) -> Result<bool, Error> {
        let args = args![self.coop.0, kept.id.0, &kept.line.words, kept.line.at.0];
        self.link.run(ADD_NOTICE, args).await?;
        Ok(true)
    }
}
