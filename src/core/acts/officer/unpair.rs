//! An officer ends one of her second steps: her phone is lost, or her sheet.

use super::Refusal;
use crate::core::authz::Principal;
use crate::core::domain::factor::FactorKind;
use crate::core::domain::officer::OfficerChange;

/// Decides it: the officer who has just given her passphrase. `has`: the second steps that she has.
pub fn decide(
    person: &Principal,
    has: &[FactorKind],
    kind: FactorKind,
) -> Result<Vec<OfficerChange>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    if !has.contains(&kind) {
        return Err(Refusal::Nobody);
    }
    if has.len() < 2 {
        return Err(Refusal::LastStep);
    }
    Ok(vec![OfficerChange::SecondStepEnded(officer, kind)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::OfficerId;
    use crate::core::domain::officer::Officer;

    #[test]
    fn the_last_one_stays() {
        let her = Principal::Officer(Officer {
            id: OfficerId(7),
            member: None,
            roles: Vec::new(),
        });
        let (app, sheet) = (FactorKind::Authenticator, FactorKind::Sheet);
        let ended = decide(&her, &[app, sheet], app).unwrap();
        assert_eq!(ended, [OfficerChange::SecondStepEnded(OfficerId(7), app)]);
        assert_eq!(decide(&her, &[sheet], sheet), Err(Refusal::LastStep));
        assert_eq!(decide(&her, &[sheet], app), Err(Refusal::Nobody));
        let operator = decide(&Principal::Operator, &[app, sheet], app);
        assert_eq!(operator, Err(Refusal::Nobody));
    }
}
