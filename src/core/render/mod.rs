//! What a screen says, as a value, and how a channel shows it.
//!
//! A turn of a conversation, and the check of a script, make a `Screen`: what is said and what can be
//! typed, whatever it will be read on. A renderer shows as much of it as its channel holds at a time, and
//! reports which part of how many that was (`Seen`). That a screen was shown to its end is known from
//! these reports alone, so that it means the same on every channel; what a woman was shown before she gave
//! a permission is kept by them.
//!
//! **Invariant:** nothing here knows a menu, a member or a state.

mod breaks;
mod pages;
mod screen;
pub mod ussd;

pub use screen::{Block, Key, Screen, ScreenKeys};

/// What a renderer reports: this part of a screen was shown, of so many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen<'s> {
    /// The screen, by name.
    pub screen: &'s str,
    /// The part, from 1 to `of`.
    pub part: u8,
    /// How many parts the screen takes on this channel, at least one.
    pub of: u8,
}

/// A part of a screen as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<'s> {
    /// Its words, line by line.
    pub words: String,
    /// Which part it is.
    pub seen: Seen<'s>,
}
