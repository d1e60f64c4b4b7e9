//! An officer changes her own passphrase. Nobody else can do it for her.

use super::Refusal;
use crate::core::authz::Principal;
use crate::core::domain::officer::OfficerChange;

/// Sets the passphrase. `person`: the officer, who has just given her old passphrase.
pub fn decide(person: &Principal, passphrase_hash: String) -> Result<Vec<OfficerChange>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    Ok(vec![OfficerChange::PassphraseSet(officer, passphrase_hash)])
}
