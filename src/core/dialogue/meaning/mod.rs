//! What a reply means on the screen it answers.

pub mod amount;

use super::facts::{Facts, Verdict};
use super::input::{member_no, short_no};
use super::lists::{self, Item, Picked};
use super::state::{Caller, State};
use crate::core::acts::consent::stop;
use crate::core::domain::pin::{is_code, is_easy, is_pin};
use crate::core::domain::{Entry, Phone};
use crate::core::script::words::{List, Picking, Question};
use crate::core::script::{Choice, Kind, Screen};
use crate::core::texts::fold::fold;

/// What a reply means.
pub(super) enum Meaning<'s> {
    /// A choice of the screen.
    Chosen(&'s Choice),
    /// A line of its list.
    Picked(Picked),
    /// An answer to its question.
    Answered(Answer),
    /// Back.
    Back,
    /// More.
    More,
    /// Nothing here.
    Nothing,
}

/// An answer to a question, understood.
pub(super) enum Answer {
    /// Kept already: who she is comes with the facts.
    Known,
    /// A PIN was typed and looked at.
    Pin(Verdict),
    /// The hash of a new PIN.
    NewPin(String),
    /// The new PIN again, and the same.
    NewPinAgain,
    /// An amount.
    Amount(crate::core::domain::Paise),
    /// An entry, by number.
    Entry(i64),
    /// A permission, by number.
    Consent(i64),
    /// A number to call.
    Phone(Phone),
}

/// Reads a reply.
pub(super) fn read<'s>(
    text: &str,
    screen: &'s Screen,
    state: &State,
    facts: &Facts,
) -> Meaning<'s> {
    let folded = fold(text);
    let asks = matches!(screen.kind, Kind::Ask { .. });
    match folded.as_str() {
        "0" if screen.back.is_some() || state.page > 0 => return Meaning::Back,
        // On a typed question 9 is a value.
        "9" if !asks => return Meaning::More,
        _ => {}
    }
    match &screen.kind {
        Kind::Choices(choices) => {
            chosen(choices, &folded).map_or(Meaning::Nothing, Meaning::Chosen)
        }
        Kind::Pick {
            list,
            then,
            choices,
        } => {
            if let Some(choice) = chosen(choices, &folded) {
                return Meaning::Chosen(choice);
            }
            let Some(no) = short_no(&folded) else {
                return Meaning::Nothing;
            };
            let mut lines = lists::lines(*list, state, facts).into_iter();
            let line = match list.picking() {
                Picking::Never => None,
                Picking::ByKey | Picking::ByNumber => lines.find(|(key, _)| *key == no),
            };
            // An entry may be older than those listed.
            let older = entry(no, facts).filter(|_| *list == List::Entries);
            let item = line.map(|(_, item)| item).or(older.map(Item::Entry));
            item.filter(|_| then.is_some())
                .and_then(Item::picked)
                .map_or(Meaning::Nothing, Meaning::Picked)
        }
        Kind::Ask {
            question, choices, ..
        } => match chosen(choices, &folded) {
            Some(choice) => Meaning::Chosen(choice),
            None => answer(*question, &folded, facts).map_or(Meaning::Nothing, Meaning::Answered),
        },
        Kind::Routes(_) | Kind::End => Meaning::Nothing,
    }
}

/// The entry of this number.
fn entry(no: i64, facts: &Facts) -> Option<&Entry> {
    facts.entry.as_ref().filter(|entry| entry.no == no)
}

fn chosen<'s>(choices: &'s [Choice], folded: &str) -> Option<&'s Choice> {
    let [digit] = folded.as_bytes() else {
        return None;
    };
    choices.iter().find(|choice| choice.key + b'0' == *digit)
}

fn answer(question: Question, folded: &str, facts: &Facts) -> Option<Answer> {
    match question {
        Question::MemberNo => {
            let known = member_no(folded).is_some() && facts.caller != Caller::Unknown;
            known.then_some(Answer::Known)
        }
        Question::Pin => facts
            .pin
            .verdict
            .filter(|_| is_code(folded) || (is_pin(folded) && may_have_pin(facts)))
            .map(Answer::Pin),
        Question::NewPin => {
            let good = is_pin(folded) && !is_easy(folded);
            facts
                .pin
                .new_hash
                .clone()
                .filter(|_| good)
                .map(Answer::NewPin)
        }
        Question::NewPinAgain => {
            (is_pin(folded) && facts.pin.new_matches).then_some(Answer::NewPinAgain)
        }
        Question::Amount => amount::parse_amount(folded).map(Answer::Amount),
        Question::EntryNo => {
            let no = short_no(folded)?;
            entry(no, facts).map(|_| Answer::Entry(no))
        }
        Question::ConsentNo => {
            let consent = stop::find(&facts.consents, short_no(folded)?).ok()?;
            Some(Answer::Consent(consent.no))
        }
        Question::PhoneNo => Phone::read(folded).ok().map(Answer::Phone),
    }
}

/// Whether a PIN is worth a try: on her own phone a woman who has none yet can only mean a code.
fn may_have_pin(facts: &Facts) -> bool {
    facts.pin.exists || facts.is_shared()
}

/// Keeps an answer where it belongs. PIN answers are kept by the turn, which makes changes of them.
pub(super) fn keep(answer: &Answer, state: &mut State, facts: &Facts) {
    let answers = &mut state.answers;
    match answer {
        Answer::NewPin(hash) => answers.new_pin = Some(hash.clone()),
        Answer::Amount(amount) => match &mut answers.draft {
            Some(draft) => draft.amount = Some(*amount),
            None => answers.new_amount = Some(*amount),
        },
        Answer::Entry(no) => answers.entry_no = Some(*no),
        Answer::Consent(no) => answers.consent_no = Some(*no),
        Answer::Phone(phone) => answers.other_phone = Some(phone.reveal().into()),
        Answer::Known => state.caller = facts.caller,
        Answer::Pin(_) | Answer::NewPinAgain => {}
    }
}
