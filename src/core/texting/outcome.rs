//! The outcome of a text, before it is known in which language its answers are written.

use super::context::{Question, QuestionKind};
use crate::core::domain::due::{DueFacts, due};
use crate::core::domain::{Change, Filling, Fillings, MemberId, Notice};

/// So many signs of a list of numbers fit a text's place (rules T-2).
pub(super) const LIST_MAX: usize = crate::core::script::notices::VALUE_LETTERS_MAX;

/// What becomes of the open questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Next {
    /// The open questions stay as they are.
    Stays,
    /// This one is open now, in the place of another about the same.
    Is(Question),
    /// None about this is open any more.
    Over(QuestionKind),
}

/// The outcome of an act, before it is known in which language its answers are written.
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
    /// Nothing is done and nothing is answered.
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

    /// These changes, and the texts that follow from them.
    pub(super) fn of(changes: Vec<Change>, known: &DueFacts<'_>) -> Self {
        let texts = due(&changes, known).into_iter();
        Self {
            answers: texts.map(|text| (text.notice, text.fillings)).collect(),
            changes,
            ..Self::nothing()
        }
    }
}

/// A number in a place.
pub(super) fn no(no: i64) -> (&'static str, Filling) {
    ("no", Filling::Number(no))
}
