//! A cooperative itself: its words, what reaches it, its categories and hours, from its file.

pub mod add;
pub mod set;

use crate::core::domain::{Category, EntryKind};

/// A code that is dialled, or a number that is texted to, at one gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached<'a> {
    /// The gateway.
    pub gateway: &'a str,
    /// `ussd` for a code that is dialled, `sms` for a number that is texted to.
    pub kind: &'a str,
    /// The code or number.
    pub value: &'a str,
}

/// What the cooperative's file says.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The codes and numbers that reach it.
    pub reached: &'a [Reached<'a>],
    /// Its categories of income and cost.
    pub categories: &'a [Category],
}

/// Why nothing is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// An officer wants to add the cooperative, which only the operator can do: it has no officers yet.
    NoOfficers,
    /// These codes or numbers already reach another cooperative, each as value and gateway.
    Taken(Vec<(String, String)>),
    /// These categories already have entries of another kind, income or cost.
    OtherKind(Vec<(i64, EntryKind)>),
}

/// One address reaches one cooperative.
fn is_free(others: &[Reached<'_>], own: &[Reached<'_>]) -> Result<(), Refusal> {
    let taken: Vec<(String, String)> = others
        .iter()
        .filter(|other| own.contains(other))
        .map(|other| (other.value.to_owned(), other.gateway.to_owned()))
        .collect();
    if taken.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Taken(taken))
    }
}
