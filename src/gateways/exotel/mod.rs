//! Exotel: messages.

pub(in crate::gateways) mod sms;
