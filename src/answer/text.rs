//! Somebody texted us.

use crate::domain::Phone;
use crate::gateway::sms::Text;
use crate::service::Service;
use crate::store;

/// Answers a text that came in through a gateway, and keeps all that follows from it. An error means
/// that nothing was kept: the provider should deliver the text again.
pub async fn heard(service: &Service, gateway: &str, text: &Text) -> Result<(), store::Error> {
    if service.coop_by_number(gateway, &text.to).await?.is_none() {
        tracing::warn!(gateway, "A text came to a number that no cooperative has");
    }
    Ok(())
}

/// Keeps that somebody wants no announcements, or wants them again, as her network or the provider
/// says it. `to` is the number or header it is about; empty: every cooperative that knows the phone.
pub async fn opted_out(
    service: &Service,
    gateway: &str,
    phone: &Phone,
    to: &str,
    stopped: bool,
) -> Result<(), store::Error> {
    let coop = service.coop_by_number(gateway, to).await?;
    tracing::info!(
        gateway,
        known = coop.is_some(),
        stopped,
        by = %phone,
        "A provider told of a wish to stop or start"
    );
    Ok(())
}
