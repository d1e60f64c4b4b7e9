//! A provider says what became of texts of ours.

use crate::gateway::sms::Receipt;
use crate::service::Service;
use crate::store;

/// Takes receipts in, in any order. An error means that none was kept: the provider should bring them
/// again.
#[expect(
    clippy::unused_async,
    reason = "what waits is the writing into the outbox"
)]
pub async fn received(
    _service: &Service,
    gateway: &str,
    receipts: &[Receipt],
) -> Result<(), store::Error> {
    tracing::info!(gateway, receipts_n = receipts.len(), "Receipts came in");
    Ok(())
}
