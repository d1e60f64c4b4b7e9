//! What is needed to answer: the store, the script, the clock, chance, and what works on PINs.
//!
//! Cooperatives change rarely and every request needs one, so they are kept at hand (`at_hand`).

mod at_hand;
pub mod gateway_health;
pub mod node;
pub mod sandbox_inbox;

use crate::clock::{Chance, Clock};
use crate::core::domain::{Category, Coop, CoopTexts, Instant, Lang, SessionId};
use crate::core::script::Script;
use crate::core::script::notices::SenderContext;
use crate::gateways::Gateway;
use crate::gateways::sms::{Providers, SecretUrl};
use crate::outbound::Outbound;
use crate::pins::Pins;
use crate::seal::Keys;
use crate::store::{self, Address, AddressKind, CoopEntry, Store};
use at_hand::{AtHand, Remembered};
use gateway_health::GatewayHealth;
use sandbox_inbox::SandboxInbox;
use std::collections::HashMap;
use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Sessions whose language is remembered, twice over.
const TONGUES_MAX: usize = 8192;

/// All that answers. Shared by everything that waits.
pub struct Service {
    /// The record.
    pub store: Store,
    /// What conversations may be.
    pub script: Arc<Script>,
    /// What time it is.
    pub clock: Clock,
    /// Where ids and salts come from.
    pub chance: Arc<Chance>,
    /// What works on PINs.
    pub pins: Pins,
    /// The language each running session was last spoken to in, for an apology.
    pub tongues: SpokenLanguages,
    /// The providers of texts, and the order in which they are tried.
    pub providers: Providers,
    /// What makes requests to them.
    pub outbound: Outbound,
    /// How fast each of them is fed, and whether it is worth trying.
    pub lanes: GatewayHealth,
    /// What the sandbox sent.
    pub air: SandboxInbox,
    /// Where it is told that an officer has something to see to.
    pub task_hook: Option<SecretUrl>,
    /// Told when an answer was queued, so that it leaves at once and not when somebody looks.
    pub texts_queued: Notify,
    coops: AtHand,
}

/// A cooperative as every turn needs it.
#[derive(Clone, Debug)]
pub struct CoopAtHand {
    /// Itself.
    pub coop: Arc<Coop>,
    /// Its categories.
    pub categories: Arc<Vec<Category>>,
    /// How it sends texts, and its registered templates.
    pub texts: Arc<CoopTexts>,
}

impl From<&CoopEntry> for CoopAtHand {
    fn from(entry: &CoopEntry) -> Self {
        Self {
            coop: Arc::new(entry.coop.clone()),
            categories: Arc::new(entry.categories.clone()),
            texts: Arc::new(entry.texts.clone()),
        }
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Service")
    }
}

impl Service {
    /// Over a store that has been opened and migrated. Texts stay in this process, in the sandbox.
    pub fn new(store: Store, script: Arc<Script>, clock: Clock) -> Self {
        Self {
            pins: Pins::new(Arc::clone(store.keys())),
            chance: Arc::clone(store.chance()),
            store,
            script,
            clock,
            tongues: SpokenLanguages::default(),
            providers: Providers::sandbox(),
            outbound: Outbound::closed(),
            lanes: GatewayHealth::default(),
            air: SandboxInbox::default(),
            task_hook: None,
            texts_queued: Notify::new(),
            coops: AtHand::default(),
        }
    }

    /// With these providers of texts, called by these requests.
    #[must_use]
    pub fn sending(mut self, providers: Providers, outbound: Outbound) -> Self {
        self.providers = providers;
        self.outbound = outbound;
        self
    }

    /// Telling this web hook of tasks for officers.
    #[must_use]
    pub fn telling(mut self, task_hook: Option<SecretUrl>) -> Self {
        self.task_hook = task_hook;
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
    pub fn house<'a>(&self, coop: &'a Coop, texts: &'a CoopTexts) -> SenderContext<'a> {
        SenderContext {
            texts,
            code: &coop.code,
            must_be_registered: self.providers.are_real(),
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
        let before = match self.coops.recall(&address, now) {
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
                self.coops.remember(address, coop.as_ref(), now);
                Ok(coop)
            }
            // Better a cooperative as it was than none.
            Err(error) => before.map_or(Err(error), |coop| Ok(Some(coop))),
        }
    }
}

/// The language each running session was last spoken to in. It is remembered in this process only,
/// for an apology when the database is gone, and the oldest half is forgotten when there are many.
#[derive(Default, Debug)]
pub struct SpokenLanguages(Mutex<Generations>);

#[derive(Default, Debug)]
struct Generations {
    young: HashMap<SessionId, Lang>,
    old: HashMap<SessionId, Lang>,
}

impl SpokenLanguages {
    /// Remembers the language of a session.
    pub fn remember(&self, session: SessionId, lang: Lang) {
        let mut kept = lock(&self.0);
        if kept.young.len() >= TONGUES_MAX {
            kept.old = mem::take(&mut kept.young);
        }
        kept.young.insert(session, lang);
    }

    /// The language of a session, where it is still known.
    pub fn recall(&self, session: SessionId) -> Option<Lang> {
        let kept = lock(&self.0);
        let found = kept.young.get(&session).or_else(|| kept.old.get(&session));
        found.copied()
    }
}

/// Nothing panics while it holds one of these locks; were it to, the value would still be whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_does_not_make_a_running_session_forgotten() {
        let tongues = SpokenLanguages::default();
        tongues.remember(SessionId(0), Lang::Hi);
        for id in 1..i64::try_from(TONGUES_MAX).unwrap() + 10 {
            tongues.remember(SessionId(id), Lang::Gu);
        }
        assert_eq!(tongues.recall(SessionId(0)), Some(Lang::Hi));
        assert_eq!(tongues.recall(SessionId(-1)), None);
    }
}
