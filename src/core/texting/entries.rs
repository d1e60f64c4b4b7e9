//! Entries by text: added, asked about where they are much more than usual, or said to be wrong.

use super::context::{
    ANSWER_MS, About, HeldEntry, HeldNamed, Question, QuestionKind, SmsContext, Who,
};
use super::named;
use super::outcome::{LIST_MAX, Next, SmsOutcome, no};
use crate::core::acts::case;
use crate::core::acts::entry::add::may_add;
use crate::core::acts::entry::withdraw::{self, Wish};
use crate::core::acts::entry::{self, Refusal};
use crate::core::dialogue::facts::Facts;
use crate::core::dialogue::habits::usual;
use crate::core::domain::change::is_odd;
use crate::core::domain::due::DueFacts;
use crate::core::domain::{CaseKind, Entry, EntryKind, Filling, Fillings, MemberId, Notice, Words};
use crate::core::script::keywords::Keywords;

/// Adds an entry, or asks first where it is over three times her usual.
pub(super) fn add(member: MemberId, held: HeldEntry, context: &SmsContext<'_>) -> SmsOutcome {
    let facts = &context.facts;
    if !is_category(facts, held.kind, held.category) {
        return SmsOutcome::says(Notice::CodeUnknown);
    }
    // She is asked nothing about an entry that could not be saved.
    if let Err(refusal) = may_add(held.kind, facts.has_loan()) {
        return refused(refusal);
    }
    let period = Some(held.time.period);
    let usual = usual(&facts.entries, held.kind, held.category, period);
    if !is_odd(held.amount, usual) {
        return save(member, &held, context);
    }
    SmsOutcome {
        question: ask(member, About::OddEntry(held), context),
        ..SmsOutcome::says_of(Notice::EntryOdd, about(&held, context))
    }
}

/// Adds the entry that she was asked about.
pub(super) fn add_held(member: MemberId, held: &HeldEntry, context: &SmsContext<'_>) -> SmsOutcome {
    // The cooperative may have dropped the category since.
    if !is_category(&context.facts, held.kind, held.category) {
        return SmsOutcome {
            question: Next::Over(QuestionKind::Entry),
            ..SmsOutcome::says(Notice::CodeUnknown)
        };
    }
    SmsOutcome {
        question: Next::Over(QuestionKind::Entry),
        ..save(member, held, context)
    }
}

/// Whether entries of this kind stand under this code: a category of its own, and no group.
fn is_category(facts: &Facts, kind: EntryKind, code: Option<i64>) -> bool {
    let Some(code) = code else {
        return kind != EntryKind::Income;
    };
    let is_group = facts.categories.iter().any(|c| c.parent == Some(code));
    facts.category(code).is_some_and(|c| c.kind == kind) && !is_group
}

fn save(member: MemberId, held: &HeldEntry, context: &SmsContext<'_>) -> SmsOutcome {
    let facts = &context.facts;
    let entry = facts.own_entry(held.kind, held.category, held.amount, held.time);
    match entry::add::decide(member, entry, facts.has_loan(), &facts.fresh) {
        Ok(change) => {
            let words = words_of(held, facts, context.keywords);
            let known = DueFacts {
                about: Some(&words),
                ..DueFacts::default()
            };
            SmsOutcome::of(vec![change], &known)
        }
        Err(refusal) => refused(refusal),
    }
}

/// What an entry is about, and how much.
fn about(held: &HeldEntry, context: &SmsContext<'_>) -> Fillings {
    let words = words_of(held, &context.facts, context.keywords);
    vec![
        ("about", Filling::Words(words)),
        ("amount", Filling::Amount(held.amount)),
    ]
}

fn words_of(held: &HeldEntry, facts: &Facts, keywords: &Keywords) -> Words {
    let category = held.category.and_then(|code| facts.category(code));
    category
        .map(|category| &category.name)
        .or_else(|| keywords.about(held.kind))
        .cloned()
        .unwrap_or_default()
}

/// The same words came again so soon that they may be the same text: the entry stays in her record once,
/// and she is asked whether she means a second one. So no entry is lost where she sold twice for the same
/// amount, and none is added twice where the network delivered a text twice.
pub(super) fn ask_second(
    member: MemberId,
    held: HeldEntry,
    noted: &Entry,
    context: &SmsContext<'_>,
) -> SmsOutcome {
    SmsOutcome {
        question: ask(member, About::SameEntry(held), context),
        ..SmsOutcome::says_of(Notice::EntryAgain, vec![no(noted.no)])
    }
}

