//! An officer gives herself another passphrase. Nobody else does it for her.

use super::Refusal;
use crate::core::authz::Principal;
use crate::core::domain::officer::OfficerChange;

/// Decides it: the officer who has just given her old one.
pub fn decide(person: &Principal, passphrase_hash: String) -> Result<Vec<OfficerChange>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    Ok(vec![OfficerChange::PassphraseSet(officer, passphrase_hash)])
}
