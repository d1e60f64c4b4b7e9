//! A USSD request: one request, one turn, one guarded write, one reply.
//!
//! The steps are: what is known of session and phone; what the request means in its session; what the turn
//! must know besides; the work on a PIN, outside any transaction; the turn; the write, which repeats what
//! the turn relied on. Where another request changed that meanwhile, the turn is taken once more with fresh
//! facts.
//!
//! A caller always gets an answer: whatever fails ends in an apology, in her language where the process
//! still knows it. It ends the session only where it is certain what became of the write, and that is read
//! first (decision 18).
//!
//! **Invariant:** what was typed, said or voted, a name or a number is never logged.

mod fate;
#[cfg(test)]
mod size;

use super::pin;
use crate::app::{CoopAtHand, Service};
use crate::core::dialogue::state::{Caller, DialogueState};
use crate::core::dialogue::{self, Facts, Input, PinWork};
use crate::core::domain::{Change, Lang, SessionId};
use crate::core::render::{self, Page};
use crate::core::texts::measure::{Budget, measure};
use crate::gateways::{AfterReply, Ended, EndedHow, Gateway, Inbound, transcript};
use crate::store::{self, Known, Step, StepWritten};
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument as _;
use transcript::RequestMeaning;

/// How often one request is decided anew after a failed guard, before the caller hears an apology.
const ATTEMPTS_MAX: u32 = 4;
/// A caller is told within three seconds that something is wrong, before the network ends her session.
/// Reading and writing each may take a part of that. The store gives up a connection a little earlier than
/// we give up the store.
const TURN_TIME_MAX: Duration = Duration::from_millis(2800);
const COOP_TIME_MAX: Duration = Duration::from_millis(900);
const READ_TIME_MAX: Duration = Duration::from_millis(2500);
const WRITE_TIME_MAX: Duration = Duration::from_millis(2200);

/// What a gateway is answered.
#[derive(Clone, PartialEq, Eq)]
pub struct UssdReply {
    /// The whole body, byte for byte.
    pub body: Vec<u8>,
    /// The encoding of the screen, its size, and what a page may hold: `UCS-2 52 70`.
    pub size: String,
    /// What became of the request, for counting: `turn`, `again`, `closed`, `unknown-code`, `sorry`.
    pub outcome: &'static str,
    /// The screen that is shown, by name; empty where it is no screen of a menu.
    pub screen: String,
}

/// Why a request could not be served.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("using the database")]
    Store(#[from] store::Error),
    #[error("waiting for the database")]
    Slow,
    #[error("every attempt met a rival")]
    Rivals,
    #[error("the write may or may not be there")]
    Fate(#[source] Option<store::Error>),
}

/// Answers a USSD request.
pub async fn ussd(service: &Service, inbound: &Inbound) -> UssdReply {
    let until = tokio::time::Instant::now() + TURN_TIME_MAX;
    let coop = service.coop(inbound.gateway, &inbound.code);
    let coop = match within(COOP_TIME_MAX, coop).await {
        Ok(Some(coop)) => coop,
        Ok(None) => {
            tracing::warn!(gateway = inbound.gateway.name(), "unknown code dialled");
            let words = &service.script.system(Lang::Gu).unknown_code;
            return said(inbound, words, AfterReply::Ends, "unknown-code");
        }
        Err(error) => return apology(service, inbound, None, &error),
    };
    let call = Call {
        service,
        inbound,
        session: service.keys().session_id(
            inbound.gateway.name(),
            &inbound.phone,
            &inbound.session,
        ),
        coop,
    };
    // Whatever each part may take, the gateway hears something before it gives up.
    let span = tracing::debug_span!("turn", session.id = call.session.0);
    let answered = Box::pin(call.answer().instrument(span));
    let answered = tokio::time::timeout_at(until, answered).await;
    match answered.unwrap_or(Err(Error::Fate(None))) {
        Ok(reply) => reply,
        Err(error) => apology(service, inbound, Some(&call), &error),
    }
}

/// Writes down that a session is over: its state is deleted, a half-filled entry is kept for a while.
pub async fn ended(service: &Service, ended: &Ended) -> Result<(), store::Error> {
    if let EndedHow::Unknown(_) | EndedHow::Failed = ended.how {
        tracing::warn!(gateway = ended.gateway.name(), how = ?ended.how, "session ended abnormally");
    }
    let Some(coop) = service.coop(ended.gateway, &ended.code).await? else {
        return Ok(());
    };
    let session = service
        .keys()
        .session_id(ended.gateway.name(), &ended.phone, &ended.session);
    service
        .store
        .end_session(coop.coop.id, session, service.clock.now())
        .await
}

/// The apology where nothing at all is known of the caller.
pub fn plain_apology(service: &Service) -> String {
    let words = &service.script.system(Lang::Gu).sorry;
    format!("END {words}")
}

/// One USSD request while it is being answered.
struct Call<'a> {
    service: &'a Service,
    inbound: &'a Inbound,
    session: SessionId,
    coop: Arc<CoopAtHand>,
}

