//! Who is a member, and what is held of her.

pub mod add;
pub mod back;
pub mod edit;
pub mod import;
pub mod leave;

use crate::core::authz::{Permit, Principal};
use crate::core::domain::MemberId;

/// Whether the member is the officer herself: what is held of her another officer alters.
fn is_herself(permit: &Permit, member: MemberId) -> bool {
    match permit.person() {
        Principal::Officer(officer) => officer.member == Some(member),
        Principal::Operator => false,
    }
}

#[cfg(test)]
pub(super) mod samples {
    //! Officers and a day for the tests of acts.

    use crate::core::authz::{Permit, Principal, Right, require};
    use crate::core::domain::officer::{Officer, Role};
    use crate::core::domain::{Day, MemberId, OfficerId, Via};

    pub(in crate::core::acts) const TODAY: Day = Day(20_781);

    /// The permit of a secretary, who may be this member herself.
    pub(in crate::core::acts) fn permit(right: Right, own: Option<i64>) -> Permit {
        let officer = Officer {
            id: OfficerId(1),
            member: own.map(MemberId),
            roles: vec![Role::Secretary],
        };
        require(&Principal::Officer(officer), right, Via::Console).unwrap()
    }
}
