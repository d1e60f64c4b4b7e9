//! One-time codes for voting by text: one for each woman on the roll of a ballot that takes votes by
//! text, to be handed out on paper, or sent to phones that are theirs alone.
//!
//! A code is for one woman and one ballot, and works until the close, so that she can change her vote
//! as by dialling. Making codes anew ends the ones before, so it is done only where that is asked for.

use crate::app::{CoopAtHand, Service};
use crate::core::domain::{By, Filling, Instant, Message, Notice, Recipient};
use crate::core::script::notices::{Composed, SmsReader, Unwritable};
use crate::core::texting::VOTE_CODE_LEN;
use crate::store::{self, CodedBallot, CodedVoter, NewCode};
use std::collections::BTreeSet;

/// The codes of a ballot.
#[derive(Debug)]
pub struct VoteCodes {
    /// Each woman's number and her code, by number.
    pub codes: Vec<(i64, NewCode)>,
    /// How many have a text with theirs on its way.
    pub queued_n: usize,
}

/// Why no codes were made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No ballot of this number is open.
    #[error("no ballot {0} is open")]
    NotOpen(i64),
    /// It takes no votes by text.
    #[error("ballot {0} is secret and takes no votes by text; vote by dialling or at the meeting")]
    NotByText(i64),
    /// It has codes already, which were handed out.
    #[error(
        "ballot {0} has codes since {1}; making them again ends those, also the ones that were handed out on paper: \
         --again does it"
    )]
    Made(i64, String),
    /// A text with a code cannot be written.
    #[error("writing the text with a code")]
    Text(#[from] Unwritable),
    /// The database failed.
    #[error("keeping the codes")]
    Store(#[from] store::Error),
}

/// Makes a code for each woman on the roll. With `send`, those who have a phone of their own, on which
/// texts may say what they are about, are sent theirs; the others get it on paper. Codes that were made before end.
pub async fn make(
    service: &Service,
    by: &By,
    coop: &CoopAtHand,
    ballot_no: i64,
    send: bool,
) -> Result<VoteCodes, Error> {
    make_in(service, by, coop, ballot_no, (send, true)).await
}

/// The same where the ballot has no codes yet; where it has, nothing is made and `Error::Made` says since when.
pub async fn make_first(
    service: &Service,
    by: &By,
    coop: &CoopAtHand,
    ballot_no: i64,
    send: bool,
) -> Result<VoteCodes, Error> {
    make_in(service, by, coop, ballot_no, (send, false)).await
}

async fn make_in(
    service: &Service,
    by: &By,
    coop: &CoopAtHand,
    ballot_no: i64,
    (send, again): (bool, bool),
) -> Result<VoteCodes, Error> {
    let now = service.clock.now();
    let id = coop.coop.id;
    let ballot = service.store.coded_ballot(id, ballot_no).await?;
    let ballot = ballot
        .filter(|ballot| now < ballot.closes_at)
        .ok_or(Error::NotOpen(ballot_no))?;
    if !ballot.sms_allowed {
        return Err(Error::NotByText(ballot_no));
    }
    let codes = draw(service, &ballot);
    let mut messages = Vec::new();
    if send {
        for (voter, new) in ballot.roll.iter().zip(&codes) {
            messages.extend(message(service, coop, (ballot_no, voter), new, now)?);
        }
    }
    service
        .store
        .put_codes(by, (id, ballot.id), (&codes, again), &messages, now)
        .await?
        .map_or(Ok(()), |made_at| {
            let day = made_at.local().format("%Y-%m-%d %H:%M").to_string();
            Err(Error::Made(ballot_no, day))
        })?;
    if !messages.is_empty() {
        service.sending.texts_queued.notify_one();
    }
    let numbers = ballot.roll.iter().map(|voter| voter.no);
    Ok(VoteCodes {
        codes: numbers.zip(codes).collect(),
        queued_n: messages.len(),
    })
}

/// Codes of which no two are alike.
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
    (ballot_no, voter): (i64, &CodedVoter),
    new: &NewCode,
    now: Instant,
) -> Result<Option<Message>, Unwritable> {
    let Some(phone) = voter.open_phone else {
        return Ok(None);
    };
    let reader = SmsReader {
        lang: voter.lang.unwrap_or(coop.coop.lang),
        is_private: false,
    };
    let fillings = [
        ("no", Filling::Number(ballot_no)),
        ("one_time", Filling::Signs(new.code.clone())),
    ];
    let notices = service.script.notices();
    let composed = notices.compose(
        &service.house(&coop.coop, &coop.texts),
        Notice::VoteCode,
        reader,
        &fillings,
        now,
    )?;
    Ok(match composed {
        Composed::Written(written) => Some(Message {
            id: service.chance().id(now),
            to: Recipient::Phone(phone, Some(voter.member)),
            written,
            due_at: now,
        }),
        // It is never said in another language: she gets hers on paper.
        Composed::NoApprovedTemplate { .. } => None,
    })
}
