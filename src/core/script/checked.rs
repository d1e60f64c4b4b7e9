//! A script that was checked whole. `compile` makes it, `needs` and `graph` answer questions about it.

use super::console_words::ConsoleWords;
use super::keywords::Keywords;
use super::notices::Notices;
use super::screen_def::{ScreenDef, ScreenId, SystemWords};
use super::words::Needs;
use crate::core::domain::Lang;
use std::collections::HashMap;

/// A checked script.
pub struct Script {
    pub(super) screens: Vec<ScreenDef>,
    pub(super) by_name: HashMap<String, ScreenId>,
    pub(super) dial: ScreenId,
    pub(super) misunderstood: ScreenId,
    pub(super) ask_pin: ScreenId,
    pub(super) system: [SystemWords; 3],
    pub(super) keywords: Keywords,
    pub(super) needs: NeedsTable,
    pub(super) notices: Notices,
    pub(super) console: ConsoleWords,
    pub(super) version: String,
}

/// The needs of every screen.
#[derive(Default)]
pub(super) struct NeedsTable {
    /// A turn that begins here.
    pub(super) turn: Vec<Needs>,
    /// Arriving here, through routes and by way of the PIN.
    pub(super) arrive: Vec<Needs>,
    /// Whether arriving here can lead on to the goal.
    pub(super) arrival_leads_to_goal: Vec<bool>,
    /// Whether a turn that begins here can lead to the goal.
    pub(super) leads_to_goal: Vec<bool>,
    /// Arriving at the first screen in the middle of a call, where no half-filled entry is offered. A
    /// caller is sent there when what she was doing does not exist any more, which can happen in any turn.
    pub(super) back_at_dial: Needs,
}

impl Script {
    /// The screen with this id.
    pub fn screen(&self, id: ScreenId) -> &ScreenDef {
        &self.screens[usize::from(id.0)]
    }

    /// All screens.
    pub fn screens(&self) -> &[ScreenDef] {
        &self.screens
    }

    /// The screen of a name; `None` where this release has none.
    pub fn find(&self, name: &str) -> Option<ScreenId> {
        self.by_name.get(name).copied()
    }

    /// Where a dialled code begins.
    pub fn dial(&self) -> ScreenId {
        self.dial
    }

    /// The screen shown after three replies that were not understood.
    pub fn misunderstood(&self) -> ScreenId {
        self.misunderstood
    }

    /// The screen that asks the PIN, before a screen that needs it.
    pub fn ask_pin(&self) -> ScreenId {
        self.ask_pin
    }

    /// The words that belong to no screen.
    pub fn system(&self, lang: Lang) -> &SystemWords {
        &self.system[lang.index()]
    }

    /// The texts that are sent.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// The words of the officers' console.
    pub fn console_words(&self) -> &ConsoleWords {
        &self.console
    }

    /// What can be texted.
    pub fn keywords(&self) -> &Keywords {
        &self.keywords
    }

    /// The hash of all files, which says what words a consent was given to.
    pub fn version(&self) -> &str {
        &self.version
    }
}
