//! The lines of a list, and what picking one answers.

use super::conditions::is_hers_to_see;
use super::facts::Facts;
use super::habits::in_her_order;
use super::known;
use super::state::DialogueState;
use crate::core::domain::{
    Ask, BallotOption, BallotResult, Category, Consent, Entry, EntryKind, Instant, OpenBallot,
    RecordAccess, SentText, Words,
};
use crate::core::script::words::List;

/// What one line of a list is about.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    Category(&'a Category),
    Entry(&'a Entry),
    Ask(&'a Ask),
    Consent(&'a Consent),
    Seen(&'a RecordAccess),
    Ballot(&'a OpenBallot),
    Option(&'a BallotOption),
    Result(&'a BallotResult),
    Agenda(&'a Words),
    Notice(&'a Words, Instant),
    Text(&'a SentText),
}

/// The lines of a list, each with the key or number that picks it; 0 where lines are only read.
pub(super) fn lines<'a>(
    list: List,
    state: &DialogueState,
    facts: &'a Facts,
) -> Vec<(i64, Item<'a>)> {
    match list {
        List::Categories => categories(state, facts, None),
        List::CategoriesUnder => {
            // A screen of a group's categories goes on showing the group after one is picked.
            let group = known::category(state, facts).map(|c| c.parent.unwrap_or(c.code));
            group.map_or(Vec::new(), |group| categories(state, facts, Some(group)))
        }
        List::Entries => facts
            .entries
            .iter()
            .map(|e| (e.no, Item::Entry(e)))
            .collect(),
        List::Asks => facts
            .asks
            .iter()
            .map(|ask| (ask.request_no, Item::Ask(ask)))
            .collect(),
        List::Consents => facts
            .consents
            .iter()
            .map(|c| (c.no, Item::Consent(c)))
            .collect(),
        List::Seen => facts
            .seen
            .iter()
            .map(|seen| (0, Item::Seen(seen)))
            .collect(),
        List::Ballots => facts
            .ballots
            .iter()
            .map(|b| (b.no, Item::Ballot(b)))
            .collect(),
        List::Options => known::ballot(state, facts).map_or(Vec::new(), |b| {
            b.options.iter().map(|o| (o.no, Item::Option(o))).collect()
        }),
        List::Results => facts
            .results
            .iter()
            .map(|r| (r.no, Item::Result(r)))
            .collect(),
        List::Agenda => facts.meeting.as_ref().map_or(Vec::new(), |m| {
            m.agenda
                .iter()
                .map(|words| (0, Item::Agenda(words)))
                .collect()
        }),
        List::Notices => notices(facts).map(|item| (0, item)).collect(),
    }
}

/// What was told to all and what was sent to her, newest first.
fn notices(facts: &Facts) -> impl Iterator<Item = Item<'_>> {
    let told = facts.notices.iter();
    let told = told.map(|notice| (notice.at, Item::Notice(&notice.words, notice.at)));
    let sent = facts.texts.iter().map(|text| (text.at, Item::Text(text)));
    let mut all: Vec<(Instant, Item<'_>)> = sent.chain(told).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, item)| item)
}

fn categories<'a>(
    state: &DialogueState,
    facts: &'a Facts,
    parent: Option<i64>,
) -> Vec<(i64, Item<'a>)> {
    let kind = state
        .answers
        .draft
        .as_ref()
        .map_or(EntryKind::Income, |draft| draft.kind);
    // Only she may see which categories she uses most.
    let entries: &[Entry] = if is_hers_to_see(state, facts) {
        &facts.entries
    } else {
        &[]
    };
    in_her_order(&facts.categories, entries, kind, parent)
        .into_iter()
        .map(|category| (category.key, Item::Category(category)))
        .collect()
}

/// What picking a line answers, without a reference to the facts.
pub(super) enum Picked {
    Category(i64),
    Entry(Box<Entry>),
    Ask(i64),
    Consent(i64),
    Ballot(i64),
    Option(i64),
    Result(i64),
}

impl Item<'_> {
    /// What picking this line answers; `None` for lines that are only read.
    pub(super) fn picked(self) -> Option<Picked> {
        match self {
            Self::Category(category) => Some(Picked::Category(category.code)),
            Self::Entry(entry) => Some(Picked::Entry(Box::new(entry.clone()))),
            Self::Ask(ask) => Some(Picked::Ask(ask.request_no)),
            Self::Consent(consent) => Some(Picked::Consent(consent.no)),
            Self::Ballot(ballot) => Some(Picked::Ballot(ballot.no)),
            Self::Option(option) => Some(Picked::Option(option.no)),
            Self::Result(result) => Some(Picked::Result(result.no)),
            Self::Seen(_) | Self::Agenda(_) | Self::Notice(..) | Self::Text(_) => None,
        }
    }
}

/// Keeps what a picked line answers.
pub(super) fn pick(picked: Picked, state: &mut DialogueState, facts: &mut Facts) {
    let answers = &mut state.answers;
    match picked {
        Picked::Category(code) => {
            if let Some(draft) = &mut answers.draft {
                draft.category = Some(code);
            }
        }
        Picked::Entry(entry) => {
            answers.entry_no = Some(entry.no);
            facts.entry = Some(*entry);
        }
        Picked::Ask(no) => {
            answers.request_no = Some(no);
            answers.shown.clear();
        }
        Picked::Consent(no) => answers.consent_no = Some(no),
        Picked::Ballot(no) => answers.ballot_no = Some(no),
        Picked::Option(no) => answers.option_no = Some(no),
        Picked::Result(no) => answers.result_no = Some(no),
    }
}
