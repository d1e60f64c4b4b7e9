//! A cooperative itself: its words, what reaches it, its categories and hours, from its file.

pub mod add;
pub mod set;

use crate::core::domain::{Category, EntryKind};

/// What is dialled or texted to, at one gateway.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached<'a> {
    /// The gateway.
    pub gateway: &'a str,
    /// By dialling or by text: the kind's word.
    pub kind: &'a str,
    /// The code or number.
    pub value: &'a str,
}

/// What the file says of it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// What reaches it.
    pub reached: &'a [Reached<'a>],
    /// Its categories.
    pub categories: &'a [Category],
}

/// Why nothing is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is not in yet, so that it has no officers who could bring it in.
    NoOfficers,
    /// These, a value at a gateway, reach another cooperative.
    Taken(Vec<(String, String)>),
    /// Entries hang on these categories, which are for something else.
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
