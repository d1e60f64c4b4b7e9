//! One batch: a gateway that takes it, the lease, what is decided of each text, the requests, the
//! settling.

use super::decide::{Decision, decide, its_hour, lacks};
use super::send::{SendOutcome, must_be_registered, send, tell_lane};
use super::settle;
use crate::app::Service;
use crate::app::gateway_health::Admitted;
use crate::core::domain::{CoopId, Instant};
use crate::gateways::sms::Installed;
use crate::store::{self, LeasedText, TextLease};
use futures_util::StreamExt as _;
use std::ops::AddAssign;
use tokio::sync::watch;

/// Texts of one lease at most. A longer batch is faster, but callers wait while it is settled.
const TEXTS_MAX: i64 = 128;
/// Requests of one batch that are under way at once.
const AT_ONCE_MAX: usize = 32;
/// How long a lease lasts. Twice the longest request is kept free at its end.
const LEASE_MS: i64 = 120_000;
/// No request is begun so late in a lease.
const LAST_CALL_MS: i64 = LEASE_MS - 40_000;

/// The result of one batch or of several.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Pass {
    /// Texts that were looked at.
    pub(super) handled: usize,
    /// Texts that left.
    pub(super) left: usize,
    /// Whether texts are due that cannot be sent now, because of a gateway's rate or because another node
    /// has them.
    pub(super) is_held: bool,
}

impl AddAssign for Pass {
    fn add_assign(&mut self, other: Self) {
        self.handled += other.handled;
        self.left += other.left;
        self.is_held |= other.is_held;
    }
}

/// Which texts a batch is taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Queue<'a> {
    /// Those that wait, of one priority.
    Priority(i64),
    /// Those that may have been taken, at a gateway that is idempotent: it takes no id of ours twice.
    Unsure(&'a str),
}

/// A gateway that takes texts now, and how many.
struct OpenGateway<'a> {
    one: &'a Installed,
    texts_max: i64,
    is_trial: bool,
    /// Whether another gateway would take texts now.
    has_another: bool,
}

/// A batch that is being delivered.
struct Batch<'a> {
    service: &'a Service,
    coop: CoopId,
    queue: Queue<'a>,
    stop: &'a watch::Receiver<bool>,
}

/// Texts at one gateway of their route.
struct Attempt<'a> {
    line: OpenGateway<'a>,
    lease: TextLease,
    texts: Vec<LeasedText>,
    /// Leased texts whose rows this release does not understand.
    unread: Vec<i64>,
}

/// Delivers one batch of a cooperative.
pub(super) async fn deliver(
    service: &Service,
    coop: CoopId,
    queue: Queue<'_>,
    stop: &watch::Receiver<bool>,
) -> Result<Pass, store::Error> {
    let mut pass = Pass::default();
    let batch = Batch {
        service,
        coop,
        queue,
        stop,
    };
    let Some(line) = batch.line(None, &mut pass).await? else {
        return Ok(pass);
    };
    let begun = service.clock.now();
    let lease = batch.lease(&line, begun);
    let ids = match service.store.lease_texts(&lease).await {
        Ok(ids) => ids,
        Err(error) => {
            give_back(service, &line, begun);
            return Err(error);
        }
    };
    if ids.is_empty() {
        give_back(service, &line, begun);
        // Texts were due a moment ago: another node has these, and may not have the next.
        pass.is_held = matches!(queue, Queue::Priority(_));
        return Ok(pass);
    }
    let (texts, unread) = service.store.load_leased(coop, &ids, begun).await?;
    pass.handled = ids.len();
    let mut attempt = Some(Attempt {
        line,
        lease,
        texts,
        unread,
    });
    while let Some(one) = attempt {
        attempt = batch.send_all(one, &mut pass).await?;
    }
    Ok(pass)
}

