//! What screens are once every name is resolved: their kinds, choices, routes and words.

use super::words::{Action, Condition, List, Question};
use crate::core::domain::Lang;
use crate::core::texts::say::FluentText;

/// A screen of a script.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ScreenId(pub u16);

/// When a screen wants the PIN first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinRule {
    /// Always.
    Asked,
    /// On a shared phone.
    Shared,
}

/// Where `0` leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Back {
    /// The screen that `0` leads to.
    pub to: Target,
    /// Whether the screen says so.
    pub shown: bool,
}

/// Where a reply leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// To a screen.
    Screen(ScreenId),
    /// To the screen she was going to before the PIN was asked, or before she went on with a draft.
    Goal,
}

impl Target {
    /// The screen, where it is one.
    pub fn screen(self) -> Option<ScreenId> {
        match self {
            Self::Screen(id) => Some(id),
            Self::Goal => None,
        }
    }
}

/// One screen, or one place of routes, which shows nothing.
pub struct ScreenDef {
    /// Its place in the script.
    pub id: ScreenId,
    /// `menu/screen`.
    pub name: String,
    /// Its kind.
    pub kind: ScreenKind,
    /// Where `0` leads.
    pub back: Option<Back>,
    /// When the PIN comes first.
    pub pin: Option<PinRule>,
    /// Whether arriving forgets all answers.
    pub fresh: bool,
    /// Whether its shown text is kept with a consent.
    pub kept: bool,
    /// Whether it may take more than one page.
    pub paged: bool,
    pub(super) words: [ScreenWords; 3],
}

/// The five kinds of screen, and no more.
pub enum ScreenKind {
    /// A fixed list of choices.
    Choices(Vec<Choice>),
    /// A list from the facts, and perhaps choices after it.
    Pick {
        /// Which list.
        list: List,
        /// Where picking a line leads; `None` where lines are only read.
        then: Option<Target>,
        /// Choices after the lines.
        choices: Vec<Choice>,
    },
    /// A typed answer, and perhaps choices.
    Ask {
        /// What may be typed.
        question: Question,
        /// What an answer does.
        does: Option<Action>,
        /// Where an answer leads.
        then: Target,
        /// Choices beside the answer.
        choices: Vec<Choice>,
    },
    /// Routes, which show nothing: the first one whose condition holds is taken.
    Routes(Vec<Route>),
    /// An ending: its words end the session.
    End,
}

/// A choice of a screen.
pub struct Choice {
    /// Its name, and the attribute that holds its label.
    pub name: String,
    /// Its key, 1 to 8.
    pub key: u8,
    /// What it does.
    pub does: Option<Action>,
    /// The screen that follows.
    pub then: Target,
    /// The condition under which its marked label is said: "Vote: open".
    pub mark: Option<Condition>,
}

/// One route.
pub struct Route {
    /// Its condition; the last route has none.
    pub when: Option<Condition>,
    /// The screen that follows.
    pub then: Target,
}

/// The words of a screen in one language.
#[derive(Default)]
pub struct ScreenWords {
    /// Its running text.
    pub body: Option<FluentText>,
    /// What it says instead where an answer was not understood.
    pub again: Option<FluentText>,
    /// One line of its list, without the key.
    pub item: Option<FluentText>,
    /// What it says where its list is empty.
    pub empty: Option<FluentText>,
    /// The last line of the screen: what to type.
    pub hint: Option<FluentText>,
    /// More about it, behind `9`.
    pub more: Option<FluentText>,
    /// The label of `0`, where it is not "Back".
    pub back: Option<FluentText>,
    /// The labels of its choices.
    pub choices: Vec<FluentText>,
    /// Beside each, the label that is said while its mark holds, where it has a mark.
    pub marked: Vec<Option<FluentText>>,
}

/// Words of one language that belong to no screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SystemWords {
    /// `9 More`.
    pub more: String,
    /// `0 Back`.
    pub back: String,
    /// What stands behind the keys that can be pressed: "1-3 choose".
    pub choose: String,
    /// Said where a reply means nothing.
    pub not_understood: String,
    /// What she wanted to act on does not exist any more.
    pub gone: String,
    /// Said where the service cannot answer.
    pub sorry: String,
    /// Said where no cooperative has the dialled code.
    pub unknown_code: String,
    /// Said where the session cannot go on.
    pub closed: String,
}

impl ScreenDef {
    /// Its words in a language.
    pub fn words(&self, lang: Lang) -> &ScreenWords {
        &self.words[lang.index()]
    }

    /// Its choices.
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            ScreenKind::Choices(choices)
            | ScreenKind::Pick { choices, .. }
            | ScreenKind::Ask { choices, .. } => choices,
            ScreenKind::Routes(_) | ScreenKind::End => &[],
        }
    }
}
