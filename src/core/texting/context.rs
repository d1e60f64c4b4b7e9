//! All that a text may be decided on, and what must be loaded for it.

use super::history::{SmsFingerprint, Texter};
use super::intent::{Reading, SmsIntent};
use crate::core::dialogue::facts::{Facts, PhoneFacts};
use crate::core::domain::EntryTime;
use crate::core::domain::{BallotId, Day, EntryKind, Instant, MeetingId, MemberId, Paise, Tries};
use crate::core::script::keywords::{Act, Keywords, YesNoQuestion};
use crate::core::script::words::{Need, Needs};
use serde::{Deserialize, Serialize};

/// A question that a phone was asked by text, and that can still be answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What was asked.
    pub about: About,
    /// Whom it was put to; `None` where the phone has several.
    pub member: Option<MemberId>,
    /// When it was asked.
    pub asked_at: Instant,
    /// Until when an answer counts.
    pub ends_at: Instant,
    /// How often it was asked again.
    pub again_n: i64,
}

/// What was asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum About {
    /// Do you come to this meeting?
    Meeting(MeetingId),
    /// Which language?
    Language,
    /// Is this amount, much more than usual, right?
    OddEntry(HeldEntry),
    /// The same words came again so soon: is it a second entry?
    SameEntry(HeldEntry),
    /// Which of these categories does your word mean?
    Which(HeldNamed),
}

/// What a question is about, seen from those that can wait beside it: a phone can have one of each, and
/// the newest of them is the one that a bare answer means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QuestionKind {
    /// A meeting.
    Meeting,
    /// Her language.
    Language,
    /// An entry that waits for her yes.
    Entry,
}

impl About {
    /// What the question is about.
    pub fn matter(&self) -> QuestionKind {
        match self {
            Self::Meeting(_) => QuestionKind::Meeting,
            Self::Language => QuestionKind::Language,
            Self::OddEntry(_) | Self::SameEntry(_) | Self::Which(_) => QuestionKind::Entry,
        }
    }
}

/// An entry that waits for her yes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeldEntry {
    /// Income, cost, saving or repayment.
    pub kind: EntryKind,
    /// The category's code.
    pub category: Option<i64>,
    /// How much.
    pub amount: Paise,
    /// The days that the entry covers.
    #[serde(flatten)]
    pub time: EntryTime,
}

/// An entry whose category she must say first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeldNamed {
    /// The categories, by code, in the order in which they were named to her.
    pub codes: Vec<i64>,
    /// How much.
    pub amount: Paise,
    /// The days that the entry covers.
    #[serde(flatten)]
    pub time: EntryTime,
}

/// An answer to a meeting counts so long (domain reference H2.14).
pub const MEETING_ANSWER_MS: i64 = 72 * 3_600_000;
/// Any other answer counts so long.
pub const ANSWER_MS: i64 = 24 * 3_600_000;

/// A ballot that is open for a member of the phone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextBallot {
    /// The ballot's id.
    pub id: BallotId,
    /// Its short number.
    pub no: i64,
    /// When it closes.
    pub closes_at: Instant,
    /// Whether votes by text are taken: never where it is secret.
    pub sms_allowed: bool,
    /// Its options' numbers.
    pub options: Vec<i64>,
}

/// A statement that a code was given for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StatementCode {
    /// The last day on which it counts.
    pub ends_on: Day,
    /// Whether a newer code ended it.
    pub ended: bool,
}

/// What in a text shows who wrote it, besides her member number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Owner {
    /// A permission of hers, by number.
    Permission(i64),
    /// An entry of hers, by number.
    Entry(i64),
}

/// Who wrote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Somebody whose number is not linked to any member.
    Stranger,
    /// A member of this phone.
    Her(MemberId),
    /// One of several, and nothing says which.
    OneOf,
    /// Somebody who gave a number that is not of this phone.
    Elsewhere,
}

/// What must be known for a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SmsNeeds {
    /// Who wrote, as far as the text and the phone say it.
    pub who: Who,
    /// What else names her, where the store must look.
    pub owner: Option<Owner>,
    /// The groups of facts.
    pub needs: Needs,
    /// The number of an entry to find.
    pub entry_no: Option<i64>,
    /// Whether the open ballots are to be read.
    pub ballots: bool,
    /// The ballot's number and the code of a vote.
    pub vote_code: Option<(i64, String)>,
    /// The code of a statement.
    pub statement: Option<String>,
}

