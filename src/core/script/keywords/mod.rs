//! What can be texted: the acts, the words each begins with in every language and script, what may
//! follow, and what answers, days and months are called.
//!
//! Which acts there are and what each takes stands in `menus/keywords.toml`, the words in
//! `locales/*/keywords.ftl`, and what an act does in `texting`; the three meet by name and are held
//! against each other when the script is compiled. All words are kept folded (rules N-1).

mod answers;
mod categories;
mod compile;
mod lists;
mod messages;
mod raw;

pub(super) use categories::category_messages;
pub(super) use compile::compile;
pub(super) use messages::messages;

use super::words::{Need, Needs, vocabulary};
use crate::core::domain::{EntryKind, Lang, Period, Words};
use std::collections::{BTreeMap, BTreeSet};

/// The file that says which acts there are and what each takes.
pub(super) const FILE: &str = "menus/keywords.toml";

vocabulary! {
    /// What a text can ask for (domain reference C4).
    Act {
        /// Add an income.
        Income = "income" [EntryNo Entries],
        /// Add a cost.
        Cost = "cost" [EntryNo Entries],
        /// Record a saving.
        Saving = "saving" [EntryNo Entries],
        /// Pay an instalment.
        Repayment = "repayment" [EntryNo Entries Month],
        /// An entry is wrong: opens a case.
        EntryWrong = "entry-wrong" [Entry CaseNo],
        /// Stop a permission, or all of them.
        PermissionStop = "permission-stop" [Consents],
        /// Ask when the next meeting is, or answer whether she comes.
        MeetingNext = "meeting-next" [Meeting],
        /// Ask whether a vote is open, or vote with a code.
        Vote = "vote" [],
        /// Have the sakhi call.
        Call = "call" [],
        /// Switch private texts on or off.
        Private = "private" [],
        /// Speak another language.
        Language = "language" [],
        /// Complain: opens a case.
        Complain = "complain" [CaseNo],
        /// Get no more announcements.
        AnnouncementsStop = "announcements-stop" [],
        /// Get announcements again.
        AnnouncementsStart = "announcements-start" [],
        /// Ask what can be texted.
        Help = "help" [],
        /// Ask whether the code of a statement is valid.
        StatementCheck = "statement-check" [],
    }
}

vocabulary! {
    /// What may follow the first word.
    Takes {
        /// Nothing at all.
        Nothing = "nothing" [],
        /// Words without a digit, which say nothing more.
        Words = "words" [],
        /// Anything, kept for a person to read.
        Anything = "anything" [],
        /// A short number.
        Number = "number" [],
        /// An amount, and perhaps a day or a time it covers.
        Amount = "amount" [],
        /// A category's code, an amount, and perhaps a day or a time it covers.
        CodeAmount = "code-amount" [],
        /// On or off.
        OnOff = "on-off" [],
        /// The number or the name of a language.
        Language = "language" [],
        /// A ballot's number, an option's number, a one-time code.
        Vote = "vote" [],
        /// The code of a statement.
        Code = "code" [],
    }
}

impl Act {
    /// The kinds of rest that this act can use.
    pub fn understands(self) -> &'static [Takes] {
        match self {
            Self::Income | Self::Cost => &[Takes::Amount, Takes::CodeAmount],
            Self::Saving | Self::Repayment => &[Takes::Amount],
            Self::EntryWrong | Self::PermissionStop => &[Takes::Number],
            Self::Vote => &[Takes::Nothing, Takes::Words, Takes::Vote],
            Self::Private => &[Takes::Nothing, Takes::OnOff],
            Self::Language => &[Takes::Nothing, Takes::Language],
            Self::StatementCheck => &[Takes::Code],
            Self::MeetingNext
            | Self::Call
            | Self::Complain
            | Self::AnnouncementsStop
            | Self::AnnouncementsStart
            | Self::Help => &[Takes::Nothing, Takes::Words, Takes::Anything],
        }
    }

    /// Whether one wrong letter is accepted: only where the act does nothing but answer (rules N-4).
    pub fn forgives_a_slip(self) -> bool {
        matches!(self, Self::Help | Self::Language)
    }
}

/// What can stand behind a first word: nothing, letters only, something with a digit.
const EMPTY: u8 = 1;
const LETTERS: u8 = 1 << 1;
const DIGITS: u8 = 1 << 2;

