//! What answering needs: the store, the script, the clock, the means of sending, and the state that only
//! this process has.
//!
//! Cooperatives change rarely and every request needs one, so they are cached (`at_hand`).

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

/// Everything that answers requests. All parts of the program share one.
pub struct Service {
    /// The database.
    pub store: Store,
    /// The menus and words of conversations.
    pub script: Arc<Script>,
    /// The clock: the system's, or a test's.
    pub clock: Clock,
    /// What sends texts and reports tasks.
    pub sending: Sending,
    /// State of this process alone; it is lost when the process ends.
    pub local: Local,
}

/// What is needed to send a text, or to report a task.
pub struct Sending {
    /// The providers of texts, and the order in which they are tried.
    pub providers: Providers,
    /// The HTTP client for requests to them.
    pub outbound: Outbound,
    /// How fast each gateway may be given texts, and whether it works.
    pub health: GatewayHealth,
    /// What the sandbox has sent.
    pub sandbox: SandboxInbox,
    /// The web hook that is told when an officer has a task.
    pub task_hook: Option<SecretUrl>,
    /// Wakes the sender when an answer was queued, so that it leaves at once and not at the next look.
    pub texts_queued: Notify,
}

/// State of one process. Nothing in it is a record: other processes do not need it.
pub struct Local {
    /// Checks PINs, a few at a time.
    pub pins: Pins,
    /// The language in which each running session was last answered, for an apology.
    pub languages: SpokenLanguages,
    coops: AtHand,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Service")
    }
}

impl Default for Sending {
    /// Only the sandbox of this process.
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
    /// With an open and migrated store. Texts go to the sandbox of this process.
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

    /// Where ids and salts come from: the store's own source, so that its rows and theirs share one
    /// sequence.
    pub fn chance(&self) -> &Arc<Chance> {
        self.store.chance()
    }

    /// Sends by these providers, with this HTTP client.
    #[must_use]
    pub fn sending(mut self, providers: Providers, outbound: Outbound) -> Self {
        self.sending.providers = providers;
        self.sending.outbound = outbound;
        self
    }

    /// Reports tasks for officers to this web hook.
    #[must_use]
    pub fn telling(mut self, task_hook: Option<SecretUrl>) -> Self {
        self.sending.task_hook = task_hook;
        self
    }

    /// The keys the store was opened with.
    pub fn keys(&self) -> &Keys {
        self.store.keys()
    }

    /// The cooperative that this code reaches when it is dialled through this gateway.
    pub async fn coop(
        &self,
        gateway: Gateway,
        code: &str,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        self.coop_at(gateway.name(), AddressKind::Ussd, code).await
    }

    /// The cooperative that a text to this number reaches when it comes through this gateway.
    pub async fn coop_by_number(
        &self,
        gateway: &str,
        number: &str,
    ) -> Result<Option<Arc<CoopAtHand>>, store::Error> {
        self.coop_at(gateway, AddressKind::Sms, number).await
    }

    /// What all texts of a cooperative have in common. A real provider sends approved templates only.
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
        // Boxed because it is rarely awaited: a future has room for everything that it may await, and is
        // moved with all of it.
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
            // An old copy of the cooperative is better than none.
            Err(error) => before.map_or(Err(error), |coop| Ok(Some(coop))),
        }
    }
}
