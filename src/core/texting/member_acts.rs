//! What a member can do by text besides entries and votes: permissions, meetings, announcements, private
//! texts, calls and complaints; and anybody's question whether a statement is valid.

use super::context::{QuestionKind, SmsContext, Who};
use super::entries::open_case;
use super::outcome::{Next, SmsOutcome};
use crate::core::acts::consent::stop::{self, StopIds};
use crate::core::acts::{announcements, call, meeting, privacy};
use crate::core::domain::due::DueFacts;
use crate::core::domain::{CaseKind, Filling, MeetingId, MemberId, Notice, RowId};

/// Stops the permission of this number; 0: all of hers.
pub(super) fn stop_permission(number: i64, context: &SmsContext<'_>) -> SmsOutcome {
    if number == 0 {
        return match context.who {
            Who::Her(member) => stop_all(member, context),
            Who::OneOf | Who::Elsewhere | Who::Stranger => SmsOutcome::says(Notice::MemberNoNeeded),
        };
    }
    let found = stop::find(&context.facts.consents, number);
    let (Who::Her(member), Ok(consent)) = (context.who, found) else {
        return SmsOutcome::says(Notice::PermissionUnknown);
    };
    let [event, erasure, _] = context.facts.fresh.ids;
    let ids = StopIds {
        event: RowId(event),
        erasure: RowId(erasure),
    };
    match stop::decide(member, consent, false, ids, context.facts.now) {
        Ok(stopped) => SmsOutcome::of(vec![stopped], &of_consents(context)),
        Err(_) => SmsOutcome::says(Notice::PermissionUnknown),
    }
}

fn stop_all(member: MemberId, context: &SmsContext<'_>) -> SmsOutcome {
    let consents = &context.facts.consents;
    if consents.is_empty() {
        return SmsOutcome::says(Notice::PermissionsNone);
    }
    if let [only] = consents.as_slice() {
        return stop_permission(only.no, context);
    }
    // Nothing is erased, so the id of the row that would ask for it is never used.
    let changes = consents
        .iter()
        .zip(&context.ids)
        .filter_map(|(consent, id)| {
            let id = RowId(*id);
            let ids = StopIds {
                event: id,
                erasure: id,
            };
            stop::decide(member, consent, false, ids, context.facts.now).ok()
        });
    SmsOutcome::of(changes.collect(), &of_consents(context))
}

/// Her permissions, by which a text names what is stopped.
fn of_consents<'c>(context: &'c SmsContext<'_>) -> DueFacts<'c> {
    DueFacts {
        consents: &context.facts.consents,
        ..DueFacts::default()
    }
}

/// When the next meeting is.
pub(super) fn next_meeting(context: &SmsContext<'_>) -> SmsOutcome {
    match &context.facts.meeting {
        None => SmsOutcome::says(Notice::MeetingNone),
        Some(meeting) => SmsOutcome::says_of(
            Notice::MeetingNext,
            vec![
                ("when", Filling::When(meeting.at)),
                ("place", Filling::Words(meeting.place.clone())),
            ],
        ),
    }
}

/// She comes to the meeting she was asked about, or does not. The question stays open, so that she can
/// change her mind, and so that the other members of her phone can answer too.
pub(super) fn answer_meeting(
    member: MemberId,
    asked: MeetingId,
    coming: bool,
    context: &SmsContext<'_>,
) -> SmsOutcome {
    let next = context.facts.meeting.as_ref();
    let Ok(answered) = meeting::answer::decide(member, next, Some(asked), coming) else {
        return SmsOutcome {
            question: Next::Over(QuestionKind::Meeting),
            ..SmsOutcome::says(Notice::MeetingNone)
        };
    };
    SmsOutcome::of(vec![answered], &DueFacts::default())
}

/// Switches announcements to this phone on or off. No other text of hers changes that.
pub(super) fn set_announcements(on: bool, context: &SmsContext<'_>) -> SmsOutcome {
    let done = SmsOutcome::says(if on { Notice::Started } else { Notice::Stopped });
    let phone = context.facts.phone.id;
    match phone.map(|phone| announcements::set::decide(phone, on, context.stopped)) {
        Some(Ok(set)) => SmsOutcome::of(vec![set], &DueFacts::default()),
        Some(Err(announcements::Refusal::AlreadySo)) | None => done,
    }
}

/// Asks for a call of the sakhi to this phone: today, or tomorrow where the day is over.
pub(super) fn call(member: MemberId, context: &SmsContext<'_>) -> SmsOutcome {
    let when = call::ask::soonest(context.incoming.now);
    let asked = call::ask::decide(member, when, None, &context.facts.fresh);
    SmsOutcome::of(vec![asked], &DueFacts::default())
}

/// Switches private texts on or off; `None`: she asks which it is. She is told the setting in any case. On
/// a phone that others read they always say nothing (domain reference H2.16).
pub(super) fn set_private(
    member: MemberId,
    on: Option<bool>,
    context: &SmsContext<'_>,
) -> SmsOutcome {
    let members = &context.facts.phone.members;
    let her = members.iter().find(|one| one.id == member);
    let is_on = her.is_some_and(|her| her.private_sms);
    let on = on.unwrap_or(is_on);
    let is_shared = members.len() > 1;
    // On a shared phone her wish is not kept either: texts would begin to say things later, once the phone
    // is hers alone.
    let will_be = on || is_shared;
    if will_be == is_on {
        return SmsOutcome::says(match on {
            _ if is_shared => Notice::PrivateShared,
            true => Notice::PrivateOn,
            false => Notice::PrivateOff,
        });
    }
    let known = DueFacts {
        is_shared,
        ..DueFacts::default()
    };
    SmsOutcome::of(vec![privacy::set::decide(member, will_be)], &known)
}

/// A complaint is a case; its words are in the inbox, for the officer who has the case.
pub(super) fn complain(member: MemberId, context: &SmsContext<'_>) -> SmsOutcome {
    open_case(member, CaseKind::Complain, context)
}

/// Says whether the code of a statement is valid. Anybody may ask; no amount is ever said.
pub(super) fn check_statement(context: &SmsContext<'_>) -> SmsOutcome {
    let today = context.incoming.now.day();
    match context.statement {
        None => SmsOutcome::says(Notice::StatementUnknown),
        Some(code) if code.ended || code.ends_on < today => {
            SmsOutcome::says(Notice::StatementEnded)
        }
        Some(code) => SmsOutcome::says_of(
            Notice::StatementValid,
            vec![("until", Filling::Day(code.ends_on))],
        ),
    }
}
