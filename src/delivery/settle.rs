//! What became of a batch, as the store is told it.

use super::decide::Decision;
use super::send::SendOutcome;
use crate::app::Service;
use crate::core::domain::delivery::RECEIPT_WAIT_MS;
use crate::core::domain::hours::leaves_after_refusal;
use crate::core::domain::{Again, Consequence, CoopId, Failure, Instant, MessageState};
use crate::gateways::sms::Installed;
use crate::store::{FollowUp, LeasedText, Settled, Settlement, TextLease};
use std::collections::BTreeMap;

/// A text that a gateway knowing our id may have taken is told again after this long at first.
const TELL_AGAIN_MS: i64 = 5_000;

/// A batch that is over.
pub(super) struct FinishedBatch {
    pub(super) settlement: Settlement,
    pub(super) left_n: usize,
    counts: BTreeMap<&'static str, u64>,
    /// Texts that were sent although an earlier request may have been taken.
    repeats_n: u64,
}

/// How far the request for a text got.
#[derive(Clone, Copy)]
struct Reach {
    was_asked: bool,
    may_be_there: bool,
}

/// What an attempt to send is settled by, besides its outcome.
#[derive(Clone, Copy)]
struct Settling<'a> {
    lease: &'a TextLease,
    /// Whether the gateway takes no id of ours twice.
    is_idempotent: bool,
    /// Whether the next gateway of the route would take texts now.
    has_another: bool,
    now: Instant,
    /// In thousandths, 0 to 999.
    jitter: i64,
}

/// What became of one text, and what follows besides.
struct NewState {
    state: MessageState,
    due_at: Instant,
    attempts: i64,
    may_have_left: bool,
    provider_id: Option<String>,
    failure: Option<(Failure, Option<String>)>,
    consequence: Consequence,
}

/// Puts together what became of each text. `unread` are leased texts whose rows this release does not
/// understand; `has_another` is whether the next gateway of the route would take texts now.
pub(super) fn write(
    lease: &TextLease,
    one: &Installed,
    has_another: bool,
    decided: &[(LeasedText, Decision)],
    outcomes: Vec<Option<SendOutcome>>,
    unread: &[i64],
    service: &Service,
) -> FinishedBatch {
    let is_idempotent = one.provider.is_idempotent();
    let now = service.clock.now();
    let mut over = FinishedBatch {
        settlement: Settlement {
            coop: lease.coop,
            holder: lease.holder,
            gateway: lease.gateway.clone(),
            is_idempotent,
            texts: Vec::with_capacity(decided.len()),
            follow_ups: Vec::new(),
        },
        left_n: 0,
        counts: BTreeMap::new(),
        repeats_n: 0,
    };
    for ((text, decision), outcome) in decided.iter().zip(outcomes) {
        if *decision == Decision::HandOn {
            over.note(text, Consequence::TellFlow, Failure::Template, None);
            continue;
        }
        let jitter = i64::try_from(service.chance().below(1000)).unwrap_or_default();
        let reach = Reach {
            was_asked: outcome.as_ref().is_some_and(SendOutcome::was_asked),
            may_be_there: outcome.as_ref().is_some_and(SendOutcome::may_be_there),
        };
        let new_state = match outcome {
            Some(outcome) => {
                let attempt = Settling {
                    lease,
                    is_idempotent,
                    has_another,
                    now,
                    jitter,
                };
                after_sending(text, outcome, &attempt)
            }
            None => after_deciding(text, *decision, lease),
        };
        over.add(text, new_state, reach);
    }
    for id in unread {
        over.settlement.texts.push(Settled {
            id: *id,
            state: MessageState::Failed,
            due_at: lease.now,
            provider_id: None,
            attempts: 0,
            may_have_left: false,
            was_asked: false,
            failure: Some(Failure::Other),
            code: None,
            reached: None,
            asked: None,
        });
    }
    over
}

