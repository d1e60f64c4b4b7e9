//! Numbers as Indian providers write them.

use crate::core::domain::Phone;
use crate::core::domain::phone::NotAPhone;
use crate::gateways::Malformed;

/// Reads ten digits as an Indian number, with or without `0`, `91` or `0091` before them, and anything with
/// a plus sign as it stands (wire reference 2.1). A plus sign that was not escaped arrives as a space,
/// which takes nothing away here, where the country is known.
pub(in crate::gateways) fn indian(text: &str) -> Result<Phone, NotAPhone> {
    let text = text.trim();
    if text.starts_with('+') {
        return Phone::parse(text);
    }
    let ten = match text.len() {
        10 => text,
        11 => text.strip_prefix('0').ok_or(NotAPhone)?,
        12 => text.strip_prefix("91").ok_or(NotAPhone)?,
        14 => text.strip_prefix("0091").ok_or(NotAPhone)?,
        _ => return Err(NotAPhone),
    };
    Phone::parse(&format!("+91{ten}"))
}

/// A number of ours as a provider wrote it, and its other writings: a cooperative's file may hold it in any
/// of them. A short code has one only.
pub fn writings(to: &str) -> Vec<String> {
    let mut all = vec![to.to_owned()];
    if let Ok(phone) = indian(to)
        && let Some(ten) = phone.reveal().strip_prefix("+91")
    {
        let others = ["", "+91", "91", "0"].map(|before| format!("{before}{ten}"));
        all.extend(others.into_iter().filter(|other| other != to));
    }
    all
}

/// The number that a receipt names. It only helps to find a text, so one that cannot be read is none, and
/// no reason to refuse the receipt.
pub(in crate::gateways) fn of_receipt(field: Result<Option<&str>, Malformed>) -> Option<Phone> {
    field.ok().flatten().and_then(|to| indian(to).ok())
}

/// The digits alone, as those want them who take no plus sign.
pub(in crate::gateways) fn digits(phone: &Phone) -> &str {
    phone.reveal().trim_start_matches('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indian_number_is_read_in_every_form_that_providers_send() {
        for text in [
            "9812348765",
            "09812348765",
            "919812348765",
            "00919812348765",
            " 919812348765",
            "+919812348765",
        ] {
            assert_eq!(indian(text).unwrap().reveal(), "+919812348765", "{text}");
        }
        // A number of another country keeps its own.
        assert_eq!(indian("+14133881111").unwrap().reveal(), "+14133881111");
        assert_eq!(digits(&indian("9812348765").unwrap()), "919812348765");
    }

    #[test]
    fn g9_a_number_of_ours_is_known_in_each_of_its_writings() {
        let mut first = writings("+919227056161");
        first.sort();
        assert_eq!(first.len(), 4);
        for to in ["9227056161", "09227056161", "919227056161"] {
            let found = writings(to);
            assert_eq!(found[0], to);
            let mut found = found;
            found.sort();
            assert_eq!(found, first, "{to}");
        }
        for one in ["56161", "+18005551212", "ASHAMD"] {
            assert_eq!(writings(one), [one]);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "VM-ASHAMD",
            "981234876",
            "449812348765",
            "00449812348765",
            "98123x8765",
            "૯૮૧૨",
        ] {
            assert_eq!(indian(text), Err(NotAPhone), "{text}");
        }
    }
}
