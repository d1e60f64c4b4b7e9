//! The one write path: what each change writes, and what must still hold for it.
//!
//! A guard stands inside its statement. Where it fails, `record` says so and the whole step is
//! undone. Each change also writes its line of the ledger, in the same transaction.
//!
//! **Invariant:** no line holds an amount, a choice, a PIN or a number of a phone.

mod consents;
mod entries;
mod meetings;
mod people;
mod votes;

pub(super) use consents::event_hash;
pub(super) use entries::{BATCHES, add_entries, is_plain};
pub(super) use votes::{key_place, vote_place};

use super::ledger::{self, Line};
use super::link::{Arg, Link, Sql};
use super::{Core, Error};
use crate::domain::{Change, CoopId, Instant, PhoneId, SessionId};

/// The statements of every file of this folder.
pub(super) const STATEMENTS: &[&[Sql]] = &[
    consents::STATEMENTS,
    entries::STATEMENTS,
    meetings::STATEMENTS,
    people::STATEMENTS,
    votes::STATEMENTS,
];

/// Who alters the record, where and when.
pub(super) struct Act<'a> {
    pub(super) core: &'a Core,
    pub(super) link: &'a mut Link,
    pub(super) coop: CoopId,
    pub(super) now: Instant,
    pub(super) phone: Option<PhoneId>,
    /// The session and the turn in which it was said.
    pub(super) said_in: Option<(SessionId, i64)>,
    /// The channel: `ussd` or `sms`.
    pub(super) src: &'static str,
}

/// What is done in a call.
pub(super) const USSD: &str = "ussd";
/// What was brought in from an old register.
pub(super) const PAPER: &str = "paper";
/// What is done by a text.
pub(super) const SMS: &str = "sms";

impl Act<'_> {
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
            Change::LanguageChosen { member, lang } => self.choose_language(*member, *lang).await,
            Change::PrivateSmsSet { member, on } => self.set_private_sms(*member, *on).await,
            Change::PinTried {
                of, before, after, ..
            } => self.try_pin(*of, *before, *after).await,
            Change::PinSet { member, hash } => self.set_pin(*member, hash).await,
            Change::PinActivated { member, hash, code } => {
                self.activate_pin(*member, hash, *code).await
            }
            Change::EntryAdded { entry, event, .. } => self.add_entry(change, entry, *event).await,
            Change::EntryWithdrawn {
                member,
                entry,
                event,
            } => self.withdraw_entry(*member, *entry, *event).await,
            Change::CaseOpened {
                member,
                case,
                disputes,
            } => self.open_case(*member, case, *disputes).await,
            Change::ConsentGiven { .. } | Change::ConsentRefused { .. } => {
                self.answer_request(change).await
            }
            Change::ConsentStopped { .. } => self.stop_consent(change).await,
            Change::VoteCast {
                member,
                ballot,
                option_no,
            } => self.cast_vote(*member, *ballot, *option_no).await,
            Change::MeetingAnswered {
                member,
                meeting,
                coming,
            } => self.answer_meeting(*member, *meeting, *coming).await,
            Change::TopicAsked {
                member,
                meeting,
                topic,
            } => self.ask_topic(*member, *meeting, *topic).await,
            Change::CallAsked { .. } => self.ask_call(change).await,
            Change::StatementIssued { .. } => self.issue_statement(change).await,
            Change::AnnouncementsSet { phone, on } => self.set_announcements(*phone, *on).await,
            Change::DraftTaken { session } => {
                super::sessions::take_draft(self.link, self.coop, *session).await
            }
        }
    }

    /// The line of a change. A vote, and a no to a request, name no member and tell only the day.
    pub(super) fn ledger_line(&self, change: &Change) -> Line {
        let (member, about) = subject(change);
        let kind = change.kind();
        if matches!(
            change,
            Change::VoteCast { .. } | Change::ConsentRefused { .. }
        ) {
            return Line::of_day(self.core, self.coop, self.now, kind, about);
        }
        Line::at_once(self.core, self.coop, self.now, kind, (member, about))
    }

    /// Runs a statement that must touch exactly one row; whether it did.
    async fn touches_one(&mut self, sql: Sql, args: Vec<Arg>) -> Result<bool, Error> {
        Ok(self.link.run(sql, args).await? == 1)
    }
}

/// Whom a change is of, and what it is about, by id.
fn subject(change: &Change) -> (Option<i64>, Option<i64>) {
    use crate::domain::TriesOf;
    match change {
        Change::LanguageChosen { member, .. }
        | Change::PrivateSmsSet { member, .. }
        | Change::PinSet { member, .. } => (Some(member.0), None),
        Change::PinTried { of, .. } => match of {
            TriesOf::Member(member) => (Some(member.0), None),
            TriesOf::Phone(phone) => (None, Some(phone.0)),
            TriesOf::Stranger(id) => (None, Some(*id)),
        },
        Change::PinActivated { member, code, .. } => (Some(member.0), Some(code.0)),
        Change::EntryAdded { member, entry, .. } => (Some(member.0), Some(entry.id.0)),
        Change::EntryWithdrawn { member, entry, .. } => (Some(member.0), Some(entry.0)),
        Change::CaseOpened { member, case, .. } => (Some(member.0), Some(case.id.0)),
        Change::ConsentGiven {
            member, consent, ..
        }
        | Change::ConsentStopped {
            member, consent, ..
        } => (Some(member.0), Some(consent.0)),
        Change::ConsentRefused { request, .. } => (None, Some(request.0)),
        Change::VoteCast { ballot, .. } => (None, Some(ballot.0)),
        Change::MeetingAnswered {
            member, meeting, ..
        }
        | Change::TopicAsked {
            member, meeting, ..
        } => (Some(member.0), Some(meeting.0)),
        Change::CallAsked { member, id, .. } | Change::StatementIssued { member, id, .. } => {
            (Some(member.0), Some(id.0))
        }
        Change::AnnouncementsSet { phone, .. } => (None, Some(phone.0)),
        Change::DraftTaken { session } => (None, Some(session.0)),
    }
}
