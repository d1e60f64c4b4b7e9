//! Gateways that are paused until an officer has dealt with the problem.

use super::WriteContext;
use crate::core::domain::change::gateway::Change;
use crate::store::Error;
use crate::store::db::conn::{args, statements};

statements! {
    PAUSE_GATEWAY = "insert into gateway_pause (coop_id, gateway, why, at) values ($1, $2, $3, $4)
        on conflict do nothing";
}

impl WriteContext<'_> {
    pub(super) async fn write_gateway(&mut self, change: &Change) -> Result<bool, Error> {
        let Change::Paused(paused) = change;
        let args = args![self.coop.0, &paused.gateway, &paused.why, self.now.0];
        self.touches_one(PAUSE_GATEWAY, args).await
    }
}
