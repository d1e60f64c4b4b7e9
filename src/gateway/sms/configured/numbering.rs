//! How a provider writes numbers of phones.

use super::super::numbers;
use super::reader::{Reader, Table};
use crate::domain::Phone;
use crate::domain::phone::NotAPhone;

/// The form of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Numbers {
    /// `+919800000001`
    E164,
    /// `919800000001`
    NoPlus,
    /// Ten digits, with or without `0`, `91` or `+91` before them.
    Indian,
}

impl Numbers {
    /// Reads `numbers`; what is wrong is told.
    pub(super) fn read(reader: &mut Reader<'_>, table: &Table<'_>) -> Self {
        let known = [
            ("e164", Self::E164),
            ("no-plus", Self::NoPlus),
            ("indian", Self::Indian),
        ];
        reader.one_of(table, "numbers", &known)
    }

    /// The number that stands there.
    pub(super) fn parse(self, text: &str) -> Result<Phone, NotAPhone> {
        match self {
            Self::E164 => Phone::parse(text),
            Self::NoPlus => Phone::parse(&format!("+{}", text.trim_start_matches('+'))),
            Self::Indian => numbers::indian(text),
        }
    }
}
