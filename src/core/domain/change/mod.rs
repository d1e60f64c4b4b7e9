//! Everything that can alter the record. A change is a row, never a call: what follows from one (an
//! SMS, a row that asks the bank to erase) is written in the same transaction.
//!
//! Two levels: the noun, and what happens to it. What is written stands in a struct of its own. The writer
//! of `src/store/write/<noun>.rs` takes that struct, so that it cannot be called with a change of another
//! kind.

pub mod announcement;
pub mod ballot;
pub mod call;
pub mod case;
pub mod consent;
pub mod coop;
pub mod disclosure;
pub mod entry;
pub mod gateway;
pub mod loan;
pub mod meeting;
pub mod member;
pub mod notice;
pub mod phone;
pub mod pin;
pub mod proposal;
pub mod registration;
pub mod request;
pub mod session;
pub mod statement;
pub mod task;

pub use call::CallWhen;
pub use pin::TriesOf;

use super::officer::OfficerChange;
use super::{Instant, MemberId, ObjectKind, Paise};

/// One alteration of the record. Each carries its ids, numbers and times, drawn before the turn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Of a member.
    Member(member::Change),
    /// Of a PIN.
    Pin(pin::Change),
    /// Of an entry.
    Entry(entry::Change),
    /// Of a case.
    Case(case::Change),
    /// Of a permission.
    Consent(consent::Change),
    /// Of a ballot.
    Ballot(ballot::Change),
    /// Of a meeting.
    Meeting(meeting::Change),
    /// Of a call that is asked for.
    Call(call::Change),
    /// Of a statement's code.
    Statement(statement::Change),
    /// Of a phone.
    Phone(phone::Change),
    /// Of a session.
    Session(session::Change),
    /// Of an officer.
    Officer(OfficerChange),
    /// Of an act that waits for a second signature.
    Proposal(proposal::Change),
    /// Of a text to many members.
    Announcement(announcement::Change),
    /// Of a task of the officers.
    Task(task::Change),
    /// Of the templates as they are registered.
    Registration(registration::Change),
    /// Of a gateway.
    Gateway(gateway::Change),
    /// Of the cooperative itself and its own settings.
    Coop(coop::Change),
    /// Of a loan.
    Loan(loan::Change),
    /// Of a request for data.
    Request(request::Change),
    /// Of data that is handed out or refused.
    Disclosure(disclosure::Change),
    /// Of a notice that is kept.
    Notice(notice::Change),
}