impl<'a> Batch<'a> {
    /// Sends what this gateway takes, and settles it. Texts that it has no flow for go to the next gateway.
    async fn send_all(
        &self,
        attempt: Attempt<'a>,
        pass: &mut Pass,
    ) -> Result<Option<Attempt<'a>>, store::Error> {
        let Attempt {
            line,
            lease,
            texts,
            unread,
        } = attempt;
        let service = self.service;
        let gateway = line.one.provider.name();
        let mut decided: Vec<(LeasedText, Decision)> = texts
            .into_iter()
            .map(|text| {
                let jitter = i64::try_from(service.chance().below(1000)).unwrap_or_default();
                let decision = decide(&text, must_be_registered(line.one), lease.now, jitter);
                if decision == Decision::Send && !carries(line.one, &text) {
                    return (text, Decision::HandOn);
                }
                (text, decision)
            })
            .collect();
        let parts: i64 = decided
            .iter()
            .filter(|(_, decision)| *decision == Decision::Send)
            .map(|(text, _)| text.segments.max(1))
            .sum();
        service
            .sending
            .health
            .used(gateway, line.texts_max, parts, lease.now);
        if line.is_trial && parts == 0 {
            service.sending.health.was_not_tried(gateway, lease.now);
        }
        let outcomes = send_all(service, &line, &decided, lease.now, self.stop).await;
        let next = self.hand_on(gateway, &mut decided, pass).await?;
        let settled = settle::write(
            &lease,
            line.one,
            line.has_another,
            &decided,
            outcomes,
            &unread,
            service,
        );
        let now = service.clock.now();
        if let Err(error) = service.store.settle_texts(&settled.settlement, now).await {
            if let Some(line) = &next {
                give_back(service, line, lease.now);
            }
            return Err(error);
        }
        settled.tell(gateway, self.coop);
        pass.left += settled.left_n;
        let Some(line) = next else {
            return Ok(None);
        };
        self.next_leg(line, lease, decided).await.map(Some)
    }

    /// The gateway that takes what this one has no flow for, where there is any such text; those that it
    /// does not take now wait.
    async fn hand_on(
        &self,
        gateway: &str,
        decided: &mut [(LeasedText, Decision)],
        pass: &mut Pass,
    ) -> Result<Option<OpenGateway<'a>>, store::Error> {
        let handed = |decision: &Decision| *decision == Decision::HandOn;
        if !decided.iter().any(|(_, decision)| handed(decision)) {
            return Ok(None);
        }
        let next = self.line(Some(gateway), pass).await?;
        let room = next.as_ref().map_or(0, |line| line.texts_max);
        let room = usize::try_from(room).unwrap_or_default();
        let now = self.service.clock.now();
        let left = decided.iter_mut().filter(|(_, decision)| handed(decision));
        for (text, decision) in left.skip(room) {
            let mut others = self.service.sending.providers.route();
            let another_may = others.any(|one| carries(one, text));
            *decision = lacks(text, another_may, now);
        }
        Ok(next)
    }

    async fn next_leg(
        &self,
        line: OpenGateway<'a>,
        lease: TextLease,
        decided: Vec<(LeasedText, Decision)>,
    ) -> Result<Attempt<'a>, store::Error> {
        let handed = decided
            .into_iter()
            .filter(|(_, decision)| *decision == Decision::HandOn);
        let mut texts: Vec<LeasedText> = handed.map(|(text, _)| text).collect();
        let ids: Vec<i64> = texts.iter().map(|text| text.id).collect();
        let gateway = line.one.provider.name();
        match self
            .service
            .store
            .hand_texts_on(&lease, gateway, &ids)
            .await
        {
            Ok(ids) => texts.retain(|text| ids.contains(&text.id)),
            Err(error) => {
                give_back(self.service, &line, lease.now);
                return Err(error);
            }
        }
        let lease = TextLease {
            gateway: gateway.to_owned(),
            ..lease
        };
        Ok(Attempt {
            line,
            lease,
            texts,
            unread: Vec::new(),
        })
    }

    /// The first gateway of the route, or of what comes after this one, that is not paused here and whose
    /// breaker lets a text through; `None` where there is none, or its rate says to wait.
    async fn line(
        &self,
        after: Option<&str>,
        pass: &mut Pass,
    ) -> Result<Option<OpenGateway<'a>>, store::Error> {
        let service = self.service;
        let paused = service.store.paused_gateways(self.coop).await?;
        let now = service.clock.now();
        let before = after.map_or(0, |after| {
            let place = |one: &Installed| one.provider.name() == after;
            service
                .sending
                .providers
                .route()
                .position(place)
                .map_or(0, |place| place + 1)
        });
        for one in service.sending.providers.route().skip(before) {
            let gateway = one.provider.name();
            let is_another = matches!(self.queue, Queue::Unsure(named) if named != gateway);
            if is_another || paused.iter().any(|paused| paused == gateway) {
                continue;
            }
            let rate = one.segments_per_second;
            let (texts_max, is_trial) =
                match service.sending.health.admit(gateway, rate, TEXTS_MAX, now) {
                    Admitted::Texts(n) => (n, false),
                    Admitted::Trial => (1, true),
                    Admitted::Closed => continue,
                    Admitted::Held => {
                        pass.is_held = true;
                        return Ok(None);
                    }
                };
            let has_another = service.sending.providers.route().any(|other| {
                let name = other.provider.name();
                name != gateway
                    && !paused.iter().any(|paused| paused == name)
                    && service.sending.health.is_closed(name, now)
            });
            return Ok(Some(OpenGateway {
                one,
                texts_max,
                is_trial,
                has_another,
            }));
        }
        Ok(None)
    }

    fn lease(&self, line: &OpenGateway<'_>, now: Instant) -> TextLease {
        let priority = match self.queue {
            Queue::Priority(priority) => Some(priority),
            Queue::Unsure(_) => None,
        };
        let counts = priority.is_some_and(store::is_capped_priority);
        TextLease {
            coop: self.coop,
            priority,
            gateway: line.one.provider.name().to_owned(),
            holder: self.service.chance().random_id(),
            now,
            until: now.plus_ms(LEASE_MS),
            counts_on: counts.then(|| now.day()),
            texts_max: line.texts_max,
        }
    }
}