impl FinishedBatch {
    fn add(&mut self, text: &LeasedText, new_state: NewState, reach: Reach) {
        if text.is_repeat && reach.may_be_there {
            self.repeats_n += 1;
            self.note(text, Consequence::TellTwice, Failure::Other, None);
        }
        let is_there = new_state.state == MessageState::Delivered;
        let has_left = matches!(
            new_state.state,
            MessageState::Sent | MessageState::Delivered
        );
        self.left_n += usize::from(has_left);
        *self.counts.entry(new_state.state.code()).or_default() += 1;
        let (failure, code) = new_state
            .failure
            .map_or((None, None), |(failure, code)| (Some(failure), code));
        if let (Some(failure), false) = (failure, new_state.consequence == Consequence::Nothing) {
            self.note(text, new_state.consequence, failure, code.clone());
        }
        self.settlement.texts.push(Settled {
            id: text.id,
            state: new_state.state,
            due_at: new_state.due_at,
            provider_id: new_state.provider_id,
            attempts: new_state.attempts,
            may_have_left: new_state.may_have_left,
            was_asked: reach.was_asked,
            failure,
            code,
            reached: text.phone.filter(|_| is_there),
            asked: text.phone.zip(text.meeting).filter(|_| reach.may_be_there),
        });
    }

    fn note(
        &mut self,
        text: &LeasedText,
        consequence: Consequence,
        failure: Failure,
        code: Option<String>,
    ) {
        self.settlement.follow_ups.push(FollowUp {
            consequence,
            failure,
            code,
            phone: text.phone,
            notice: text.notice.clone(),
            lang_script: text.lang_script,
        });
    }

    /// Counts and logs the batch, once it is written.
    pub(super) fn tell(&self, gateway: &str, coop: CoopId) {
        for (state, n) in &self.counts {
            metrics::counter!(
                "sahkar_texts_out_total",
                "gateway" => gateway.to_owned(), "state" => *state
            )
            .increment(*n);
        }
        if self.repeats_n > 0 {
            metrics::counter!("sahkar_texts_repeated_total", "gateway" => gateway.to_owned())
                .increment(self.repeats_n);
        }
        tracing::info!(
            gateway,
            coop.id = coop.0,
            texts_n = self.settlement.texts.len(),
            left_n = self.left_n,
            states = ?self.counts,
            "sms batch handed over"
        );
        for follow_ups in &self.settlement.follow_ups {
            if matches!(
                follow_ups.consequence,
                Consequence::PauseRoute
                    | Consequence::PauseTemplate
                    | Consequence::TellCredit
                    | Consequence::TellFlow
                    | Consequence::TellTwice
            ) {
                tracing::warn!(
                    gateway,
                    coop.id = coop.0,
                    notice = follow_ups.notice,
                    failure = follow_ups.failure.code(),
                    "task opened for an sms"
                );
            }
        }
    }
}

/// Where a text waits that is to be tried again. One that a gateway knowing our id may have from an
/// earlier attempt stays there: whatever this attempt came to, another gateway might send it twice.
fn resting(lease: &TextLease) -> MessageState {
    if lease.priority.is_some() {
        MessageState::Waiting
    } else {
        MessageState::Unsure
    }
}

/// What a text that was not sent comes to. This attempt was none.
fn after_deciding(text: &LeasedText, decision: Decision, lease: &TextLease) -> NewState {
    let mut new_state = NewState {
        state: resting(lease),
        due_at: text.due_at,
        attempts: text.attempts - 1,
        may_have_left: text.attempts > 1,
        provider_id: None,
        failure: None,
        consequence: Consequence::Nothing,
    };
    match decision {
        Decision::PutOff(until) => new_state.due_at = until,
        Decision::Expire => new_state.state = MessageState::Expired,
        Decision::Drop(failure) => {
            new_state.state = MessageState::Failed;
            new_state.failure = Some((failure, None));
        }
        Decision::Refuse => {
            new_state.state = MessageState::Failed;
            new_state.failure = Some((Failure::Template, None));
            new_state.consequence = Consequence::PauseTemplate;
        }
        Decision::Lacks(until) => {
            new_state.due_at = until;
            new_state.failure = Some((Failure::Template, None));
            new_state.consequence = Consequence::TellFlow;
        }
        // Decided to be sent, and yet it was not: it is due at once. One that is handed on is settled
        // by the next gateway.
        Decision::Send | Decision::HandOn => new_state.due_at = lease.now,
    }
    new_state
}

