//! A session's row: the caller's state, the last reply, and her draft.
//!
//! The row holds the length and the keyed hash of the transcript, never its text, which holds PINs and
//! votes. Reply, state and draft are sealed, and wiped when their time is over.
//!
//! **Invariant:** a stored state consists of names, so a release may reorder everything. A state that a
//! release cannot read is treated as missing.

use super::db::conn::{Link, args, statements};
use super::db::pools::Work;
use super::step::{SessionRow, Step};
use super::{Core, Error, Known, Store};
use crate::core::dialogue::facts::LeftDraft;
use crate::core::dialogue::state::{Caller, DialogueState};
use crate::core::domain::{BallotId, CoopId, Instant, PhoneId, SessionId};
use crate::seal::{SealedCell, as_text};

/// How long after the last touch a conversation can be continued, and a draft be offered again.
pub const SESSION_MS: i64 = 10 * 60 * 1000;
/// How long a wiped row is kept, so that a late request of the same session changes nothing.
pub const SESSION_ROW_MS: i64 = 24 * 60 * 60 * 1000;
/// The version of the form of a stored state.
const STATE_VERSION: &str = "2";

statements! {
    /// The newest drafts that other sessions of this member left on this phone. For numbers that are not
    /// linked to the phone there can be several.
    LIST_DRAFTS = "select id, draft from session
        where coop_id = $1 and phone_id = $2 and member_id is not distinct from $3 and id <> $4
            and draft is not null and touched_at > $5
        order by touched_at desc, id desc limit 8";
    /// Deletes a draft, so that it is used once.
    TAKE_DRAFT = "update session set draft = null
        where coop_id = $1 and id = $2 and draft is not null";
    /// Wipes a session that the gateway reports as ended; its draft is kept for a while. Hanging up counts
    /// as her last touch; a repeated report does not.
    END_SESSION = "update session set text_hash = null, reply = null, state = null,
            touched_at = case when ended then touched_at else $3 end, ended = true
        where coop_id = $1 and id = $2";
    /// Wipes sessions and drafts that were last touched too long ago.
    WIPE_SESSIONS = "update session set text_hash = null, reply = null, state = null, draft = null,
            ended = true
        where coop_id = $1 and touched_at <= $2
            and (state is not null or reply is not null or draft is not null
                or text_hash is not null or not ended)";
    /// Deletes rows for which no late request can come any more.
    FORGET_SESSIONS = "delete from session where coop_id = $1 and touched_at <= $2";
    /// The states of a cooperative, to find those inside a ballot.
    LIST_STATES = "select id, state from session where coop_id = $1 and state is not null
        order by id";
    /// Wipes one session before a ballot is unlinked. A step that is being written has an older turn, so it
    /// cannot write a choice back.
    WIPE_SESSION = "update session set text_hash = null, reply = null, state = null, ended = true,
            turn = turn + 1
        where coop_id = $1 and id = $2";
    /// Wipes the rest of the calls in which somebody voted, because the hash is of a transcript with her
    /// PIN and her choice.
    WIPE_VOTED = "update session set text_hash = null, reply = null
        where coop_id = $1 and ended and (text_hash is not null or reply is not null)
            and member_id in (select k.member_id from ballot_mark k
                where k.coop_id = $1 and k.ballot_id = $2)";
}

pub(super) fn place(column: &'static str, coop: CoopId, session: i64) -> SealedCell {
    SealedCell {
        table: "session",
        column,
        coop,
        row: session,
    }
}

impl Core {
    /// The row of a step, sealed.
    pub(super) fn session_row(&self, step: &Step) -> SessionRow {
        let seal = |column, text: &[u8]| {
            let place = place(column, step.coop, step.session.0);
            self.keys.seal(place, text, &self.chance)
        };
        let state = step.state.as_ref().map(|state| {
            let json = serde_json::to_string(state).expect("a state is JSON");
            seal("state", format!("{STATE_VERSION}{json}").as_bytes())
        });
        let draft = step.draft.as_ref().map(|draft| {
            let json = serde_json::to_string(draft).expect("a draft is JSON");
            seal("draft", json.as_bytes())
        });
        SessionRow {
            coop_id: step.coop.0,
            id: step.session.0,
            phone_id: step.phone.map(|id| id.0),
            member_id: step.member.map(|id| id.0),
            turn: step.turn,
            text_len: step.text_len,
            text_hash: as_text(&step.text_hash),
            reply: seal("reply", &step.reply),
            state,
            draft,
            touched_at: step.now.0,
            ended: step.state.is_none(),
        }
    }

