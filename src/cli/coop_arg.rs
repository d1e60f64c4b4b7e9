//! Which cooperative a command is about, and a service that can write texts for it.

use super::{Failed, SettingsArgs, database_config, environment, make, open, script, start_logs};
use crate::app::Service;
use crate::clock::Clock;
use crate::config::Config;
use crate::core::domain::CoopId;
use crate::core::script::Script;
use crate::outbound::Outbound;
use crate::store::{CoopEntry, Store};
use std::sync::Arc;

/// The cooperative of this code, or the only one there is.
pub(super) async fn find_coop(store: &Store, code: Option<&str>) -> Result<CoopEntry, Failed> {
    let mut coops = store.coops().await?;
    let found = match code {
        Some(code) => coops.iter().position(|entry| entry.coop.code == code),
        None if coops.len() == 1 => Some(0),
        None => None,
    };
    found.map(|at| coops.swap_remove(at)).ok_or_else(|| {
        let codes: Vec<&str> = coops.iter().map(|entry| entry.coop.code.as_str()).collect();
        Failed::Refused(format!(
            "which cooperative? --coop one of: {}",
            codes.join(" ")
        ))
    })
}

/// The same with a service that writes texts as `serve` does and queues them; a running `serve` sends them.
/// sends them.
async fn service_for(
    settings: &SettingsArgs,
    code: Option<&str>,
    script: Arc<Script>,
) -> Result<(Service, CoopEntry), Failed> {
    let config = Config::load(settings.config.as_deref(), environment());
    let config = config.map_err(Failed::Settings)?;
    start_logs(&config.database.log);
    let store = open(&config.database).await?;
    let entry = find_coop(&store, code).await?;
    // It takes a node number for its ids; without one, ids that collide are drawn again.
    let _ = store.be_a_node(Clock::system().now()).await;
    let service = Service::new(store, script, Clock::system())
        .sending(config.gateways.providers.clone(), Outbound::closed());
    Ok((service, entry))
}

/// A cooperative, and everything that a command needs to work on it.
pub(super) struct Desk {
    /// Writes and queues texts; a running `serve` sends them.
    pub(super) service: Service,
    /// The cooperative.
    pub(super) entry: CoopEntry,
}

impl Desk {
    /// The cooperative of this code, or the only one there is.
    pub(super) async fn open(settings: &SettingsArgs, code: Option<&str>) -> Result<Self, Failed> {
        let (service, entry) = service_for(settings, code, script(None)?).await?;
        Ok(Self { service, entry })
    }

    pub(super) fn store(&self) -> &Store {
        &self.service.store
    }

    pub(super) fn coop(&self) -> CoopId {
        self.entry.coop.id
    }

    /// The same for a database that may not exist yet and is then created; no texts are written there.
    pub(super) async fn making(
        settings: &SettingsArgs,
        code: Option<&str>,
    ) -> Result<Self, Failed> {
        let store = make(&database_config(settings)?).await?;
        let entry = find_coop(&store, code).await?;
        let service = Service::new(store, script(None)?, Clock::system());
        Ok(Self { service, entry })
    }

    /// Closes the database, whatever the command's result is.
    pub(super) async fn close<T>(self, done: Result<T, Failed>) -> Result<T, Failed> {
        // Frees the node number. If this fails, the number is only occupied for a while.
        let _ = self.service.store.leave_nodes().await;
        self.service.store.close().await;
        done
    }
}
