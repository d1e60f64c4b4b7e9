//! Africa's Talking: calls and messages.

pub(in crate::gateways) mod sms;
pub(in crate::gateways) mod ussd;
