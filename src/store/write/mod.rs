//! The one write path: what each change writes, and what must still hold for it.
//!
//! A guard stands inside its statement. Where it fails, `record` says so and the whole step is
//! undone. Each change also writes its line of the ledger, in the same transaction.
//!
//! **Invariant:** no line holds an amount, a choice, a PIN or a number of a phone.

mod call;
mod case;
mod close;
mod consent;
mod coop;
pub(super) mod disclosure;
mod entry;
pub(super) mod import;
mod meeting;
mod member;
mod phone;
mod pin;
mod put;
mod register;
mod statement;
mod vote;

pub use close::Counted;
pub use disclosure::{Disclosed, WhyNot};
pub use import::{NewEntry, NewLoan, NewMember};
pub use put::{CountedBallot, NewBallot, NewRequest};

pub(super) use consent::HashedEvent;
pub(super) use entry::{add_entries, is_plain, plain_entry};
pub(super) use vote::{key_place, vote_place};

use super::db::conn::{Arg, BatchSql, Link, Sql};
use super::ledger::{self, LedgerEvent, LedgerLine, Scene};
use super::{Core, Error};
use crate::core::domain::change::{ballot, session};
use crate::core::domain::{By, Change, CoopId, Instant, PhoneId, SessionId};

/// The batches of every file of this folder.
pub(super) const BATCHES: &[&[BatchSql]] = &[close::BATCHES, entry::BATCHES];
pub(super) const POSTGRES_ONLY: &[Sql] = disclosure::POSTGRES_ONLY;

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[
    call::STATEMENTS,
    case::STATEMENTS,
    close::STATEMENTS,
    consent::STATEMENTS,
    coop::STATEMENTS,
    disclosure::STATEMENTS,
    entry::STATEMENTS,
    import::STATEMENTS,
    meeting::STATEMENTS,
    member::STATEMENTS,
    phone::STATEMENTS,
    pin::STATEMENTS,
    put::STATEMENTS,
    register::STATEMENTS,
    statement::STATEMENTS,
    vote::STATEMENTS,
];

/// Who alters the record, where and when.
pub(super) struct WriteContext<'a> {
    pub(super) core: &'a Core,
    pub(super) link: &'a mut Link,
    pub(super) coop: CoopId,
    pub(super) now: Instant,
    pub(super) phone: Option<PhoneId>,
    /// The session and the turn in which it was said.
    pub(super) said_in: Option<(SessionId, i64)>,
    /// Who alters it, by which way, and why.
    pub(super) by: By,
}

impl WriteContext<'_> {
    /// Records one change and its line; `false` where what it relied on no longer holds.
    pub(super) async fn record(&mut self, change: &Change) -> Result<bool, Error> {
        let done = self.write(change).await?;
        if done {
            let line = self.ledger_line(change);
            ledger::write(self.link, &[line]).await?;
        }
        Ok(done)
    }

    async fn write(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Member(change) => self.write_member(change).await,
            Change::Pin(change) => self.write_pin(change).await,
            Change::Entry(change) => self.write_entry(change).await,
            Change::Case(change) => self.write_case(change).await,
            Change::Consent(change) => self.write_consent(change).await,
            Change::Ballot(ballot::Change::VoteCast(cast)) => self.cast_vote(cast).await,
            Change::Meeting(change) => self.write_meeting(change).await,
            Change::Call(change) => self.write_call(change).await,
            Change::Statement(change) => self.write_statement(change).await,
            Change::Phone(change) => self.write_phone(change).await,
            Change::Session(session::Change::DraftTaken(taken)) => {
                super::sessions::take_draft(self.link, self.coop, taken.session).await
            }
        }
    }

    /// The line of a change.
    pub(super) fn ledger_line(&self, change: &Change) -> LedgerLine {
        let told = LedgerEvent {
            member: change.member(),
            ..LedgerEvent::of(change.kind(), change.object())
        };
        let scene = Scene {
            core: self.core,
            coop: self.coop,
            by: &self.by,
            now: self.now,
        };
        if change.is_unnamed() {
            scene.unnamed_line(told)
        } else {
            scene.line(told)
        }
    }

    /// Runs a statement that must touch exactly one row; whether it did.
    async fn touches_one(&mut self, sql: Sql, args: Vec<Arg>) -> Result<bool, Error> {
        Ok(self.link.run(sql, args).await? == 1)
    }
}
