//! How a provider writes numbers of phones.

use super::reader::{ProviderFileReader, Table};
use crate::core::domain::Phone;
use crate::core::domain::phone::NotAPhone;
use crate::gateways::Malformed;
use crate::gateways::sms::{RequestRefused, numbers};

/// The form of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateways) enum Numbers {
    /// `+919800000001`
    E164,
    /// `919800000001`. Ten digits as `9800000001` would be a number of another country, and are refused.
    NoPlus,
    /// Ten digits, with or without `0`, `91` or `+91` before them.
    Indian,
}

impl Numbers {
    /// Reads `numbers`; what is wrong is told.
    pub(in crate::gateways) fn read(
        reader: &mut ProviderFileReader<'_>,
        table: &Table<'_>,
    ) -> Self {
        let known = [
            ("e164", Self::E164),
            ("no-plus", Self::NoPlus),
            ("indian", Self::Indian),
        ];
        reader.one_of(table, "numbers", &known)
    }

    /// The number that stands there.
    pub(in crate::gateways) fn parse(self, text: &str) -> Result<Phone, NotAPhone> {
        match self {
            Self::E164 => Phone::parse(text),
            Self::NoPlus if has_no_country(text) => Err(NotAPhone),
            Self::NoPlus => Phone::parse(&format!("+{}", text.trim_start_matches('+'))),
            Self::Indian => numbers::indian(text),
        }
    }

    /// The number of who wrote, or why it is none, so that whoever wrote the file knows what to change.
    pub(in crate::gateways) fn sender(self, text: &str) -> Result<Phone, RequestRefused> {
        if self == Self::NoPlus && has_no_country(text) {
            return Err(RequestRefused::Unreadable(
                "the number has no country code: the gateway's file should say numbers = \"indian\"",
            ));
        }
        Ok(self.parse(text).map_err(Malformed::Phone)?)
    }
}

/// Ten digits of an Indian mobile (National Numbering Plan: the first is 6 to 9), with `0` before them or
/// without. With a plus sign before them they would be a number of Iran, Myanmar or Singapore.
fn has_no_country(text: &str) -> bool {
    let ten = text.strip_prefix('0').unwrap_or(text);
    ten.len() == 10
        && ten.starts_with(['6', '7', '8', '9'])
        && ten.bytes().all(|b| b.is_ascii_digit())
}
