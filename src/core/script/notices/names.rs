//! What files, messages and variables of texts are called.

use super::body::Slot;
use super::read::RawNotice;

/// The file of their forms.
pub(in crate::core::script) const FILE: &str = "menus/notices.toml";
/// Every message with their words begins so.
const PREFIX: &str = "notice-";
/// How a language says a day and an hour.
pub(super) const WHEN: &str = "system-when";

/// Whether a message holds the words of a text that is sent.
pub(in crate::core::script) fn is_notice(message: &str) -> bool {
    message.starts_with(PREFIX)
}

/// The message that holds the words of a text.
pub(super) fn message_of(notice: &str) -> String {
    format!("{PREFIX}{notice}")
}

/// Names that a variable of a text may have.
pub(super) fn variables(raw: &RawNotice) -> Vec<&str> {
    let places = raw.places.iter().map(|(name, _)| name.text.as_str());
    places.chain(Slot::ALL.map(Slot::word)).collect()
}
