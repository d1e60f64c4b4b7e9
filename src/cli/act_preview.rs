//! What is shown of an act before anybody signs it.

use super::coop_arg::Desk;
use crate::core::domain::proposal::Subject;
use std::collections::BTreeSet;

/// What is shown of an act before anybody signs it.
pub(super) struct ActPreview {
    /// The lines that are signed.
    pub(super) shown: Vec<String>,
    /// How many of the lines are shown but not signed, because their figures change.
    pub(super) told_n: usize,
    /// The people it is about.
    pub(super) subjects: BTreeSet<Subject>,
    /// Whether it needs two people.
    pub(super) takes_two: bool,
    /// What is signed but not shown: the names and numbers of a register.
    pub(super) unshown: String,
    /// Whether it is also shown where it is done at once.
    pub(super) is_told_where_done: bool,
}

impl ActPreview {
    /// The hash of what is signed.
    pub(super) fn hash(&self, desk: &Desk) -> String {
        let signed_n = self.shown.len() - self.told_n;
        let mut signed = self.shown[..signed_n].join("\n");
        if !self.unshown.is_empty() {
            signed = format!("{signed}\n{}", self.unshown);
        }
        desk.store().keys().shown(desk.coop(), &signed)
    }

    /// Prints the lines where nobody else signs, if they are to be shown there too.
    pub(super) fn tell_where_done(&self) {
        if self.is_told_where_done {
            self.shown.iter().for_each(super::tell);
        }
    }
}
