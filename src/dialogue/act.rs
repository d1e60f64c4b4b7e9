//! What the actions of the menus do: each alters what she has said so far, or the record.
//!
//! An act whose ground is gone (a request closed, a permission already stopped) changes nothing and
//! says so, rather than pretending.

use super::cases::{self, open};
use super::facts::Facts;
use super::known;
use super::pin;
use super::state::{Draft, State};
use crate::acts::entry::{self, Fault};
use crate::domain::change::{ballot, call, consent, meeting, member, session, statement};
use crate::domain::{
    CallWhen, CaseKind, Change, ConsentId, EntryKind, Lang, MemberId, Period, Phone, RowId, Shown,
    Topic,
};
use crate::script::words::Action;

/// How an act went.
pub(super) enum Done {
    /// Nothing of the record changes.
    Said,
    /// This changes.
    Changed(Change),
    /// What it was about is gone.
    Gone,
}

/// What an act may look at besides her answers.
pub(super) struct Ground<'a> {
    /// What is known.
    pub(super) facts: &'a Facts,
    /// The hash of the script whose words she was shown.
    pub(super) text_version: &'a str,
    /// The screen she is on.
    pub(super) at: &'a str,
}

/// Does an action.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`commit` names every action that is left"
)]
pub(super) fn act(action: Action, state: &mut State, ground: &Ground<'_>) -> Done {
    let facts = ground.facts;
    match action {
        Action::StartIncome => start(EntryKind::Income, state, ground),
        Action::StartCost => start(EntryKind::Cost, state, ground),
        Action::StartSaving => start(EntryKind::Saving, state, ground),
        Action::StartRepayment => start(EntryKind::Repayment, state, ground),
        Action::PeriodToday => period(Period::Today, state),
        Action::PeriodWeek => period(Period::Week, state),
        Action::PeriodMonth => period(Period::Month, state),
        Action::PeriodLastMonth => period(Period::LastMonth, state),
        Action::TakeDraft => take_draft(state, facts),
        Action::DropDraft => match &facts.draft {
            Some(left) => Done::Changed(Change::Session(session::Change::DraftTaken(
                session::DraftTaken {
                    session: left.session,
                },
            ))),
            None => Done::Said,
        },
        committing => match facts.member().map(|member| member.id) {
            Some(member) => commit(committing, member, state, ground),
            // A stranger is asked the PIN before she comes here, and no PIN is right.
            None => Done::Gone,
        },
    }
}

/// Does an action that alters the record of a member.
fn commit(action: Action, member: MemberId, state: &mut State, ground: &Ground<'_>) -> Done {
    let facts = ground.facts;
    let changed = match action {
        Action::ChooseGujarati => Some(Change::Member(member::Change::LanguageChosen(
            member::LanguageChosen {
                member,
                lang: Lang::Gu,
            },
        ))),
        Action::ChooseHindi => Some(Change::Member(member::Change::LanguageChosen(
            member::LanguageChosen {
                member,
                lang: Lang::Hi,
            },
        ))),
        Action::ChooseEnglish => Some(Change::Member(member::Change::LanguageChosen(
            member::LanguageChosen {
                member,
                lang: Lang::En,
            },
        ))),
        Action::PrivateOn => Some(Change::Member(member::Change::PrivateSmsSet(
            member::PrivateSmsSet { member, on: true },
        ))),
        Action::PrivateOff => Some(Change::Member(member::Change::PrivateSmsSet(
            member::PrivateSmsSet { member, on: false },
        ))),
        Action::SaveEntry => save_entry(member, state, facts),
        // The routes behind it ask first.
        Action::MendEntry if cases::correction_is_odd(state, facts) => return Done::Said,
        Action::MendEntry | Action::MendOddEntry => cases::amount_wrong(member, state, facts),
        Action::DisputeEntry => cases::wrong(member, Fault::NotMine, state, facts),
        Action::EraseEntry => cases::wrong(member, Fault::ToErase, state, facts),
        Action::IssueStatement => Some(issue_statement(member, state, facts)),
        Action::AskPaperStatement => Some(open(member, CaseKind::Statement, state, facts)),
        Action::AskCopy => Some(open(member, CaseKind::Copy, state, facts)),
        Action::AskFix => Some(open(member, CaseKind::Fix, state, facts)),
        Action::AskErase => Some(open(member, CaseKind::Erase, state, facts)),
        Action::AskNominee => Some(open(member, CaseKind::Nominee, state, facts)),
        Action::Complain => Some(open(member, CaseKind::Complain, state, facts)),
        Action::GiveConsent => answer_ask(true, member, state, ground),
        Action::RefuseConsent => answer_ask(false, member, state, ground),
        Action::StopConsent => stop(false, member, state, facts),
        Action::StopAndErase => stop(true, member, state, facts),
        Action::CastVote => return cast_vote(member, state, facts),
        Action::MeetingYes => meeting_answer(member, true, facts),
        Action::MeetingNo => meeting_answer(member, false, facts),
        Action::TopicAccounts => topic(member, Topic::Accounts, facts),
        Action::TopicPrices => topic(member, Topic::Prices, facts),
        Action::TopicLoans => topic(member, Topic::Loans, facts),
        Action::TopicTraining => topic(member, Topic::Training, facts),
        Action::TopicOther => topic(member, Topic::Other, facts),
        Action::CallToday | Action::CallOther => Some(call(member, CallWhen::Today, state, facts)),
        Action::CallTomorrow => Some(call(member, CallWhen::Tomorrow, state, facts)),
        Action::SetPin => pin::set(member, state, facts),
        Action::StartIncome
        | Action::StartCost
        | Action::StartSaving
        | Action::StartRepayment
        | Action::PeriodToday
        | Action::PeriodWeek
        | Action::PeriodMonth
        | Action::PeriodLastMonth
        | Action::TakeDraft
        | Action::DropDraft => return Done::Said,
    };
    changed.map_or(Done::Gone, Done::Changed)
}

