//! Who is logged in to the console, which forms were sent, and forms that wait for a log-in. Nothing of it is a record.
//!
//! A browser has a token, and the database its hash. A session counts while it is not ended, for half an hour
//! from its last request, and for eight hours at most (console reference 6).
//!
//! **Invariant:** what a form came to, and what stands in one that waits, is sealed and forgotten within a day.

use super::db::conn::{args, statements};
use super::db::pools::Work;
use super::places::console_place;
use super::{Error, Store};
use crate::core::domain::{CoopId, Instant, OfficerId};

/// A session without a request for so long counts no more.
pub const CONSOLE_IDLE_MS: i64 = 30 * 60_000;
/// The longest session.
pub const CONSOLE_SESSION_MS: i64 = 8 * 60 * 60_000;
/// From a passphrase to the second step.
pub const SECOND_STEP_MS: i64 = 10 * 60_000;
/// That there was a request is written down once in so long.
const SEEN_EVERY_MS: i64 = 60_000;
/// What became of a form is kept for so long, and a form that waits for a log-in too.
const KEPT_MS: i64 = 24 * 60 * 60_000;

statements! {
    BEGIN_CONSOLE_SESSION = "insert into console_session (coop_id, id, officer_id, token_hash, is_open,
            fails, device, began_at, seen_at, ends_at)
        values ($1, $2, $3, $4, $5, 0, $6, $7, $7, $8)";
    FIND_CONSOLE_SESSION = "select id, officer_id, is_open, fails, device, began_at, seen_at, ends_at, ended_at
        from console_session where coop_id = $1 and token_hash = $2";
    OPEN_CONSOLE_SESSION = "update console_session set is_open = $3, token_hash = $4, seen_at = $5, ends_at = $6
        where coop_id = $1 and id = $2 and not is_open and ended_at is null";
    SEE_CONSOLE_SESSION = "update console_session set seen_at = $3
        where coop_id = $1 and id = $2 and seen_at < $3 and ended_at is null";
    COUNT_CONSOLE_FAIL = "update console_session set fails = fails + 1
        where coop_id = $1 and id = $2 and ended_at is null";
    END_CONSOLE_SESSION = "update console_session set ended_at = $4
        where coop_id = $1 and officer_id = $2 and id = $3 and ended_at is null";
    LIST_CONSOLE_SESSIONS = "select id, officer_id, is_open, fails, device, began_at, seen_at, ends_at, ended_at
        from console_session where coop_id = $1 and officer_id = $2 and ended_at is null and is_open
            and ends_at > $3 and seen_at > $4
        order by began_at desc, id desc";
    CLAIM_FORM = "insert into console_form (coop_id, nonce_hash, id, session_id, sent_at)
        values ($1, $2, $3, $4, $5) on conflict do nothing";
    FIND_FORM = "select id, result from console_form where coop_id = $1 and nonce_hash = $2";
    FINISH_FORM = "update console_form set result = $4
        where coop_id = $1 and nonce_hash = $2 and id = $3";
    FREE_FORM = "delete from console_form where coop_id = $1 and nonce_hash = $2 and id = $3 and result is null";
    KEEP_CONSOLE_DRAFT = "insert into console_draft (coop_id, id, officer_id, page, fields, kept_at)
        values ($1, $2, $3, $4, $5, $6)";
    FIND_CONSOLE_DRAFT = "select page, fields from console_draft
        where coop_id = $1 and id = $2 and officer_id = $3";
    FORGET_FORMS = "delete from console_form where coop_id = $1 and sent_at < $2";
    FORGET_CONSOLE_DRAFTS = "delete from console_draft where coop_id = $1 and kept_at < $2";
    FORGET_CONSOLE_SESSIONS = "delete from console_session where coop_id = $1 and ends_at < $2
        and not exists (select 1 from console_form f
            where f.coop_id = $1 and f.session_id = console_session.id)";
}

/// A session as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsoleSession {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub officer: OfficerId,
    /// Whether the second step is done too.
    pub is_open: bool,
    /// Wrong codes of the second step.
    pub fails: i64,
    /// What the browser is, in a word or two.
    pub device: String,
    /// Since when.
    pub began_at: Instant,
    /// The last request, to a minute.
    pub seen_at: Instant,
    /// Its end, however busy it is.
    pub ends_at: Instant,
    /// Whether somebody ended it.
    pub is_ended: bool,
}

