//! A step of a conversation: as it is stored, as it is to be kept, and on its way to the writer.

use super::Error;
use super::db::batches::batches;
use crate::core::dialogue::state::{DialogueState, Draft};
use crate::core::domain::{Change, CoopId, Instant, MemberId, PhoneId, SessionId};
use tokio::sync::oneshot;

/// A session as it is stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSession {
    /// The number of the last turn taken.
    pub turn: i64,
    /// The phone it came from, where we know it.
    pub phone: Option<PhoneId>,
    /// The length of the transcript that the last turn answered.
    pub text_len: i64,
    /// Its keyed hash; empty once it is wiped.
    pub text_hash: Vec<u8>,
    /// The whole reply to it; `None` once it is wiped. Only a repeated request hears it again, so it stays
    /// sealed until then (`Store::last_reply`).
    pub reply: Option<SealedReply>,
    /// Where she waits; `None` where the conversation ended or was wiped.
    pub state: Option<DialogueState>,
    /// When it was last touched.
    pub touched_at: Instant,
    /// Whether the conversation is over.
    pub ended: bool,
}

/// A reply as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedReply(pub(super) String);

/// One step of a conversation, to be kept.
#[derive(Clone, Debug)]
pub struct Step {
    /// The cooperative.
    pub coop: CoopId,
    /// The session.
    pub session: SessionId,
    /// The phone; `None` where nobody has it.
    pub phone: Option<PhoneId>,
    /// Who is talking, once that is known.
    pub member: Option<MemberId>,
    /// The number of this turn: 1 begins, and every later one is the last one's and one.
    pub turn: i64,
    /// The length of the transcript it answers.
    pub text_len: i64,
    /// The keyed hash of the transcript it answers.
    pub text_hash: Vec<u8>,
    /// The whole reply, as it went out.
    pub reply: Vec<u8>,
    /// Where she waits now; `None` where the conversation ended.
    pub state: Option<DialogueState>,
    /// What is half filled.
    pub draft: Option<Draft>,
    /// When.
    pub now: Instant,
}

/// Whether a step was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepWritten {
    /// It is stored, whole.
    Done,
    /// Something it relied on has changed and nothing of it is stored: take the turn again.
    Lost,
}

batches! {
    /// Begins sessions that are not there yet, and continues those whose turn is still the one before. A
    /// later turn of a session that is gone begins none: only what is there is continued. Its phone stays
    /// the one that it began with. The session is looked for as a value and not by `exists`: beside an `or`
    /// PostgreSQL answers `exists` by hashing every session there is, for each batch.
    pub(super) KEEP_SESSIONS of SessionRow {
        coop_id: int, id: int, phone_id: int_or_none, member_id: int_or_none, turn: int, text_len: int,
        text_hash: text, reply: text, state: text_or_none, draft: text_or_none, touched_at: int,
        ended: boolean,
    } = (
        "insert into session (" columns ") select " columns " from " rows "
        where w.turn = 1 or
            (select s.turn from session s where s.coop_id = w.coop_id and s.id = w.id) is not null
        on conflict (coop_id, id) do update set member_id = excluded.member_id,
            turn = excluded.turn, text_len = excluded.text_len, text_hash = excluded.text_hash,
            reply = excluded.reply, state = excluded.state, draft = excluded.draft,
            touched_at = excluded.touched_at, ended = excluded.ended
        where session.turn = excluded.turn - 1 and not session.ended
        returning coop_id, id"
    )
}

/// One step to keep, and where the answer goes.
#[derive(Debug)]
pub(super) struct QueuedStep {
    pub(super) key: (CoopId, SessionId),
    pub(super) row: SessionRow,
    pub(super) turn: i64,
    pub(super) now: Instant,
    pub(super) phone: Option<PhoneId>,
    pub(super) member: Option<MemberId>,
    pub(super) changes: Vec<Change>,
    pub(super) answer: Option<oneshot::Sender<Result<StepWritten, Error>>>,
}
