//! Does what a text asks for: finds the act, and the open question that it answers besides.
//!
//! On a phone of several members, a text about her record needs her member number, unless it names
//! something that is hers alone: a permission, an entry, her code. Stopping a permission never needs more
//! than its number.

use super::answered::{answered, ask_language, set_language};
use super::context::{About, HeldEntry, HeldNamed, QuestionKind, SmsContext, Who};
use super::intent::{Reading, SmsIntent};
use super::outcome::{Next, SmsOutcome};
use super::when::EntryUnread;
use super::{entries, member_acts, votes};
use crate::core::domain::{EntryKind, MemberId, Notice};

/// Does what a text says.
pub(super) fn act(reading: &Reading, context: &SmsContext<'_>) -> SmsOutcome {
    if context.who == Who::Stranger {
        return SmsOutcome {
            read_as: reading.said.word(),
            ..stranger(reading, context)
        };
    }
    if let SmsIntent::Other(answer) = &reading.said {
        return answered(answer, context);
    }
    let done = known(reading, context);
    let question = match done.question {
        Next::Stays => answers_too(&reading.said, context).map_or(Next::Stays, Next::Over),
        next @ (Next::Is(_) | Next::Over(_)) => next,
    };
    SmsOutcome {
        read_as: reading.said.word(),
        question,
        ..done
    }
}

/// The question that an act answers besides what it does: her language, by name or number; or an entry that
/// waits for her yes, where she writes another of the same kind instead. Nothing else answers a question,
/// and the question stays open.
fn answers_too(said: &SmsIntent, context: &SmsContext<'_>) -> Option<QuestionKind> {
    let kind_of = |code: &i64| context.facts.category(*code).map(|category| category.kind);
    let waiting: Option<EntryKind> = match &context.of_entry()?.about {
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
fn stranger(reading: &Reading, context: &SmsContext<'_>) -> SmsOutcome {
    if let SmsIntent::StatementCheck(_) = reading.said {
        return member_acts::check_statement(context);
    }
    // Nothing was asked for, so nothing is answered.
    if let SmsIntent::Announcements(_) | SmsIntent::Reaction = reading.said {
        return SmsOutcome::nothing();
    }
    if !context.texter.may_be_helped(context.incoming.now) {
        return SmsOutcome::nothing();
    }
    SmsOutcome {
        helped: true,
        ..SmsOutcome::says(Notice::Join)
    }
}

fn known(reading: &Reading, context: &SmsContext<'_>) -> SmsOutcome {
    match &reading.said {
        SmsIntent::Help => SmsOutcome {
            helped: true,
            ..SmsOutcome::says(Notice::Help)
        },
        SmsIntent::MeetingNext => member_acts::next_meeting(context),
        SmsIntent::StatementCheck(_) => member_acts::check_statement(context),
        SmsIntent::Announcements(on) => member_acts::set_announcements(*on, context),
        SmsIntent::VoteOpen => votes::is_open(context),
        SmsIntent::Vote(vote) => votes::vote(vote, reading, context),
        SmsIntent::EntryUnread(kind, why) => SmsOutcome::says(match why {
            EntryUnread::Form => entries::form(*kind),
            EntryUnread::Amount => Notice::AmountUnclear,
            EntryUnread::Day => Notice::DayUnclear,
        }),
        SmsIntent::PermissionStop(None) => SmsOutcome::says(Notice::PermissionWhich),
        SmsIntent::PermissionStop(Some(no)) => member_acts::stop_permission(*no, context),
        SmsIntent::EntryWrong(None) => SmsOutcome::says(Notice::EntryWhich),
        SmsIntent::EntryWrong(Some(_)) => entries::wrong(context),
        SmsIntent::Entry {
            kind,
            code,
            amount,
            time,
        } => her(context, |member| {
            let held = HeldEntry {
                kind: *kind,
                category: *code,
                amount: *amount,
                time: *time,
            };
            entries::add(member, held, context)
        }),
        SmsIntent::EntryNamed {
            codes,
            amount,
            time,
        } => her(context, |member| {
            let held = HeldNamed {
                codes: codes.clone(),
                amount: *amount,
                time: *time,
            };
            entries::add_named(member, &held, context)
        }),
        SmsIntent::Reaction => SmsOutcome::nothing(),
        SmsIntent::Call => her(context, |member| member_acts::call(member, context)),
        SmsIntent::Private(on) => her(context, |member| {
            member_acts::set_private(member, *on, context)
        }),
        SmsIntent::Language(None) => her(context, |member| ask_language(member, context)),
        SmsIntent::Language(Some(lang)) => her(context, |member| set_language(member, *lang)),
        SmsIntent::Complain => her(context, |member| member_acts::complain(member, context)),
        SmsIntent::Other(answer) => answered(answer, context),
    }
}

/// Does what needs to know who she is.
fn her(context: &SmsContext<'_>, act: impl FnOnce(MemberId) -> SmsOutcome) -> SmsOutcome {
    match context.who {
        Who::Her(member) => act(member),
        Who::OneOf | Who::Elsewhere | Who::Stranger => SmsOutcome::says(Notice::MemberNoNeeded),
    }
}
