//! Which acts and changes the simulated calls have covered, so that none is left out.

use sahkar::core::dialogue::{DialogueState, Facts, Input};
use sahkar::core::domain::change::{
    ballot, call, case, consent, entry, meeting, member, phone, pin, session, statement,
};
use sahkar::core::domain::{CallWhen, CaseKind, Change, TriesOf};
use sahkar::core::script::words::Action;
use sahkar::core::script::{ScreenKind, Script};
use sahkar::core::texts::fold::fold;
use std::collections::BTreeSet;

/// What a call can alter, besides opening a case.
const KINDS: [&str; 24] = [
    "call today",
    "call today, elsewhere",
    "call tomorrow",
    "coming",
    "draft taken",
    "entry",
    "entry mended",
    "entry withdrawn",
    "given",
    "language",
    "not coming",
    "PIN right",
    "PIN set",
    "PIN wrong",
    "PIN wrong, by a stranger",
    "private texts off",
    "private texts on",
    "refused",
    "statement",
    "stopped",
    "stopped and to be erased",
    "topic",
    "vote",
    "vote again",
];

/// What was seen.
#[derive(Default)]
pub(super) struct Seen {
    acts: BTreeSet<Action>,
    kinds: BTreeSet<&'static str>,
    cases: BTreeSet<CaseKind>,
}

impl Seen {
    /// Takes note of what was pressed or typed, and of what followed.
    pub(super) fn note(
        &mut self,
        script: &Script,
        state: Option<&DialogueState>,
        input: Input<'_>,
        (changes, before): (&[Change], &Facts),
    ) {
        if let (Some(state), Input::Text(text)) = (state, input) {
            self.acts.extend(act_of(script, state, text));
        }
        for change in changes {
            if let Change::Case(case::Change::Opened(case::CaseOpened { case, .. })) = change {
                self.cases.insert(case.kind);
            }
            self.kinds.extend(kind(change, before));
        }
    }

    /// Nothing that a call can do was left out.
    pub(super) fn is_whole(&self) {
        let left: Vec<_> = Action::ALL
            .iter()
            .filter(|act| !self.acts.contains(act))
            .collect();
        assert!(left.is_empty(), "nobody did {left:?}");
        let left: Vec<_> = CaseKind::ALL
            .iter()
            .filter(|case| !self.cases.contains(case))
            .collect();
        assert!(left.is_empty(), "nobody opened {left:?}");
        assert_eq!(self.kinds, BTreeSet::from(KINDS));
    }
}

/// The act of a key, or of an answer.
fn act_of(script: &Script, state: &DialogueState, text: &str) -> Option<Action> {
    let screen = script.screen(script.find(&state.at)?);
    let typed = fold(text);
    let mut choices = screen.choices().iter();
    match choices.find(|choice| typed == choice.key.to_string()) {
        Some(choice) => choice.does,
        None => match &screen.kind {
            ScreenKind::Ask { does, .. } => *does,
            ScreenKind::Choices(_)
            | ScreenKind::Pick { .. }
            | ScreenKind::Routes(_)
            | ScreenKind::End => None,
        },
    }
}

/// What a change is; a new one does not compile until it has a word here. `None`: a case, which is
/// told by its own kind, or what no call can do.
fn kind(change: &Change, before: &Facts) -> Option<&'static str> {
    Some(match change {
        Change::Member(member::Change::LanguageChosen(_)) => "language",
        Change::Member(member::Change::PrivateSmsSet(member::PrivateSmsSet { on: true, .. })) => "private texts on",
        Change::Member(member::Change::PrivateSmsSet(member::PrivateSmsSet { on: false, .. })) => "private texts off",
        Change::Pin(pin::Change::Tried(pin::Tried { right: true, .. })) => "PIN right",
        Change::Pin(pin::Change::Tried(pin::Tried { of, .. })) => match of {
            TriesOf::Member(_) => "PIN wrong",
            TriesOf::Stranger(_) => "PIN wrong, by a stranger",
            TriesOf::Phone(_) => "vote code wrong, by text",
        },
        Change::Pin(pin::Change::Set(_)) => "PIN set",
        Change::Entry(entry::Change::Added(entry::Added { entry, .. })) if entry.replaces.is_some() => "entry mended",
        Change::Entry(entry::Change::Added(_)) => "entry",
        Change::Entry(entry::Change::Withdrawn(_)) => "entry withdrawn",
        Change::Case(_)
        | Change::Entry(entry::Change::Settled(_))
        | Change::Call(call::Change::Tried(_))
        | Change::Phone(phone::Change::AnnouncementsSet(_))
        // Officers have a code made first.
        | Change::Pin(pin::Change::Activated(_) | pin::Change::Helped(_))
        // What officers, jobs and providers change.
        | Change::Ballot(
            ballot::Change::CodesMade(_)
            | ballot::Change::Opened(_)
            | ballot::Change::BroughtIn(_)
            | ballot::Change::Counted(_),
        )
        | Change::Meeting(meeting::Change::Planned(_))
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
        | Change::Coop(_) => return None,
        Change::Consent(consent::Change::Given(_)) => "given",
        Change::Consent(consent::Change::Refused(_)) => "refused",
        Change::Consent(consent::Change::Stopped(consent::Stopped { erase: false, .. })) => "stopped",
        Change::Consent(consent::Change::Stopped(consent::Stopped { erase: true, .. })) => "stopped and to be erased",
        Change::Ballot(ballot::Change::VoteCast(ballot::VoteCast { ballot, .. })) => {
            let known = before.ballots.iter().find(|known| known.id == *ballot);
            if known.is_some_and(|known| known.voted) { "vote again" } else { "vote" }
        }
        Change::Meeting(meeting::Change::Answered(meeting::MeetingAnswered { coming: true, .. })) => "coming",
        Change::Meeting(meeting::Change::Answered(meeting::MeetingAnswered { coming: false, .. })) => "not coming",
        Change::Meeting(meeting::Change::TopicAsked(_)) => "topic",
        Change::Call(call::Change::Asked(call::CallAsked { other: Some(_), .. })) => "call today, elsewhere",
        Change::Call(call::Change::Asked(call::CallAsked {
            when: CallWhen::Today,
            ..
        })) => "call today",
        Change::Call(call::Change::Asked(call::CallAsked {
            when: CallWhen::Tomorrow,
            ..
        })) => "call tomorrow",
        Change::Statement(statement::Change::Issued(_)) => "statement",
        Change::Session(session::Change::DraftTaken(_)) => "draft taken",
    })
}