/// All that a text is decided on.
#[derive(Clone, Debug)]
pub struct SmsContext<'a> {
    /// The keywords of all languages.
    pub keywords: &'a Keywords,
    /// The facts, with those of the writer where she is known.
    pub facts: Facts,
    /// Who wrote, once the store has looked.
    pub who: Who,
    /// What is remembered of the number.
    pub texter: Texter,
    /// What identifies this text, besides its words.
    pub incoming: SmsFingerprint<'a>,
    /// The questions whose time is not over, the newest first.
    pub questions: Vec<Question>,
    /// Whether the phone wants no announcements.
    pub stopped: bool,
    /// Open ballots.
    pub ballots: Vec<TextBallot>,
    /// The member whose voting code stands in the text; `None` where it is the code of no member of this
    /// phone.
    pub voter: Option<MemberId>,
    /// The wrong codes and PINs of this phone.
    pub phone_tries: Tries,
    /// The statement whose code the text holds.
    pub statement: Option<StatementCode>,
    /// Ids that were drawn for the permissions that may be stopped.
    pub ids: Vec<i64>,
}

impl SmsContext<'_> {
    /// The question that a bare answer means: the newest.
    pub(super) fn question(&self) -> Option<&Question> {
        let now = self.incoming.now;
        self.questions.iter().find(|question| question.is_open(now))
    }

    /// The open question about an entry that waits for her word.
    pub(super) fn of_entry(&self) -> Option<&Question> {
        let now = self.incoming.now;
        self.questions.iter().find(|question| {
            question.is_open(now) && question.about.matter() == QuestionKind::Entry
        })
    }

    /// Whether others read this phone too, or she wants it kept from them.
    pub(super) fn is_private(&self, member: MemberId) -> bool {
        let members = &self.facts.phone.members;
        let her = members.iter().find(|one| one.id == member);
        members.len() > 1 || her.is_some_and(|her| her.private_sms)
    }
}

/// What must be known to decide on a text. `question`: the newest that is open.
pub fn wants(
    keywords: &Keywords,
    reading: &Reading,
    phone: &PhoneFacts,
    question: Option<&Question>,
) -> SmsNeeds {
    let said = &reading.said;
    let mut wants = SmsNeeds {
        who: who(reading, phone),
        owner: None,
        needs: said.act().map_or(Needs::NONE, Act::needs),
        entry_no: None,
        ballots: matches!(said, SmsIntent::VoteOpen | SmsIntent::Vote(_)),
        vote_code: None,
        statement: None,
    };
    match said {
        SmsIntent::EntryWrong(no) => {
            wants.entry_no = *no;
            wants.owner = no.map(Owner::Entry);
        }
        SmsIntent::PermissionStop(no) => {
            wants.owner = no.filter(|no| *no > 0).map(Owner::Permission);
        }
        SmsIntent::Vote(vote) => {
            let code = vote.choice.as_ref().map(|(_, code)| code.clone());
            wants.vote_code = vote.ballot_no.zip(code);
        }
        SmsIntent::StatementCheck(code) => wants.statement.clone_from(code),
        SmsIntent::Other(answer) => {
            wants.needs = needs_of_answer(keywords, answer, question);
        }
        SmsIntent::Entry { .. }
        | SmsIntent::EntryNamed { .. }
        | SmsIntent::EntryUnread(..)
        | SmsIntent::Reaction
        | SmsIntent::MeetingNext
        | SmsIntent::VoteOpen
        | SmsIntent::Call
        | SmsIntent::Private(_)
        | SmsIntent::Language(_)
        | SmsIntent::Complain
        | SmsIntent::Announcements(_)
        | SmsIntent::Help => {}
    }
    wants
}

fn needs_of_answer(keywords: &Keywords, answer: &str, question: Option<&Question>) -> Needs {
    let says_yes = keywords.yes_or_no(Some(YesNoQuestion::Entry), answer) == Some(true);
    match question.map(|question| &question.about) {
        Some(About::Meeting(_)) => Needs::of(&[Need::Meeting]),
        // Where her answer is all that was missing, the entry is added.
        Some(About::OddEntry(held) | About::SameEntry(held)) if says_yes => {
            needs_of_kind(held.kind)
        }
        Some(About::Which(_)) => needs_of_kind(EntryKind::Income),
        Some(About::OddEntry(_) | About::SameEntry(_) | About::Language) | None => Needs::NONE,
    }
}

/// What adding an entry of this kind looks at.
fn needs_of_kind(kind: EntryKind) -> Needs {
    match kind {
        EntryKind::Income => Act::Income.needs(),
        EntryKind::Cost => Act::Cost.needs(),
        EntryKind::Saving => Act::Saving.needs(),
        EntryKind::Repayment => Act::Repayment.needs(),
    }
}

fn who(reading: &Reading, phone: &PhoneFacts) -> Who {
    let members = &phone.members;
    match (reading.member_no, members.as_slice()) {
        (_, []) => Who::Stranger,
        (Some(no), members) => members
            .iter()
            .find(|member| member.no == no)
            .map_or(Who::Elsewhere, |member| Who::Her(member.id)),
        (None, [only]) => Who::Her(only.id),
        (None, _) => Who::OneOf,
    }
}

impl Question {
    /// Whether an answer still counts.
    pub fn is_open(&self, now: Instant) -> bool {
        now < self.ends_at
    }
}
