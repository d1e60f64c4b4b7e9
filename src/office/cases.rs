//! Answering a case, also as what waits for a second signature.
//!
//! She is told of an answer by text on each of her phones. Where others read them all, the text says nothing,
//! and where she has none, or no words are approved, there is none: then a call to her is put down with
//! the answer.

use super::act_preview::{ActPreview, CaseAnswerLine, PreviewLine};
use super::pin_help::texts;
use super::signing::ActSigned;
use crate::app::{CoopAtHand, Service};
use crate::core::acts::call;
use crate::core::acts::case::answer::{self, Drawn, Input};
use crate::core::acts::case::{self, CaseFacts};
use crate::core::authz::{Permit, Principal};
use crate::core::domain::due::{DueFacts, due};
use crate::core::domain::proposal::Subject;
use crate::core::domain::{self, Change, CoopId, Message};
use crate::core::script::notices::Unwritable;
use crate::store::{self, CoopEntry, KeptCase, PinHolder};
use std::collections::BTreeSet;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is none of this number.
    #[error("there is no such case")]
    Unknown,
    /// The act refuses it.
    #[error("refused")]
    Case(case::Refusal),
    /// Somebody else was faster.
    #[error("another was faster; nothing was done")]
    Moved,
    /// The text that tells her cannot be written.
    #[error("writing the text that tells her")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<case::Refusal> for Error {
    fn from(refusal: case::Refusal) -> Self {
        Self::Case(refusal)
    }
}

/// What an answer would do now, and whether it may be given now. Nothing is written.
pub async fn preview(
    service: &Service,
    entry: &CoopEntry,
    no: i64,
    input: Input,
) -> Result<ActPreview, Error> {
    let (case, facts) = found(service, entry.coop.id, no).await?;
    // Who asks is looked at when it is done; what stands against everybody stands against the operator.
    let may = answer::may_answer(&Principal::Operator, &facts, input);
    match may {
        Ok(()) | Err(case::Refusal::Case(domain::case::Refusal::SameOfficer)) => {}
        Err(refusal) => return Err(Error::Case(refusal)),
    }
    let line = PreviewLine::AnswerCase(CaseAnswerLine {
        no,
        member_no: case.member_no,
        kind: case.kind,
        entry: facts.entry.as_ref().map(|entry| (entry.no, entry.amount)),
        outcome: input.outcome,
        amount: input.amount.or(case.amount),
    });
    let about = BTreeSet::from([Subject::Member(case.member)]);
    Ok(ActPreview {
        takes_two: facts.takes_two(),
        ..ActPreview::of_line(line, about)
    })
}

/// Answers a case, with these signatures. Gives whether she is called because of it.
pub async fn answer_by(
    signed: &ActSigned,
    service: &Service,
    entry: &CoopEntry,
    no: i64,
    input: Input,
) -> Result<bool, Error> {
    let (store, coop, now) = (&service.store, entry.coop.id, service.clock.now());
    let (case, facts) = found(service, coop, no).await?;
    let her = store.pin_holder(coop, case.member_no).await?;
    let drawn = Drawn {
        ids: [(); 4].map(|()| service.chance().id(now)),
        entry_no: store.next_entry_no(coop, now).await?,
        call: call::ask::soonest(now),
    };
    let decide = |is_neutral| {
        let drawn = (drawn, is_neutral);
        answer::decide(&signed.permit, &facts, input, drawn, now)
    };
    let is_neutral = !her.as_ref().is_some_and(reads_alone);
    let mut changes = decide(is_neutral)?;
    let messages = told(service, entry, her.as_ref(), &changes)?;
    if messages.is_empty() {
        changes = decide(true)?;
    }
    let is_called = changes
        .iter()
        .any(|change| matches!(change, Change::Call(_)));
    let at = (coop, now);
    if store
        .commit(signed.writer(), at, &changes, &messages)
        .await?
    {
        Ok(is_called)
    } else {
        Err(Error::Moved)
    }
}

/// Writes an appeal or an end of a case, which one officer decides, with the texts that tell her.
pub async fn move_on(
    service: &Service,
    entry: &CoopEntry,
    permit: &Permit,
    (case, change): (&KeptCase, Change),
) -> Result<(), Error> {
    let (store, at) = (&service.store, (entry.coop.id, service.clock.now()));
    let her = store.pin_holder(entry.coop.id, case.member_no).await?;
    let changes = [change];
    let messages = told(service, entry, her.as_ref(), &changes)?;
    let is_kept = store.commit(&permit.by(), at, &changes, &messages).await?;
    is_kept.then_some(()).ok_or(Error::Moved)
}

/// A case, with what an answer has to look at.
pub async fn found(
    service: &Service,
    coop: CoopId,
    no: i64,
) -> Result<(KeptCase, CaseFacts), Error> {
    let found = service.store.case_with_entry(coop, no).await?;
    let (case, entry, has_other) = found.ok_or(Error::Unknown)?;
    let facts = CaseFacts {
        entry,
        has_other,
        ..facts_of(&case)
    };
    Ok((case, facts))
}

/// A case as acts need it that look at no entry.
pub fn facts_of(case: &KeptCase) -> CaseFacts {
    CaseFacts {
        id: case.id,
        no: case.no,
        member: case.member,
        kind: case.kind,
        standing: case.standing(),
        amount: case.amount,
        entry: None,
        has_other: false,
    }
}

/// Whether one of her phones is read by her alone.
fn reads_alone(her: &PinHolder) -> bool {
    !her.private_sms && her.phones.iter().any(|phone| !phone.is_shared)
}

/// The texts that tell her; none where she has no phone, or is no member any more.
fn told(
    service: &Service,
    entry: &CoopEntry,
    her: Option<&PinHolder>,
    changes: &[Change],
) -> Result<Vec<Message>, Unwritable> {
    let Some(her) = her else {
        return Ok(Vec::new());
    };
    let (at_hand, now) = (CoopAtHand::from(entry), service.clock.now());
    let mut messages = Vec::new();
    for text in due(changes, &DueFacts::default()) {
        // What is due to whoever asked, as a call that she asks for herself, is no news for her here.
        if text.member == Some(her.member) {
            let of = (text.notice, text.fillings.as_slice());
            messages.extend(texts(service, &at_hand, her, of, now)?);
        }
    }
    Ok(messages)
}
