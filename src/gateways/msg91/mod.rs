//! MSG91: messages, by flows.

pub(in crate::gateways) mod sms;
