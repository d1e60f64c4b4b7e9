//! What is done about a text: the changes, the answers, and the question that is open afterwards.
//!
//! Words that are no keyword count only as the answer to the last question asked of the number, whole
//! (rules reference N-3, N-4). What fits no question is asked once more, and then left.
//!
//! On a phone of several members, what is hers needs her number, unless what she names is hers alone:
//! a permission, an entry, her code. Stopping a permission never needs more than its number.

use super::ground::{ANSWER_MS, About, Ground, Question, Who};
use super::history::{Texter, Weight};
use super::said::{Reading, Said};
use super::when::Unread;
use super::{entries, hers, votes};
use crate::dialogue::facts::Facts;
use crate::domain::{Change, Filling, Fillings, Lang, MemberId, Notice};

/// An answer to a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
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
}

/// What becomes of the open question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// It stays as it is.
    Stays,
    /// This one is open now.
    Is(Question),
    /// None is open any more.
    Over,
}

/// What is done about a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decided {
    /// What alters the record, in order.
    pub changes: Vec<Change>,
    /// What is answered.
    pub answers: Vec<Answer>,
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
pub(super) struct Done {
    pub(super) changes: Vec<Change>,
    pub(super) answers: Vec<(Notice, Fillings)>,
    pub(super) question: Next,
    pub(super) read_as: &'static str,
    /// Whom it is about, where that is another than who wrote.
    pub(super) member: Option<MemberId>,
    /// Whether it told what can be texted.
    pub(super) helped: bool,
}

