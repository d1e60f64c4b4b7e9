//! All provider code: requests of an aggregator are decoded here into values, and our answers are written
//! in its form.
//!
//! What is special about a provider (an accumulating transcript, names of fields, how an answer says that
//! it is the last) stays in this folder, so that no other module knows which aggregator is calling. Each
//! provider has a folder; `sms` and `inbound` hold what they have in common, and `described` the providers
//! that a file describes.
//!
//! **Invariant:** nothing here waits, stores or decides; a value that a provider added since is
//! kept and logged, never refused.

pub mod africastalking;
pub(in crate::gateways) mod described;
pub mod exotel;
pub mod gupshup;
mod inbound;
pub mod msg91;
#[cfg(test)]
pub(in crate::gateways) mod samples;
pub mod sandbox;
pub mod twilio;

pub mod sms;
pub mod transcript;

pub use inbound::{AfterReply, Ended, EndedHow, Gateway, Inbound, Malformed};

impl Gateway {
    /// Reads a USSD request.
    pub fn read_ussd(self, body: &[u8]) -> Result<Inbound, Malformed> {
        match self {
            Self::AfricasTalking | Self::Sandbox => africastalking::ussd::read_ussd(self, body),
        }
    }

    /// Reads an end-of-session event.
    pub fn read_end(self, body: &[u8]) -> Result<Ended, Malformed> {
        match self {
            Self::AfricasTalking | Self::Sandbox => africastalking::ussd::read_end(self, body),
        }
    }

    /// Writes a screen as the body of the answer.
    pub fn write_ussd(self, said: &str, then: AfterReply) -> String {
        match self {
            Self::AfricasTalking | Self::Sandbox => africastalking::ussd::write_ussd(said, then),
        }
    }
}
