//! The number that this node has among all running nodes, and that is part of the ids it makes.

use super::Service;
use crate::store::Error;
use std::convert::Infallible;
use std::time::Duration;

/// How often a node reports that it is alive.
const TELL_EVERY: Duration = Duration::from_mins(1);

/// Takes a number for this node, and then reports for as long as it runs that it is alive.
pub async fn stay(service: &Service) -> Infallible {
    loop {
        match service.store.be_a_node(service.clock.now()).await {
            Ok(Some(_)) => {}
            Ok(None) => {
                tracing::warn!("no free node number; ids may collide");
            }
            Err(error) => tell(&error),
        }
        tokio::time::sleep(TELL_EVERY).await;
    }
}

fn tell(error: &Error) {
    tracing::warn!(%error, "node heartbeat failed; retried");
}