/// What a turn decided, ready to be written and answered.
struct DecidedTurn<'s> {
    step: Step,
    changes: Vec<Change>,
    reply: UssdReply,
    screen: &'s str,
    /// The page of it, from 0.
    page: u8,
}

impl Call<'_> {
    async fn answer(&self) -> Result<UssdReply, Error> {
        for attempt in 1..=ATTEMPTS_MAX {
            if let Some(reply) = self.attempt().await? {
                return Ok(reply);
            }
            tracing::debug!(
                session.id = self.session.0,
                attempt,
                "step conflict; taken again"
            );
        }
        Err(Error::Rivals)
    }

    /// Takes the turn once; `None` where what it relied on has changed meanwhile.
    async fn attempt(&self) -> Result<Option<UssdReply>, Error> {
        let known = within(READ_TIME_MAX, self.known()).await?;
        let so_far = known.session.as_ref();
        // A wiped row has no hash any more: no request can be matched to that session any more.
        let so_far_bytes = so_far.map(|row| usize::try_from(row.text_len).unwrap_or(usize::MAX));
        let meaning = transcript::classify(&self.inbound.text, so_far_bytes, |text| {
            so_far.is_some_and(|row| {
                self.service
                    .keys()
                    .is_transcript(&row.text_hash, self.session, text)
            })
        });
        let input = match meaning {
            RequestMeaning::Begin => Input::Open,
            RequestMeaning::Continue(text) if so_far.is_some_and(|row| !row.ended) => {
                Input::Text(text)
            }
            RequestMeaning::Continue(_) | RequestMeaning::Duplicate | RequestMeaning::Conflict => {
                return Ok(Some(self.again(&known)));
            }
        };
        Box::pin(self.step(known, input)).await
    }

    async fn known(&self) -> Result<Known, store::Error> {
        let now = self.service.clock.now();
        let (coop, phone) = (self.coop.coop.id, &self.inbound.phone);
        self.service
            .store
            .known(coop, self.session, phone, now)
            .await
    }

    async fn step(&self, mut known: Known, input: Input<'_>) -> Result<Option<UssdReply>, Error> {
        let service = self.service;
        let row = known.session.as_mut();
        let turn_no = row.as_ref().map_or(1, |row| row.turn + 1);
        // A caller who lost the phone since she dialled starts anew, like anybody else.
        let is_hers = |state: &DialogueState| match state.caller {
            Caller::Member(id) => known.phone.members.iter().any(|member| member.id == id),
            Caller::Unknown | Caller::Stranger(_) => true,
        };
        let state = row.and_then(|row| row.state.take()).filter(is_hers);
        let state = state.map(Box::new);
        let wants = dialogue::wants(&service.script, state.as_deref(), input, &known.phone);
        let mut facts = self.facts_before(&known, wants.caller);
        let loaded = service
            .store
            .load(&known, &mut facts, wants.needs, wants.entry_no);
        within(READ_TIME_MAX, loaded).await?;
        if wants.pin != PinWork::None {
            let work = Box::pin(pin::work(service, &mut facts, wants.pin));
            within(READ_TIME_MAX, work).await?;
        }
        let DecidedTurn {
            step,
            changes,
            mut reply,
            screen,
            page,
        } = self.decide(state.map(|state| *state), input, facts, turn_no);
        let changes_n = changes.len();
        let kept = service.store.keep(step, changes);
        let kept = kept.instrument(tracing::debug_span!("write"));
        let kept = tokio::time::timeout(WRITE_TIME_MAX, kept);
        match kept.await {
            Ok(Ok(StepWritten::Done)) => {}
            Ok(Ok(StepWritten::Lost)) => return Ok(None),
            Ok(Err(error)) => {
                reply.body = Box::pin(self.fate(turn_no, Some(error), reply.body)).await?;
            }
            Err(_) => reply.body = Box::pin(self.fate(turn_no, None, reply.body)).await?,
        }
        tracing::info!(
            session.id = self.session.0,
            gateway = self.inbound.gateway.name(),
            screen,
            page,
            changes_n,
            "step kept"
        );
        Ok(Some(reply))
    }

    /// What is known before anything is loaded that the screens reachable in this turn can mention.
    fn facts_before(&self, known: &Known, caller: Caller) -> Facts {
        let coop = &self.coop;
        let now = self.service.clock.now();
        let mut facts = Facts::new(now, coop.coop.clone(), coop.categories.clone());
        facts.phone.clone_from(&known.phone);
        facts.caller = caller;
        facts
    }

    /// Takes the turn: what is to be kept, and what is said of it.
    fn decide(
        &self,
        state: Option<DialogueState>,
        input: Input<'_>,
        mut facts: Facts,
        turn_no: i64,
    ) -> DecidedTurn<'_> {
        let service = self.service;
        let turn = dialogue::turn(&service.script, state, input, &mut facts);
        let budget = budget_of(self.inbound.gateway);
        let page = render::ussd::page(&turn.screen, turn.page, budget);
        let next_state = turn.waiting.after(&page);
        let reply = self.reply_of(&page, next_state.is_some());
        service
            .local
            .languages
            .remember(self.session, turn.screen.lang);
        DecidedTurn {
            step: self.step_of(&facts, next_state, turn_no, &reply),
            changes: turn.changes,
            reply,
            screen: page.seen.screen,
            page: page.seen.part - 1,
        }
    }

    fn reply_of(&self, page: &Page<'_>, is_open: bool) -> UssdReply {
        let then = if is_open {
            AfterReply::Waits
        } else {
            AfterReply::Ends
        };
        UssdReply {
            screen: page.seen.screen.to_owned(),
            ..said(self.inbound, &page.words, then, "turn")
        }
    }

    fn step_of(
        &self,
        facts: &Facts,
        next_state: Option<DialogueState>,
        turn_no: i64,
        reply: &UssdReply,
    ) -> Step {
        let text = &self.inbound.text;
        Step {
            coop: self.coop.coop.id,
            session: self.session,
            phone: facts.phone.id,
            member: facts.member().map(|member| member.id),
            turn: turn_no,
            text_len: i64::try_from(text.len()).unwrap_or(i64::MAX),
            text_hash: self.service.keys().transcript(self.session, text),
            reply: reply.body.clone(),
            draft: next_state.as_ref().and_then(DialogueState::draft_to_keep),
            state: next_state,
            now: facts.now,
        }
    }

    /// The last reply once more, byte for byte; where it has been wiped, a polite end.
    fn again(&self, known: &Known) -> UssdReply {
        if let Some(body) = self.service.store.last_reply(known) {
            let text = String::from_utf8_lossy(&body);
            let said = text.split_once(' ').map_or("", |(_, said)| said);
            let size = size(self.inbound.gateway, said);
            return UssdReply {
                body,
                size,
                outcome: "again",
                screen: String::new(),
            };
        }
        let words = &self.service.script.system(self.lang()).closed;
        said(self.inbound, words, AfterReply::Ends, "closed")
    }

    fn lang(&self) -> Lang {
        self.service
            .local
            .languages
            .recall(self.session)
            .unwrap_or(self.coop.coop.lang)
    }
}

