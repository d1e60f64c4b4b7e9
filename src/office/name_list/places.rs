//! A village or a group by its name.
//!
//! A village is a name that stands with each of its women, so there is no row of it: it is there as long as somebody
//! is in it. Two that differ only in how they are written are one.

use crate::core::texts::fold::fold;
use std::sync::Arc;

/// What a village or a group is compared by: two that differ only in capitals, in spaces and in the script of their
/// digits are one.
pub fn place_key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A village or a group.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is compared by.
    pub key: String,
    /// Its name, as most of its women have it.
    pub name: Arc<str>,
    /// How many women are in it.
    pub women_n: usize,
}

/// Only women of this village and of this group.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct PlaceFilter {
    village: Option<String>,
    group: Option<String>,
}

impl PlaceFilter {
    /// Of these names; an empty one leaves all in.
    pub fn of(village: &str, group: &str) -> Self {
        let key = |name: &str| Some(place_key(name)).filter(|key| !key.is_empty());
        Self {
            village: key(village),
            group: key(group),
        }
    }

    /// Only women of this group, whatever is asked for besides.
    #[must_use]
    pub fn within(mut self, group: &str) -> Self {
        self.group = Some(place_key(group));
        self
    }

    /// Whether all are left in.
    pub fn is_empty(&self) -> bool {
        self.village.is_none() && self.group.is_none()
    }

    /// Whether a woman of this village and this group is among them.
    pub(super) fn has(&self, (village, group): (&str, &str)) -> bool {
        let fits = |wanted: &Option<String>, name: &str| {
            let key = || place_key(name);
            wanted.as_ref().is_none_or(|wanted| *wanted == key())
        };
        fits(&self.village, village) && fits(&self.group, group)
    }
}
