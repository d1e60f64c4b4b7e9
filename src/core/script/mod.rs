//! What conversations may be: menu files and texts, compiled together and checked whole.
//!
//! `menus/*.toml` hold structure, `locales/<lang>/*.ftl` hold words, `words` holds the closed vocabulary of
//! behaviour; the three are joined by name. What can be texted (`keywords`) is data too. Loading lists
//! every problem at once, or gives a `Script` in which every name is resolved and every screen fits a
//! phone.
//!
//! **Invariant:** a `Script` that exists has no dead end, no circle of routes, no missing word.

mod asked;
mod banned;
mod checked;
mod compile;
mod console_words;
mod endings;
mod fit;
mod graph;
pub mod keywords;
mod longest;
pub mod moment;
mod needs;
pub mod notices;
mod places;
mod problem;
mod raw;
mod report;
mod screen_def;
mod screens;
mod source;
mod texts;
mod variables;
pub mod words;

pub use checked::Script;
pub use console_words::ConsoleWords;
pub use fit::{Sheet, Variant, sheets};
pub use problem::{Problem, Problems};
pub use report::report;
pub use screen_def::{
    Back, Choice, PinRule, Route, ScreenDef, ScreenId, ScreenKind, ScreenWords, SystemWords, Target,
};
pub use source::Sources;