impl Takes {
    /// What kinds of rest it reads.
    fn rests(self) -> u8 {
        match self {
            Self::Nothing => EMPTY,
            Self::Words => EMPTY | LETTERS,
            Self::Anything => EMPTY | LETTERS | DIGITS,
            Self::Number | Self::CodeAmount | Self::Vote => DIGITS,
            // "One and a half hundred" is an amount, and a code may have no digit.
            Self::Amount | Self::Language | Self::Code => LETTERS | DIGITS,
            Self::OnOff => LETTERS,
        }
    }
}

/// A first word that stands for an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Use {
    /// The act.
    pub act: Act,
    /// Whether the word counts also where nothing follows it.
    pub alone: bool,
}

/// A day by its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NamedDay {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// Tomorrow.
    Tomorrow,
    /// Yesterday or tomorrow: one word for both (rules N-6).
    Either,
}

/// A question that is answered with yes or no.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum YesNoQuestion {
    /// Do you come to the meeting?
    Meeting,
    /// Is this entry right?
    Entry,
}

impl YesNoQuestion {
    /// All of them, in the order they are written here.
    pub const ALL: [Self; 2] = [Self::Meeting, Self::Entry];
}

/// The names of one category, folded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Names {
    /// The first word of each language, which ties the list to a category.
    own: BTreeSet<String>,
    /// Every word that is understood alone.
    all: BTreeSet<String>,
}

/// All that can be texted, compiled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keywords {
    words: BTreeMap<String, Vec<Use>>,
    takes: BTreeMap<Act, Vec<Takes>>,
    /// What whole answers say, to any question (`None`) or to one.
    answers: BTreeMap<(Option<YesNoQuestion>, String), bool>,
    /// What phones write around a text that was liked.
    reactions: BTreeSet<String>,
    /// Words beside an amount that add nothing.
    fillers: BTreeSet<String>,
    /// What categories are called.
    categories: Vec<Names>,
    on: BTreeSet<String>,
    off: BTreeSet<String>,
    periods: BTreeMap<String, Period>,
    days: BTreeMap<String, NamedDay>,
    months: BTreeMap<String, u32>,
    languages: BTreeMap<String, Lang>,
    kinds: BTreeMap<EntryKind, Words>,
}

impl Keywords {
    /// The acts that a first word may mean; none for a word that is no keyword.
    pub fn uses(&self, word: &str) -> &[Use] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// What an act takes.
    pub fn takes(&self, act: Act) -> &[Takes] {
        self.takes.get(&act).map_or(&[], Vec::as_slice)
    }

    /// Every first word with what it may mean.
    pub fn words(&self) -> impl Iterator<Item = (&str, &[Use])> {
        self.words
            .iter()
            .map(|(word, uses)| (word.as_str(), uses.as_slice()))
    }

    /// What a whole answer says to this question: yes, no, or neither. `None`: to whatever question.
    pub fn yes_or_no(&self, asked: Option<YesNoQuestion>, answer: &str) -> Option<bool> {
        let of = |asked| self.answers.get(&(asked, answer.to_owned())).copied();
        of(None).or_else(|| of(Some(asked?)))
    }

    /// Whether it is a whole answer to some question.
    pub fn is_answer(&self, words: &str) -> bool {
        let questions = std::iter::once(None).chain(YesNoQuestion::ALL.map(Some));
        questions
            .into_iter()
            .any(|asked| self.yes_or_no(asked, words).is_some())
    }

    /// Whether a smartphone writes this around a text that its user liked or loved.
    pub fn is_reaction(&self, words: &str) -> bool {
        self.reactions.contains(words)
    }

    /// Whether a word beside an amount adds nothing, as in "Rs 200 only".
    pub fn says_nothing_more(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// What switches something on or off.
    pub fn on_or_off(&self, words: &str) -> Option<bool> {
        if self.on.contains(words) {
            return Some(true);
        }
        self.off.contains(words).then_some(false)
    }

    /// A time that an entry covers, by its name.
    pub fn period(&self, words: &str) -> Option<Period> {
        self.periods.get(words).copied()
    }

    /// A day by its name.
    pub fn day(&self, words: &str) -> Option<NamedDay> {
        self.days.get(words).copied()
    }

    /// A month by its name: 1 to 12.
    pub fn month(&self, word: &str) -> Option<u32> {
        self.months.get(word).copied()
    }

    /// A language by its name.
    pub fn language(&self, word: &str) -> Option<Lang> {
        self.languages.get(word).copied()
    }

    /// What an entry of this kind is about, where it has no category; `None` for income, which always
    /// has one.
    pub fn about(&self, kind: EntryKind) -> Option<&Words> {
        self.kinds.get(&kind)
    }
}
