//! Gupshup Enterprise: messages.

pub(in crate::gateways) mod sms;
