//! Texts that came in: who wrote, what she was asked, and keeping what follows from a text.
//!
//! What a text decides is written in one transaction, guarded by how many texts of the number were
//! heard. The row of the number is taken first, so that two texts of one woman follow each other.
//!
//! **Invariant:** the text of a vote is never kept, nor anything that depends on its choice.

mod codes;
mod forget;
mod known;
mod looks;
mod questions;
mod record_inbound;

pub use codes::{CodedBallot, CodedVoter};
pub use known::{ProviderSmsId, TextKnown, TextLookup};
pub use record_inbound::{Hearing, InboundSms};

pub(in crate::store) use questions::place as question_place;
#[cfg(test)]
pub(in crate::store) use questions::{MATTERS, QUESTION_KINDS};
pub(in crate::store) use record_inbound::body_place;

use crate::store::db::conn::Sql;

/// The statements of every file of this folder.
pub(in crate::store) const STATEMENTS: &[&[Sql]] = &[
    codes::STATEMENTS,
    forget::STATEMENTS,
    record_inbound::STATEMENTS,
    known::STATEMENTS,
    looks::STATEMENTS,
    questions::STATEMENTS,
];
