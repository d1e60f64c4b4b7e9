//! The words of one text in one language: fixed pieces, and places between them.

use super::sender::SenderContext;
use super::tags::{PlaceOf, Tag};
use crate::core::texts::say::{FluentText, SpokenValue};
use std::borrow::Cow;

/// Something that is the same in all texts of one cooperative, and so is fixed text of the registered body
/// (domain reference H2.17).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Slot {
    /// The cooperative's name.
    Coop,
    /// The code to dial.
    Code,
    /// The number to text to.
    Number,
}

impl Slot {
    pub(super) const ALL: [Self; 3] = [Self::Coop, Self::Code, Self::Number];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Coop => "coop",
            Self::Code => "code",
            Self::Number => "number",
        }
    }

    fn of<'a>(self, sender: &SenderContext<'a>) -> &'a str {
        match self {
            Self::Coop => &sender.texts.brand,
            Self::Code => sender.code,
            Self::Number => &sender.texts.number,
        }
    }
}

/// One piece of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum BodyPiece {
    /// The same in every text of every cooperative.
    Fixed(String),
    /// The same in every text of one cooperative.
    Slot(Slot),
    /// Different in every text: the index of a place.
    Place(usize),
}

/// The pieces, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct TemplateBody(pub(super) Vec<BodyPiece>);

/// Marks around a variable's name while a text is split into pieces: private-use characters that no text
/// has.
const OPENS: char = '\u{e000}';
const CLOSES: char = '\u{e001}';

impl TemplateBody {
    /// Splits a text into its pieces. A variable that is neither a slot nor a place is left out: it is
    /// reported as a problem elsewhere.
    pub(super) fn of(text: &FluentText, places: &[PlaceOf]) -> Self {
        let marked =
            text.say(&|name| SpokenValue::Text(Cow::Owned(format!("{OPENS}{name}{CLOSES}"))));
        let mut pieces = Vec::new();
        let mut rest = marked.as_ref();
        while let Some((fixed, behind)) = rest.split_once(OPENS) {
            let (name, behind) = behind.split_once(CLOSES).unwrap_or((behind, ""));
            if !fixed.is_empty() {
                pieces.push(BodyPiece::Fixed(fixed.to_owned()));
            }
            let slot = Slot::ALL.into_iter().find(|slot| slot.word() == name);
            let place = places.iter().position(|place| place.name == name);
            pieces.extend(slot.map(BodyPiece::Slot).or(place.map(BodyPiece::Place)));
            rest = behind;
        }
        if !rest.is_empty() {
            pieces.push(BodyPiece::Fixed(rest.to_owned()));
        }
        Self(pieces)
    }

    /// The text with something in each place.
    pub(super) fn write<'v>(
        &self,
        sender: &SenderContext<'_>,
        value: impl Fn(usize) -> Cow<'v, str>,
    ) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                BodyPiece::Fixed(fixed) => text.push_str(fixed),
                BodyPiece::Slot(slot) => text.push_str(slot.of(sender)),
                BodyPiece::Place(place) => text.push_str(&value(*place)),
            }
        }
        text
    }

    /// The body as it is registered, with typed tags.
    pub(super) fn registered(&self, sender: &SenderContext<'_>, places: &[PlaceOf]) -> String {
        let tag = |place: usize| {
            places
                .get(place)
                .map_or(Tag::Alphanumeric, |place| place.tag)
        };
        self.write(sender, |place| Cow::Owned(tag(place).written()))
    }

    /// Whether the cooperative has nothing to stand in one of its slots.
    pub(super) fn lacks(&self, sender: &SenderContext<'_>) -> bool {
        let is_empty = |slot: &Slot| slot.of(sender).is_empty();
        Slot::ALL
            .iter()
            .any(|slot| self.has(*slot) && is_empty(slot))
    }

    /// Whether one of the slots is among its pieces.
    pub(super) fn has(&self, slot: Slot) -> bool {
        self.0.contains(&BodyPiece::Slot(slot))
    }
}
