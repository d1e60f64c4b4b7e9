//! What is done about a text: the changes, the answers, and the question that is open afterwards.
//!
//! Words that are no keyword count only as the answer to the last question asked of the number, whole
//! (rules N-3, N-4). What fits no question is asked once more, and then left.
//!
//! On a phone of several members, what is hers needs her number, unless what she names is hers alone:
//! a permission, an entry, her code. Stopping a permission never needs more than its number.

use super::answered::{answered, ask_language, set_language};
use super::context::{About, Question, QuestionKind, SmsContext, Who};
use super::history::{RateVerdict, Texter};
use super::intent::{Reading, SmsIntent};
use super::repeated;
use super::when::EntryUnread;
use super::{entries, member_acts, votes};
use crate::core::dialogue::facts::Facts;
use crate::core::domain::{Change, EntryKind, Filling, Fillings, Instant, Lang, MemberId, Notice};

/// So many signs of a list of numbers fit a text's place (rules T-2).
pub(super) const LIST_MAX: usize = crate::core::script::notices::VALUE_LETTERS_MAX;

/// An answer to a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplySms {
    /// Which text.
    pub notice: Notice,
    /// What stands in its places.
    pub fillings: Fillings,
    /// Whom it is meant for, where that is known.
    pub member: Option<MemberId>,
    /// Her language, or the cooperative's.
    pub lang: Lang,
    /// Whether others read this phone too.
    pub is_private: bool,
    /// When it may leave.
    pub due_at: Instant,
}

/// What becomes of the open questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// They stay as they are.
    Stays,
    /// This one is open now, in the place of another about the same.
    Is(Question),
    /// None about this is open any more.
    Over(QuestionKind),
}

/// What is done about a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// What alters the record, in order.
    pub changes: Vec<Change>,
    /// What is answered.
    pub answers: Vec<ReplySms>,
    /// What becomes of the open question.
    pub question: Next,
    /// What the text was read as, for the inbox.
    pub read_as: &'static str,
    /// What is remembered of the number.
    pub texter: Texter,
    /// Whether the text itself may be kept, sealed.
    pub keeps_text: bool,
}

/// What an act comes to, before its answers have a reader.
pub(super) struct SmsOutcome {
    pub(super) changes: Vec<Change>,
    pub(super) answers: Vec<(Notice, Fillings)>,
    pub(super) question: Next,
    pub(super) read_as: &'static str,
    /// Whom it is about, where that is another than who wrote.
    pub(super) member: Option<MemberId>,
    /// Whether it told what can be texted.
    pub(super) helped: bool,
}

impl SmsOutcome {
    /// Nothing is done or said.
    pub(super) fn nothing() -> Self {
        Self {
            changes: Vec::new(),
            answers: Vec::new(),
            question: Next::Stays,
            read_as: "other",
            member: None,
            helped: false,
        }
    }

    /// One answer, and nothing else.
    pub(super) fn says(notice: Notice) -> Self {
        Self::says_of(notice, Vec::new())
    }

    /// One answer with values.
    pub(super) fn says_of(notice: Notice, fillings: Fillings) -> Self {
        Self {
            answers: vec![(notice, fillings)],
            ..Self::nothing()
        }
    }

    /// With a change.
    pub(super) fn with(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }
}

/// A number in a place.
pub(super) fn no(no: i64) -> (&'static str, Filling) {
    ("no", Filling::Number(no))
}

/// Decides on a text; `None` where the network only delivered it again.
pub fn decide(reading: &Reading, ground: &SmsContext<'_>) -> Option<Decided> {
    let done = weighed(reading, ground)?;
    let mut facts = ground.facts.clone();
    for change in &done.now.changes {
        facts = facts.after(change);
    }
    let member = done.now.member.or(match ground.who {
        Who::Her(member) => Some(member),
        Who::Stranger | Who::OneOf | Who::Elsewhere => None,
    });
    let (lang, is_private) = reader(&facts, member);
    let at = |due_at: Instant| {
        move |(notice, fillings)| ReplySms {
            notice,
            fillings,
            member,
            lang,
            is_private,
            due_at,
        }
    };
    let waiting = done
        .waiting
        .into_iter()
        .map(at(ground.texter.answers_leave_at()));
    let answers = done.now.answers.into_iter().map(at(ground.incoming.now));
    let answers: Vec<ReplySms> = answers.chain(waiting).collect();
    let answers_n = i64::try_from(answers.len()).unwrap_or(i64::MAX);
    Some(Decided {
        texter: ground
            .texter
            .after(ground.incoming, answers_n, done.now.helped),
        keeps_text: !reading.may_be_a_vote,
        changes: done.now.changes,
        question: done.now.question,
        read_as: done.now.read_as,
        answers,
    })
}

/// What is done about a text, and which of its answers wait.
struct Weighed {
    now: SmsOutcome,
    waiting: Vec<(Notice, Fillings)>,
}

fn weighed(reading: &Reading, ground: &SmsContext<'_>) -> Option<Weighed> {
    let at_once = |now| Weighed {
        now,
        waiting: Vec::new(),
    };
    let weight = ground.texter.weigh(ground.incoming);
    Some(match weight {
        RateVerdict::New => at_once(act(reading, ground)),
        RateVerdict::Delivered => at_once(repeated::delivered(reading, ground)?),
        RateVerdict::Repeated => at_once(repeated::again(reading, ground)?),
        RateVerdict::Waits { tells } => waits(act(reading, ground), tells),
        // A wish to stop is done whatever else is the matter with this number.
        RateVerdict::Loop | RateVerdict::OverFull | RateVerdict::TooMany
            if repeated::is_stop(&reading.said) =>
        {
            at_once(SmsOutcome {
                answers: Vec::new(),
                ..act(reading, ground)
            })
        }
        RateVerdict::Loop => at_once(repeated::in_a_row(reading, ground)),
        RateVerdict::OverFull => at_once(SmsOutcome {
            read_as: "silenced",
            ..SmsOutcome::says(Notice::TooMany)
        }),
        RateVerdict::TooMany => at_once(repeated::silenced()),
    })
}

/// Her wish is done, and only the answer waits; but what she must answer herself is asked at once.
fn waits(done: SmsOutcome, tells: bool) -> Weighed {
    let asks = matches!(done.question, Next::Is(_));
    let (mut answers, waiting) = if asks {
        (done.answers, Vec::new())
    } else {
        (Vec::new(), done.answers)
    };
    if tells {
        answers.insert(0, (Notice::AnswersWait, Vec::new()));
    }
    Weighed {
        now: SmsOutcome { answers, ..done },
        waiting,
    }
}

/// In which language a phone is answered, and whether others read it too. A phone of several is
/// everybody's.
fn reader(facts: &Facts, member: Option<MemberId>) -> (Lang, bool) {
    let members = &facts.phone.members;
    let her = members.iter().find(|one| Some(one.id) == member);
    let lang = her.and_then(|her| her.lang).unwrap_or(facts.coop.lang);
    let is_private = members.len() > 1 || her.is_some_and(|her| her.private_sms);
    (lang, is_private)
}

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
