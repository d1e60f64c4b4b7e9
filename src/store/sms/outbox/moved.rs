//! How receipts change a text: its moves, applied one after another, and what else follows.

use super::found::{BY_EARLIER, MatchedText, due_again};
use super::moves::MovedRow;
use super::receipt_in::ReceiptIn;
use super::{FollowUp, phones, tasks};
use crate::core::domain::delivery::{Move, Standing, received};
use crate::core::domain::{
    By, Consequence, CoopId, Failure, Instant, LangScript, MessageState, PhoneId,
};
use crate::store::db::conn::Link;
use crate::store::{Core, Error};
use std::collections::{BTreeMap, BTreeSet};

/// A text with the moves that the receipts of this batch cause.
pub(super) struct Moved {
    was: MessageState,
    attempts: i64,
    phone: Option<PhoneId>,
    notice: String,
    lang_script: LangScript,
    pub(super) to: Move,
    /// The provider's id, where it is known only from this receipt.
    learned: Option<String>,
    code: Option<String>,
    /// When it is tried again.
    due_at: Option<Instant>,
    /// Whether it arrived from an attempt that was taken for failed, while a later attempt may have been
    /// sent too.
    pub(super) is_twice: bool,
}

impl Moved {
    fn follow_ups(&self, consequence: Consequence, failure: Failure) -> FollowUp {
        FollowUp {
            consequence,
            failure,
            code: self.code.clone(),
            phone: self.phone,
            notice: self.notice.clone(),
            lang_script: self.lang_script,
        }
    }
}

/// The text that a receipt is about.
pub(super) struct FoundText {
    pub(super) row: MatchedText,
    /// Whether it can be sent again after a failure: the gateway is not idempotent for our id, so a receipt
    /// with our id may be of any attempt.
    pub(super) can_repeat: bool,
    /// Whether the provider's id is known from this receipt alone.
    pub(super) learns: bool,
}

/// Adds one receipt to the moves of the batch; returns whether it changes anything.
pub(super) fn fold(
    core: &Core,
    moved: &mut BTreeMap<(CoopId, i64), Moved>,
    receipt: &ReceiptIn,
    found: &FoundText,
    now: Instant,
) -> Result<bool, Error> {
    let FoundText {
        row,
        can_repeat,
        learns,
    } = found;
    let word = |column| Error::UnknownCode {
        table: "outbox",
        column,
    };
    let was = MessageState::parse(&row.state).ok_or_else(|| word("state"))?;
    let lang_script = LangScript::parse(&row.lang_script).ok_or_else(|| word("lang_script"))?;
    let is_earlier = row.by_what == BY_EARLIER;
    let key = (CoopId(row.coop_id), row.id);
    let stands = moved.get(&key).map_or(was, |moved| moved.to.state);
    // It waits because the attempt that this receipt is about is known to have failed.
    let has_failed = row.failure.is_some() || moved.contains_key(&key);
    let is_over = is_earlier || (stands == MessageState::Waiting && has_failed);
    let jitter = i64::try_from(core.chance.below(1000)).unwrap_or_default();
    let text = Standing {
        state: stands,
        attempts: row.attempts,
        can_repeat: *can_repeat,
        is_over,
    };
    let to = received(text, &receipt.reported, jitter);
    let Some(to) = to else {
        return Ok(false);
    };
    let one = Moved {
        was,
        attempts: row.attempts,
        phone: row.phone_id.map(PhoneId),
        notice: row.notice.clone(),
        lang_script,
        to,
        learned: receipt.provider_id.clone().filter(|_| *learns),
        code: receipt.code.clone(),
        due_at: due_again(row, to.again, now)?,
        // While the text waits, the retry has not been sent.
        is_twice: is_earlier && was != MessageState::Waiting,
    };
    moved.insert(key, one);
    Ok(true)
}

/// The row that stores the move.
pub(super) fn move_row(coop: CoopId, id: i64, moved: &Moved, now: Instant) -> MovedRow {
    MovedRow {
        coop_id: coop.0,
        id,
        was: moved.was.code().to_owned(),
        attempts: moved.attempts,
        state: moved.to.state.code().to_owned(),
        due_at: moved.due_at.map(|at| at.0),
        settled_at: moved.to.state.is_final().then_some(now.0),
        failure: moved.to.failure.map(|failure| failure.code().to_owned()),
        code: moved.code.clone(),
        at: now.0,
        learned: moved.learned.clone(),
        again: i64::from(moved.is_twice),
    }
}

/// Writes what follows from the moves.
pub(super) async fn write_consequences(
    core: &Core,
    link: &mut Link,
    gateway: &str,
    moved: &BTreeMap<(CoopId, i64), Moved>,
    now: Instant,
) -> Result<(), Error> {
    let (mut reached, by) = (BTreeSet::new(), By::provider(gateway));
    for ((coop, _), moved) in moved {
        if moved.to.state == MessageState::Delivered {
            reached.extend(moved.phone.map(|phone| (*coop, phone)));
        }
        if moved.is_twice {
            let follow_ups = moved.follow_ups(Consequence::TellTwice, Failure::Other);
            tasks::apply_consequences(core, link, (&by, *coop, gateway), &[follow_ups], now)
                .await?;
        }
        if let Some(failure) = moved.to.failure {
            let follow_ups = moved.follow_ups(moved.to.consequence, failure);
            tasks::apply_consequences(core, link, (&by, *coop, gateway), &[follow_ups], now)
                .await?;
        }
    }
    phones::reached(link, &reached, now).await
}
