//! An officer pairs an authenticator app: it counts once it has shown a right code.

use super::Refusal;
use crate::core::authz::Principal;
use crate::core::domain::Instant;
use crate::core::domain::factor::{AuthenticatorSecret, AuthenticatorSet, typed_code};
use crate::core::domain::officer::OfficerChange;

/// Decides it: the officer who has just given her passphrase. `typed`: what her app shows.
pub fn decide(
    person: &Principal,
    (id, secret): (i64, AuthenticatorSecret),
    typed: &str,
    now: Instant,
) -> Result<Vec<OfficerChange>, Refusal> {
    let officer = person.officer().ok_or(Refusal::Nobody)?;
    let step = secret.step_of(&typed_code(typed), -1, now);
    let set = AuthenticatorSet {
        id,
        officer,
        secret,
        step: step.ok_or(Refusal::Code)?,
    };
    Ok(vec![OfficerChange::AuthenticatorSet(Box::new(set))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::domain::OfficerId;
    use crate::core::domain::factor::SECRET_LEN;
    use crate::core::domain::officer::Officer;

    #[test]
    fn it_counts_once_it_has_shown_a_right_code() {
        let her = Principal::Officer(Officer {
            id: OfficerId(7),
            member: None,
            roles: Vec::new(),
        });
        let secret = AuthenticatorSecret::new([3; SECRET_LEN]);
        let now = Instant(1_795_492_800_000);
        let code = secret.code_at(now);
        let done = decide(&her, (1, secret), &format!(" {code} "), now).unwrap();
        assert_eq!(done[0].officer(), OfficerId(7));
        let wrong = decide(&her, (1, secret), "12345", now);
        assert_eq!(wrong, Err(Refusal::Code));
        let operator = decide(&Principal::Operator, (1, secret), &code, now);
        assert_eq!(operator, Err(Refusal::Nobody));
    }
}
