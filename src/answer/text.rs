//! An incoming text: one text, one decision, one guarded write.
//!
//! The steps are those of a turn: what the text says; what is known of the number; what the decision needs
//! besides; the decision; the write, with the answers as rows of the outbox in the same transaction. Where
//! something it relied on has changed, it is decided once more with fresh facts.
//!
//! A text that was written down is never acted on again. Where it could not be written down, the provider
//! gets an error and delivers it again.
//!
//! Today, in what she says, is the day on which she sent it: a text may wait a day at its provider. Nothing
//! else uses the provider's clock, which may be wrong by a time zone. How long a question is open, what
//! counts as a repetition and all times that are written down use ours.
//!
//! **Invariant:** a number, a text, a vote or a name is never logged.

use super::arrival::{coop_of, sent_at};
use crate::app::{CoopAtHand, Service};
use crate::core::acts::announcements::set;
use crate::core::dialogue::Facts;
use crate::core::dialogue::state::Caller;
use crate::core::domain::{By, Instant, Message, Phone, Recipient, SessionId, TaskKind, Why};
use crate::core::script::notices::{Composed, SmsReader};
use crate::core::texting::{
    self, Decided, Reading, ReplySms, SmsContext, SmsFingerprint, SmsNeeds, Who,
};
use crate::gateways::sms::SmsText;
use crate::store::{
    self, InboundSms, InboundWritten, Known, ProviderSmsId, TextKnown, TextLookup, TexterKnown,
};
use crate::telemetry::chain;
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument as _;

/// How long an incoming SMS whose guard failed is decided anew, with new ids, before the request fails and
/// the provider delivers it again; and the growing pause between two tries.
const CONFLICT_TIME_MAX: Duration = Duration::from_secs(4);
const CONFLICT_PAUSE: Duration = Duration::from_millis(3);
const CONFLICT_PAUSE_MAX: Duration = Duration::from_millis(100);
/// The most characters of a text that are read; the rest is ignored.
const TEXT_MAX: usize = 1600;

/// Answers a text that came in through a gateway, and keeps all that follows from it. An error means
/// that nothing was kept: the provider should deliver the text again.
pub async fn heard(service: &Service, gateway: &str, text: &SmsText) -> Result<(), store::Error> {
    let Some(coop) = coop_of(service, gateway, &text.to).await? else {
        tracing::warn!(gateway, "sms to an unknown number");
        return Ok(());
    };
    let end = text.body.char_indices().nth(TEXT_MAX).map(|(at, _)| at);
    let body = &text.body[..end.unwrap_or(text.body.len())];
    let written = HearingOf {
        service,
        gateway,
        text,
        body,
        coop,
    };
    let until = tokio::time::Instant::now() + CONFLICT_TIME_MAX;
    let mut pause = CONFLICT_PAUSE;
    while tokio::time::Instant::now() < until {
        let span = tracing::debug_span!("text");
        match written.attempt().instrument(span).await? {
            InboundWritten::Done => {
                service.sending.texts_queued.notify_one();
                return Ok(());
            }
            InboundWritten::Again => {
                tracing::debug!(gateway, "sms received again");
                return Ok(());
            }
            InboundWritten::Lost => tracing::debug!(gateway, "sms conflict; taken again"),
        }
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(CONFLICT_PAUSE_MAX);
    }
    Err(store::Error::Conflict)
}

/// Writes down that a phone is to get no announcements, or to get them again, as her network or the
/// provider reports it. `to` is the number or header it is about: a number is one cooperative's, a header
/// of those whose templates are registered with it. Where no cooperative has it, or it is empty, it is
/// written down in every cooperative that knows the phone.
pub async fn opted_out(
    service: &Service,
    gateway: &str,
    phone: &Phone,
    to: &str,
    stopped: bool,
) -> Result<(), store::Error> {
    let coops = match coop_of(service, gateway, to).await? {
        Some(coop) => vec![coop.coop.id],
        None => match service.store.coops_of_header(to).await? {
            coops if coops.is_empty() => service.store.coop_ids().await?,
            coops => coops,
        },
    };
    let now = service.clock.now();
    let mut kept_n = 0;
    for coop in coops {
        let known = service.store.known(coop, NO_SESSION, phone, now).await?;
        let Some(phone_id) = known.phone.id else {
            continue;
        };
        let was_stopped = service.store.wants_no_announcements(coop, phone_id).await?;
        if let Ok(change) = set::decide(phone_id, !stopped, was_stopped) {
            let by = By::provider(gateway);
            service
                .store
                .commit(&by, (coop, now), &[change], &[])
                .await?;
            kept_n += 1;
        }
    }
    tracing::info!(gateway, stopped, kept_n, "provider opt-out received");
    Ok(())
}

