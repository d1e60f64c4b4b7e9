//! Outgoing texts: those that are due are sent, and what became of each is written down.
//!
//! The steps for a text are: find a gateway that may be used, whose breaker is closed and whose rate allows
//! it; lease the text; check that it is still worth sending, that the hour allows it, that the phone wants
//! it and has not been set aside, that its template may be sent, and that the day's cap is not reached;
//! make the request, with no transaction open; settle it. Every step but the request is done for hundreds
//! of texts at once.
//!
//! A process may end at any point. Before the lease nothing has happened; after it the text is `sending`
//! until the lease lapses, and then `unsure`: an idempotent provider is sent it again, since it takes no
//! text twice; with any other the receipt is waited for before the text is tried again.
//!
//! **Invariant:** a number, a text or a name is never logged, and no transaction is open while a
//! provider is talked to.

mod batch;
mod decide;
mod send;
mod settle;

pub use crate::app::sandbox_inbox::{SandboxInbox, SandboxText};

use crate::app::Service;
use crate::core::domain::delivery::RECEIPT_WAIT_MS;
use crate::core::domain::{Instant, Purpose};
use crate::store;
use crate::telemetry::chain;
use batch::{Pass, Queue};
use std::time::Duration;
use tokio::sync::watch;

/// How long a worker that found nothing waits before it looks again.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The same where a gateway's rate, or another node, is what is waited for.
const HELD: Duration = Duration::from_millis(40);
/// After the database failed.
const REST: Duration = Duration::from_secs(3);
/// How often texts of unknown fate are looked after.
const TEND_EVERY: Duration = Duration::from_secs(5);
/// Every so many of these rounds, early receipts that were never matched are looked for, and the queue is
/// measured.
const TENDS_PER_COUNT: u32 = 3;

/// The texts that one worker takes. A worker of its own for urgent ones means that answers never wait
/// behind an announcement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Share {
    /// Alerts and answers.
    Urgent,
    /// All, by priority.
    All,
}

impl Share {
    fn takes(self, priority: i64) -> bool {
        match self {
            Self::Urgent => priority <= Purpose::Answer.priority(),
            Self::All => true,
        }
    }
}

/// Delivers until told to stop. What is on its way then is finished; what is not begun waits for the
/// next start.
pub async fn run_until(service: &Service, stop: watch::Receiver<bool>) {
    tokio::join!(
        work(service, Share::Urgent, stop.clone()),
        work(service, Share::All, stop.clone()),
        work(service, Share::All, stop.clone()),
        tend(service, stop.clone()),
    );
}

/// Delivers all that is due at this moment, for tests, transcripts and `talk`; how many texts left.
pub async fn deliver_once(service: &Service) -> Result<usize, store::Error> {
    let (_tell, never) = watch::channel(false);
    let mut left = 0;
    loop {
        let again = tend_once(service, &never).await?;
        let pass = pass(service, Share::All, &never).await?;
        left += again.left + pass.left;
        if again.handled + pass.handled == 0 {
            return Ok(left);
        }
    }
}

async fn work(service: &Service, share: Share, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let wait = match pass(service, share, &stop).await {
            Ok(pass) if pass.handled > 0 => continue,
            Ok(pass) if pass.is_held => HELD,
            Ok(_) => LOOK_EVERY,
            Err(error) => {
                tracing::error!(error = %chain(&error), "sms delivery failed; retried");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = service.sending.texts_queued.notified(), if share == Share::Urgent => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// One batch of every priority of every cooperative that has something due, the most urgent first.
async fn pass(
    service: &Service,
    share: Share,
    stop: &watch::Receiver<bool>,
) -> Result<Pass, store::Error> {
    let mut pass = Pass::default();
    for (priority, coop) in service.store.due_texts(service.clock.now()).await? {
        if *stop.borrow() {
            break;
        }
        if share.takes(priority) {
            pass += batch::deliver(service, coop, Queue::Priority(priority), stop).await?;
        }
    }
    Ok(pass)
}

async fn tend(service: &Service, mut stop: watch::Receiver<bool>) {
    let mut round = 0;
    while !*stop.borrow() {
        if let Err(error) = tend_round(service, round, &stop).await {
            tracing::error!(error = %chain(&error), "unconfirmed sms not swept");
        }
        round += 1;
        tokio::select! {
            () = tokio::time::sleep(TEND_EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

async fn tend_round(
    service: &Service,
    round: u32,
    stop: &watch::Receiver<bool>,
) -> Result<(), store::Error> {
    // More than one batch may be of unknown fate; a text that was looked after is not looked at again at
    // once.
    while tend_once(service, stop).await?.handled > 0 && !*stop.borrow() {}
    if round.is_multiple_of(TENDS_PER_COUNT) {
        let now = service.clock.now();
        service.store.receive_late(&knowing(service), now).await?;
        count(service, now).await?;
    }
    Ok(())
}

/// The gateways of the route that are idempotent: they never send a text of the same id twice.
fn knowing(service: &Service) -> Vec<&str> {
    service
        .sending
        .providers
        .route()
        .filter(|one| one.provider.is_idempotent())
        .map(|one| one.provider.name())
        .collect()
}

/// Looks after texts of unknown fate: sends those again that an idempotent gateway may have taken.
async fn tend_once(service: &Service, stop: &watch::Receiver<bool>) -> Result<Pass, store::Error> {
    let know = knowing(service);
    let now = service.clock.now();
    let coops = service
        .store
        .sweep_outbox(&know, now, RECEIPT_WAIT_MS)
        .await?;
    let mut pass = Pass::default();
    for coop in coops {
        for gateway in &know {
            pass += batch::deliver(service, coop, Queue::Unsure(gateway), stop).await?;
        }
    }
    Ok(pass)
}

/// Sets the metrics for operators: how long and how old the queue is, and which gateways are used.
pub async fn count(service: &Service, now: Instant) -> Result<(), store::Error> {
    for part in service.store.outbox_depth().await? {
        let (state, purpose) = (part.state.code(), part.purpose.code());
        let labels = [("state", state), ("purpose", purpose)];
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("sahkar_texts_open", &labels).set(part.texts_n as f64);
        let late_ms = part.oldest_due.map_or(0, |due| (now.0 - due.0).max(0));
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!("sahkar_texts_late_seconds", &labels).set(late_ms as f64 / 1000.0);
    }
    let paused = service.store.all_paused_gateways().await?;
    for one in service.sending.providers.route() {
        let gateway = one.provider.name();
        // One cooperative that has paused it is enough for the operator to look.
        let is_up = service.sending.health.is_closed(gateway, now)
            && !paused.iter().any(|one| one == gateway);
        metrics::gauge!("sahkar_gateway_up", "gateway" => gateway.to_owned())
            .set(f64::from(u8::from(is_up)));
    }
    Ok(())
}
