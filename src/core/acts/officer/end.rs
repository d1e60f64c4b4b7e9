//! A person stops being an officer: from that moment on her passphrase is refused.

use super::{OfficerStanding, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::officer::OfficerChange;

/// Ends the officer. `officer`: the officer of the name that was given, where there is one.
pub fn decide(
    permit: &Permit,
    officer: Option<&OfficerStanding>,
) -> Result<Vec<OfficerChange>, Refusal> {
    if permit.right() != Right::ManageOfficers {
        return Err(Refusal::Right);
    }
    let known = officer.filter(|one| one.is_active).ok_or(Refusal::Nobody)?;
    Ok(vec![OfficerChange::Ended(known.officer.id)])
}
