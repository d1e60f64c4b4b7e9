//! A receipt as a provider sends it, and as an early one is stored.

use crate::core::domain::{Failure, MessageState, Phone, Reported};

/// A receipt, as a provider sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptIn {
    /// Our id, where the provider returns it.
    pub our_id: Option<i64>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// The number that the text went to, where the receipt names it.
    pub to: Option<Phone>,
    /// The status that it reports.
    pub reported: Reported,
    /// The provider's or the network's own code.
    pub code: Option<String>,
}

/// An early receipt as it is stored. The keyed hash of its number is empty where it names none.
#[derive(sqlx::FromRow)]
pub(super) struct EarlyRow {
    pub(super) provider_id: String,
    pub(super) state: String,
    pub(super) failure: Option<String>,
    pub(super) code: Option<String>,
    pub(super) lookup: String,
}

/// A stored early receipt as it came, and the keyed hash of its number.
pub(super) fn of_early(row: EarlyRow, to: Option<Phone>) -> (ReceiptIn, String) {
    let receipt = ReceiptIn {
        our_id: None,
        provider_id: Some(row.provider_id),
        to,
        reported: reported(&row.state, row.failure.as_deref()),
        code: row.code,
    };
    (receipt, row.lookup)
}

fn reported(state: &str, failure: Option<&str>) -> Reported {
    match MessageState::parse(state) {
        Some(MessageState::Sent) => Reported::Sent,
        Some(MessageState::Delivered) => Reported::Delivered,
        Some(MessageState::Failed) => {
            Reported::Failed(failure.and_then(Failure::parse).unwrap_or(Failure::Other))
        }
        _ => Reported::Unknown(state.to_owned()),
    }
}
