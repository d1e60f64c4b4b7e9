//! Outgoing texts. A row is written in the transaction of the change that it follows from. It is leased,
//! sent and settled later, and no transaction is open while a provider is called.

mod announce;
mod ask;
mod by_number;
mod cost;
mod due;
mod duty;
mod forget;
mod found;
mod held;
mod lease;
mod load;
mod moved;
mod moves;
mod phones;
pub(in crate::store) mod queue;
pub(in crate::store) mod read_again;
mod receipt_in;
mod receipts;
pub(in crate::store) mod remind;
mod settle;
mod sums;
mod tasks;
mod text_life;
mod waiting;

pub use announce::Announced;
pub use cost::{ANNOUNCEMENTS_MAX, AnnouncementCost, TextCost};
pub use due::Audience;
pub use duty::Untold;
pub use held::HeldTexts;
pub use lease::{Depth, TextLease, is_capped_priority};
pub use load::{DayAndMonth, LeasedText, RegisteredAs, TextReader};
pub use receipt_in::ReceiptIn;
pub use receipts::{ReceiptSource, ReceiptsKept};
pub use settle::{Settled, Settlement};
pub use sums::{AnnouncementSums, RepeatedText};
pub use tasks::{FollowUp, OfficerTask};
pub use text_life::{TEXTS_MAX, TextLife};
pub use waiting::{FailedTexts, GatewayPause, WaitingTexts};

pub(in crate::store) use queue::{place as text_place, shared_place};
pub(in crate::store) use sums::{TextSums, sums as text_sums};

use crate::store::db::conn::{BatchSql, Sql};

/// The statements of all files of this folder.
pub(in crate::store) const STATEMENTS: &[&[Sql]] = &[
    announce::STATEMENTS,
    by_number::STATEMENTS,
    cost::STATEMENTS,
    due::STATEMENTS,
    duty::STATEMENTS,
    forget::STATEMENTS,
    held::STATEMENTS,
    lease::STATEMENTS,
    phones::STATEMENTS,
    read_again::STATEMENTS,
    receipts::STATEMENTS,
    remind::STATEMENTS,
    sums::STATEMENTS,
    tasks::STATEMENTS,
    text_life::STATEMENTS,
    waiting::STATEMENTS,
];

/// The batches of all files of this folder.
pub(in crate::store) const BATCHES: &[&[BatchSql]] = &[
    ask::BATCHES,
    load::BATCHES,
    phones::BATCHES,
    queue::BATCHES,
    moves::BATCHES,
    settle::BATCHES,
];