/// Whether a gateway can send a text's template. Whether the template is registered is checked elsewhere.
fn carries(one: &Installed, text: &LeasedText) -> bool {
    let registered = text.registered.as_ref();
    registered.is_none_or(|registered| one.provider.carries(&registered.template_id))
}

fn give_back(service: &Service, line: &OpenGateway<'_>, now: Instant) {
    let gateway = line.one.provider.name();
    service.sending.health.used(gateway, line.texts_max, 0, now);
    if line.is_trial {
        service.sending.health.was_not_tried(gateway, now);
    }
}

/// Sends what was decided to be sent, a few at once; what became of each, in order. No request is begun
/// once the gateway's breaker has opened, near the end of the lease, or when the program is to stop.
async fn send_all(
    service: &Service,
    line: &OpenGateway<'_>,
    decided: &[(LeasedText, Decision)],
    begun: Instant,
    stop: &watch::Receiver<bool>,
) -> Vec<Option<SendOutcome>> {
    let gateway = line.one.provider.name();
    let sends = decided.iter().map(|(text, decision)| async move {
        if *decision != Decision::Send {
            return None;
        }
        let now = service.clock.now();
        let is_late = !(0..LAST_CALL_MS).contains(&(now.0 - begun.0));
        let is_open = line.is_trial || service.sending.health.is_closed(gateway, now);
        // A slow gateway may need so long for a batch that quiet hours begin meanwhile.
        let is_its_hour = its_hour(text, now).is_ok_and(|at| at <= now);
        if is_late || !is_open || !is_its_hour || *stop.borrow() {
            return Some(SendOutcome::Untried);
        }
        let outcome = send(service, line.one, text).await;
        tell_lane(service, gateway, &outcome, service.clock.now());
        Some(outcome)
    });
    futures_util::stream::iter(sends)
        .buffered(AT_ONCE_MAX)
        .collect()
        .await
}
