//! Lines for her record: added, asked about where they are much more than usual, or said to be wrong.

use super::decide::{Done, Next, no};
use super::ground::{ANSWER_MS, About, Ground, HeldEntry, Question, Who};
use super::when::Time;
use crate::dialogue::facts::Facts;
use crate::dialogue::habits::usual;
use crate::domain::case::ANSWER_DAYS;
use crate::domain::change::is_odd;
use crate::domain::{
    Case, CaseId, CaseKind, Change, EntryId, EntryKind, Filling, Fillings, MemberId, Notice, Paise,
    RowId, Words,
};
use crate::script::keywords::Keywords;

/// Adds an entry, or asks first where it is over three times her usual.
pub(super) fn add(
    member: MemberId,
    (kind, code): (EntryKind, Option<i64>),
    amount: Paise,
    time: Time,
    ground: &Ground<'_>,
) -> Done {
    let facts = &ground.facts;
    if !is_category(facts, kind, code) {
        return Done::says(Notice::CodeUnknown);
    }
    let held = HeldEntry {
        kind,
        category: code,
        amount,
        time,
    };
    let usual = usual(&facts.entries, kind, code, Some(time.period));
    if !is_odd(amount, usual) {
        return save(member, &held, ground);
    }
    let now = ground.incoming.now;
    Done {
        question: Next::Is(Question {
            about: About::OddEntry(held),
            member: Some(member),
            asked_at: now,
            ends_at: now.plus_ms(ANSWER_MS),
            again_n: 0,
        }),
        ..Done::says_of(Notice::EntryOdd, about(&held, ground))
    }
}

/// Adds the entry that she was asked about.
pub(super) fn add_held(member: MemberId, held: &HeldEntry, ground: &Ground<'_>) -> Done {
    // The cooperative may have dropped the category since.
    if !is_category(&ground.facts, held.kind, held.category) {
        return Done {
            question: Next::Over,
            ..Done::says(Notice::CodeUnknown)
        };
    }
    Done {
        question: Next::Over,
        ..save(member, held, ground)
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

fn save(member: MemberId, held: &HeldEntry, ground: &Ground<'_>) -> Done {
    let facts = &ground.facts;
    let time = (held.time.period, held.time.from_on, held.time.to_on);
    let entry = facts.own_entry(held.kind, held.category, held.amount, time);
    let mut fillings = about(held, ground);
    fillings.push(no(entry.no));
    Done::says_of(Notice::EntrySaved, fillings).with(Change::EntryAdded {
        member,
        entry,
        event: RowId(facts.fresh.ids[1]),
    })
}

/// What an entry is about, and how much.
fn about(held: &HeldEntry, ground: &Ground<'_>) -> Fillings {
    let words = words_of(held, &ground.facts, ground.keywords);
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

/// An entry is wrong: a case is opened, and until it is decided the entry does not count.
pub(super) fn wrong(ground: &Ground<'_>) -> Done {
    let facts = &ground.facts;
    let (Who::Her(member), Some(entry)) = (ground.who, &facts.entry) else {
        return Done::says(Notice::EntryUnknown);
    };
    let disputes = Some((entry.id, RowId(facts.fresh.ids[1])));
    open_case(member, CaseKind::Fix, Some(entry.no), disputes, ground)
}

/// Opens a case and tells its number.
pub(super) fn open_case(
    member: MemberId,
    kind: CaseKind,
    entry_no: Option<i64>,
    disputes: Option<(EntryId, RowId)>,
    ground: &Ground<'_>,
) -> Done {
    let facts = &ground.facts;
    let case = Case {
        id: CaseId(facts.fresh.ids[0]),
        no: facts.fresh.case_no,
        kind,
        entry_no,
        amount: None,
        due_at: facts.now.plus_days(ANSWER_DAYS),
    };
    Done::says_of(Notice::CaseNoted, vec![no(case.no)]).with(Change::CaseOpened {
        member,
        case,
        disputes,
    })
}
