//! An officer gives herself another passphrase. Nobody else does it for her.

use super::Refusal;
use crate::core::authz::Person;
use crate::core::domain::officer::Change;

/// Decides it: the officer who has just given her old one.
pub fn decide(person: &Person, passphrase_hash: String) -> Result<Vec<Change>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    Ok(vec![Change::PassphraseSet(officer, passphrase_hash)])
}
