//! What the actions of the menus do: each alters what she has said so far, or the record.
//!
//! An act whose context is gone (a request closed, a permission already stopped) changes nothing and
//! says so, rather than pretending.

use super::cases::{self, open};
use super::facts::Facts;
use super::known;
use super::pin;
use super::state::{DialogueState, Draft};
use crate::core::acts::ballot::vote;
use crate::core::acts::consent::stop::StopIds;
use crate::core::acts::{
    call, consent, draft, entry, language, meeting, privacy, statement, topic,
};
use crate::core::domain::{
    CallWhen, CaseKind, Change, EntryKind, Lang, MemberId, Period, Phone, ShownWords, Topic,
};
use crate::core::domain::{EntryTime, RowId};
use crate::core::script::words::Action;

/// How an act went.
pub(super) enum ActOutcome {
    /// Nothing of the record changes.
    Said,
    /// The record changes in this way.
    Changed(Change),
    /// What the act was about does not exist any more.
    Gone,
}

/// What an act may look at besides her answers.
pub(super) struct ActContext<'a> {
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
pub(super) fn act(
    action: Action,
    state: &mut DialogueState,
    context: &ActContext<'_>,
) -> ActOutcome {
    let facts = context.facts;
    match action {
        Action::StartIncome => start(EntryKind::Income, state, context),
        Action::StartCost => start(EntryKind::Cost, state, context),
        Action::StartSaving => start(EntryKind::Saving, state, context),
        Action::StartRepayment => start(EntryKind::Repayment, state, context),
        Action::PeriodToday => period(Period::Today, state),
        Action::PeriodWeek => period(Period::Week, state),
        Action::PeriodMonth => period(Period::Month, state),
        Action::PeriodLastMonth => period(Period::LastMonth, state),
        Action::TakeDraft => take_draft(state, facts),
        Action::DropDraft => match &facts.draft {
            Some(left) => ActOutcome::Changed(draft::take::decide(left.session)),
            None => ActOutcome::Said,
        },
        committing => match facts.member().map(|member| member.id) {
            Some(member) => commit(committing, member, state, context),
            // A stranger is asked the PIN before she comes here, and no PIN is right.
            None => ActOutcome::Gone,
        },
    }
}

/// Does an action that alters the record of a member.
fn commit(
    action: Action,
    member: MemberId,
    state: &mut DialogueState,
    context: &ActContext<'_>,
) -> ActOutcome {
    let facts = context.facts;
    let changed = match action {
        Action::ChooseGujarati => Some(language::choose::decide(member, Lang::Gu)),
        Action::ChooseHindi => Some(language::choose::decide(member, Lang::Hi)),
        Action::ChooseEnglish => Some(language::choose::decide(member, Lang::En)),
        Action::PrivateOn => Some(privacy::set::decide(member, true)),
        Action::PrivateOff => Some(privacy::set::decide(member, false)),
        Action::SaveEntry => save_entry(member, state, facts),
        // The routes behind it ask first.
        Action::MendEntry if cases::correction_is_odd(state, facts) => return ActOutcome::Said,
        Action::MendEntry | Action::MendOddEntry => cases::amount_wrong(member, state, facts),
        Action::DisputeEntry => cases::not_mine(member, state, facts),
        Action::EraseEntry => cases::erase(member, state, facts),
        Action::IssueStatement => Some(issue_statement(member, state, facts)),
        Action::AskPaperStatement => open(member, CaseKind::Statement, state, facts),
        Action::AskCopy => open(member, CaseKind::Copy, state, facts),
        Action::AskFix => open(member, CaseKind::Fix, state, facts),
        Action::AskErase => open(member, CaseKind::Erase, state, facts),
        Action::AskNominee => open(member, CaseKind::Nominee, state, facts),
        Action::Complain => open(member, CaseKind::Complain, state, facts),
        Action::GiveConsent => answer_ask(true, member, state, context),
        Action::RefuseConsent => answer_ask(false, member, state, context),
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
        | Action::DropDraft => return ActOutcome::Said,
    };
    changed.map_or(ActOutcome::Gone, ActOutcome::Changed)
}

