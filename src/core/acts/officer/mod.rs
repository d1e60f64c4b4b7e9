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
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The permit is for something else.
    #[error("this needs another right")]
    Right,
    /// It is no name.
    #[error("a name has a letter in it, and at most 60 signs")]
    Name,
    /// There is an officer of this name.
    #[error("there is an officer of this name; two officers need two names")]
    Taken,
    /// The member is an officer already.
    #[error("this member is an officer already: give her another role")]
    IsOfficer,
    /// Nobody of this name is an officer.
    #[error("there is no officer of this name")]
    Nobody,
    /// She has this role.
    #[error("she is {} already", .0.code())]
    Has(Role),
    /// She does not have this role.
    #[error("she is no {}", .0.code())]
    HasNot(Role),
    /// Her last role.
    #[error("it is her only role: end her instead")]
    LastRole,
}
