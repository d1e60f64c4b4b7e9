//! PINs: a try with one and choosing a new one, by herself; and what two people do about one for her.

pub mod activate;
pub mod choose;
pub mod set;
pub mod r#try;
pub mod unlock;

use crate::core::domain::MemberId;
use std::collections::BTreeSet;

/// Why nothing is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is locked: nothing is counted, and no verdict is used.
    Locked,
    /// She has given neither the old PIN nor the code of a slip.
    NotProved,
    /// The code of her slip has been used or replaced meanwhile.
    CodeGone,
}

/// Women that are helped at once at most: more than come to one meeting is a slip.
pub const WOMEN_MAX: usize = 500;

/// An active member who is to be helped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HelpedMember {
    /// Who.
    pub member: MemberId,
    /// Her number.
    pub no: i64,
    /// Whether she has a phone.
    pub has_phone: bool,
}

/// Why nobody is helped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HelpRefusal {
    /// The permit is for something else.
    Right,
    /// No numbers, or more than `WOMEN_MAX`.
    HowMany,
    /// These numbers are no active member's.
    Unknown(Vec<i64>),
    /// These have no phone, from which a code must be used.
    NoPhone(Vec<i64>),
}

/// Whether so many can be helped.
pub fn how_many(numbers: &BTreeSet<i64>) -> Result<(), HelpRefusal> {
    if numbers.is_empty() || numbers.len() > WOMEN_MAX {
        return Err(HelpRefusal::HowMany);
    }
    Ok(())
}

/// Whether all these numbers are of women who were found: all are helped, or none.
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