impl ConsoleSession {
    /// Whether it counts at this moment.
    pub fn is_alive(&self, now: Instant) -> bool {
        !self.is_ended && now < self.ends_at && now.0 - self.seen_at.0 < CONSOLE_IDLE_MS
    }
}

/// A session that begins: after the passphrase.
#[derive(Clone, Debug)]
pub struct NewConsoleSession<'a> {
    /// Whose it is.
    pub officer: OfficerId,
    /// The hash of the token that the browser gets.
    pub token_hash: &'a str,
    /// What the browser is, in a word or two.
    pub device: &'a str,
}

/// Whether a form was sent before.
#[derive(Clone, PartialEq, Eq)]
pub enum FormClaim {
    /// Never: it is done now, and this is its row.
    Fresh(i64),
    /// It was, and came to this.
    Done(String),
    /// It is being done at this moment, or nobody knows what became of it.
    UnderWay,
}

impl std::fmt::Debug for FormClaim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Fresh(_) => "Fresh",
            Self::Done(_) => "Done",
            Self::UnderWay => "UnderWay",
        })
    }
}

#[derive(sqlx::FromRow)]
struct ConsoleSessionRow {
    id: i64,
    officer_id: i64,
    is_open: bool,
    fails: i64,
    device: String,
    began_at: i64,
    seen_at: i64,
    ends_at: i64,
    ended_at: Option<i64>,
}

impl From<ConsoleSessionRow> for ConsoleSession {
    fn from(row: ConsoleSessionRow) -> Self {
        Self {
            id: row.id,
            officer: OfficerId(row.officer_id),
            is_open: row.is_open,
            fails: row.fails,
            device: row.device,
            began_at: Instant(row.began_at),
            seen_at: Instant(row.seen_at),
            ends_at: Instant(row.ends_at),
            is_ended: row.ended_at.is_some(),
        }
    }
}

impl Store {
    /// Begins a session that waits for the second step.
    pub async fn begin_console_session(
        &self,
        coop: CoopId,
        new: &NewConsoleSession<'_>,
        now: Instant,
    ) -> Result<(), Error> {
        let args = args![
            coop.0,
            self.core.chance.id(now),
            new.officer.0,
            new.token_hash,
            false,
            new.device,
            now.0,
            now.0 + SECOND_STEP_MS,
        ];
        self.core.write_one(BEGIN_CONSOLE_SESSION, args).await?;
        Ok(())
    }

    /// The session of a token, ended or not.
    pub async fn console_session(
        &self,
        coop: CoopId,
        token_hash: &str,
    ) -> Result<Option<ConsoleSession>, Error> {
        let args = args![coop.0, token_hash];
        let row: Option<ConsoleSessionRow> = self.core.read_one(FIND_CONSOLE_SESSION, args).await?;
        Ok(row.map(ConsoleSession::from))
    }

    /// The second step is done: the session has another token from now on. `false` where it was done before, or the
    /// session has ended.
    pub async fn open_console_session(
        &self,
        coop: CoopId,
        (session, token_hash): (i64, &str),
        now: Instant,
    ) -> Result<bool, Error> {
        let args = args![
            coop.0,
            session,
            true,
            token_hash,
            now.0,
            now.0 + CONSOLE_SESSION_MS
        ];
        Ok(self.core.write_one(OPEN_CONSOLE_SESSION, args).await? == 1)
    }

    /// There is a request: the half hour begins anew.
    pub async fn see_console_session(
        &self,
        coop: CoopId,
        session: &ConsoleSession,
        now: Instant,
    ) -> Result<(), Error> {
        if now.0 - session.seen_at.0 >= SEEN_EVERY_MS {
            let args = args![coop.0, session.id, now.0];
            self.core.write_one(SEE_CONSOLE_SESSION, args).await?;
        }
        Ok(())
    }

    /// A code of the second step was wrong.
    pub async fn count_console_fail(&self, coop: CoopId, session: i64) -> Result<(), Error> {
        let args = args![coop.0, session];
        self.core.write_one(COUNT_CONSOLE_FAIL, args).await?;
        Ok(())
    }

    /// Ends a session of this officer; `false` where she has none of this id, or it has ended.
    pub async fn end_console_session(
        &self,
        coop: CoopId,
        (officer, session): (OfficerId, i64),
        now: Instant,
    ) -> Result<bool, Error> {
        let args = args![coop.0, officer.0, session, now.0];
        Ok(self.core.write_one(END_CONSOLE_SESSION, args).await? == 1)
    }

