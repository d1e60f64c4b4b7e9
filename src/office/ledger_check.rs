//! Checking the chain over the ledger while officers work: in the background, part by part, with how far it has come.
//!
//! It is the check of `sahkar verify`, of one cooperative. What it came to is kept in this process until it is made
//! again or the process ends.

use crate::core::domain::{CoopId, Instant};
use crate::store::{ChainPart, ChainPlace, Store};
use crate::telemetry::chain;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::JoinSet;

/// How far a check has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckStanding {
    /// When it was begun.
    pub began_at: Instant,
    /// Lines that are checked.
    pub lines_n: i64,
    /// Lines that were in the chain when it was begun.
    pub of_n: i64,
    /// What it came to; `None` while it runs.
    pub end: Option<CheckEnd>,
}

/// What a check came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CheckEnd {
    /// The chain is whole up to this place.
    Whole(ChainPlace),
    /// From the line of this place on it differs from what was sealed.
    Broken(i64),
    /// The database failed.
    Failed,
}

/// The checks of all cooperatives; those that run end with it.
#[derive(Default, Debug)]
pub struct LedgerChecks {
    standings: Standings,
    tasks: Mutex<JoinSet<()>>,
}

impl LedgerChecks {
    /// How the last check stands; `None` where none was made since the program began.
    pub fn standing(&self, coop: CoopId) -> Option<CheckStanding> {
        self.standings.all().get(&coop).cloned()
    }

    /// Begins a check, unless one runs.
    pub fn begin(&self, store: &Store, coop: CoopId, now: Instant) {
        if !self.standings.begin(coop, now) {
            return;
        }
        let (standings, store) = (self.standings.clone(), store.clone());
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.spawn(async move { standings.run(&store, coop).await });
    }
}

/// How the check of each cooperative stands.
#[derive(Clone, Default, Debug)]
struct Standings(Arc<Mutex<BTreeMap<CoopId, CheckStanding>>>);

impl Standings {
    fn all(&self) -> MutexGuard<'_, BTreeMap<CoopId, CheckStanding>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether one is to run: none does yet.
    fn begin(&self, coop: CoopId, now: Instant) -> bool {
        let mut all = self.all();
        if all.get(&coop).is_some_and(|known| known.end.is_none()) {
            return false;
        }
        let begun = CheckStanding {
            began_at: now,
            lines_n: 0,
            of_n: 0,
            end: None,
        };
        all.insert(coop, begun);
        true
    }

    async fn run(&self, store: &Store, coop: CoopId) {
        let end = match self.check(store, coop).await {
            Ok(end) => end,
            Err(error) => {
                tracing::error!(coop.id = coop.0, error = %chain(&error), "ledger not checked");
                CheckEnd::Failed
            }
        };
        if let Some(known) = self.all().get_mut(&coop) {
            known.end = Some(end);
        }
    }

    async fn check(&self, store: &Store, coop: CoopId) -> Result<CheckEnd, crate::store::Error> {
        let of_n = store.last_seal(coop).await?;
        let mut place = ChainPlace::default();
        loop {
            if let Some(known) = self.all().get_mut(&coop) {
                (known.lines_n, known.of_n) = (place.seq, of_n.max(place.seq));
            }
            match store.check_chain(coop, &place).await? {
                ChainPart::More(upto) => place = upto,
                ChainPart::Whole(upto) => return Ok(CheckEnd::Whole(upto)),
                ChainPart::Broken(seq) => return Ok(CheckEnd::Broken(seq)),
            }
        }
    }
}
