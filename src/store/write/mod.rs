//! The one write path: what each change writes, and what must still hold for it.
//!
//! A guard stands inside its statement. Where it fails, the writer says so and all that belongs together is
//! undone. Each change also writes its line of the ledger, in the same transaction (`commit`).
//!
//! **Invariant:** no line holds an amount, a choice, a PIN or a number of a phone.

mod announcement;
mod call;
mod case;
mod close;
mod code;
mod commit;
mod consent;
mod coop;
pub(super) mod disclosure;
mod duty;
mod entry;
mod gateway;
pub(super) mod import;
mod meeting;
mod member;
mod officer;
mod phone;
mod pin;
mod pin_help;
mod proposal;
mod put;
mod register;
mod registration;
mod statement;
mod task;
mod vote;

pub use close::Counted;
pub use disclosure::{Disclosed, WhyNot};
pub use import::{NewEntry, NewLoan, NewMember};
pub use put::{CountedBallot, NewBallot, NewRequest};

pub(super) use commit::context;
pub(super) use consent::HashedEvent;
pub(super) use entry::{add_entries, is_plain, plain_entry};
pub(super) use vote::{key_place, vote_place};

use super::db::conn::{Arg, BatchSql, Link, Sql};
use super::ledger::{LedgerEvent, LedgerLine, Scene};
use super::{Core, Error};
use crate::core::domain::change::{ballot, session};
use crate::core::domain::{By, Change, CoopId, Instant, ObjectKind, PhoneId, SessionId};

/// The batches of every file of this folder.
pub(super) const BATCHES: &[&[BatchSql]] = &[close::BATCHES, code::BATCHES, entry::BATCHES];
pub(super) const POSTGRES_ONLY: &[Sql] = disclosure::POSTGRES_ONLY;

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[
    announcement::STATEMENTS,
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
    import::STATEMENTS,
    meeting::STATEMENTS,
    member::STATEMENTS,
    officer::STATEMENTS,
    phone::STATEMENTS,
    pin::STATEMENTS,
    pin_help::STATEMENTS,
    proposal::STATEMENTS,
    put::STATEMENTS,
    register::STATEMENTS,
    registration::STATEMENTS,
    statement::STATEMENTS,
    task::STATEMENTS,
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
    async fn write(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Member(change) => self.write_member(change).await,
            Change::Pin(change) => self.write_pin(change).await,
            Change::Entry(change) => self.write_entry(change).await,
            Change::Case(change) => self.write_case(change).await,
            Change::Consent(change) => self.write_consent(change).await,
            Change::Ballot(ballot::Change::VoteCast(cast)) => self.cast_vote(cast).await,
            Change::Ballot(ballot::Change::CodesMade(made)) => self.make_codes(made).await,
            Change::Meeting(change) => self.write_meeting(change).await,
            Change::Call(change) => self.write_call(change).await,
            Change::Statement(change) => self.write_statement(change).await,
            Change::Phone(change) => self.write_phone(change).await,
            Change::Session(session::Change::DraftTaken(taken)) => {
                super::sessions::take_draft(self.link, self.coop, taken.session).await
            }
            Change::Officer(change) => self.write_officer(change).await,
            Change::Proposal(change) => self.write_proposal(change).await,
            Change::Announcement(change) => self.write_announcement(change).await,
            Change::Task(change) => self.write_task(change).await,
            Change::Registration(change) => self.write_registration(change).await,
            Change::Gateway(change) => self.write_gateway(change).await,
            Change::Coop(change) => self.write_duty(change).await,
        }
    }

    /// The line of a change.
    pub(super) fn ledger_line(&self, change: &Change) -> LedgerLine {
        let (kind, id) = change.object();
        // The cooperative itself is the one that it is written in.
        let id = id.or((kind == ObjectKind::Coop).then_some(self.coop.0));
        let name = change.object_name();
        let told = LedgerEvent {
            kind: change.kind(),
            member: change.member(),
            object: (kind, id),
            object_name: name.as_deref(),
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
