//! Numbers, as gateways send them and as people write them.

use super::*;
use proptest::prelude::*;

// What folding adds (digits of every script, spaces that do not break) is shown where a register is read.
fn read(folded: &str) -> Result<Phone, PhoneUnread> {
    Phone::read(folded)
}

#[test]
fn an_indian_mobile_is_read_in_the_ways_people_write_it() {
    for text in [
        "9800000031",
        "09800000031",
        "919800000031",
        "+919800000031",
        "00919800000031",
        "98000 00031",
        "98000-00031",
        "98000.00031",
        "(98000) 00031",
        "+91 98000 00031",
        "+91-98000-00031",
        "(+91) 98000 00031",
        "0091 98000 00031",
        "0 98000 00031",
        "9 8000 00031",
        "98000\u{2011}00031",
        "'9800000031",
        " 9800000031 ",
    ] {
        assert_eq!(read(text).unwrap().reveal(), "+919800000031", "{text}");
    }
}

#[test]
fn r1_what_a_table_program_made_of_a_number_is_refused_by_that_name() {
    for (text, why) in [
        ("980000003.0", PhoneUnread::Amount),
        ("9800000031.0", PhoneUnread::Amount),
        ("9800000031.00", PhoneUnread::Amount),
        ("9800000031,0", PhoneUnread::Amount),
        ("9,800,000,031", PhoneUnread::Amount),
        ("9.8000000E+09", PhoneUnread::Exponent),
        ("9.8E+09", PhoneUnread::Exponent),
        ("9,8E+09", PhoneUnread::Exponent),
        ("9.198000000E+11", PhoneUnread::Exponent),
        ("98e8", PhoneUnread::Exponent),
    ] {
        assert_eq!(read(text), Err(why), "{text}");
    }
    assert!(
        PhoneUnread::Exponent
            .to_string()
            .contains("a table program")
    );
    assert!(PhoneUnread::Amount.to_string().contains("a table program"));
}

#[test]
fn r1_a_digit_too_few_or_too_many_is_nobodys_number() {
    for (text, why) in [
        ("+91980000003", PhoneUnread::Length(11)),
        ("+9198000000311", PhoneUnread::Length(13)),
        ("980000003", PhoneUnread::Length(9)),
        ("98000000311", PhoneUnread::Length(11)),
        ("98000 0003 1", PhoneUnread::LoneDigit),
        ("98000 00031 2", PhoneUnread::LoneDigit),
        ("9800000031-2", PhoneUnread::LoneDigit),
        ("9800000031 / 9800000032", PhoneUnread::Sign),
        ("98o0000031", PhoneUnread::Sign),
        ("9800000031+", PhoneUnread::Sign),
        ("++919800000031", PhoneUnread::Sign),
        ("9800000031 9800000032", PhoneUnread::Length(20)),
        ("5800000031", PhoneUnread::Series),
        ("1800000031", PhoneUnread::Series),
        ("+915800000031", PhoneUnread::Series),
        ("+9800000031", PhoneUnread::Abroad),
        ("+447911123456", PhoneUnread::Abroad),
        ("00447911123456", PhoneUnread::Abroad),
        ("+00919800000031", PhoneUnread::Abroad),
        ("449800000031", PhoneUnread::Length(12)),
        ("0919800000031", PhoneUnread::Length(13)),
        ("", PhoneUnread::Empty),
        (" ", PhoneUnread::Empty),
        ("-", PhoneUnread::Length(0)),
    ] {
        assert_eq!(read(text), Err(why), "{text}");
    }
}

#[test]
fn only_international_form_comes_from_a_gateway() {
    for text in ["+919800000001", "+254711000001", "+14133881111"] {
        assert!(Phone::parse(text).is_ok(), "{text}");
    }
    for text in [
        " 919800000001",
        "919800000001",
        "+0919800000001",
        "+91 98",
        "+91980000000a",
    ] {
        assert_eq!(Phone::parse(text), Err(NotAPhone), "{text}");
    }
}

#[test]
fn r1_a_gateway_too_names_ten_digits_behind_the_country() {
    for text in ["+91980000003", "+9198000000311", "+91"] {
        assert_eq!(Phone::parse(text), Err(NotAPhone), "{text}");
    }
}

#[test]
fn a_number_never_shows_itself() {
    let phone = Phone::parse("+919800000001").unwrap();
    assert!(!format!("{phone} {phone:?}").contains("98"));
    assert_eq!(phone.last_four(), "0001");
    let whys = [
        PhoneUnread::Empty,
        PhoneUnread::Exponent,
        PhoneUnread::Amount,
        PhoneUnread::Sign,
    ];
    assert!(whys.iter().all(|why| !why.to_string().contains("00031")));
}

/// A number of hers, and one of the ways in which people and programs write it.
fn written() -> impl Strategy<Value = (String, String)> {
    let ten = "[6-9][0-9]{9}";
    let before = prop::sample::select(vec!["", "0", "91", "+91", "0091", "+91 ", "91-", "(+91) "]);
    let cuts = prop::collection::vec(
        (1_usize..10, prop::sample::select(vec![' ', '-', '.'])),
        0..3,
    );
    (ten, before, cuts).prop_map(|(ten, before, cuts)| {
        let mut text = ten.clone();
        for (at, sign) in cuts {
            text.insert(at, sign);
        }
        (ten, format!("{before}{text}"))
    })
}

proptest! {
    /// Whatever happens to one sign of it, what is read is hers, or nothing.
    #[test]
    fn r1_no_number_is_ever_read_as_somebody_elses(
        (ten, text) in written(), at in 0_usize..20, what in 0..6, sign in "[0-9 .,eE+()-]",
    ) {
        let hers = format!("+91{ten}");
        let mut signs: Vec<char> = text.chars().collect();
        let at = at % signs.len();
        match what {
            0 => { signs.remove(at); }
            1 => signs.insert(at, signs[at]),
            2 => signs.push('0'),
            3 => signs.extend(".0".chars()),
            4 => signs.extend(sign.chars()),
            _ => {}
        }
        let damaged: String = signs.into_iter().collect();
        if let Ok(found) = read(&damaged) {
            prop_assert_eq!(found.reveal(), hers, "{}", damaged);
        }
    }

    /// What a table program writes for a number of any length is read as nobody's.
    #[test]
    fn r1_no_table_program_makes_a_number_of_it(digits in "[1-9][0-9]{7,12}", zeros in 1_usize..3) {
        let decimal = format!("{digits}.{}", "0".repeat(zeros));
        prop_assert_eq!(read(&decimal), Err(PhoneUnread::Amount));
        let exponent = format!("{}.{}E+{}", &digits[..1], &digits[1..5], digits.len() - 1);
        prop_assert_eq!(read(&exponent), Err(PhoneUnread::Exponent));
    }

    /// Whatever is typed, reading ends, and what is read is a whole mobile number of India.
    #[test]
    fn r1_whatever_is_read_is_a_whole_mobile_number(text in "\\PC{0,24}") {
        if let Ok(found) = read(&text) {
            let ten = found.reveal().strip_prefix("+91").unwrap();
            prop_assert!(ten.len() == 10 && ten.starts_with(['6', '7', '8', '9']));
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            prop_assert!(digits.ends_with(ten));
        }
    }
}