    /// The sessions of an officer that count now, the youngest first.
    pub async fn console_sessions(
        &self,
        coop: CoopId,
        officer: OfficerId,
        now: Instant,
    ) -> Result<Vec<ConsoleSession>, Error> {
        let args = args![coop.0, officer.0, now.0, now.0 - CONSOLE_IDLE_MS];
        let rows: Vec<ConsoleSessionRow> = self.core.read_all(LIST_CONSOLE_SESSIONS, args).await?;
        Ok(rows.into_iter().map(ConsoleSession::from).collect())
    }

    /// Whether a form may be done; from then on another sending of it does nothing.
    pub async fn claim_form(
        &self,
        coop: CoopId,
        (session, nonce_hash): (i64, &str),
        now: Instant,
    ) -> Result<FormClaim, Error> {
        let id = self.core.chance.id(now);
        let args = args![coop.0, nonce_hash, id, session, now.0];
        if self.core.write_one(CLAIM_FORM, args).await? == 1 {
            return Ok(FormClaim::Fresh(id));
        }
        let args = args![coop.0, nonce_hash];
        let found: Option<(i64, Option<String>)> = self.core.read_one(FIND_FORM, args).await?;
        let Some((id, Some(sealed))) = found else {
            return Ok(FormClaim::UnderWay);
        };
        let place = console_place("console_form", "result", coop, id);
        Ok(FormClaim::Done(self.core.open_text(place, &sealed)?))
    }

    /// What a form came to.
    pub async fn finish_form(
        &self,
        coop: CoopId,
        (nonce_hash, id): (&str, i64),
        result: &str,
    ) -> Result<(), Error> {
        let place = console_place("console_form", "result", coop, id);
        let sealed = self
            .core
            .keys
            .seal(place, result.as_bytes(), &self.core.chance);
        let args = args![coop.0, nonce_hash, id, sealed];
        self.core.write_one(FINISH_FORM, args).await?;
        Ok(())
    }

    /// The form did nothing, and may be sent again.
    pub async fn free_form(
        &self,
        coop: CoopId,
        (nonce_hash, id): (&str, i64),
    ) -> Result<(), Error> {
        let args = args![coop.0, nonce_hash, id];
        self.core.write_one(FREE_FORM, args).await?;
        Ok(())
    }

    /// Keeps a form that was sent when its session had ended; its id. `page`: where it stands; `fields`: what
    /// was typed, as text.
    pub async fn keep_console_draft(
        &self,
        coop: CoopId,
        officer: OfficerId,
        (page, fields): (&str, &str),
        now: Instant,
    ) -> Result<i64, Error> {
        let id = self.core.chance.random_id();
        let place = console_place("console_draft", "fields", coop, id);
        let sealed = self
            .core
            .keys
            .seal(place, fields.as_bytes(), &self.core.chance);
        let args = args![coop.0, id, officer.0, page, sealed, now.0];
        self.core.write_one(KEEP_CONSOLE_DRAFT, args).await?;
        Ok(id)
    }

    /// The form of this officer that waits: where it stands, and what was typed.
    pub async fn console_draft(
        &self,
        coop: CoopId,
        (officer, id): (OfficerId, i64),
    ) -> Result<Option<(String, String)>, Error> {
        let args = args![coop.0, id, officer.0];
        let found: Option<(String, String)> = self.core.read_one(FIND_CONSOLE_DRAFT, args).await?;
        found
            .map(|(page, sealed)| {
                let place = console_place("console_draft", "fields", coop, id);
                Ok((page, self.core.open_text(place, &sealed)?))
            })
            .transpose()
    }

    /// Forgets what is a day old: forms, and sessions whose forms are forgotten; how many rows.
    pub async fn forget_console(&self, now: Instant) -> Result<u64, Error> {
        let mut forgotten = 0;
        for coop in self.coop_ids().await? {
            let mut link = self.core.begin_in(Work::Bulk).await?;
            for sql in [FORGET_FORMS, FORGET_CONSOLE_DRAFTS, FORGET_CONSOLE_SESSIONS] {
                forgotten += link.run(sql, args![coop.0, now.0 - KEPT_MS]).await?;
            }
            link.commit().await?;
        }
        Ok(forgotten)
    }
}
