//! Incoming texts: the sender, the questions put to her, and storing a text with what follows from it.
//!
//! Everything that follows from a text is written in one transaction, guarded by the number of texts that
//! came from its number. The number's row is locked first, so that two texts of one woman are processed one
//! after the other.
//!
//! **Invariant:** the text of a vote is never stored, nor anything that depends on its choice.

mod codes;
mod forget;
mod known;
mod looks;
mod questions;
mod record_inbound;

pub use codes::{CodedBallot, CodedVoter};
pub use known::{ProviderSmsId, TextKnown, TextLookup, TexterKnown};
pub use record_inbound::{InboundSms, InboundWritten};

pub(in crate::store) use questions::place as question_place;
#[cfg(test)]
pub(in crate::store) use questions::{MATTERS, QUESTION_KINDS};
pub(in crate::store) use record_inbound::body_place;

use crate::store::db::conn::Sql;

/// The statements of all files of this folder.
pub(in crate::store) const STATEMENTS: &[&[Sql]] = &[
    codes::STATEMENTS,
    forget::STATEMENTS,
    record_inbound::STATEMENTS,
    known::STATEMENTS,
    looks::STATEMENTS,
    questions::STATEMENTS,
];
