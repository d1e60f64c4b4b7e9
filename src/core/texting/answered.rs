//! Words that are no act: the answer to the newest question that is open, or to none.

use super::context::{ANSWER_MS, About, Question, QuestionKind, SmsContext, Who};
use super::forms::language;
use super::outcome::{Next, SmsOutcome};
use super::{entries, member_acts, named};
use crate::core::acts::language::choose;
use crate::core::domain::due::DueFacts;
use crate::core::domain::{Lang, MemberId, Notice};
use crate::core::script::keywords::{Act, YesNoQuestion};

/// No keyword: the answer to the newest question, or to none.
pub(super) fn answered(answer: &str, context: &SmsContext<'_>) -> SmsOutcome {
    let Some(question) = context.question() else {
        return word_alone(answer, context).unwrap_or_else(|| not_understood(context));
    };
    let is_hers = match (context.who, question.member) {
        (Who::Her(member), Some(asked)) => member == asked,
        _ => true,
    };
    if !is_hers || !is_answer(&question.about, answer, context) {
        return word_alone(answer, context).unwrap_or_else(|| asked_again(question));
    }
    let member = match context.who {
        Who::Her(member) => member,
        Who::OneOf | Who::Elsewhere | Who::Stranger => {
            return SmsOutcome {
                read_as: "answer",
                ..SmsOutcome::says(Notice::MemberNoNeeded)
            };
        }
    };
    let done = meant(question, answer, member, context);
    SmsOutcome {
        read_as: "answer",
        ..done.unwrap_or_else(|| asked_again(question))
    }
}

/// Whether these words could be the answer to this question.
fn is_answer(about: &About, answer: &str, context: &SmsContext<'_>) -> bool {
    let says = |asked| context.keywords.yes_or_no(Some(asked), answer).is_some();
    match about {
        About::Language => language(context.keywords, answer).is_some(),
        About::Meeting(_) => says(YesNoQuestion::Meeting),
        About::OddEntry(_) | About::SameEntry(_) => says(YesNoQuestion::Entry),
        // Words that choose nothing are read again where the choices are listed.
        About::Which(_) => true,
    }
}

/// What an answer comes to; `None` where it is none.
fn meant(
    question: &Question,
    answer: &str,
    member: MemberId,
    context: &SmsContext<'_>,
) -> Option<SmsOutcome> {
    let says = |asked| context.keywords.yes_or_no(Some(asked), answer);
    match &question.about {
        About::Meeting(meeting) => says(YesNoQuestion::Meeting)
            .map(|coming| member_acts::answer_meeting(member, *meeting, coming, context)),
        About::OddEntry(held) | About::SameEntry(held) => {
            says(YesNoQuestion::Entry).map(|is_right| {
                if is_right {
                    entries::add_held(member, held, context)
                } else {
                    dropped(&question.about)
                }
            })
        }
        About::Which(held) => {
            let is_no = says(YesNoQuestion::Entry) == Some(false) && answer != "2";
            if is_no {
                return Some(dropped(&question.about));
            }
            entries::add_chosen(member, held, answer, context)
        }
        About::Language => {
            language(context.keywords, answer).map(|lang| set_language(member, lang))
        }
    }
}

/// An entry that waited for her yes is not added, and she is told what is in her record.
fn dropped(about: &About) -> SmsOutcome {
    let notice = match about {
        About::SameEntry(_) => Notice::EntryOnce,
        About::OddEntry(_) | About::Which(_) | About::Meeting(_) | About::Language => {
            Notice::EntryDropped
        }
    };
    SmsOutcome {
        question: Next::Over(QuestionKind::Entry),
        ..SmsOutcome::says(notice)
    }
}

/// Where the words answer no question, she is asked once more, and after that the question is dropped.
/// Where an entry is dropped, she is told that nothing was saved.
fn asked_again(question: &Question) -> SmsOutcome {
    if question.again_n == 0 {
        return SmsOutcome {
            question: Next::Is(Question {
                again_n: 1,
                ..question.clone()
            }),
            ..SmsOutcome::says(Notice::AskedAgain)
        };
    }
    match question.about {
        About::OddEntry(_) | About::SameEntry(_) | About::Which(_) => dropped(&question.about),
        About::Meeting(_) | About::Language => SmsOutcome {
            question: Next::Over(question.about.matter()),
            ..SmsOutcome::nothing()
        },
    }
}

/// The answer to a keyword that needs a number behind it: how to write that. Open questions stay open.
fn word_alone(answer: &str, context: &SmsContext<'_>) -> Option<SmsOutcome> {
    let word = answer.trim_end_matches([' ', '?']);
    let keywords = context.keywords;
    let is_wrong = keywords
        .uses(word)
        .iter()
        .any(|one| one.act == Act::EntryWrong);
    // "No" says nothing about an entry where nothing was asked.
    if is_wrong && keywords.yes_or_no(None, word).is_none() {
        return Some(SmsOutcome::says(Notice::EntryWhich));
    }
    let kind = named::kind_of(keywords, &context.facts.categories, word)?;
    Some(SmsOutcome::says(entries::form(kind)))
}

fn not_understood(context: &SmsContext<'_>) -> SmsOutcome {
    if context.texter.may_be_helped(context.incoming.now) {
        return SmsOutcome {
            helped: true,
            ..SmsOutcome::says(Notice::NotUnderstood)
        };
    }
    SmsOutcome::nothing()
}

/// Asks which language she wants.
pub(super) fn ask_language(member: MemberId, context: &SmsContext<'_>) -> SmsOutcome {
    let now = context.incoming.now;
    SmsOutcome {
        question: Next::Is(Question {
            about: About::Language,
            member: Some(member),
            asked_at: now,
            ends_at: now.plus_ms(ANSWER_MS),
            again_n: 0,
        }),
        ..SmsOutcome::says(Notice::LanguageAsked)
    }
}

/// She is spoken to in this language from now on.
pub(super) fn set_language(member: MemberId, lang: Lang) -> SmsOutcome {
    SmsOutcome {
        question: Next::Over(QuestionKind::Language),
        ..SmsOutcome::of(vec![choose::decide(member, lang)], &DueFacts::default())
    }
}
