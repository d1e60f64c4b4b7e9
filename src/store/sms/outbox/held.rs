//! What a closed task would let go: the texts that wait for a template or for the gateways, by what their hours hang
//! on, and how many of them are stale by the time that they may leave.

use super::waiting::unknown;
use crate::core::domain::{Class, CoopId, Instant, LangScript, Purpose};
use crate::store::db::conn::{args, statements};
use crate::store::portable::is_open_as;
use crate::store::{Error, Store};

statements! {
    /// What waits for a template or for the gateways, by what its hours hang on.
    COUNT_KINDS_HELD = concat!("select class, purpose, count(*) as texts_n from outbox
        where coop_id = $1 and ", is_open_as!("waiting"), "
            and due_at <= $2 and ($3 = '' or notice = $3) and ($4 = '' or lang_script = $4)
            and (purpose <> 'answer' or queued_at < $5)
        group by class, purpose order by class, purpose");
    /// Of one kind, what is stale at the moment at which it may leave.
    COUNT_STALE = concat!("select count(*) from outbox
        where coop_id = $1 and ", is_open_as!("waiting"), "
            and due_at <= $2 and ($3 = '' or notice = $3) and ($4 = '' or lang_script = $4)
            and (purpose <> 'answer' or queued_at < $5)
            and class = $6 and purpose = $7 and expires_at <= $8");
}

/// Which waiting texts a task holds up: those of one template, or all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeldTexts<'a> {
    /// Of this text in this language.
    Template(&'a str, LangScript),
    /// All.
    All,
}

impl<'a> HeldTexts<'a> {
    fn names(self) -> (&'a str, &'static str) {
        match self {
            Self::Template(notice, lang_script) => (notice, lang_script.code()),
            Self::All => ("", ""),
        }
    }
}

impl Store {
    /// What waits for a template or for the gateways and is due by then: how many of each class and purpose. Answers
    /// only where no open ballot hides them.
    pub async fn kinds_held(
        &self,
        coop: CoopId,
        held: HeldTexts<'_>,
        due_by: Instant,
    ) -> Result<Vec<(Class, Purpose, i64)>, Error> {
        let until = self.answers_until(coop).await?;
        let (notice, lang_script) = held.names();
        let args = args![coop.0, due_by.0, notice, lang_script, until.0];
        let rows: Vec<(String, String, i64)> = self.core.read_all(COUNT_KINDS_HELD, args).await?;
        let kinds = rows.into_iter().map(|(class, purpose, n)| {
            let class = Class::parse(&class).ok_or(unknown("class"))?;
            let purpose = Purpose::parse(&purpose).ok_or(unknown("purpose"))?;
            Ok((class, purpose, n))
        });
        kinds.collect()
    }

    /// How many of one class and purpose of those are stale at a moment.
    pub async fn stale_held(
        &self,
        coop: CoopId,
        held: HeldTexts<'_>,
        (due_by, at): (Instant, Instant),
        (class, purpose): (Class, Purpose),
    ) -> Result<i64, Error> {
        let until = self.answers_until(coop).await?;
        let (notice, lang_script) = held.names();
        let args = args![
            coop.0,
            due_by.0,
            notice,
            lang_script,
            until.0,
            class.code(),
            purpose.code(),
            at.0,
        ];
        let found: Option<(i64,)> = self.core.read_one(COUNT_STALE, args).await?;
        Ok(found.map_or(0, |(n,)| n))
    }
}
