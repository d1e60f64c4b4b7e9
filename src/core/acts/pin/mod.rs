//! PINs: a member tries hers or chooses a new one; two officers open its locks, or have a code made for
//! her.

pub mod activate;
pub mod choose;
pub mod set;
pub mod r#try;
pub mod unlock;

use crate::core::authz::{Permit, Right};
use crate::core::domain::MemberId;
use std::collections::BTreeSet;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The PIN is locked: the try is not counted and its result is not used.
    Locked,
    /// She has given neither the old PIN nor the code of a slip.
    NotProved,
    /// The code of her slip has been used or replaced meanwhile.
    CodeGone,
}

/// The most women that can be helped in one command. More than come to one meeting would be a mistake.
pub const WOMEN_MAX: usize = 500;

/// An active member whose PIN officers help with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HelpedMember {
    /// The member.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Whether she has a phone.
    pub has_phone: bool,
}

/// Why nothing is done for any of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpRefusal {
    /// The permit is for something else.
    Right,
    /// No numbers, or more than `WOMEN_MAX`.
    HowMany,
    /// These member numbers belong to no active member.
    Unknown(Vec<i64>),
    /// These members have no phone, and a code can be used only from a member's own phone.
    NoPhone(Vec<i64>),
}

/// Whether so many numbers can be taken in one command.
pub fn how_many(numbers: &BTreeSet<i64>) -> Result<(), HelpRefusal> {
    if numbers.is_empty() || numbers.len() > WOMEN_MAX {
        return Err(HelpRefusal::HowMany);
    }
    Ok(())
}

/// Whether a member was found for every number: all of them are helped, or none.
fn all_known(numbers: &BTreeSet<i64>, found: &[HelpedMember]) -> Result<(), HelpRefusal> {
    how_many(numbers)?;
    let known: BTreeSet<i64> = found.iter().map(|one| one.no).collect();
    let unknown: Vec<i64> = numbers.difference(&known).copied().collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(HelpRefusal::Unknown(unknown))
    }
}

/// The members who are helped, where the permit is for editing members and `check` found nothing
/// against it.
fn members(
    permit: &Permit,
    check: Result<(), HelpRefusal>,
    found: &[HelpedMember],
) -> Result<Vec<MemberId>, HelpRefusal> {
    if permit.right() != Right::EditMembers {
        return Err(HelpRefusal::Right);
    }
    check?;
    Ok(found.iter().map(|one| one.member).collect())
}