/// A text belongs to no USSD session; no session has this id.
const NO_SESSION: SessionId = SessionId(0);

/// One incoming text while it is being answered.
struct HearingOf<'a> {
    service: &'a Service,
    gateway: &'a str,
    text: &'a SmsText,
    body: &'a str,
    coop: Arc<CoopAtHand>,
}

impl HearingOf<'_> {
    /// Decides once, and writes it.
    async fn attempt(&self) -> Result<InboundWritten, store::Error> {
        let service = self.service;
        let (store, now) = (&service.store, service.clock.now());
        let coop = self.coop.coop.id;
        let phone = &self.text.from;
        // First of all: these counts guard everything that is read after them.
        let texter = store.texter(coop, phone).await?;
        let known = store.known(coop, NO_SESSION, phone, now).await?;
        let named = self.text.provider_id.as_deref();
        let keywords = service.script.keywords();
        let numbers: Vec<i64> = known.phone.members.iter().map(|member| member.no).collect();
        let sent_at = sent_at(self.text.at, now);
        let around = texting::Around {
            members: &numbers,
            categories: &self.coop.categories,
            brand: &self.coop.texts.brand,
            today: sent_at.day(),
        };
        let reading = texting::read(keywords, self.body, around);
        let hashes =
            (!reading.may_be_a_vote).then(|| service.keys().text_hashes(coop, phone, self.body));
        let gateway = self.gateway;
        let lookup = TextLookup {
            phone,
            phone_id: known.phone.id,
            provider: named.map(|id| ProviderSmsId { gateway, id }),
            hashes: hashes.as_ref(),
        };
        let of_number = store.text_known(coop, lookup, now).await?;
        let hash = hashes.as_ref().map(|[hash, _]| hash.as_str());
        let incoming = SmsFingerprint {
            hash,
            same_at: of_number.same_at,
            is_named: named.is_some(),
            was_heard: of_number.was_heard,
            asked_at: of_number.questions.first().map(|one| one.asked_at),
            now,
        };
        let about = (&texter, &of_number);
        let mut context = self.context(&known, about, &reading, incoming).await?;
        let Some(decided) = texting::decide(&reading, &mut context) else {
            if let Some(name) = named.filter(|_| !of_number.was_heard) {
                let (named, id) = ((self.gateway, name), service.chance().id(now));
                store.record_repeat(coop, phone, named, id, now).await?;
            }
            return Ok(InboundWritten::Again);
        };
        self.write(&known, &texter, hash, &decided, now).await
    }

    /// Loads everything that the decision depends on.
    async fn context<'c>(
        &'c self,
        known: &Known,
        (texter, of_number): (&TexterKnown, &TextKnown),
        reading: &Reading,
        incoming: SmsFingerprint<'c>,
    ) -> Result<SmsContext<'c>, store::Error> {
        let (store, now) = (&self.service.store, incoming.now);
        let coop = self.coop.coop.id;
        let keywords = self.service.script.keywords();
        let questions = of_number.questions.clone();
        let wants = texting::wants(keywords, reading, &known.phone, questions.first());
        let who = self.who(known, &wants).await?;
        let mut facts = Facts::new(now, self.coop.coop.clone(), self.coop.categories.clone());
        facts.phone = known.phone.clone();
        // What all members of a phone may know is loaded as for one of them.
        let first = known.phone.members.first().map(|member| member.id);
        let caller = match who {
            Who::Her(member) => Some(member),
            Who::OneOf | Who::Elsewhere => first,
            Who::Stranger => None,
        };
        facts.caller = caller.map_or(Caller::Unknown, Caller::Member);
        store
            .load(known, &mut facts, wants.needs, wants.entry_no)
            .await?;
        let mut context = SmsContext {
            keywords,
            who,
            texter: texter.counts.clone(),
            incoming,
            questions,
            stopped: of_number.stopped,
            ballots: Vec::new(),
            voter: None,
            phone_tries: known.phone_tries(),
            statement: None,
            ids: Vec::new(),
            facts,
        };
        context.ids = context
            .facts
            .consents
            .iter()
            .map(|_| self.service.chance().id(now))
            .collect();
        if let Some(code) = &wants.statement {
            context.statement = store.statement_code(coop, code).await?;
        }
        if let Some(phone) = known.phone.id.filter(|_| wants.ballots) {
            context.ballots = store.text_ballots(coop, phone, now).await?;
            if let Some((ballot_no, code)) = &wants.vote_code {
                let voter = store.voter(coop, phone, *ballot_no, code).await?;
                let is_here = |id| known.phone.members.iter().any(|member| member.id == id);
                context.voter = voter.filter(|id| is_here(*id));
            }
        }
        Ok(context)
    }

    /// Who wrote: the owner of the permission or entry that the text names, whatever member number stands
    /// beside it.
    async fn who(&self, known: &Known, wants: &SmsNeeds) -> Result<Who, store::Error> {
        let (Some(owner), Some(phone)) = (&wants.owner, known.phone.id) else {
            return Ok(wants.who);
        };
        let coop = self.coop.coop.id;
        let found = self.service.store.owner_of(coop, phone, owner).await?;
        let is_here = |id| known.phone.members.iter().any(|member| member.id == id);
        Ok(found.filter(|id| is_here(*id)).map_or(wants.who, Who::Her))
    }

    async fn write(
        &self,
        known: &Known,
        texter_was: &TexterKnown,
        hash: Option<&str>,
        decided: &Decided,
        now: Instant,
    ) -> Result<InboundWritten, store::Error> {
        let service = self.service;
        let id = service.chance().id(now);
        let mut messages: Vec<Message> = Vec::with_capacity(decided.answers.len());
        for answer in &decided.answers {
            let Some(message) = self.message(known, answer, now).await? else {
                continue;
            };
            // On a phone that others read, two answers may become the same private text. It leaves once,
            // and what both would say is kept with it.
            let same = |one: &&mut Message| {
                one.written.notice == message.written.notice
                    && one.written.body == message.written.body
            };
            match (
                messages.iter_mut().find(same),
                message.written.hidden.clone(),
            ) {
                (None, _) => messages.push(message),
                (Some(one), Some(more)) => {
                    let hidden = one.written.hidden.take();
                    let both = hidden.map_or(more.clone(), |first| format!("{first} {more}"));
                    one.written.hidden = Some(both);
                }
                (Some(_), None) => {}
            }
        }
        let heard = InboundSms {
            coop: self.coop.coop.id,
            phone: &self.text.from,
            phone_id: known.phone.id,
            gateway: self.gateway,
            provider_id: self.text.provider_id.as_deref(),
            id,
            body: decided.keeps_text.then_some(self.body),
            hash,
            read_as: decided.read_as,
            texter_was,
            texter: &decided.texter,
            changes: &decided.changes,
            question: &decided.question,
            messages: &messages,
            now,
        };
        let written = service.store.record_inbound(&heard);
        let written = written.instrument(tracing::debug_span!("write")).await?;
        if written == InboundWritten::Done {
            if !messages.is_empty() {
                service.sending.texts_queued.notify_one();
            }
            tracing::info!(
                gateway = self.gateway,
                inbox.id = id,
                read_as = decided.read_as,
                changes_n = decided.changes.len(),
                answers_n = messages.len(),
                "sms received"
            );
        }
        Ok(written)
    }

    /// One answer as a row of the outbox; `None` where it cannot be written: then an officer is asked to
    /// see to it, and what she asked for is done all the same.
    async fn message(
        &self,
        known: &Known,
        answer: &ReplySms,
        now: Instant,
    ) -> Result<Option<Message>, store::Error> {
        let service = self.service;
        let reader = SmsReader {
            lang: answer.lang,
            is_private: answer.is_private,
        };
        let sender = service.sender(&self.coop.coop, &self.coop.texts);
        let notices = service.script.notices();
        let composed = notices.compose(&sender, answer.notice, reader, &answer.fillings, now);
        let written = match composed {
            Ok(Composed::Written(written)) => written,
            Ok(Composed::NoApprovedTemplate { notice, lang }) => {
                let about = format!("{notice} {}", lang.code());
                let coop = self.coop.coop.id;
                // The task follows from a text of hers, and names nothing of her.
                let by = By::provider(self.gateway).because(Why::Follows);
                let task = (TaskKind::NoTemplate, &*about);
                service.store.ask_officer(&by, coop, task, now).await?;
                return Ok(None);
            }
            Err(error) => {
                let notice = answer.notice.word();
                tracing::error!(notice, error = %chain(&error), "sms reply not queued");
                return Ok(None);
            }
        };
        let to = match known.phone.id {
            Some(phone) => Recipient::Phone(phone, answer.member),
            None => Recipient::Stranger(self.text.from.clone()),
        };
        Ok(Some(Message {
            id: service.chance().id(now),
            to,
            written,
            due_at: answer.due_at,
        }))
    }
}
