//! The session of a browser.

use super::browser;
use super::visit::Visit;
use crate::store::{self, ConsoleSession};

/// The session that a browser's token is of, whether it counts or not.
pub(super) async fn of_browser(visit: &Visit) -> Result<Option<ConsoleSession>, store::Error> {
    if visit.browser.is_new || visit.browser.coop() != Some(visit.coop_id()) {
        return Ok(None);
    }
    let hash = browser::hash(&visit.browser.token);
    let store = &visit.service().store;
    store.console_session(visit.coop_id(), &hash).await
}