impl Change {
    /// Its word in the ledger and in logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Member(member::Change::LanguageChosen(_)) => "language chosen",
            Self::Member(member::Change::PrivateSmsSet(_)) => "private sms set",
            Self::Pin(pin::Change::Tried(pin::Tried { right: true, .. })) => "pin right",
            Self::Pin(pin::Change::Tried(_)) => "pin wrong",
            Self::Pin(pin::Change::Set(_)) => "pin set",
            Self::Pin(pin::Change::Activated(_)) => "pin activated",
            Self::Entry(entry::Change::Added(_)) => "entry added",
            Self::Entry(entry::Change::Withdrawn(_)) => "entry withdrawn",
            Self::Entry(entry::Change::Settled(_)) => "entry settled",
            Self::Case(case::Change::Opened(_)) => "case opened",
            Self::Case(case::Change::Escalated(_)) => "case escalated",
            Self::Case(case::Change::Answered(_)) => "case answered",
            Self::Case(case::Change::Appealed(_)) => "case appealed",
            Self::Case(case::Change::Closed(_)) => "case closed",
            Self::Consent(consent::Change::Given(_)) => "consent given",
            Self::Consent(consent::Change::Refused(_)) => "consent answered",
            Self::Consent(consent::Change::Stopped(_)) => "consent stopped",
            Self::Ballot(ballot::Change::VoteCast(_)) => "vote cast",
            Self::Meeting(meeting::Change::Answered(_)) => "meeting answered",
            Self::Meeting(meeting::Change::TopicAsked(_)) => "topic asked",
            Self::Call(call::Change::Asked(_)) => "call asked",
            Self::Call(call::Change::Tried(tried)) if tried.result.is_done() => "call done",
            Self::Call(call::Change::Tried(_)) => "call not reached",
            Self::Statement(statement::Change::Issued(_)) => "statement issued",
            Self::Phone(phone::Change::AnnouncementsSet(set)) if set.on => "announcements started",
            Self::Phone(phone::Change::AnnouncementsSet(_)) => "announcements stopped",
            Self::Session(session::Change::DraftTaken(_)) => "draft taken",
            Self::Ballot(ballot::Change::CodesMade(_)) => "vote codes made",
            Self::Announcement(announcement::Change::Announced(_)) => "announced",
            Self::Task(task::Change::Opened(_)) => "task opened",
            Self::Task(task::Change::Closed(_)) => "task closed",
            Self::Registration(registration::Change::Imported(_)) => "templates imported",
            Self::Registration(registration::Change::Paused(_)) => "template paused",
            Self::Gateway(gateway::Change::Paused(_)) => "gateway paused",
            Self::Coop(coop::Change::Added(_)) => "cooperative added",
            Self::Coop(coop::Change::Set(_)) => "cooperative set",
            Self::Coop(coop::Change::DutySet(_)) => "officer on duty set",
            Self::Member(member::Change::Added(_)) => "member added",
            Self::Member(member::Change::Revised(_)) => "member revised",
            Self::Member(member::Change::Edited(_)) => "member edited",
            Self::Member(member::Change::Left(left)) if left.is_of_death() => "member died",
            Self::Member(member::Change::Left(_)) => "member left",
            Self::Member(member::Change::Back(_)) => "member back",
            Self::Loan(loan::Change::Added(_)) => "loan added",
            Self::Ballot(ballot::Change::Opened(_)) => "ballot opened",
            Self::Ballot(ballot::Change::BroughtIn(_)) => "ballot brought in",
            Self::Ballot(ballot::Change::Counted(_)) => "ballot counted",
            Self::Request(request::Change::Added(_)) => "request added",
            Self::Disclosure(disclosure::Change::HandedOut(_)) => "data handed out",
            Self::Disclosure(disclosure::Change::Refused(..)) => "look refused",
            Self::Meeting(meeting::Change::Planned(_)) => "meeting planned",
            Self::Notice(notice::Change::Kept(_)) => "notice kept",
            Self::Pin(pin::Change::Helped(helped)) => helped.kind(),
            Self::Officer(change) => change.kind(),
            Self::Proposal(change) => change.kind(),
        }
    }

    /// The member it is of. A vote and a no to a request are of nobody: the ledger keeps no person
    /// with either (decisions 5 and 16).
    pub fn member(&self) -> Option<MemberId> {
        match self {
            Self::Member(change) => Some(change.member()),
            Self::Loan(loan::Change::Added(loan)) => Some(loan.member),
            Self::Disclosure(change) => Some(change.look().member),
            Self::Pin(pin::Change::Tried(tried)) => match tried.of {
                TriesOf::Member(member) => Some(member),
                TriesOf::Phone(_) | TriesOf::Stranger(_) => None,
            },
            Self::Pin(pin::Change::Set(set)) => Some(set.member),
            Self::Pin(pin::Change::Activated(activated)) => Some(activated.member),
            Self::Pin(pin::Change::Helped(helped)) => Some(helped.member),
            Self::Entry(entry::Change::Added(added)) => Some(added.member),
            Self::Entry(entry::Change::Withdrawn(withdrawn)) => Some(withdrawn.member),
            Self::Entry(entry::Change::Settled(settled)) => Some(settled.member),
            Self::Case(change) => Some(change.of().0),
            Self::Consent(consent::Change::Given(given)) => Some(given.member),
            Self::Consent(consent::Change::Stopped(stopped)) => Some(stopped.member),
            Self::Meeting(meeting::Change::Answered(answered)) => Some(answered.member),
            Self::Meeting(meeting::Change::TopicAsked(asked)) => Some(asked.member),
            Self::Call(change) => Some(change.of().0),
            Self::Statement(statement::Change::Issued(issued)) => Some(issued.member),
            Self::Consent(consent::Change::Refused(_))
            | Self::Meeting(meeting::Change::Planned(_))
            | Self::Request(_)
            | Self::Notice(_)
            | Self::Ballot(_)
            | Self::Phone(_)
            | Self::Session(_)
            | Self::Officer(_)
            | Self::Proposal(_)
            | Self::Announcement(_)
            | Self::Task(_)
            | Self::Registration(_)
            | Self::Gateway(_)
            | Self::Coop(_) => None,
        }
    }

    /// What it is about; no id where that is the cooperative itself, or something that is known by name.
    pub fn object(&self) -> (ObjectKind, Option<i64>) {
        let (kind, id) = match self {
            Self::Member(change) => (ObjectKind::Member, change.member().0),
            Self::Loan(loan::Change::Added(loan)) => (ObjectKind::Loan, loan.id.0),
            Self::Request(request::Change::Added(new)) => (ObjectKind::Request, new.ask.request.0),
            Self::Disclosure(change) => (ObjectKind::Disclosure, change.look().id.0),
            Self::Notice(notice::Change::Kept(kept)) => (ObjectKind::Notice, kept.id.0),
            Self::Pin(change) => Self::object_of_pin(change),
            Self::Entry(entry::Change::Added(added)) => (ObjectKind::Entry, added.entry.id.0),
            Self::Entry(entry::Change::Withdrawn(withdrawn)) => {
                (ObjectKind::Entry, withdrawn.entry.0)
            }
            Self::Entry(entry::Change::Settled(settled)) => (ObjectKind::Entry, settled.entry.0),
            Self::Case(change) => (ObjectKind::Case, change.of().1.0),
            Self::Consent(consent::Change::Given(given)) => (ObjectKind::Consent, given.consent.0),
            // The id of the row that keeps her "no" would lead to her.
            Self::Consent(consent::Change::Refused(refused)) => {
                (ObjectKind::Request, refused.request.0)
            }
            Self::Consent(consent::Change::Stopped(stopped)) => {
                (ObjectKind::Consent, stopped.consent.0)
            }
            Self::Ballot(change) => (ObjectKind::Ballot, change.ballot().0),
            Self::Meeting(change) => (ObjectKind::Meeting, change.meeting().0),
            Self::Call(change) => (ObjectKind::CallAsk, change.of().1.0),
            Self::Statement(statement::Change::Issued(issued)) => {
                (ObjectKind::Statement, issued.id.0)
            }
            Self::Phone(phone::Change::AnnouncementsSet(set)) => (ObjectKind::Phone, set.phone.0),
            Self::Session(session::Change::DraftTaken(taken)) => {
                (ObjectKind::Session, taken.session.0)
            }
            Self::Officer(change) => (ObjectKind::Officer, change.officer().0),
            Self::Proposal(change) => (ObjectKind::Proposal, change.proposal().0),
            Self::Announcement(announcement::Change::Announced(new)) => {
                (ObjectKind::Announcement, new.id)
            }
            Self::Task(change) => (ObjectKind::Task, change.task().0),
            Self::Registration(registration::Change::Imported(_)) | Self::Coop(_) => {
                return (ObjectKind::Coop, None);
            }
            Self::Registration(registration::Change::Paused(_)) => {
                return (ObjectKind::Template, None);
            }
            Self::Gateway(_) => return (ObjectKind::Gateway, None),
        };
        (kind, Some(id))
    }

    fn object_of_pin(change: &pin::Change) -> (ObjectKind, i64) {
        match change {
            pin::Change::Tried(tried) => match tried.of {
                TriesOf::Member(member) => (ObjectKind::Member, member.0),
                TriesOf::Phone(phone) => (ObjectKind::Phone, phone.0),
                TriesOf::Stranger(id) => (ObjectKind::StrangerTries, id),
            },
            pin::Change::Set(set) => (ObjectKind::Member, set.member.0),
            pin::Change::Activated(activated) => (ObjectKind::PinCode, activated.code.0),
            pin::Change::Helped(helped) => (ObjectKind::SignedAct, helped.id.0),
        }
    }

    /// What it is about, by name, where the name says more than the id, or there is none.
    pub fn object_name(&self) -> Option<String> {
        if let Self::Announcement(announcement::Change::Announced(new)) = self {
            Some(new.notice.clone())
        } else if let Self::Registration(registration::Change::Paused(paused)) = self {
            Some(format!("{} {}", paused.notice, paused.lang_script.code()))
        } else if let Self::Gateway(gateway::Change::Paused(paused)) = self {
            Some(paused.gateway.clone())
        } else {
            None
        }
    }

    /// Whether its line of the ledger names no person and no channel, and tells the day and nothing finer.
    pub fn is_unnamed(&self) -> bool {
        matches!(
            self,
            Self::Ballot(ballot::Change::VoteCast(_)) | Self::Consent(consent::Change::Refused(_))
        )
    }
}

/// An amount that she is asked about once more: over three times her usual (domain reference D6).
pub fn is_odd(amount: Paise, usual: Option<Paise>) -> bool {
    usual.is_some_and(|usual| amount.0 > usual.0.saturating_mul(3))
}

/// A corrected amount that she is asked about once more: over three times, or under a third of, what
/// is usual for her; where nothing is, of what stood there. Correcting is done to get a figure right,
/// so that one far too small is as much a slip as one far too large.
pub fn is_odd_correction(amount: Paise, usual: Option<Paise>, before: Paise) -> bool {
    let known = usual.unwrap_or(before);
    is_odd(amount, Some(known)) || amount.0.saturating_mul(3) < known.0
}

/// The moment until which an own entry can be mended at once.
pub fn mend_until(recorded_at: Instant) -> Instant {
    recorded_at.plus_days(7)
}
