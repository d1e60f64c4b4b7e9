//! Delivery receipts: a provider reports what became of texts of ours.

use crate::app::Service;
use crate::gateways::sms::Receipt;
use crate::store::{self, ReceiptIn, ReceiptSource};
use std::collections::BTreeMap;
use tracing::Instrument as _;

/// Takes receipts in, in any order, early, late or twice. An error means that not all were kept: the
/// provider should bring them again.
pub async fn received(
    service: &Service,
    gateway: &str,
    receipts: &[Receipt],
) -> Result<(), store::Error> {
    let now = service.clock.now();
    let is_idempotent = service
        .sending
        .providers
        .get(gateway)
        .is_some_and(|one| one.provider.is_idempotent());
    // Without their times: see `Receipt::at`.
    let receipts: Vec<ReceiptIn> = receipts
        .iter()
        .map(|receipt| ReceiptIn {
            our_id: receipt.our_id,
            provider_id: receipt.provider_id.clone(),
            to: receipt.to.clone(),
            reported: receipt.reported.clone(),
            code: receipt.code.clone(),
        })
        .collect();
    let store = &service.store;
    let source = ReceiptSource {
        name: gateway,
        is_idempotent,
    };
    let kept = store.receive(source, &receipts, now);
    let kept = kept.instrument(tracing::debug_span!("receipt")).await?;
    let mut states: BTreeMap<&'static str, u64> = BTreeMap::new();
    for state in &kept.moved {
        *states.entry(state.code()).or_default() += 1;
    }
    for (state, n) in &states {
        metrics::counter!(
            "sahkar_texts_out_total", "gateway" => gateway.to_owned(), "state" => *state
        )
        .increment(*n);
    }
    if kept.twice_n > 0 {
        metrics::counter!("sahkar_texts_repeated_total", "gateway" => gateway.to_owned())
            .increment(u64::try_from(kept.twice_n).unwrap_or_default());
    }
    tracing::info!(
        gateway,
        receipts_n = receipts.len(),
        states = ?states,
        early_n = kept.early_n,
        lost_n = kept.lost_n,
        "receipts received"
    );
    Ok(())
}
