//! What a reply means on the screen it answers.

pub mod amount;

use super::facts::{Facts, Verdict};
use super::input::{member_no, short_no};
use super::lists::{self, Item, Picked};
use super::state::{Caller, DialogueState};
use crate::core::acts::consent::stop;
use crate::core::domain::pin::{is_code, is_easy, is_pin};
use crate::core::domain::{Entry, Phone};
use crate::core::script::words::{List, Picking, Question};
use crate::core::script::{Choice, ScreenDef, ScreenKind};
use crate::core::texts::fold::fold;

/// What a reply means.
pub(super) enum ReplyMeaning<'s> {
    /// A choice of the screen.
    Chosen(&'s Choice),
    /// A line of its list.
    Picked(Picked),
    /// An answer to its question.
    Answered(TypedAnswer),
    /// `0`: back to the screen before.
    Back,
    /// `9`: the next part of this screen.
    More,
    /// The reply means nothing on this screen.
    Nothing,
}

/// An answer to a question, understood.
pub(super) enum TypedAnswer {
    /// Nothing more to keep: who she is comes with the facts.
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
    screen: &'s ScreenDef,
    state: &DialogueState,
    facts: &Facts,
) -> ReplyMeaning<'s> {
    let folded = fold(text);
    let asks = matches!(screen.kind, ScreenKind::Ask { .. });
    match folded.as_str() {
        "0" if screen.back.is_some() || state.page > 0 => return ReplyMeaning::Back,
        // On a typed question 9 is a value.
        "9" if !asks => return ReplyMeaning::More,
        _ => {}
    }
    match &screen.kind {
        ScreenKind::Choices(choices) => {
            chosen(choices, &folded).map_or(ReplyMeaning::Nothing, ReplyMeaning::Chosen)
        }
        ScreenKind::Pick {
            list,
            then,
            choices,
        } => {
            if let Some(choice) = chosen(choices, &folded) {
                return ReplyMeaning::Chosen(choice);
            }
            let Some(no) = short_no(&folded) else {
                return ReplyMeaning::Nothing;
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
                .map_or(ReplyMeaning::Nothing, ReplyMeaning::Picked)
        }
        ScreenKind::Ask {
            question, choices, ..
        } => match chosen(choices, &folded) {
            Some(choice) => ReplyMeaning::Chosen(choice),
            None => answer(*question, &folded, facts)
                .map_or(ReplyMeaning::Nothing, ReplyMeaning::Answered),
        },
        ScreenKind::Routes(_) | ScreenKind::End => ReplyMeaning::Nothing,
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

fn answer(question: Question, folded: &str, facts: &Facts) -> Option<TypedAnswer> {
    match question {
        Question::MemberNo => {
            let known = member_no(folded).is_some() && facts.caller != Caller::Unknown;
            known.then_some(TypedAnswer::Known)
        }
        Question::Pin => facts
            .pin
            .verdict
            .filter(|_| is_code(folded) || (is_pin(folded) && may_have_pin(facts)))
            .map(TypedAnswer::Pin),
        Question::NewPin => {
            let good = is_pin(folded) && !is_easy(folded);
            facts
                .pin
                .new_hash
                .clone()
                .filter(|_| good)
                .map(TypedAnswer::NewPin)
        }
        Question::NewPinAgain => {
            (is_pin(folded) && facts.pin.new_matches).then_some(TypedAnswer::NewPinAgain)
        }
        Question::Amount => amount::parse_amount(folded).map(TypedAnswer::Amount),
        Question::EntryNo => {
            let no = short_no(folded)?;
            entry(no, facts).map(|_| TypedAnswer::Entry(no))
        }
        Question::ConsentNo => {
            let consent = stop::find(&facts.consents, short_no(folded)?).ok()?;
            Some(TypedAnswer::Consent(consent.no))
        }
        Question::PhoneNo => Phone::read(folded).ok().map(TypedAnswer::Phone),
    }
}

/// Whether what was typed can be a PIN: on her own phone a woman who has none yet can only mean the code of
/// a slip.
fn may_have_pin(facts: &Facts) -> bool {
    facts.pin.exists || facts.is_shared()
}

/// Keeps an answer where it belongs. PIN answers are kept by the turn, which makes changes of them.
pub(super) fn keep(answer: &TypedAnswer, state: &mut DialogueState, facts: &Facts) {
    let answers = &mut state.answers;
    match answer {
        TypedAnswer::NewPin(hash) => answers.new_pin = Some(hash.clone()),
        TypedAnswer::Amount(amount) => match &mut answers.draft {
            Some(draft) => draft.amount = Some(*amount),
            None => answers.new_amount = Some(*amount),
        },
        TypedAnswer::Entry(no) => answers.entry_no = Some(*no),
        TypedAnswer::Consent(no) => answers.consent_no = Some(*no),
        TypedAnswer::Phone(phone) => answers.other_phone = Some(phone.reveal().into()),
        TypedAnswer::Known => state.caller = facts.caller,
        TypedAnswer::Pin(_) | TypedAnswer::NewPinAgain => {}
    }
}
