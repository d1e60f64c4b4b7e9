//! Settings as texts, and the problems found in them.

use std::collections::BTreeMap;
use std::fmt;

/// A value that `Debug` never shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Hides a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value. Every place that calls this deserves a review.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// One problem in the settings: which setting, and what would be right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingProblem {
    /// The file and line of the setting, where it comes from a file.
    pub place: Option<String>,
    /// The setting, as the environment names it; or the file.
    pub setting: String,
    /// What is wrong, and what would be right. Never the value.
    pub problem: String,
}

impl fmt::Display for SettingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.setting, self.problem)
    }
}

/// All settings as texts, from the file and the environment, and the problems found so far.
pub(super) struct RawSettings {
    pub(super) values: BTreeMap<String, String>,
    /// The file and line of each setting that comes from the file and is not overridden by the environment.
    pub(super) places: BTreeMap<String, String>,
    pub(super) problems: Vec<SettingProblem>,
}

/// The prefix of every environment variable that is a setting.
pub(super) const PREFIX: &str = "SAHKAR_";

impl RawSettings {
    pub(super) fn problem(&mut self, setting: &str, problem: &str) {
        let place = setting
            .strip_prefix(PREFIX)
            .and_then(|name| self.places.get(name));
        self.problems.push(SettingProblem {
            place: place.cloned(),
            setting: setting.into(),
            problem: problem.into(),
        });
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn needed(&mut self, name: &str, what: &str) -> Option<String> {
        let value = self.text(name).map(ToOwned::to_owned);
        let setting = format!("{PREFIX}{name}");
        if value.is_none() && !self.problems.iter().any(|one| one.setting == setting) {
            self.problem(&setting, &format!("missing: {what}"));
        }
        value
    }
}
