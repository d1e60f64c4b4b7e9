//! Texts as they arrive on handsets.

use super::World;
use sahkar::deliver::deliver_once;
use sahkar::service::air::AirText;

impl World {
    /// What arrived on handsets after the `n`-th text, once all that is due has been delivered.
    pub(crate) async fn texts_after(&self, n: u64) -> Vec<AirText> {
        deliver_once(&self.service).await.unwrap();
        self.service.air.after(n)
    }
}
