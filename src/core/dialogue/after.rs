//! What the facts are after a change, without asking the database again.
//!
//! It is a model of the store as well: for the fields that were loaded, `facts.apply(change)` must equal
//! what the store reads once the change is written. The simulation compares them.

use super::facts::{ENTRIES_MAX, Facts};
use crate::core::domain::change::{
    ballot, case, consent, entry, meeting, member, phone, pin, session, statement,
};
use crate::core::domain::entry::EntryKind;
use crate::core::domain::{
    Change, Consent, ConsentId, Day, Entry, EntryState, Lang, MemberId, Paise, RequestId, Tries,
    TriesOf,
};

impl Facts {
    /// Makes these facts what they are once a change is recorded.
    pub(in crate::core) fn apply(&mut self, change: &Change) {
        match change {
            Change::Member(member::Change::LanguageChosen(member::LanguageChosen {
                member,
                lang,
            })) => self.set_lang(*member, *lang),
            Change::Member(member::Change::PrivateSmsSet(member::PrivateSmsSet { member, on })) => {
                if let Some(member) = self.phone.members.iter_mut().find(|m| m.id == *member) {
                    member.private_sms = *on;
                }
            }
            Change::Pin(change) => self.apply_pin(change),
            Change::Entry(entry::Change::Added(entry::Added { entry, .. })) => {
                self.add_entry(entry);
            }
            Change::Entry(entry::Change::Withdrawn(entry::EntryWithdrawn { entry, .. })) => {
                self.withdraw(|e| e.id == *entry);
            }
            Change::Case(case::Change::Opened(case::CaseOpened { disputes, .. })) => {
                if let Some((entry, _)) = disputes {
                    self.dispute(|e| e.id == *entry);
                }
            }
            Change::Consent(change) => self.answer_request(change),
            Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast { ballot, .. })) => {
                if let Some(ballot) = self.ballots.iter_mut().find(|b| b.id == *ballot) {
                    ballot.voted = true;
                }
            }
            Change::Meeting(meeting::Change::Answered(answer)) => self.answer_meeting(answer),
            Change::Session(session::Change::DraftTaken(session::DraftTaken { session })) => {
                self.draft.take_if(|left| left.session == *session);
            }
            // No screen shows anything that follows from these.
            Change::Meeting(meeting::Change::TopicAsked(_) | meeting::Change::Planned(_))
            | Change::Call(_)
            // What officers and the clock do about her case and her entry is read with the next call.
            | Change::Entry(entry::Change::Settled(_))
            | Change::Case(
                case::Change::Escalated(_)
                | case::Change::Answered(_)
                | case::Change::Appealed(_)
                | case::Change::Closed(_),
            )
            | Change::Statement(statement::Change::Issued(_))
            | Change::Phone(phone::Change::AnnouncementsSet(_))
            | Change::Ballot(
                ballot::Change::CodesMade(_)
                | ballot::Change::Opened(_)
                | ballot::Change::BroughtIn(_)
                | ballot::Change::Counted(_),
            )
            | Change::Member(
                member::Change::Added(_)
                | member::Change::Revised(_)
                | member::Change::Edited(_)
                | member::Change::Left(_)
                | member::Change::Back(_),
            )
            | Change::Loan(_)
            | Change::Request(_)
            | Change::Disclosure(_)
            | Change::Notice(_)
            | Change::Officer(_)
            | Change::Proposal(_)
            | Change::Announcement(_)
            | Change::Task(_)
            | Change::Registration(_)
            | Change::Gateway(_)
            | Change::Coop(_) => {}
        }
    }

    fn answer_meeting(&mut self, answer: &meeting::MeetingAnswered) {
        let known = self.meeting.as_mut();
        if let Some(known) = known.filter(|known| known.id == answer.meeting) {
            known.coming = Some(answer.coming);
        }
    }

    fn apply_pin(&mut self, change: &pin::Change) {
        match change {
            pin::Change::Tried(pin::Tried { of, after, .. }) => self.set_tries(*of, *after),
            pin::Change::Set(_) => {
                self.pin.exists = true;
                self.pin.must_change = false;
                self.pin.tries.fails = 0;
                self.pin.tries.locked_until = None;
            }
            pin::Change::Activated(_) => {
                self.pin.exists = true;
                self.pin.must_change = false;
                self.pin.tries = Tries::default();
            }
            // The tries she has not been told of yet stay as they are.
            pin::Change::Helped(pin::PinHelped { member, .. }) => {
                let untold_n = self.pin.tries.untold_n;
                let open = Tries {
                    untold_n,
                    ..Tries::default()
                };
                self.set_tries(TriesOf::Member(*member), open);
            }
        }
    }

    /// What follows from an answer to a request, and from stopping a permission.
    fn answer_request(&mut self, change: &consent::Change) {
        match change {
            consent::Change::Given(consent::Given {
                consent,
                no,
                request,
                ends_on,
                ..
            }) => self.give(*consent, *no, *request, *ends_on),
            consent::Change::Refused(consent::Refused { request, .. }) => self.answered(*request),
            consent::Change::Stopped(consent::Stopped { consent, .. }) => {
                self.consents.retain(|c| c.id != *consent);
            }
        }
    }

    fn set_lang(&mut self, member: MemberId, lang: Lang) {
        if let Some(member) = self.phone.members.iter_mut().find(|m| m.id == member) {
            member.lang = Some(lang);
        }
    }

    fn set_tries(&mut self, of: TriesOf, after: Tries) {
        let hers = match of {
            TriesOf::Member(id) => self.member().is_some_and(|member| member.id == id),
            TriesOf::Stranger(id) => self
                .stranger
                .is_some_and(|stranger| stranger.tries_id == id),
            // No screen shows the tries with texted codes.
            TriesOf::Phone(_) => false,
        };
        if hers {
            self.pin.tries = after;
        }
    }

    fn add_entry(&mut self, entry: &Entry) {
        if let Some(old) = entry.replaces {
            self.withdraw(|e| e.id == old);
        }
        self.count(entry, 1);
        self.entries.insert(0, entry.clone());
        self.entries.truncate(ENTRIES_MAX);
    }

    fn withdraw(&mut self, is_it: impl Fn(&Entry) -> bool) {
        let known = self
            .entries
            .iter()
            .find(|e| is_it(e))
            .or(self.entry.as_ref().filter(|e| is_it(e)));
        if let Some(entry) = known.cloned() {
            self.count(&entry, -1);
        }
        self.entries.retain(|e| !is_it(e));
        self.entry = self.entry.take().filter(|e| !is_it(e));
    }

    fn dispute(&mut self, is_it: impl Fn(&Entry) -> bool) {
        let one = self
            .entries
            .iter()
            .find(|e| is_it(e))
            .or(self.entry.as_ref().filter(|e| is_it(e)));
        if let Some(entry) = one.cloned() {
            self.count(&entry, -1);
        }
        for entry in self
            .entries
            .iter_mut()
            .chain(self.entry.iter_mut())
            .filter(|e| is_it(e))
        {
            entry.state = EntryState::Disputed;
        }
    }

    /// Adds an entry to this month's totals, or takes it out; a disputed one does not count.
    fn count(&mut self, entry: &Entry, sign: i64) {
        let counts = matches!(entry.state, EntryState::Good | EntryState::Waiting);
        let amount = Paise(if counts { entry.amount.0 * sign } else { 0 });
        let today = self.now.day();
        let this_month = today.month_start() <= entry.to_on && entry.to_on <= today.month_end();
        match entry.kind {
            EntryKind::Income if this_month => self.month.income.0 += amount.0,
            EntryKind::Saving if this_month => self.month.saving.0 += amount.0,
            EntryKind::Repayment => {
                if let Some(loans) = &mut self.month.loans
                    && entry.to_on >= loans.since
                {
                    loans.left.0 -= amount.0;
                }
            }
            EntryKind::Income | EntryKind::Saving | EntryKind::Cost => {}
        }
    }

    fn give(&mut self, id: ConsentId, no: i64, request: RequestId, ends_on: Day) {
        if let Some(ask) = self.asks.iter().find(|ask| ask.request == request) {
            let (requester, title) = (ask.requester.clone(), ask.title.clone());
            let state = crate::core::domain::ConsentState::Given;
            self.consents.push(Consent {
                id,
                no,
                request,
                requester,
                title,
                state,
                ends_on,
                was_used: false,
            });
            self.consents
                .sort_by_key(|consent| (consent.ends_on, consent.no));
        }
        self.answered(request);
    }

    fn answered(&mut self, request: RequestId) {
        self.asks.retain(|ask| ask.request != request);
        self.marks.asks_n = (self.marks.asks_n - 1).max(0);
    }
}