    /// Opens a sealed column of a session. If its key is gone, the column is treated as wiped.
    pub(super) fn open_session(
        &self,
        column: &'static str,
        coop: CoopId,
        session: i64,
        sealed: Option<&str>,
    ) -> Option<Vec<u8>> {
        self.keys.open(place(column, coop, session), sealed?).ok()
    }

    /// Reads a sealed state; one of another version is treated as missing.
    pub(super) fn open_state(
        &self,
        coop: CoopId,
        session: i64,
        sealed: Option<&str>,
    ) -> Option<DialogueState> {
        let text = String::from_utf8(self.open_session("state", coop, session, sealed)?).ok()?;
        serde_json::from_str(text.strip_prefix(STATE_VERSION)?).ok()
    }
}

/// The draft that an earlier session of this member left on this phone.
pub(super) async fn find_draft(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    phone: PhoneId,
    caller: Caller,
    (session, now): (SessionId, Instant),
) -> Result<Option<LeftDraft>, Error> {
    let (member, stranger) = match caller {
        Caller::Member(member) => (Some(member.0), None),
        Caller::Stranger(no) => (None, Some(no)),
        Caller::Unknown => return Ok(None),
    };
    let since = now.0 - SESSION_MS;
    let args = args![coop.0, phone.0, member, session.0, since];
    let found: Vec<(i64, String)> = link.all(LIST_DRAFTS, args).await?;
    let left = |(id, sealed): (i64, String)| {
        let json = core.open_session("draft", coop, id, Some(&sealed))?;
        Some(LeftDraft {
            session: SessionId(id),
            draft: serde_json::from_slice(&json).ok()?,
        })
    };
    let mut drafts = found.into_iter().filter_map(left);
    Ok(drafts.find(|left| left.draft.stranger == stranger))
}

/// Deletes a draft; returns whether it was still there.
pub(super) async fn take_draft(
    link: &mut Link,
    coop: CoopId,
    session: SessionId,
) -> Result<bool, Error> {
    Ok(link.run(TAKE_DRAFT, args![coop.0, session.0]).await? == 1)
}

/// Wipes every session whose state is inside this ballot, and those of all who voted in it.
pub(super) async fn wipe_inside_ballot(
    core: &Core,
    link: &mut Link,
    coop: CoopId,
    (ballot, ballot_no): (BallotId, i64),
) -> Result<(), Error> {
    link.run(WIPE_VOTED, args![coop.0, ballot.0]).await?;
    let states: Vec<(i64, String)> = link.all(LIST_STATES, args![coop.0]).await?;
    for (id, sealed) in states {
        let state = core.open_state(coop, id, Some(&sealed));
        let inside = state.is_none_or(|state| state.answers.ballot_no == Some(ballot_no));
        if inside {
            link.run(WIPE_SESSION, args![coop.0, id]).await?;
        }
    }
    Ok(())
}

impl Store {
    /// The last reply to a session, byte for byte; `None` where it was wiped, or its key is gone.
    pub fn last_reply(&self, known: &Known) -> Option<Vec<u8>> {
        let sealed = known.session.as_ref()?.reply.as_ref()?;
        let (coop, session) = (known.coop, known.session_id.0);
        self.core
            .open_session("reply", coop, session, Some(&sealed.0))
    }

    /// Wipes a session that the gateway reports as ended. Its draft is kept for ten minutes.
    pub async fn end_session(
        &self,
        coop: CoopId,
        session: SessionId,
        now: Instant,
    ) -> Result<(), Error> {
        let mut link = self.core.begin().await?;
        link.run(END_SESSION, args![coop.0, session.0, now.0])
            .await?;
        link.commit().await
    }

    /// Wipes sessions and drafts ten minutes after their last touch, and deletes their rows after a day.
    /// Returns how many were wiped, and how many deleted.
    pub async fn forget_sessions(&self, now: Instant) -> Result<(u64, u64), Error> {
        let (mut wiped, mut forgotten) = (0, 0);
        for coop in self.coop_ids().await? {
            let mut link = self.core.begin_in(Work::Bulk).await?;
            let (wipe, forget) = (now.0 - SESSION_MS, now.0 - SESSION_ROW_MS);
            wiped += link.run(WIPE_SESSIONS, args![coop.0, wipe]).await?;
            forgotten += link.run(FORGET_SESSIONS, args![coop.0, forget]).await?;
            link.commit().await?;
        }
        Ok((wiped, forgotten))
    }
}
