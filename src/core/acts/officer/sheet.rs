//! An officer gets a new sheet of codes. Nobody else makes it for her, and the sheet before counts no more.

use super::Refusal;
use crate::core::authz::Principal;
use crate::core::domain::factor::SheetMade;
use crate::core::domain::officer::OfficerChange;

/// Decides it: the officer who has just given her passphrase. `hashes`: of the codes, in their order.
pub fn decide(
    person: &Principal,
    (id, hashes): (i64, Vec<String>),
) -> Result<Vec<OfficerChange>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    let made = SheetMade {
        id,
        officer,
        hashes,
    };
    Ok(vec![OfficerChange::SheetMade(Box::new(made))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operator_has_no_sheet() {
        let made = decide(&Principal::Operator, (1, Vec::new()));
        assert_eq!(made, Err(Refusal::Nobody));
    }
}
