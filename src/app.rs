//! What is needed to answer: the store, the script, the clock, what it takes to send, and what this process
//! keeps to itself.
//!
//! Cooperatives change rarely and every request needs one, so they are kept at hand (`at_hand`).

mod at_hand;
pub mod gateway_health;
mod languages;
mod lock;
pub mod node;
pub mod sandbox_inbox;

pub use at_hand::CoopAtHand;
pub use languages::SpokenLanguages;

use crate::clock::{Chance, Clock};
use crate::core::domain::{Coop, CoopTexts, Instant};
use crate::core::script::Script;
use crate::core::script::notices::SenderContext;
use crate::gateways::Gateway;
use crate::gateways::sms::{Providers, SecretUrl};
use crate::outbound::Outbound;
use crate::pins::Pins;
use crate::seal::Keys;
use crate::store::{self, Address, AddressKind, Store};
use at_hand::{AtHand, Remembered};
use gateway_health::GatewayHealth;
use sandbox_inbox::SandboxInbox;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Notify;

/// All that answers. Shared by everything that waits.
pub struct Service {
    /// The record.
    pub store: Store,
    /// What conversations may be.
    pub script: Arc<Script>,
    /// What time it is.
    pub clock: Clock,
    /// What it takes for something to leave.
    pub sending: Sending,
    /// What this process keeps to itself, and loses when it ends.
    pub local: Local,
}

/// What it takes for a text, or word of a task, to leave.
pub struct Sending {
    /// The providers of texts, and the order in which they are tried.
    pub providers: Providers,
    /// What makes requests to them.
    pub outbound: Outbound,
    /// How fast each of them is fed, and whether it is worth trying.
    pub health: GatewayHealth,
    /// What the sandbox sent.
    pub sandbox: SandboxInbox,
    /// Where it is told that an officer has something to see to.
    pub task_hook: Option<SecretUrl>,
    /// Told when an answer was queued, so that it leaves at once and not when somebody looks.
    pub texts_queued: Notify,
}

/// What one process keeps to itself. Nothing in it is a record: another process does without it.
pub struct Local {
    /// What works on PINs, a few at a time.
    pub pins: Pins,
    /// The language each running session was last spoken to in, for an apology.
    pub languages: SpokenLanguages,
    coops: AtHand,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Service")
    }
}

impl Default for Sending {
    /// To the sandbox, in this process.
    fn default() -> Self {
        Self {
            providers: Providers::sandbox(),
            outbound: Outbound::closed(),
            health: GatewayHealth::default(),
            sandbox: SandboxInbox::default(),
            task_hook: None,
            texts_queued: Notify::new(),
        }
    }
}

impl Service {
    /// Over a store that has been opened and migrated. Texts stay in this process, in the sandbox.
    pub fn new(store: Store, script: Arc<Script>, clock: Clock) -> Self {
        let local = Local {
            pins: Pins::new(Arc::clone(store.keys())),
            languages: SpokenLanguages::default(),
            coops: AtHand::default(),
        };
        Self {
            store,
            script,
            clock,
            sending: Sending::default(),
            local,
        }
    }

    /// Where ids and salts come from: the store's own, so that its rows and theirs share one sequence.
    pub fn chance(&self) -> &Arc<Chance> {
        self.store.chance()
    }

    /// With these providers of texts, called by these requests.
    #[must_use]
    pub fn sending(mut self, providers: Providers, outbound: Outbound) -> Self {
        self.sending.providers = providers;
        self.sending.outbound = outbound;
        self
    }

    /// Telling this web hook of tasks for officers.
    #[must_use]
    pub fn telling(mut self, task_hook: Option<SecretUrl>) -> Self {
        self.sending.task_hook = task_hook;
        self
    }

    /// The keys the store was opened with.
    pub fn keys(&self) -> &Keys {
        self.store.keys()
    }

    /// The cooperative that a code dialled through a gateway reaches.
    pub async fn coop(
        &self,
        gateway: Gateway,
        code: &str,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        self.coop_at(gateway.name(), AddressKind::Ussd, code).await
    }

    /// The cooperative that a text to this number reaches, where it came in through this gateway.
    pub async fn coop_by_number(
        &self,
        gateway: &str,
        number: &str,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        self.coop_at(gateway, AddressKind::Sms, number).await
    }

    /// What all texts of a cooperative have the same. By a real provider only approved templates
    /// leave.
    pub fn sender<'a>(&self, coop: &'a Coop, texts: &'a CoopTexts) -> SenderContext<'a> {
        SenderContext {
            texts,
            code: &coop.code,
            must_be_registered: self.sending.providers.are_real(),
        }
    }

    async fn coop_at(
        &self,
        gateway: &str,
        kind: AddressKind,
        value: &str,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        let now = self.clock.now();
        let address = Address {
            gateway: gateway.to_owned(),
            kind,
            value: value.to_owned(),
        };
        let before = match self.local.coops.recall(&address, now) {
            Remembered::Coop(coop) => return Ok(Some(coop)),
            Remembered::Nobody => return Ok(None),
            Remembered::Unsure(before) => before,
        };
        // Boxed, as all that is seldom waited for on the way of a step: a future holds whatever it may ever
        // wait for, and is moved whole.
        Box::pin(self.read_coop(address, before, now)).await
    }

    async fn read_coop(
        &self,
        address: Address,
        before: Option<Arc<CoopAtHand>>,
        now: Instant,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        match self.store.coop_at(&address).await {
            Ok(entry) => {
                let coop = entry.map(|entry| Arc::new(CoopAtHand::from(&entry)));
                self.local.coops.remember(address, coop.as_ref(), now);
                Ok(coop)
            }
            // Better a cooperative as it was than none.
            Err(error) => before.map_or(Err(error), |coop| Ok(Some(coop))),
        }
    }
}