async fn within<T>(
    time_max: Duration,
    work: impl Future<Output = Result<T, store::Error>>,
) -> Result<T, Error> {
    match tokio::time::timeout(time_max, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Error::Slow),
    }
}

fn said(inbound: &Inbound, words: &str, then: AfterReply, outcome: &'static str) -> UssdReply {
    UssdReply {
        body: inbound.gateway.write_ussd(words, then).into_bytes(),
        size: size(inbound.gateway, words),
        outcome,
        screen: String::new(),
    }
}

/// What a page of a gateway's screens may hold. Both leave room below the hard limits of 182 septets
/// and 80 units for what a network adds of its own (decision 12).
const fn budget_of(gateway: Gateway) -> Budget {
    match gateway {
        Gateway::AfricasTalking | Gateway::Sandbox => Budget::DEFAULT,
    }
}

fn size(gateway: Gateway, words: &str) -> String {
    let size = measure(words);
    let most = budget_of(gateway).limit(size.encoding);
    format!("{} {} {most}", size.encoding.name(), size.units)
}

/// Logs a failure, once, and answers with an apology. The session stays open where the write may have
/// happened after all; her next reply is then answered from what is really stored.
fn apology(
    service: &Service,
    inbound: &Inbound,
    call: Option<&Call<'_>>,
    error: &Error,
) -> UssdReply {
    tracing::error!(
        session.id = call.map(|call| call.session.0),
        gateway = inbound.gateway.name(),
        error = %crate::telemetry::chain(error),
        "step failed; apology sent"
    );
    let lang = call.map_or(Lang::Gu, Call::lang);
    let then = match error {
        Error::Fate(_) => AfterReply::Waits,
        Error::Store(_) | Error::Slow | Error::Rivals => AfterReply::Ends,
    };
    said(inbound, &service.script.system(lang).sorry, then, "sorry")
}
