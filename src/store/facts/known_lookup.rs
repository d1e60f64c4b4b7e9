//! What is known before a turn, and the request for it that a caller's task sends to the reader.

use crate::core::dialogue::facts::{Marks, PhoneFacts, PinFacts};
use crate::core::domain::{CoopId, Instant, MemberId, SessionId, Tries};
use crate::store::Error;
use crate::store::step::StoredSession;
use tokio::sync::oneshot;

/// What is known before a turn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// The cooperative that was dialled.
    pub coop: CoopId,
    /// The session that the request is about.
    pub session_id: SessionId,
    /// Its row, where it has begun.
    pub session: Option<StoredSession>,
    /// The phone and its members, by member number.
    pub phone: PhoneFacts,
    pub(super) phone_tries: Tries,
    pub(super) summaries: Vec<MemberSummary>,
}

/// What is read with the lookup about one member of the phone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct MemberSummary {
    pub(super) member: MemberId,
    pub(super) marks: Marks,
    pub(super) pin: PinFacts,
}

/// One caller's request, and where its answer is sent.
#[derive(Debug)]
pub(in crate::store) struct KnownLookup {
    pub(super) coop: CoopId,
    pub(super) session: SessionId,
    pub(super) lookups: [String; 2],
    pub(super) now: Instant,
    pub(super) answer: oneshot::Sender<Result<Known, Error>>,
}
