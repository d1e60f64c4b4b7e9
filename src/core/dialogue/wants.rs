//! What the shell must load, and what PIN work it must do, before a turn can be taken. Pure, so that
//! the turn itself needs no callback.

use super::facts::PhoneFacts;
use super::input::{Input, member_no, short_no};
use super::state::{Caller, DialogueState};
use crate::core::domain::pin::{is_code, is_easy, is_pin};
use crate::core::domain::{EntryKind, RowId};
use crate::core::script::words::{List, Need, Needs, Question};
use crate::core::script::{ScreenDef, ScreenKind, Script};
use crate::core::texts::fold::fold;

/// The PIN work that a turn asks for; done on the blocking pool, outside any transaction.
#[derive(Clone, PartialEq, Eq)]
pub enum PinWork {
    /// None.
    None,
    /// Compare this PIN with hers.
    Check(String),
    /// Compare this code with that of her slip.
    CheckCode(String),
    /// Hash this new PIN.
    HashNew(String),
    /// Compare this new PIN with the hash of the one typed first.
    CheckNew {
        /// The PIN typed again.
        typed: String,
        /// The hash of the one typed first.
        hash: String,
        /// The code of a slip that it is chosen with, which must still be there.
        code: Option<RowId>,
    },
}

impl std::fmt::Debug for PinWork {
    /// Says which work it is, never the PIN.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Check(_) => "Check(…)",
            Self::CheckCode(_) => "CheckCode(…)",
            Self::HashNew(_) => "HashNew(…)",
            Self::CheckNew { .. } => "CheckNew(…)",
        })
    }
}

/// What a turn needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TurnNeeds {
    /// Who is talking, with the member number of this very reply taken into account.
    pub caller: Caller,
    /// The groups of facts.
    pub needs: Needs,
    /// The number of an entry to find.
    pub entry_no: Option<i64>,
    /// PIN work.
    pub pin: PinWork,
}

/// What the turn on this reply needs.
pub fn wants(
    script: &Script,
    state: Option<&DialogueState>,
    input: Input<'_>,
    phone: &PhoneFacts,
) -> TurnNeeds {
    let place = state.and_then(|state| Some((state, script.find(&state.at)?)));
    let Some((state, at)) = place else {
        let caller = state.map_or(at_dial(phone), |state| state.caller);
        let needs = script.needs_of(script.dial(), None);
        return TurnNeeds {
            caller,
            needs,
            entry_no: None,
            pin: PinWork::None,
        };
    };
    let goal = state.goal.as_deref().and_then(|goal| script.find(goal));
    let screen = script.screen(at);
    let typed = match input {
        Input::Open => String::new(),
        Input::Text(text) => fold(text),
    };
    // On a request that she has not been shown to its end, any key only shows the next page.
    let is_first_page = state.page == 0 && matches!(input, Input::Text(_));
    let mut needs = if is_first_page && !state.is_half_read(screen) {
        script.needs_of_reply(at, goal, &typed)
    } else {
        script.needs_of(at, goal)
    };
    // Only an instalment needs her loans: it can be saved only where one is running.
    let draft = state.answers.draft.as_ref();
    if draft.is_some_and(|draft| draft.kind == EntryKind::Repayment) {
        needs |= Needs::of(&[Need::Month]);
    }
    if at == script.misunderstood()
        && let Some(strayed_from) = state.strayed_from.as_deref()
    {
        let back = script.find(strayed_from);
        needs |= back.map_or(Needs::NONE, |back| script.needs_of(back, goal));
    }
    TurnNeeds {
        caller: caller(state, screen, &typed, phone),
        needs,
        entry_no: entry_no(state, screen, &typed),
        pin: pin_work(state, screen, &typed),
    }
}

/// Who is talking when a phone dials: its only member, or nobody yet.
pub(super) fn at_dial(phone: &PhoneFacts) -> Caller {
    match phone.members.as_slice() {
        [only] => Caller::Member(only.id),
        _ => Caller::Unknown,
    }
}

fn question(screen: &ScreenDef) -> Option<Question> {
    match &screen.kind {
        ScreenKind::Ask { question, .. } => Some(*question),
        ScreenKind::Choices(_)
        | ScreenKind::Pick { .. }
        | ScreenKind::Routes(_)
        | ScreenKind::End => None,
    }
}

fn caller(state: &DialogueState, screen: &ScreenDef, typed: &str, phone: &PhoneFacts) -> Caller {
    if question(screen) != Some(Question::MemberNo) {
        return state.caller;
    }
    match member_no(typed) {
        Some(no) => phone
            .members
            .iter()
            .find(|member| member.no == no)
            .map_or(Caller::Stranger(no), |member| Caller::Member(member.id)),
        None => state.caller,
    }
}

fn entry_no(state: &DialogueState, screen: &ScreenDef, typed: &str) -> Option<i64> {
    let is_asked = match &screen.kind {
        ScreenKind::Ask { question, .. } => *question == Question::EntryNo,
        ScreenKind::Pick { list, .. } => *list == List::Entries,
        ScreenKind::Choices(_) | ScreenKind::Routes(_) | ScreenKind::End => false,
    };
    let now_typed = is_asked
        .then(|| short_no(typed).filter(|no| *no >= 10))
        .flatten();
    now_typed.or(state.answers.entry_no)
}

fn pin_work(state: &DialogueState, screen: &ScreenDef, typed: &str) -> PinWork {
    let question = question(screen);
    if is_code(typed) && question == Some(Question::Pin) {
        return PinWork::CheckCode(typed.into());
    }
    if !is_pin(typed) {
        return PinWork::None;
    }
    match question {
        Some(Question::Pin) => PinWork::Check(typed.into()),
        Some(Question::NewPin) if !is_easy(typed) => PinWork::HashNew(typed.into()),
        Some(Question::NewPinAgain) => match &state.answers.new_pin {
            Some(hash) => PinWork::CheckNew {
                typed: typed.into(),
                hash: hash.clone(),
                code: state.code,
            },
            None => PinWork::None,
        },
        _ => PinWork::None,
    }
}