fn after_sending(text: &LeasedText, outcome: SendOutcome, attempt: &Settling<'_>) -> NewState {
    let mut new_state = NewState {
        state: MessageState::Sent,
        due_at: text.due_at,
        attempts: text.attempts,
        may_have_left: true,
        provider_id: None,
        failure: None,
        consequence: Consequence::Nothing,
    };
    match outcome {
        SendOutcome::Untried => return after_deciding(text, Decision::Send, attempt.lease),
        SendOutcome::Arrived => new_state.state = MessageState::Delivered,
        SendOutcome::Taken(provider_id) => new_state.provider_id = provider_id,
        SendOutcome::Unclear => {
            new_state.state = MessageState::Unsure;
            new_state.due_at = if attempt.is_idempotent {
                let doublings = u32::try_from(text.attempts.clamp(1, 8)).unwrap_or_default() - 1;
                attempt.now.plus_ms(TELL_AGAIN_MS << doublings)
            } else {
                attempt.now.plus_ms(RECEIPT_WAIT_MS)
            };
        }
        SendOutcome::Unreached => was_down(&mut new_state, text, None, attempt),
        SendOutcome::Down(code) => was_down(&mut new_state, text, code, attempt),
        SendOutcome::Failed(failure, code) => {
            was_refused(&mut new_state, text, failure, code, attempt);
        }
        SendOutcome::Cannot(failure) => was_refused(&mut new_state, text, failure, None, attempt),
    }
    new_state
}

/// It did not leave, and an outage may be long: how long is the text's life to say. Where there is another
/// gateway it is due at once: after a few failures in a row this one is left alone, and that one takes it.
fn was_down(
    new_state: &mut NewState,
    text: &LeasedText,
    code: Option<String>,
    attempt: &Settling<'_>,
) {
    let (again, consequence) = Failure::Down.leads_to(1, attempt.jitter);
    let again = if attempt.has_another {
        Again::OtherRoute
    } else {
        again
    };
    fail(new_state, text, again, attempt);
    new_state.attempts -= 1;
    new_state.failure = Some((Failure::Down, code));
    new_state.consequence = consequence;
}

fn was_refused(
    new_state: &mut NewState,
    text: &LeasedText,
    failure: Failure,
    code: Option<String>,
    attempt: &Settling<'_>,
) {
    let (mut again, mut consequence) = failure.leads_to(text.attempts, attempt.jitter);
    if attempt.has_another && matches!(failure, Failure::NoCredit | Failure::Settings) {
        // Nobody waits for an officer where another gateway can send it now.
        (again, consequence) = (Again::OtherRoute, Consequence::PauseRoute);
    }
    fail(new_state, text, again, attempt);
    if failure == Failure::Throttled {
        // "Later" is no failure, however often it is said.
        new_state.attempts -= 1;
    }
    new_state.failure = Some((failure, code));
    new_state.consequence = consequence;
}

/// A text that the provider does not have: when it is tried again, or that it is over.
fn fail(new_state: &mut NewState, text: &LeasedText, again: Again, attempt: &Settling<'_>) {
    let due_at = due_again(text, again, attempt.now);
    new_state.state = match due_at {
        Some(at) if at < text.expires_at => resting(attempt.lease),
        _ => MessageState::Failed,
    };
    new_state.due_at = due_at.unwrap_or(text.due_at);
    new_state.may_have_left = text.attempts > 1;
}

fn due_again(text: &LeasedText, again: Again, now: Instant) -> Option<Instant> {
    match again {
        Again::After(ms) => Some(now.plus_ms(ms)),
        Again::OtherRoute => Some(now),
        Again::NextWindow => {
            let (quiet, promo) = (text.hours, text.promo_hours);
            leaves_after_refusal(quiet, promo, text.class, text.purpose, now).ok()
        }
        Again::Never => None,
    }
}