fn start(kind: EntryKind, state: &mut DialogueState, context: &ActContext<'_>) -> ActOutcome {
    let at = context.at.into();
    state.answers.draft = Some(Draft {
        kind,
        category: None,
        amount: None,
        period: None,
        at,
        stranger: None,
    });
    ActOutcome::Said
}

fn period(period: Period, state: &mut DialogueState) -> ActOutcome {
    if let Some(draft) = &mut state.answers.draft {
        draft.period = Some(period);
    }
    ActOutcome::Said
}

fn take_draft(state: &mut DialogueState, facts: &Facts) -> ActOutcome {
    let Some(left) = &facts.draft else {
        return ActOutcome::Gone;
    };
    state.goal = Some(left.draft.at.clone());
    state.answers.draft = Some(left.draft.clone());
    ActOutcome::Changed(draft::take::decide(left.session))
}

fn save_entry(member: MemberId, state: &mut DialogueState, facts: &Facts) -> Option<Change> {
    let draft = state.answers.draft.take()?;
    let period = draft.period?;
    let (from_on, to_on) = period.days(facts.now.day());
    let time = EntryTime {
        period,
        from_on,
        to_on,
    };
    let entry = facts.own_entry(draft.kind, draft.category, draft.amount?, time);
    state.answers.entry_no = Some(entry.no);
    state.answers.amount = Some(entry.amount);
    entry::add::decide(member, entry, facts.has_loan(), &facts.fresh).ok()
}

fn issue_statement(member: MemberId, state: &mut DialogueState, facts: &Facts) -> Change {
    state.answers.statement_code = Some(facts.fresh.statement_code.clone());
    state.answers.until = Some(statement::issue::ends_on(facts.now));
    statement::issue::decide(member, &facts.fresh, facts.now)
}

fn answer_ask(
    yes: bool,
    member: MemberId,
    state: &mut DialogueState,
    context: &ActContext<'_>,
) -> Option<Change> {
    let facts = context.facts;
    let ask = known::ask(state, facts)?;
    let shown = ShownWords {
        text_version: context.text_version.into(),
        lang: facts.lang(),
        parts: std::mem::take(&mut state.answers.shown),
    };
    if !yes {
        return consent::refuse::decide(member, ask, shown, &facts.fresh, facts.now).ok();
    }
    state.answers.consent_no = Some(facts.fresh.consent_no);
    state.answers.until = Some(ask.ends_on(facts.now.day()));
    consent::give::decide(member, ask, shown, &facts.fresh, facts.now).ok()
}

fn stop(erase: bool, member: MemberId, state: &mut DialogueState, facts: &Facts) -> Option<Change> {
    let permission = known::consent(state, facts)?;
    state.answers.consent_used = permission.was_used;
    state.answers.stopped_for = Some(permission.requester.clone());
    state.answers.until = Some(permission.ends_on);
    let [event, erasure, _] = facts.fresh.ids;
    let ids = StopIds {
        event: RowId(event),
        erasure: RowId(erasure),
    };
    consent::stop::decide(member, permission, erase, ids, facts.now).ok()
}

/// A ballot that has closed meanwhile is no error: the routes after this act say so.
fn cast_vote(member: MemberId, state: &DialogueState, facts: &Facts) -> ActOutcome {
    let chosen = known::ballot(state, facts).zip(state.answers.option_no);
    let cast = chosen.and_then(|(ballot, option_no)| {
        let options = ballot.options.iter().map(|option| option.no);
        vote::decide(member, ballot.id, options, option_no).ok()
    });
    cast.map_or(ActOutcome::Said, ActOutcome::Changed)
}

fn meeting_answer(member: MemberId, coming: bool, facts: &Facts) -> Option<Change> {
    meeting::answer::decide(member, facts.meeting.as_ref(), None, coming).ok()
}

fn topic(member: MemberId, topic: Topic, facts: &Facts) -> Option<Change> {
    topic::ask::decide(member, facts.meeting.as_ref(), topic).ok()
}

fn call(member: MemberId, when: CallWhen, state: &mut DialogueState, facts: &Facts) -> Change {
    state.answers.call_today = when == CallWhen::Today;
    let other = state
        .answers
        .other_phone
        .take()
        .and_then(|typed| Phone::parse(&typed).ok());
    call::ask::decide(member, when, other, &facts.fresh)
}