impl Done {
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
pub fn decide(reading: &Reading, ground: &Ground<'_>) -> Option<Decided> {
    let weight = ground.texter.weigh(ground.incoming);
    let is_stop = matches!(
        reading.said,
        Said::PermissionStop(_) | Said::Announcements(false)
    );
    let done = match weight {
        Weight::Repeated => return None,
        Weight::New => act(reading, ground),
        // A wish to stop is done whatever else is the matter with this number.
        Weight::OverFull | Weight::TooMany if is_stop => Done {
            answers: Vec::new(),
            ..act(reading, ground)
        },
        Weight::OverFull => Done {
            read_as: "silenced",
            ..Done::says(Notice::TooMany)
        },
        Weight::TooMany => Done {
            read_as: "silenced",
            ..Done::nothing()
        },
    };
    let mut facts = ground.facts.clone();
    for change in &done.changes {
        facts = facts.after(change);
    }
    let member = done.member.or(match ground.who {
        Who::Her(member) => Some(member),
        Who::Stranger | Who::OneOf | Who::Elsewhere => None,
    });
    let (lang, is_private) = reader(&facts, member);
    let answers: Vec<Answer> = done
        .answers
        .into_iter()
        .map(|(notice, fillings)| Answer {
            notice,
            fillings,
            member,
            lang,
            is_private,
        })
        .collect();
    let answers_n = i64::try_from(answers.len()).unwrap_or(i64::MAX);
    Some(Decided {
        texter: ground.texter.after(ground.incoming, answers_n, done.helped),
        keeps_text: !reading.may_be_a_vote,
        changes: done.changes,
        question: done.question,
        read_as: done.read_as,
        answers,
    })
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

fn act(reading: &Reading, ground: &Ground<'_>) -> Done {
    if ground.who == Who::Stranger {
        return Done {
            read_as: reading.said.word(),
            ..stranger(reading, ground)
        };
    }
    if let Said::Other(answer) = &reading.said {
        return answered(answer, ground);
    }
    let done = known(reading, ground);
    // What waits for a yes does not outlive her next wish; the call to a meeting does.
    let waits_for_meeting = |question: &Question| matches!(question.about, About::Meeting(_));
    let is_over = !ground.question.as_ref().is_some_and(waits_for_meeting);
    let question = if done.question == Next::Stays && ground.question.is_some() && is_over {
        Next::Over
    } else {
        done.question
    };
    Done {
        read_as: reading.said.word(),
        question,
        ..done
    }
}

/// Nobody has this number: how to join, now and then, and whether a statement counts.
fn stranger(reading: &Reading, ground: &Ground<'_>) -> Done {
    if let Said::StatementCheck(_) = reading.said {
        return hers::check_statement(ground);
    }
    // Whoever wants nothing is told nothing.
    if let Said::Announcements(_) = reading.said {
        return Done::nothing();
    }
    if !ground.texter.may_be_helped(ground.incoming.now) {
        return Done::nothing();
    }
    Done {
        helped: true,
        ..Done::says(Notice::Join)
    }
}

fn known(reading: &Reading, ground: &Ground<'_>) -> Done {
    match &reading.said {
        Said::Help => Done {
            helped: true,
            ..Done::says(Notice::Help)
        },
        Said::MeetingNext => hers::next_meeting(ground),
        Said::StatementCheck(_) => hers::check_statement(ground),
        Said::Announcements(on) => hers::set_announcements(*on, ground),
        Said::VoteOpen => votes::is_open(ground),
        Said::Vote(vote) => votes::vote(vote, reading, ground),
        Said::EntryUnread(why) => Done::says(match why {
            Unread::Form => Notice::EntryForm,
            Unread::Amount => Notice::AmountUnclear,
            Unread::Day => Notice::DayUnclear,
        }),
        Said::PermissionStop(None) => Done::says(Notice::PermissionWhich),
        Said::PermissionStop(Some(no)) => hers::stop_permission(*no, ground),
        Said::EntryWrong(None) => Done::says(Notice::EntryWhich),
        Said::EntryWrong(Some(_)) => entries::wrong(ground),
        Said::Entry {
            kind,
            code,
            amount,
            time,
        } => her(ground, |member| {
            entries::add(member, (*kind, *code), *amount, *time, ground)
        }),
        Said::Call => her(ground, |member| hers::call(member, ground)),
        Said::Private(on) => her(ground, |member| hers::set_private(member, *on, ground)),
        Said::Language(None) => her(ground, |member| ask_language(member, ground)),
        Said::Language(Some(lang)) => her(ground, |member| set_language(member, *lang)),
        Said::Complain => her(ground, |member| hers::complain(member, ground)),
        Said::Other(answer) => answered(answer, ground),
    }
}

/// Does what needs to know who she is.
fn her(ground: &Ground<'_>, act: impl FnOnce(MemberId) -> Done) -> Done {
    match ground.who {
        Who::Her(member) => act(member),
        Who::OneOf | Who::Elsewhere | Who::Stranger => Done::says(Notice::MemberNoNeeded),
    }
}

/// No keyword: the answer to the last question, or to none.
fn answered(answer: &str, ground: &Ground<'_>) -> Done {
    let now = ground.incoming.now;
    let open = ground.question.as_ref().filter(|q| q.is_open(now));
    let Some(question) = open else {
        return not_understood(ground);
    };
    let is_hers = match (ground.who, question.member) {
        (Who::Her(member), Some(asked)) => member == asked,
        _ => true,
    };
    if !is_hers || !question.is_answered_by(ground.keywords, answer) {
        return asked_again(question);
    }
    let member = match ground.who {
        Who::Her(member) => member,
        Who::OneOf | Who::Elsewhere | Who::Stranger => {
            return Done {
                read_as: "answer",
                ..Done::says(Notice::MemberNoNeeded)
            };
        }
    };
    let says = ground.keywords.yes_or_no(answer);
    let done = match (&question.about, says) {
        (About::Meeting(meeting), Some(coming)) => {
            hers::answer_meeting(member, *meeting, coming, ground)
        }
        (About::OddEntry(held), Some(true)) => entries::add_held(member, held, ground),
        (About::OddEntry(_), Some(false)) => Done {
            question: Next::Over,
            ..Done::says(Notice::EntryDropped)
        },
        (About::Language, _) => match super::forms::language(ground.keywords, answer) {
            Some(lang) => set_language(member, lang),
            None => asked_again(question),
        },
        (About::Meeting(_) | About::OddEntry(_), None) => asked_again(question),
    };
    Done {
        read_as: "answer",
        ..done
    }
}

/// What fits no question is asked once more, and then left. Of an entry that is left it is said that
/// nothing was saved.
fn asked_again(question: &Question) -> Done {
    if question.again_n == 0 {
        return Done {
            question: Next::Is(Question {
                again_n: 1,
                ..question.clone()
            }),
            ..Done::says(Notice::AskedAgain)
        };
    }
    let left = match question.about {
        About::OddEntry(_) => Done::says(Notice::EntryDropped),
        About::Meeting(_) | About::Language => Done::nothing(),
    };
    Done {
        question: Next::Over,
        ..left
    }
}

fn not_understood(ground: &Ground<'_>) -> Done {
    if ground.texter.may_be_helped(ground.incoming.now) {
        return Done {
            helped: true,
            ..Done::says(Notice::NotUnderstood)
        };
    }
    Done::nothing()
}

fn ask_language(member: MemberId, ground: &Ground<'_>) -> Done {
    let now = ground.incoming.now;
    Done {
        question: Next::Is(Question {
            about: About::Language,
            member: Some(member),
            asked_at: now,
            ends_at: now.plus_ms(ANSWER_MS),
            again_n: 0,
        }),
        ..Done::says(Notice::LanguageAsked)
    }
}

fn set_language(member: MemberId, lang: Lang) -> Done {
    Done {
        question: Next::Over,
        ..Done::says(Notice::LanguageSet)
    }
    .with(Change::LanguageChosen { member, lang })
}
