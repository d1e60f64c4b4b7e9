//! The one write path: what each change writes, and what must hold for it.
//!
//! A guard is part of its statement. Where it fails, the writer returns `false` and the whole transaction
//! is rolled back. Each change also writes its line of the ledger, in the same transaction (`commit`).
//!
//! **Invariant:** no line of the ledger holds an amount, a choice, a PIN or a phone number.

mod announcement;
mod ballot;
mod call;
mod case;
mod close;
mod code;
mod commit;
mod consent;
mod context;
mod coop;
pub(super) mod disclosure;
mod duty;
mod entry;
mod gateway;
mod import;
mod loan;
mod meeting;
mod member;
mod membership;
mod notice;
mod officer;
pub(super) mod phone;
mod pin;
mod pin_help;
mod proposal;
mod put;
pub(super) mod register;
mod registration;
mod request;
mod statement;
mod task;
mod vote;

pub use close::Counted;
pub use disclosure::Disclosed;
pub use import::{NewEntry, NewMember};

pub(super) use commit::context;
pub(super) use consent::HashedEvent;
pub(super) use context::WriteContext;
pub(super) use entry::{add_entries, is_plain, plain_entry};
pub(super) use vote::{key_place, vote_place};

use super::db::conn::{BatchSql, Sql};

/// The batches of every file of this folder.
pub(super) const BATCHES: &[&[BatchSql]] = &[close::BATCHES, code::BATCHES, entry::BATCHES];
pub(super) const POSTGRES_ONLY: &[Sql] = disclosure::POSTGRES_ONLY;

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[
    announcement::STATEMENTS,
    ballot::STATEMENTS,
    call::STATEMENTS,
    case::STATEMENTS,
    close::STATEMENTS,
    code::STATEMENTS,
    consent::STATEMENTS,
    coop::STATEMENTS,
    disclosure::STATEMENTS,
    duty::STATEMENTS,
    entry::STATEMENTS,
    gateway::STATEMENTS,
    loan::STATEMENTS,
    meeting::STATEMENTS,
    member::STATEMENTS,
    membership::STATEMENTS,
    notice::STATEMENTS,
    officer::STATEMENTS,
    phone::STATEMENTS,
    pin::STATEMENTS,
    pin_help::STATEMENTS,
    proposal::STATEMENTS,
    register::STATEMENTS,
    registration::STATEMENTS,
    request::STATEMENTS,
    statement::STATEMENTS,
    task::STATEMENTS,
    vote::STATEMENTS,
];
