//! Does what a text says: finds the act for it, and what it answers besides.
//!
//! On a phone of several members, what is hers needs her number, unless what she names is hers alone:
//! a permission, an entry, her code. Stopping a permission never needs more than its number.

use super::answered::{answered, ask_language, set_language};
use super::context::{About, QuestionKind, SmsContext, Who};
use super::intent::{Reading, SmsIntent};
use super::outcome::{Next, SmsOutcome};
use super::when::EntryUnread;
use super::{entries, member_acts, votes};
use crate::core::domain::{EntryKind, MemberId, Notice};

/// Does what a text says.
pub(super) fn act(reading: &Reading, ground: &SmsContext<'_>) -> SmsOutcome {
    if ground.who == Who::Stranger {
        return SmsOutcome {
            read_as: reading.said.word(),
            ..stranger(reading, ground)
        };
    }
    if let SmsIntent::Other(answer) = &reading.said {
        return answered(answer, ground);
    }
    let done = known(reading, ground);
    let question = match done.question {
        Next::Stays => answers_too(&reading.said, ground).map_or(Next::Stays, Next::Over),
        next @ (Next::Is(_) | Next::Over(_)) => next,
    };
    SmsOutcome {
        read_as: reading.said.word(),
        question,
        ..done
    }
}

/// The question that an act answers besides what it does: her language, by name or number; or an entry
/// that waits for her word, where she writes another of the same kind instead. Nothing else she wants
/// is an answer, and what she was asked stays open.
fn answers_too(said: &SmsIntent, ground: &SmsContext<'_>) -> Option<QuestionKind> {
    let kind_of = |code: &i64| ground.facts.category(*code).map(|category| category.kind);
    let waiting: Option<EntryKind> = match &ground.of_entry()?.about {
        About::OddEntry(held) | About::SameEntry(held) => Some(held.kind),
        About::Which(held) => held.codes.first().and_then(kind_of),
        About::Meeting(_) | About::Language => None,
    };
    let written = if let SmsIntent::EntryNamed { codes, .. } = said {
        codes.first().and_then(kind_of)
    } else if let SmsIntent::Entry { kind, .. } = said {
        Some(*kind)
    } else {
        None
    };
    (written.is_some() && written == waiting).then_some(QuestionKind::Entry)
}

/// Nobody has this number: how to join, now and then, and whether a statement counts.
fn stranger(reading: &Reading, ground: &SmsContext<'_>) -> SmsOutcome {
    if let SmsIntent::StatementCheck(_) = reading.said {
        return member_acts::check_statement(ground);
    }
    // Whoever wants nothing is told nothing.
    if let SmsIntent::Announcements(_) | SmsIntent::Reaction = reading.said {
        return SmsOutcome::nothing();
    }
    if !ground.texter.may_be_helped(ground.incoming.now) {
        return SmsOutcome::nothing();
    }
    SmsOutcome {
        helped: true,
        ..SmsOutcome::says(Notice::Join)
    }
}

fn known(reading: &Reading, ground: &SmsContext<'_>) -> SmsOutcome {
    match &reading.said {
        SmsIntent::Help => SmsOutcome {
            helped: true,
            ..SmsOutcome::says(Notice::Help)
        },
        SmsIntent::MeetingNext => member_acts::next_meeting(ground),
        SmsIntent::StatementCheck(_) => member_acts::check_statement(ground),
        SmsIntent::Announcements(on) => member_acts::set_announcements(*on, ground),
        SmsIntent::VoteOpen => votes::is_open(ground),
        SmsIntent::Vote(vote) => votes::vote(vote, reading, ground),
        SmsIntent::EntryUnread(kind, why) => SmsOutcome::says(match why {
            EntryUnread::Form => entries::form(*kind),
            EntryUnread::Amount => Notice::AmountUnclear,
            EntryUnread::Day => Notice::DayUnclear,
        }),
        SmsIntent::PermissionStop(None) => SmsOutcome::says(Notice::PermissionWhich),
        SmsIntent::PermissionStop(Some(no)) => member_acts::stop_permission(*no, ground),
        SmsIntent::EntryWrong(None) => SmsOutcome::says(Notice::EntryWhich),
        SmsIntent::EntryWrong(Some(_)) => entries::wrong(ground),
        SmsIntent::Entry {
            kind,
            code,
            amount,
            time,
        } => her(ground, |member| {
            entries::add(member, (*kind, *code), *amount, *time, ground)
        }),
        SmsIntent::EntryNamed {
            codes,
            amount,
            time,
        } => her(ground, |member| {
            entries::add_named(member, codes, (*amount, *time), ground)
        }),
        SmsIntent::Reaction => SmsOutcome::nothing(),
        SmsIntent::Call => her(ground, |member| member_acts::call(member, ground)),
        SmsIntent::Private(on) => her(ground, |member| {
            member_acts::set_private(member, *on, ground)
        }),
        SmsIntent::Language(None) => her(ground, |member| ask_language(member, ground)),
        SmsIntent::Language(Some(lang)) => her(ground, |member| set_language(member, *lang)),
        SmsIntent::Complain => her(ground, |member| member_acts::complain(member, ground)),
        SmsIntent::Other(answer) => answered(answer, ground),
    }
}

/// Does what needs to know who she is.
fn her(ground: &SmsContext<'_>, act: impl FnOnce(MemberId) -> SmsOutcome) -> SmsOutcome {
    match ground.who {
        Who::Her(member) => act(member),
        Who::OneOf | Who::Elsewhere | Who::Stranger => SmsOutcome::says(Notice::MemberNoNeeded),
    }
}
