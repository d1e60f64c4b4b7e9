//! Opening the database of a command. Only a few commands may create it.

use super::Failed;
use crate::clock::Chance;
use crate::config::DatabaseConfig;
use crate::store::{self, Age, Store};
use crate::telemetry::chain;
use std::sync::Arc;

/// Opens the existing database of this release. It is refused, and not changed, where it is missing,
/// belongs to another program, is older or newer, or was made with other keys.
pub(super) async fn open(config: &DatabaseConfig) -> Result<Store, Failed> {
    match existing(config).await? {
        (store, Age::Current) => Ok(store),
        (_, Age::Older) => Err(Failed::Unfit(
            "the database is of an older release than this program; `sahkar migrate` brings it to this one"
                .to_owned(),
        )),
    }
}

/// Opens the existing database, of this release or an older one.
pub(super) async fn existing(config: &DatabaseConfig) -> Result<(Store, Age), Failed> {
    let url = config.database_url.reveal();
    let (keys, chance) = (Arc::new(config.keys()), Arc::new(Chance::system()));
    Ok(Store::connect_existing(url, keys, chance).await?)
}

/// Opens the database, creates it where it is missing, and migrates it to this release.
pub(super) async fn make(config: &DatabaseConfig) -> Result<Store, Failed> {
    let url = config.database_url.reveal();
    let keys = Arc::new(config.keys());
    let store = Store::connect(url, keys, Arc::new(Chance::system())).await?;
    store.migrate().await?;
    Ok(store)
}

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Self {
        if error.is_unfit() {
            Self::Unfit(chain(&error))
        } else {
            Self::Refused(chain(&error))
        }
    }
}
