//! Texts to be sent. A row is written in the transaction of what it follows from; it is leased, sent
//! and settled later, with no transaction open while a provider is talked to.

mod queue;

pub(super) use queue::queue;

use super::link::{BatchSql, Sql};

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[];

/// The batches of every file of this folder.
pub(super) const BATCHES: &[&[BatchSql]] = &[queue::BATCHES];
