//! Texts that came in: who wrote, what she was asked, and keeping what follows from a text.
//!
//! What a text decides is written in one transaction, guarded by how many texts of the number were
//! heard. The row of the number is taken first, so that two texts of one woman follow each other.
//!
//! **Invariant:** the text of a vote is never kept, nor anything that depends on its choice.

mod codes;
mod forget;
mod hear;
mod known;
mod looks;
mod questions;

pub use codes::{CodedBallot, CodedVoter, NewCode};
pub use hear::{Heard, Hearing};
pub use known::TextKnown;

pub(in crate::store) use hear::body_place;
pub(in crate::store) use questions::place as question_place;
#[cfg(test)]
pub(in crate::store) use questions::{MATTERS, QUESTION_KINDS};

use crate::store::db::conn::{BatchSql, Sql};

/// The statements of every file of this folder.
pub(in crate::store) const STATEMENTS: &[&[Sql]] = &[
    codes::STATEMENTS,
    forget::STATEMENTS,
    hear::STATEMENTS,
    known::STATEMENTS,
    looks::STATEMENTS,
    questions::STATEMENTS,
];

/// The batches of every file of this folder.
pub(in crate::store) const BATCHES: &[&[BatchSql]] = &[codes::BATCHES];
