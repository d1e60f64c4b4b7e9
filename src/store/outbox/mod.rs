//! Texts to be sent. A row is written in the transaction of what it follows from; it is leased, sent
//! and settled later, with no transaction open while a provider is talked to.

mod announce;
mod ask;
mod by_number;
mod due;
mod duty;
mod forget;
mod found;
mod lease;
mod load;
mod moved;
mod moves;
mod phones;
mod queue;
pub(super) mod read_again;
mod receipts;
mod remind;
mod settle;
mod sums;
mod tasks;

pub use announce::{Announced, AnnouncedText, Announcement, SameWords};
pub use due::Audience;
pub use duty::Untold;
pub use lease::{Depth, TextLease, is_restrained_turn};
pub use load::{LeasedText, RegisteredAs};
pub use receipts::{ReceiptIn, ReceiptsKept};
pub use settle::{Settled, Settlement};
pub use sums::{AnnouncementSums, RepeatedText};
pub use tasks::{Noted, OfficerTask};

pub(super) use load::shared_place;
pub(super) use queue::{place as text_place, queue};
pub(super) use sums::{TextSums, sums as text_sums};

use super::link::{BatchSql, Sql};

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[
    announce::STATEMENTS,
    by_number::STATEMENTS,
    due::STATEMENTS,
    duty::STATEMENTS,
    forget::STATEMENTS,
    lease::STATEMENTS,
    phones::STATEMENTS,
    read_again::STATEMENTS,
    receipts::STATEMENTS,
    remind::STATEMENTS,
    sums::STATEMENTS,
    tasks::STATEMENTS,
];

/// The batches of every file of this folder.
pub(super) const BATCHES: &[&[BatchSql]] = &[
    ask::BATCHES,
    load::BATCHES,
    phones::BATCHES,
    queue::BATCHES,
    moves::BATCHES,
    settle::BATCHES,
];
