//! Officers come and go, and have roles. All of it takes two people but a passphrase of one's own.

pub mod add;
pub mod end;
pub mod passphrase;
pub mod role;

use crate::core::domain::officer::{Officer, Role};

/// An officer as these acts need her.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficerStanding {
    /// Her id, roles and own row in the register.
    pub officer: Officer,
    /// Whether she is one now.
    pub is_active: bool,
}

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is no name: no letter is in it, or over 60 signs are.
    Name,
    /// There is an officer of this name.
    Taken,
    /// The member is an officer already.
    IsOfficer,
    /// Nobody of this name is an officer.
    Nobody,
    /// She has this role.
    Has(Role),
    /// She does not have this role.
    HasNot(Role),
    /// Her last role: she is ended instead.
    LastRole,
}
