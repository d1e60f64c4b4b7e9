//! The context of a write: who changes the record, where and when; and the writer for each kind of change.

use crate::core::domain::change::{loan, notice, request, session};
use crate::core::domain::{By, Change, CoopId, Instant, ObjectKind, PhoneId, SessionId};
use crate::store::db::conn::{Arg, Link, Sql};
use crate::store::ledger::{LedgerEvent, LedgerLine, Scene};
use crate::store::{Core, Error, sessions};

/// Who changes the record, where and when.
pub(in crate::store) struct WriteContext<'a> {
    pub(in crate::store) core: &'a Core,
    pub(in crate::store) link: &'a mut Link,
    pub(in crate::store) coop: CoopId,
    pub(in crate::store) now: Instant,
    pub(in crate::store) phone: Option<PhoneId>,
    /// The session and the turn that the change was made in.
    pub(in crate::store) said_in: Option<(SessionId, i64)>,
    /// Who changes it, by which channel, and why.
    pub(in crate::store) by: By,
}

impl WriteContext<'_> {
    pub(super) async fn write(&mut self, change: &Change) -> Result<bool, Error> {
        match change {
            Change::Member(change) => self.write_member(change).await,
            Change::Pin(change) => self.write_pin(change).await,
            Change::Entry(change) => self.write_entry(change).await,
            Change::Case(change) => self.write_case(change).await,
            Change::Consent(change) => self.write_consent(change).await,
            Change::Ballot(change) => self.write_ballot(change).await,
            Change::Meeting(change) => self.write_meeting(change).await,
            Change::Call(change) => self.write_call(change).await,
            Change::Statement(change) => self.write_statement(change).await,
            Change::Phone(change) => self.write_phone(change).await,
            Change::Session(session::Change::DraftTaken(taken)) => {
                sessions::take_draft(self.link, self.coop, taken.session).await
            }
            Change::Officer(change) => self.write_officer(change).await,
            Change::Proposal(change) => self.write_proposal(change).await,
            Change::Announcement(change) => self.write_announcement(change).await,
            Change::Task(change) => self.write_task(change).await,
            Change::Registration(change) => self.write_registration(change).await,
            Change::Gateway(change) => self.write_gateway(change).await,
            Change::Coop(change) => self.write_coop(change).await,
            Change::Loan(loan::Change::Added(new)) => self.add_loan(new).await,
            Change::Request(request::Change::Added(new)) => self.add_request(new).await,
            Change::Disclosure(change) => self.write_disclosure(*change).await,
            Change::Notice(notice::Change::Kept(kept)) => self.keep_notice(kept).await,
        }
    }

    /// The line of the ledger for a change.
    pub(in crate::store) fn ledger_line(&self, change: &Change) -> LedgerLine {
        let (kind, id) = change.object();
        // A change of the cooperative itself is about the cooperative.
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

    /// Runs a statement that must change exactly one row; returns whether it did.
    pub(super) async fn touches_one(&mut self, sql: Sql, args: Vec<Arg>) -> Result<bool, Error> {
        Ok(self.link.run(sql, args).await? == 1)
    }
}
