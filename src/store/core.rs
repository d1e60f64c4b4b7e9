//! The store itself: what it holds, and no statement. Each file of `store` adds its own methods.

use super::db::faults::Faults;
use super::db::pools::Pools;
use super::facts::known_lookup::KnownLookup;
use super::health::step_results::Readiness;
use super::health::watch::DatabaseWatch;
use super::number_block::Leased;
use super::step::QueuedStep;
use crate::clock::Chance;
use crate::seal::Keys;
use std::sync::Arc;
use tokio::sync::mpsc;

/// A node number that this process holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeNo {
    pub(super) no: i64,
    pub(super) holder: i64,
}

/// The store. Clones share one database.
#[derive(Clone, Debug)]
pub struct Store {
    pub(in crate::store) core: Arc<Core>,
    pub(in crate::store) steps: mpsc::Sender<QueuedStep>,
    pub(in crate::store) looks: mpsc::Sender<KnownLookup>,
}

/// What all clones and the store's tasks share.
#[derive(Debug)]
pub(in crate::store) struct Core {
    pub(in crate::store) db: Pools,
    pub(in crate::store) watch: Arc<DatabaseWatch>,
    pub(in crate::store) keys: Arc<Keys>,
    pub(in crate::store) chance: Arc<Chance>,
    pub(in crate::store) faults: Faults,
    pub(in crate::store) numbers: Leased,
    pub(in crate::store) leasing: tokio::sync::Mutex<()>,
    pub(in crate::store) node: tokio::sync::Mutex<Option<NodeNo>>,
    pub(in crate::store) readiness: Readiness,
}

impl Store {
    /// The keys that the store was opened with.
    pub fn keys(&self) -> &Arc<Keys> {
        &self.core.keys
    }

    /// The source of its ids and nonces.
    pub fn chance(&self) -> &Arc<Chance> {
        &self.core.chance
    }

    /// For tests: where the program is killed.
    pub fn faults(&self) -> &Faults {
        &self.core.faults
    }
}