/// A word that names several categories. Of two it is asked which; for more, for a group, and where
/// others read the phone, the codes are told, and nothing is kept.
pub(super) fn add_named(
    member: MemberId,
    held: &HeldNamed,
    context: &SmsContext<'_>,
) -> SmsOutcome {
    let categories = &context.facts.categories;
    let names: Vec<&Words> = held
        .codes
        .iter()
        .filter_map(|code| context.facts.category(*code))
        .map(|category| &category.name)
        .collect();
    if let [first, second] = names[..]
        && first != second
        && !context.is_private(member)
    {
        let fillings = vec![
            ("first", Filling::Words(first.clone())),
            ("second", Filling::Words(second.clone())),
        ];
        return SmsOutcome {
            question: ask(member, About::Which(held.clone()), context),
            ..SmsOutcome::says_of(Notice::CategoryWhich, fillings)
        };
    }
    let mut told = String::new();
    for code in held
        .codes
        .iter()
        .flat_map(|code| named::leaves(categories, *code))
    {
        let code = code.to_string();
        let parting = if told.is_empty() { "" } else { ", " };
        if told.len() + parting.len() + code.len() > LIST_MAX {
            break;
        }
        told.push_str(parting);
        told.push_str(&code);
    }
    SmsOutcome::says_of(Notice::CategoryCodes, vec![("codes", Filling::Signs(told))])
}

/// She said which of the categories she was named: by its place, or by its name.
pub(super) fn add_chosen(
    member: MemberId,
    held: &HeldNamed,
    answer: &str,
    context: &SmsContext<'_>,
) -> Option<SmsOutcome> {
    let (facts, keywords) = (&context.facts, context.keywords);
    let is_called = |code: &&i64| {
        let category = facts.category(**code);
        category.is_some_and(|category| keywords.names_of(&category.name).contains(answer))
    };
    let place = answer
        .parse::<usize>()
        .ok()
        .and_then(|place| place.checked_sub(1));
    let code = match place {
        Some(place) => held.codes.get(place),
        // A word that names both categories again is no answer.
        None => match held.codes.iter().filter(is_called).collect::<Vec<_>>()[..] {
            [only] => Some(only),
            _ => None,
        },
    };
    let code = *code?;
    let done = if let [leaf] = named::leaves(&facts.categories, code)[..] {
        let kind = facts.category(leaf)?.kind;
        let entry = HeldEntry {
            kind,
            category: Some(leaf),
            amount: held.amount,
            time: held.time,
        };
        add(member, entry, context)
    } else {
        let codes = vec![code];
        add_named(member, &HeldNamed { codes, ..*held }, context)
    };
    Some(match done.question {
        Next::Stays => SmsOutcome {
            question: Next::Over(QuestionKind::Entry),
            ..done
        },
        Next::Is(_) | Next::Over(_) => done,
    })
}

/// How a line of this kind is written.
pub(super) fn form(kind: EntryKind) -> Notice {
    match kind {
        EntryKind::Income => Notice::EntryForm,
        EntryKind::Cost => Notice::CostForm,
        EntryKind::Saving => Notice::SavingForm,
        EntryKind::Repayment => Notice::RepaymentForm,
    }
}

/// An entry is wrong. Her own of the last days is taken out at once; for any other a case is opened,
/// and until that is decided the entry does not count.
pub(super) fn wrong(context: &SmsContext<'_>) -> SmsOutcome {
    let facts = &context.facts;
    let Who::Her(member) = context.who else {
        return SmsOutcome::says(Notice::EntryUnknown);
    };
    let entry = facts.entry.as_ref();
    let decided = withdraw::decide(member, entry, Wish::Unsaid, &facts.fresh, facts.now);
    match decided {
        Err(refusal) => refused(refusal),
        Ok(change) => {
            let known = DueFacts {
                entry,
                ..DueFacts::default()
            };
            SmsOutcome::of(vec![change], &known)
        }
    }
}

/// Opens a case that is about no entry, and tells its number.
pub(super) fn open_case(member: MemberId, kind: CaseKind, context: &SmsContext<'_>) -> SmsOutcome {
    let facts = &context.facts;
    match case::open::decide(member, kind, None, &facts.fresh, facts.now) {
        Ok(opened) => SmsOutcome::of(vec![opened], &DueFacts::default()),
        // The case is about no entry, so none can be missing.
        Err(_) => SmsOutcome::nothing(),
    }
}

/// The text that says why nothing is done.
fn refused(refusal: Refusal) -> SmsOutcome {
    SmsOutcome::says(match refusal {
        Refusal::NoLoan => Notice::LoanNone,
        Refusal::NoSuchEntry => Notice::EntryUnknown,
    })
}

/// Asks her something about an entry that waits.
fn ask(member: MemberId, about: About, context: &SmsContext<'_>) -> Next {
    let now = context.incoming.now;
    Next::Is(Question {
        about,
        member: Some(member),
        asked_at: now,
        ends_at: now.plus_ms(ANSWER_MS),
        again_n: 0,
    })
}
