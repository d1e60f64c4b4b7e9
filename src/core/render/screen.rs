//! A screen as a value: what is said and what can be typed, before any channel has shown it.

use crate::core::domain::Lang;
use std::borrow::Cow;

/// One thing said to a caller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Screen<'s> {
    /// Its name in the menus: `menu/screen`.
    pub name: &'s str,
    /// The language it is in.
    pub lang: Lang,
    /// What is said, in this order; what stands in `Block::More` is told after the keys.
    pub blocks: Vec<Block<'s>>,
    /// What can be typed.
    pub keys: ScreenKeys<'s>,
    /// A last line, below the keys: what to type.
    pub hint: Option<Cow<'s, str>>,
}

/// A piece of what a screen says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block<'s> {
    /// A short word above everything else: the reply was not understood, or what she wanted does not exist
    /// any more.
    Notice(Cow<'s, str>),
    /// Running text.
    Body(Cow<'s, str>),
    /// A line of a list that is only read.
    Line(Cow<'s, str>),
    /// More about it, after the last key.
    More(Cow<'s, str>),
}

/// What can be typed on a screen, and how that is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScreenKeys<'s> {
    /// The keys and short numbers that mean something here, each with its words.
    pub choices: Vec<Key<'s>>,
    /// The line that says that `0` goes back.
    pub back: Cow<'s, str>,
    /// Whether the first part says it; later parts always do.
    pub back_shown: bool,
    /// The line that says that `9` shows more.
    pub more: &'s str,
    /// The word for choosing, where a channel tells the keys by the first and the last.
    pub choose: &'s str,
}

/// A key and what it means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key<'s> {
    /// What is typed: a digit, or the short number of a line.
    pub no: i64,
    /// What the key does, in the words of the screen.
    pub label: Cow<'s, str>,
}
