//! What is done about a text: the changes, the answers, and the question that is open afterwards.
//!
//! Words that are no keyword count only as the answer to the last question asked of the number, whole
//! (rules N-3, N-4). Where the words answer no question, she is asked once more, and then the question is
//! dropped.

use super::act::act;
use super::context::{SmsContext, Who};
use super::history::{RateVerdict, Texter};
use super::intent::Reading;
use super::outcome::{Next, SmsOutcome};
use super::repeated;
use crate::core::dialogue::facts::Facts;
use crate::core::domain::{Change, Fillings, Instant, Lang, MemberId, Notice};
use crate::core::script::notices::SmsReader;

/// An answer to a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplySms {
    /// The text to send.
    pub notice: Notice,
    /// What stands in its places.
    pub fillings: Fillings,
    /// The member it is meant for, where she is known.
    pub member: Option<MemberId>,
    /// Her language, or the cooperative's.
    pub lang: Lang,
    /// Whether others read this phone too.
    pub is_private: bool,
    /// When it may leave.
    pub due_at: Instant,
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

/// Decides on a text; `None` where the network only delivered it again.
///
/// The facts are changed as the record will be, so that she is answered in the language she just chose.
pub fn decide(reading: &Reading, context: &mut SmsContext<'_>) -> Option<Decided> {
    let done = weighed(reading, context)?;
    for change in &done.now.changes {
        context.facts.apply(change);
    }
    let member = done.now.member.or(match context.who {
        Who::Her(member) => Some(member),
        Who::Stranger | Who::OneOf | Who::Elsewhere => None,
    });
    let reader = reader(&context.facts, member);
    let at = |due_at: Instant| {
        move |(notice, fillings)| ReplySms {
            notice,
            fillings,
            member,
            lang: reader.lang,
            is_private: reader.is_private,
            due_at,
        }
    };
    let waiting = done
        .waiting
        .into_iter()
        .map(at(context.texter.answers_leave_at()));
    let answers = done.now.answers.into_iter().map(at(context.incoming.now));
    let answers: Vec<ReplySms> = answers.chain(waiting).collect();
    let answers_n = i64::try_from(answers.len()).unwrap_or(i64::MAX);
    Some(Decided {
        texter: context
            .texter
            .after(context.incoming, answers_n, done.now.helped),
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

fn weighed(reading: &Reading, context: &SmsContext<'_>) -> Option<Weighed> {
    let at_once = |now| Weighed {
        now,
        waiting: Vec::new(),
    };
    let weight = context.texter.weigh(context.incoming);
    Some(match weight {
        RateVerdict::New => at_once(act(reading, context)),
        RateVerdict::Delivered => at_once(repeated::delivered(reading, context)?),
        RateVerdict::Repeated => at_once(repeated::again(reading, context)?),
        RateVerdict::Waits { tells } => waits(act(reading, context), tells),
        // A wish to stop something is always done, however many texts came from this number.
        RateVerdict::Loop | RateVerdict::OverFull | RateVerdict::TooMany
            if repeated::is_stop(&reading.said) =>
        {
            at_once(SmsOutcome {
                answers: Vec::new(),
                ..act(reading, context)
            })
        }
        RateVerdict::Loop => at_once(repeated::in_a_row(reading, context)),
        RateVerdict::OverFull => at_once(SmsOutcome {
            read_as: "silenced",
            ..SmsOutcome::says(Notice::TooMany)
        }),
        RateVerdict::TooMany => at_once(repeated::silenced()),
    })
}

/// What she asked for is done, and only our answer waits; but a question to her is sent at once.
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

/// In which language a phone is answered, and whether others read it too. A phone of several members may be
/// read by all of them.
fn reader(facts: &Facts, member: Option<MemberId>) -> SmsReader {
    let members = &facts.phone.members;
    let her = members.iter().find(|one| Some(one.id) == member);
    let lang = her.and_then(|her| her.lang).unwrap_or(facts.coop.lang);
    let is_private = members.len() > 1 || her.is_some_and(|her| her.private_sms);
    SmsReader { lang, is_private }
}