fn start(kind: EntryKind, state: &mut State, ground: &Ground<'_>) -> Done {
    let at = ground.at.into();
    state.answers.draft = Some(Draft {
        kind,
        category: None,
        amount: None,
        period: None,
        at,
        stranger: None,
    });
    Done::Said
}

fn period(period: Period, state: &mut State) -> Done {
    if let Some(draft) = &mut state.answers.draft {
        draft.period = Some(period);
    }
    Done::Said
}

fn take_draft(state: &mut State, facts: &Facts) -> Done {
    let Some(left) = &facts.draft else {
        return Done::Gone;
    };
    state.goal = Some(left.draft.at.clone());
    state.answers.draft = Some(left.draft.clone());
    Done::Changed(Change::Session(session::Change::DraftTaken(
        session::DraftTaken {
            session: left.session,
        },
    )))
}

fn save_entry(member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let draft = state.answers.draft.take()?;
    let period = draft.period?;
    let (from_on, to_on) = period.days(facts.now.day());
    let time = (period, from_on, to_on);
    let entry = facts.own_entry(draft.kind, draft.category, draft.amount?, time);
    state.answers.entry_no = Some(entry.no);
    state.answers.amount = Some(entry.amount);
    entry::add(member, entry, facts.has_loan(), &facts.fresh).ok()
}

/// The statement covers the twelve months up to today, and its code works for thirty days.
fn issue_statement(member: MemberId, state: &mut State, facts: &Facts) -> Change {
    const CODE_DAYS: i64 = 30;
    let today = facts.now.day();
    let code = facts.fresh.statement_code.clone();
    state.answers.statement_code = Some(code.clone());
    state.answers.until = Some(today.plus(CODE_DAYS));
    Change::Statement(statement::Change::Issued(statement::Issued {
        member,
        id: RowId(facts.fresh.ids[0]),
        code,
        from_on: today.months_back(12).plus(1),
        to_on: today,
        ends_on: today.plus(CODE_DAYS),
    }))
}

fn answer_ask(
    yes: bool,
    member: MemberId,
    state: &mut State,
    ground: &Ground<'_>,
) -> Option<Change> {
    let facts = ground.facts;
    let ask = known::ask(state, facts)?;
    let shown = Shown {
        text_version: ground.text_version.into(),
        lang: facts.lang(),
        screens: std::mem::take(&mut state.answers.shown),
    };
    let (consent, event) = (ConsentId(facts.fresh.ids[0]), RowId(facts.fresh.ids[1]));
    let (no, request) = (facts.fresh.consent_no, ask.request);
    if !yes {
        return Some(Change::Consent(consent::Change::Refused(
            consent::Refused {
                member,
                consent,
                no,
                request,
                shown,
                event,
            },
        )));
    }
    let ends_on = ask.ends_on(facts.now.day());
    state.answers.consent_no = Some(no);
    state.answers.until = Some(ends_on);
    Some(Change::Consent(consent::Change::Given(consent::Given {
        member,
        consent,
        no,
        request,
        ends_on,
        shown,
        event,
    })))
}

fn stop(erase: bool, member: MemberId, state: &mut State, facts: &Facts) -> Option<Change> {
    let consent = known::consent(state, facts)?;
    state.answers.consent_used = consent.was_used;
    state.answers.stopped_for = Some(consent.requester.clone());
    state.answers.until = Some(consent.ends_on);
    Some(Change::Consent(consent::Change::Stopped(
        consent::Stopped {
            member,
            consent: consent.id,
            erase,
            event: RowId(facts.fresh.ids[0]),
            erasure: RowId(facts.fresh.ids[1]),
        },
    )))
}

/// A ballot that has closed meanwhile is no error: the routes after this act say so.
fn cast_vote(member: MemberId, state: &State, facts: &Facts) -> Done {
    match (known::ballot(state, facts), known::option(state, facts)) {
        (Some(ballot), Some(option)) => {
            Done::Changed(Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast {
                member,
                ballot: ballot.id,
                option_no: option.no,
            })))
        }
        _ => Done::Said,
    }
}

fn meeting_answer(member: MemberId, coming: bool, facts: &Facts) -> Option<Change> {
    let meeting = facts.meeting.as_ref()?.id;
    Some(Change::Meeting(meeting::Change::Answered(
        meeting::Answered {
            member,
            meeting,
            coming,
        },
    )))
}

fn topic(member: MemberId, topic: Topic, facts: &Facts) -> Option<Change> {
    let meeting = facts.meeting.as_ref()?.id;
    Some(Change::Meeting(meeting::Change::TopicAsked(
        meeting::TopicAsked {
            member,
            meeting,
            topic,
        },
    )))
}

fn call(member: MemberId, when: CallWhen, state: &mut State, facts: &Facts) -> Change {
    state.answers.call_today = when == CallWhen::Today;
    let other = state
        .answers
        .other_phone
        .take()
        .and_then(|typed| Phone::parse(&typed).ok());
    Change::Call(call::Change::Asked(call::Asked {
        member,
        id: RowId(facts.fresh.ids[0]),
        when,
        other,
    }))
}
