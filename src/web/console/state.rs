//! What the pages share: the service, the cooperatives, and who has typed too many wrong passphrases from where.

use super::access::Access;
use super::addresses::AddressTries;
use crate::app::Service;
use crate::core::domain::{CoopId, Instant};
use crate::office::ledger_check::LedgerChecks;
use crate::office::name_list::NameLists;
use crate::store::{self, CoopEntry};
use crate::web::App;
use crate::web::webhooks::WebhookAuth;
use std::sync::{Arc, Mutex, PoisonError};

/// How long the cooperatives are kept before they are read again.
const COOPS_MS: i64 = 60_000;

/// Cooperatives, and since when.
type KeptCoops = (Instant, Arc<Vec<Arc<CoopEntry>>>);

/// An item of the menu, for whoever may see its page.
#[derive(Clone, Copy)]
pub(super) struct NavEntry {
    /// Where it leads, below `/console`.
    pub(super) path: &'static str,
    /// The name of its words.
    pub(super) words: &'static str,
    /// Who may.
    pub(super) right: Access,
}

/// What the table of pages says that every page has to know.
pub(super) struct PageMap {
    /// The menu.
    pub(super) nav: Vec<NavEntry>,
    /// The paths of all pages that are shown after a log-in, as the table has them.
    pub(super) shown: Vec<&'static str>,
    /// Whether nothing here is real.
    pub(super) is_practice: bool,
}

/// What the pages share.
#[derive(Clone)]
pub(super) struct Console(Arc<ConsoleState>);

struct ConsoleState {
    service: Arc<Service>,
    auth: WebhookAuth,
    map: PageMap,
    coops: Mutex<Option<KeptCoops>>,
    tries: AddressTries,
    names: NameLists,
    checks: LedgerChecks,
}

impl Console {
    pub(super) fn new(app: &App, map: PageMap) -> Self {
        Self(Arc::new(ConsoleState {
            service: Arc::clone(&app.service),
            auth: app.auth.clone(),
            map,
            coops: Mutex::default(),
            tries: AddressTries::default(),
            names: NameLists::default(),
            checks: LedgerChecks::default(),
        }))
    }

    pub(super) fn service(&self) -> &Arc<Service> {
        &self.0.service
    }

    pub(super) fn auth(&self) -> &WebhookAuth {
        &self.0.auth
    }

    pub(super) fn tries(&self) -> &AddressTries {
        &self.0.tries
    }

    /// The names of members, to search them.
    pub(super) fn names(&self) -> &NameLists {
        &self.0.names
    }

    /// The checks of the ledger that officers have begun.
    pub(super) fn checks(&self) -> &LedgerChecks {
        &self.0.checks
    }

    /// Whether nothing here is real.
    pub(super) fn is_practice(&self) -> bool {
        self.0.map.is_practice
    }

    /// The menu.
    pub(super) fn nav(&self) -> &[NavEntry] {
        &self.0.map.nav
    }

    /// Whether a page is shown at a path after a log-in: what a log-in leads back to.
    pub(super) fn is_shown(&self, path: &str) -> bool {
        self.0.map.shown.iter().any(|known| is_at(known, path))
    }

    /// All cooperatives.
    pub(super) async fn coops(&self) -> Result<Arc<Vec<Arc<CoopEntry>>>, store::Error> {
        let now = self.service().clock.now();
        let kept = self
            .0
            .coops
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some((since, coops)) = kept
            && !coops.is_empty()
            && (0..COOPS_MS).contains(&(now.0 - since.0))
        {
            return Ok(coops);
        }
        let read = self.service().store.coops().await?;
        let coops = Arc::new(read.into_iter().map(Arc::new).collect());
        let mut kept = self.0.coops.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((now, Arc::clone(&coops)));
        Ok(coops)
    }

    /// A cooperative by its id, or else by the code that is dialled; the first where there is neither.
    pub(super) async fn coop(
        &self,
        (id, code): (Option<CoopId>, &str),
    ) -> Result<Option<Arc<CoopEntry>>, store::Error> {
        let coops = self.coops().await?;
        let by_code = coops
            .iter()
            .find(|one| !code.is_empty() && one.coop.code == code);
        let by_id = coops.iter().find(|one| Some(one.coop.id) == id);
        Ok(by_code.or(by_id).or(coops.first()).cloned())
    }
}

/// Whether a path is that of a page, as the table has it.
fn is_at(known: &str, path: &str) -> bool {
    let (wanted, given) = (known.split('/'), path.split('/'));
    wanted.clone().count() == given.clone().count()
        && wanted
            .zip(given)
            .all(|(wanted, given)| wanted == given || wanted.starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_that_of_a_page_with_something_in_its_places() {
        assert!(is_at("/members/{no}", "/members/1001"));
        for other in ["/members", "/members/1001/pin", "/member/1001"] {
            assert!(!is_at("/members/{no}", other), "{other}");
        }
    }
}
