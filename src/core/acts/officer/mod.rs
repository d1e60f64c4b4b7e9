//! Officers: added and ended, and their roles. All of these acts take two people, except setting one's own
//! passphrase.

pub mod add;
pub mod authenticator;
pub mod end;
pub mod passphrase;
pub mod role;
pub mod sheet;
pub mod unpair;

use crate::core::domain::officer::{Officer, Role};

/// An officer as these acts need her.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficerStanding {
    /// Her id, her roles, and her id as a member.
    pub officer: Officer,
    /// Whether she is an officer at present.
    pub is_active: bool,
}

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The permit is for something else.
    Right,
    /// It is not a name: it has no letter, or more than 60 characters.
    Name,
    /// Another officer has this name.
    Taken,
    /// The member is an officer already.
    IsOfficer,
    /// Nobody of this name is an officer.
    Nobody,
    /// She has this role already.
    Has(Role),
    /// She does not have this role.
    HasNot(Role),
    /// It is her only role: an officer without a role is ended instead.
    LastRole,
    /// The code is not the one that the authenticator shows.
    Code,
    /// It is her last second step, without which nobody comes in.
    LastStep,
}
