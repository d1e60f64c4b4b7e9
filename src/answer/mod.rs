//! Requests of members: a USSD request or a text comes in, is decided on, written down and answered.
//! Delivery receipts too.

mod arrival;
mod pin;
pub mod receipt;
pub mod text;
mod ussd;

pub use ussd::{UssdReply, ended, plain_apology, ussd};
