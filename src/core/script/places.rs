//! Where screens and their words stand in the sources, for problems that are found once the script is
//! compiled.

use super::raw::RawScreen;
use super::texts;
use crate::core::domain::Lang;
use crate::core::texts::language::{FileSpan, Language};
use std::collections::BTreeMap;

/// Where screens and their messages stand, for problems that are found later.
pub(super) struct Places {
    screens: BTreeMap<String, FileSpan>,
    messages: BTreeMap<(usize, String), FileSpan>,
}

impl Places {
    pub(super) fn new(raw: &[RawScreen], languages: &[Language]) -> Self {
        let screens = raw
            .iter()
            .map(|s| (s.name.clone(), s.place.clone()))
            .collect();
        let mut messages = BTreeMap::new();
        for language in languages {
            for (name, shape) in &language.shapes {
                messages.insert((language.lang.index(), name.clone()), shape.place.clone());
            }
        }
        Self { screens, messages }
    }

    /// Where a screen stands.
    pub(super) fn screen(&self, name: &str) -> FileSpan {
        self.screens.get(name).cloned().unwrap_or(FileSpan {
            file: String::new(),
            start: 0,
            len: 0,
        })
    }

    /// Where its words stand in a language.
    pub(super) fn message(&self, lang: Lang, screen: &str) -> FileSpan {
        let key = (lang.index(), texts::message_of(screen));
        self.messages
            .get(&key)
            .cloned()
            .unwrap_or_else(|| self.screen(screen))
    }
}
