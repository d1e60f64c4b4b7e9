//! An officer is none any more: her passphrase opens nothing from that moment on.

use super::{OfficerStanding, Refusal};
use crate::core::authz::{Permit, Right};
use crate::core::domain::officer::OfficerChange;

/// Decides it. `officer`: whom it is about, where there is one of the name.
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
