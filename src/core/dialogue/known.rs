//! Finds in the facts what a caller's answers refer to. `None` where it is closed, stopped or answered by
//! now, or was never hers.

use super::facts::Facts;
use super::state::DialogueState;
use crate::core::domain::{Ask, BallotOption, BallotResult, Category, Consent, OpenBallot};
use crate::core::script::words::List;
use crate::core::script::{ScreenDef, ScreenKind};

/// The request she is answering.
pub(super) fn ask<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a Ask> {
    let no = state.answers.request_no?;
    facts.asks.iter().find(|ask| ask.request_no == no)
}

/// The live permission she is looking at.
pub(super) fn consent<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a Consent> {
    let no = state.answers.consent_no?;
    facts.consents.iter().find(|consent| consent.no == no)
}

/// The open ballot she is in.
pub(super) fn ballot<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a OpenBallot> {
    let no = state.answers.ballot_no?;
    facts.ballots.iter().find(|ballot| ballot.no == no)
}

/// The option she chose.
pub(super) fn option<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a BallotOption> {
    let no = state.answers.option_no?;
    ballot(state, facts)?
        .options
        .iter()
        .find(|option| option.no == no)
}

/// The result she is looking at.
pub(super) fn result<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a BallotResult> {
    let no = state.answers.result_no?;
    facts.results.iter().find(|result| result.no == no)
}

/// Whether a screen speaks of a request or a ballot that is closed or answered by now: then the screen
/// would have nothing to show but its fixed words.
pub(super) fn is_gone(screen: &ScreenDef, state: &DialogueState, facts: &Facts) -> bool {
    let has_options = matches!(
        screen.kind,
        ScreenKind::Pick {
            list: List::Options,
            ..
        }
    );
    (screen.kept && ask(state, facts).is_none()) || (has_options && ballot(state, facts).is_none())
}

/// The category she chose.
pub(super) fn category<'a>(state: &DialogueState, facts: &'a Facts) -> Option<&'a Category> {
    facts.category(state.answers.draft.as_ref()?.category?)
}

/// Whether the chosen category is a group.
pub(super) fn is_group(state: &DialogueState, facts: &Facts) -> bool {
    category(state, facts).is_some_and(|group| {
        facts
            .categories
            .iter()
            .any(|c| c.parent == Some(group.code))
    })
}
