//! Somebody wrote to us: by dialling, or by a text.

mod arrival;
mod pin;
pub mod receipt;
pub mod text;
mod ussd;

pub use ussd::{UssdReply, ended, plain_apology, ussd};
