//! One-time codes for voting by text: one for each woman on the roll of a ballot that takes votes by
//! text, to be handed out on paper, or sent to phones that are theirs alone.
//!
//! A code is for one woman and one ballot, and works until the close, so that she can change her vote
//! as by dialling. Making codes anew ends the ones before, so it is done only where that is asked for.

use crate::app::{CoopAtHand, Service};
use crate::core::acts::ballot::codes::{self, BallotForCodes, Facts, Input, Refusal};
use crate::core::authz::Permit;
use crate::core::domain::change::ballot::{self, CodesMade};
use crate::core::domain::due::{DueFacts, DueSms, due};
use crate::core::domain::{Change, Instant, Message, Recipient};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::core::texting::VOTE_CODE_LEN;
use crate::store::{self, CodedBallot, CodedVoter, NewCode};
use std::collections::BTreeSet;

/// The codes of a ballot.
#[derive(Debug)]
pub struct VoteCodes {
    /// Each woman's number and her code, by number.
    pub codes: Vec<(i64, NewCode)>,
    /// How many women are sent their code by text.
    pub queued_n: usize,
}

/// Why no codes were made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The act refuses, with the reason.
    #[error("the ballot's codes are not made")]
    Refused(Refusal),
    /// A text with a code cannot be written.
    #[error("writing the text with a code")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error("keeping the codes")]
    Store(#[from] store::Error),
}

/// Makes a code for each woman on the roll. With `send`, those who have a phone of their own, on which
/// texts may say what they are about, are sent theirs; the others get it on paper.
pub async fn make(
    service: &Service,
    permit: &Permit,
    coop: &CoopAtHand,
    input: Input,
    send: bool,
) -> Result<VoteCodes, Error> {
    let now = service.clock.now();
    let id = coop.coop.id;
    let ballot_no = input.no;
    let ballot = service.store.coded_ballot(id, ballot_no).await?;
    let open = ballot.as_ref().map(|ballot| BallotForCodes {
        id: ballot.id,
        sms_allowed: ballot.sms_allowed,
        closes_at: ballot.closes_at,
    });
    let decide = |made_at| {
        let facts = Facts {
            ballot: open,
            made_at,
        };
        codes::decide(permit, facts, input, now).map_err(Error::Refused)
    };
    let ballot_id = decide(None)?;
    let ballot = ballot.ok_or(Error::Refused(Refusal::NotOpen(ballot_no)))?;
    let codes = draw(service, &ballot);
    let mut messages = Vec::new();
    let made = CodesMade {
        ballot: ballot_id,
        codes: codes.clone(),
        again: input.again,
    };
    let change = Change::Ballot(ballot::Change::CodesMade(made));
    if send {
        let known = DueFacts {
            ballot_no,
            ..DueFacts::default()
        };
        for text in due(std::slice::from_ref(&change), &known) {
            let mut roll = ballot.roll.iter();
            if let Some(voter) = roll.find(|voter| Some(voter.member) == text.member) {
                messages.extend(message(service, coop, voter, &text, now)?);
            }
        }
    }
    let (by, store) = (permit.by(), &service.store);
    let is_made = store.commit(&by, (id, now), &[change], &messages).await?;
    // The transaction found that there are codes, so the act decides again with that.
    if !is_made {
        let made_at = store.codes_made_at(id, ballot_id).await?;
        let refused = decide(made_at).err();
        return Err(refused.unwrap_or(Error::Store(store::Error::Conflict)));
    }
    if !messages.is_empty() {
        service.sending.texts_queued.notify_one();
    }
    let numbers = ballot.roll.iter().map(|voter| voter.no);
    Ok(VoteCodes {
        codes: numbers.zip(codes).collect(),
        queued_n: messages.len(),
    })
}

/// Draws so many codes, no two the same.
fn draw(service: &Service, ballot: &CodedBallot) -> Vec<NewCode> {
    let mut taken = BTreeSet::new();
    let mut fresh = || loop {
        let code = service.chance().digits(VOTE_CODE_LEN);
        if taken.insert(code.clone()) {
            return code;
        }
    };
    let code = |voter: &CodedVoter| NewCode {
        member: voter.member,
        code: fresh(),
    };
    ballot.roll.iter().map(code).collect()
}

/// The text that tells a woman her code; `None` where she gets it on paper.
fn message(
    service: &Service,
    coop: &CoopAtHand,
    voter: &CodedVoter,
    text: &DueSms,
    now: Instant,
) -> Result<Option<Message>, Unwritable> {
    let Some(phone) = voter.open_phone else {
        return Ok(None);
    };
    let reader = SmsReader {
        lang: voter.lang.unwrap_or(coop.coop.lang),
        is_private: false,
    };
    let notices = service.script.notices();
    let composed = notices.compose(
        &service.sender(&coop.coop, &coop.texts),
        text.notice,
        reader,
        &text.fillings,
        now,
    )?;
    Ok(match composed {
        Composed::Written(written) => Some(Message {
            id: service.chance().id(now),
            to: Recipient::Phone(phone, Some(voter.member)),
            written,
            due_at: now,
        }),
        // She is not written to in another language; she gets her code on paper.
        Composed::NoApprovedTemplate { .. } => None,
    })
}
