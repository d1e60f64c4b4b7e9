//! Texts that may be another text once more: by the provider's own name for them, by the same words soon
//! after each other, or in a row without end.
//!
//! What such a text wants is held against how things stand. Where it would alter nothing, or only do once
//! more what was just done, it is the same text, and nothing happens. Where things stand otherwise than
//! that text has left them, she has said the contrary in between, by a text or by a call, and means it:
//! STOP, START, STOP ends announcements, and 1, 2, 1 comes to the meeting. An entry is never saved twice
//! unasked, and never dropped without a word.
//!
//! Of a vote nothing is kept that could be compared, so one without a name is counted anew each time: the
//! last counts, and she is told of each.

use super::act::act;
use super::context::{About, HeldEntry, SmsContext, Who};
use super::entries;
use super::history::{HOUR_MS, SAME_MS};
use super::intent::{Reading, SmsIntent};
use super::outcome::{Next, SmsOutcome};
use crate::core::domain::change::{consent, meeting, member, phone};
use crate::core::domain::{Change, Entry, MemberId};

/// Whether it is a wish to stop, which counts whenever it comes.
pub(super) fn is_stop(said: &SmsIntent) -> bool {
    matches!(
        said,
        SmsIntent::PermissionStop(_) | SmsIntent::Announcements(false)
    )
}

/// One too many: nothing is done.
pub(super) fn silenced() -> SmsOutcome {
    SmsOutcome {
        read_as: "silenced",
        ..SmsOutcome::nothing()
    }
}

/// The provider delivers a text again: of these only a wish to stop can mean something, where she has
/// wanted the contrary since.
pub(super) fn delivered(reading: &Reading, context: &SmsContext<'_>) -> Option<SmsOutcome> {
    let done = is_stop(&reading.said).then(|| act(reading, context))?;
    overturns(&done, context).then_some(done)
}

/// The same words came so soon after each other that it may be the same text.
pub(super) fn again(reading: &Reading, context: &SmsContext<'_>) -> Option<SmsOutcome> {
    let done = act(reading, context);
    if overturns(&done, context) {
        return Some(done);
    }
    if !matches!(
        reading.said,
        SmsIntent::Entry { .. } | SmsIntent::EntryNamed { .. }
    ) {
        return None;
    }
    if let Some((member, held, noted)) = just_noted(reading, SAME_MS, context) {
        let is_asked = is_open(&About::SameEntry(held), context);
        return (!is_asked).then(|| entries::ask_second(member, held, noted, context));
    }
    // What came first was not kept: it waited for her word, and still does, or she said no meanwhile.
    match &done.question {
        Next::Is(question) => (!is_open(&question.about, context)).then_some(done),
        Next::Stays | Next::Over(_) => (!done.changes.is_empty()).then_some(done),
    }
}

/// The same words so often in a row that it may be a machine: an entry is asked about once, anything else
/// is passed over.
pub(super) fn in_a_row(reading: &Reading, context: &SmsContext<'_>) -> SmsOutcome {
    let same = just_noted(reading, HOUR_MS, context)
        .filter(|(_, held, _)| !is_open(&About::SameEntry(*held), context));
    same.map_or_else(silenced, |(member, held, noted)| SmsOutcome {
        read_as: reading.said.word(),
        ..entries::ask_second(member, held, noted, context)
    })
}

fn is_open(about: &About, context: &SmsContext<'_>) -> bool {
    context
        .of_entry()
        .is_some_and(|question| question.about == *about)
}

/// The entry that the same words have noted within this time: the newest that is as they say.
fn just_noted<'c>(
    reading: &Reading,
    within_ms: i64,
    context: &'c SmsContext<'_>,
) -> Option<(MemberId, HeldEntry, &'c Entry)> {
    let (
        Who::Her(member),
        SmsIntent::Entry {
            kind,
            code,
            amount,
            time,
        },
    ) = (context.who, &reading.said)
    else {
        return None;
    };
    let held = HeldEntry {
        kind: *kind,
        category: *code,
        amount: *amount,
        time: *time,
    };
    let now = context.incoming.now;
    let is_it = |entry: &&Entry| {
        entry.kind == held.kind
            && entry.category == held.category
            && entry.amount == held.amount
            && (entry.from_on, entry.to_on) == (time.from_on, time.to_on)
            && now.0 - entry.at.0 < within_ms
    };
    let noted = context.facts.entries.iter().find(is_it)?;
    Some((member, held, noted))
}

/// Whether something stands otherwise than this text wants it, and has been so before: then it is no
/// repetition of the text that last set it.
fn overturns(done: &SmsOutcome, context: &SmsContext<'_>) -> bool {
    let facts = &context.facts;
    let lang = |id: &MemberId| {
        let her = facts.phone.members.iter().find(|one| one.id == *id);
        her.map(|her| her.lang)
    };
    done.changes.iter().any(|change| {
        // These three come about only where they alter something.
        let alters = matches!(
            change,
            Change::Phone(phone::Change::AnnouncementsSet(_))
                | Change::Consent(consent::Change::Stopped(_))
                | Change::Member(member::Change::PrivateSmsSet(_))
        );
        let turns_back =
            if let Change::Member(member::Change::LanguageChosen(member::LanguageChosen {
                member,
                lang: new,
            })) = change
            {
                lang(member).is_some_and(|lang| lang != Some(*new))
            } else if let Change::Meeting(meeting::Change::Answered(meeting::MeetingAnswered {
                coming,
                ..
            })) = change
            {
                let stands = facts.meeting.as_ref().and_then(|meeting| meeting.coming);
                stands == Some(!coming)
            } else {
                false
            };
        alters || turns_back
    })
}
