//! The codes of the operators' scrubber, which reads every text in India before it is delivered (TRAI
//! TCCCPR 2018; rules T-6).
//!
//! They reach us through any provider, in its receipts or in its answer. With none of them does it help to
//! send the same text again by the same provider: what is wrong is the registration, her preference or the
//! hour.

use crate::core::domain::Failure;

/// Why, from a code of three digits; `None` for any other code.
///
/// Reserved codes are taken for what their range is about. Where an operator uses one for something
/// else, it is still a pause and an officer's task, never another try.
pub(in crate::gateways) fn of_code(code: &str) -> Option<Failure> {
    let code: u16 = (code.len() == 3).then(|| code.parse().ok()).flatten()?;
    Some(match code {
        651 => Failure::OutOfHours,
        // Her preference.
        650 | 652..=659 => Failure::OptedOut,
        // The template, its values, addresses and numbers in it that are not allowed; promotion that
        // lacks consent, which is for an officer to sort out and no wish of hers; 683 and 687 are a
        // header of another kind than the template.
        630..=649 | 660..=669 | 683 | 687 => Failure::Template,
        // The entity, the telemarketer and their chain, the header, the scrubbing as a whole.
        600..=629 | 670..=699 => Failure::Route,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_scrubber_says_what_is_to_be_paused() {
        let cases = [
            ("600", Some(Failure::Route)),
            ("605", Some(Failure::Route)),
            ("614", Some(Failure::Route)),
            ("618", Some(Failure::Route)),
            ("620", Some(Failure::Route)),
            ("629", Some(Failure::Route)),
            ("630", Some(Failure::Template)),
            ("633", Some(Failure::Template)),
            ("642", Some(Failure::Template)),
            ("650", Some(Failure::OptedOut)),
            ("651", Some(Failure::OutOfHours)),
            ("660", Some(Failure::Template)),
            ("666", Some(Failure::Template)),
            ("670", Some(Failure::Route)),
            ("678", Some(Failure::Route)),
            ("687", Some(Failure::Template)),
            ("699", Some(Failure::Route)),
            ("599", None),
            ("700", None),
            ("000", None),
            ("+61", None),
            ("0651", None),
            ("", None),
        ];
        for (code, why) in cases {
            assert_eq!(of_code(code), why, "{code}");
        }
    }

    #[test]
    fn no_code_of_the_scrubber_is_tried_again_as_it_is() {
        for code in 600..700 {
            let why = of_code(&code.to_string()).unwrap();
            let stops = [
                Failure::Route,
                Failure::Template,
                Failure::OptedOut,
                Failure::OutOfHours,
            ];
            assert!(stops.contains(&why), "{code}: {why:?}");
        }
    }
}
